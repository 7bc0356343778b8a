"""Gathering that is broken off goes on where it was; what can't be read is said once and for all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from typing import Any

import httpx
import pytest
from firm import Firm
from google.oauth2.service_account import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.http import MediaInMemoryUpload

from handoff.adapters.google_drive import GoogleDrive
from handoff.domain.dossier import Unread
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.record import Kind, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import NotAuthorisedError
from handoff.services.gather import gathering


class Meanwhile:
    """A Drive in which somebody works between the walk and the look at what changed."""

    def __init__(self, drive: GoogleDrive, work: Callable[[], None]) -> None:
        self._drive, self._work = drive, work

    def __getattr__(self, name: str) -> Any:
        return getattr(self._drive, name)

    def since(self, *arguments: Any, **more: Any) -> Iterator[Snapshot | Unread]:
        """Let somebody work, then say what changed."""
        self._work()
        return self._drive.since(*arguments, **more)


def many_notes(world: dict[str, Any]) -> None:
    """Hang 588 notes on the client's deal, with its own 600: six full batches, so that each that fails is missed.

    Batches run side by side, and the fourth that a vendor sees may be any of them.
    """
    world["hubspot"]["notes"] += [
        {"id": str(900000 + number), "properties": {"hs_note_body": f"Note {number}"}, "associations": ["deals/8002"]}
        for number in range(588)
    ]


def opened(firm: Firm) -> HandoffId:
    """Mark a deal and open its handoff."""
    handoff = firm.mark()
    with firm.app() as app:
        app.open(handoff)
    return handoff


def calls(firm: Firm, path: str) -> int:
    """Count the requests to a path."""
    found = httpx.get(firm.server.base_url + "/_sandbox/requests", timeout=10).json()
    return sum(path in item["path"] for item in found)


def kept(firm: Firm, handoff: HandoffId) -> dict[str, int]:
    """Count what the registry holds of the gathering."""
    with firm.app() as app, app.registry.begin() as tx:
        gathering = f"prepare.{tx.handoffs.get(handoff).attempt}"
        return dict(tx.snapshots.counts(handoff, gathering))  # type: ignore[arg-type]  # its name as text


def test_gather_goes_on_where_it_was(make_firm: Callable[..., Firm]) -> None:
    """An error in the middle costs nothing that was read: the next attempt reads the rest alone."""
    firm = make_firm(many_notes)
    handoff = opened(firm)
    firm.fault("hubspot", "unauthorized", ".*/objects/.*/notes/batch/read", skip=3, times=1)
    with firm.app() as app, pytest.raises(NotAuthorisedError):
        app.gather.crm(handoff, "prepare")
    before = kept(firm, handoff)
    assert before.get("hubspot/note", 0) < 600
    read = calls(firm, "/objects/2026-03/notes/batch/read")
    with firm.app() as app:
        count = app.gather.crm(handoff, "prepare")
    after = kept(firm, handoff)
    assert count == sum(number for kind, number in after.items() if kind.startswith("hubspot/"))
    assert after["hubspot/note"] >= 600
    assert calls(firm, "/objects/2026-03/notes/batch/read") - read == -(
        -(after["hubspot/note"] - before.get("hubspot/note", 0)) // 100
    )
    assert calls(firm, "/objects/2026-03/contacts/batch/read") == 1


def test_gather_begins_anew_once_it_ended_or_is_old(firm: Firm) -> None:
    """A task that is run again reads everything after its gathering ended, was broken off long ago, or was of another
    folder than is the client's now.
    """
    handoff = opened(firm)
    for _ in range(2):
        with firm.app() as app:
            app.gather.files(handoff, "prepare", content=False)
    for ago, folder in ((timedelta(days=1), ""), (timedelta(), "another")):
        once = calls(firm, "/drive/v3/files")
        with firm.app() as app, app.registry.begin() as tx:
            client, _ = tx.handoffs.get(handoff).known()
            began, mark = app.clock() - ago, f"{folder or client.folder_id} /1"
            tx.snapshots.begin(handoff, "prepare.1", Vendor.GOOGLE_DRIVE, began, mark)  # type: ignore[arg-type]  # its name as text
        with firm.app() as app:
            app.gather.files(handoff, "prepare", content=False)
        assert calls(firm, "/drive/v3/files") > once
    with firm.app() as app, app.registry.begin() as tx:
        begun = [entry for entry in tx.journal.read(handoff) if entry.kind is EntryKind.GATHERING]
    assert len(begun) == 4


def service_of(firm: Firm, user: str) -> Any:
    """Return Google's own client for one of the firm's people."""
    given = firm.server.credentials["google_drive"]
    info = given["service_account"] | {"token_uri": f"{given['root_url']}token"}
    key = Credentials.from_service_account_info(  # type: ignore[no-untyped-call]  # google-auth has no types
        info, scopes=["https://www.googleapis.com/auth/drive"], subject=user
    )
    told = files("googleapiclient").joinpath("discovery_cache/documents/drive.v3.json").read_text()
    document = json.loads(told) | {"rootUrl": given["root_url"]}
    document.pop("mtlsRootUrl", None)
    return build_from_document(document, credentials=key)


def snapshots(firm: Firm, handoff: HandoffId) -> list[Snapshot]:
    """Return what the gathering holds of Drive, as its readers see it."""
    with firm.app() as app, app.registry.begin() as tx:
        name = gathering("prepare", tx.handoffs.get(handoff))
        return list(app.pages.read(tx.snapshots.pages(handoff, name, Vendor.GOOGLE_DRIVE)))


def test_file_that_changes_behind_the_walk_is_kept_as_it_is_now(firm: Firm) -> None:
    """What was edited, shared and put in the trash after it was read stands once, with its newest content and grants,
    in its old place; what did not change is what it was.
    """
    handoff = opened(firm)
    with firm.app() as app:
        app.gather.files(handoff, "prepare")
    before = snapshots(firm, handoff)
    text, shared, gone = [
        one for one in before if one.text("mime").endswith(".document") and "maya" in str(one.fields["owners"])
    ][:3]

    def work() -> None:
        media = MediaInMemoryUpload(b"# Goals\n\nNew.", "text/markdown")
        grant = {"type": "user", "role": "reader", "emailAddress": "felix@orrincycles.example"}
        with service_of(firm, "maya@fieldnote.example") as maya:
            maya.files().update(fileId=text.record.id, media_body=media).execute()
            given = {"fileId": shared.record.id, "body": grant}
            maya.permissions().create(**given, sendNotificationEmail=False).execute()
            maya.files().update(fileId=gone.record.id, body={"trashed": True}).execute()

    with firm.app() as app:
        replace(app.gather, drive=Meanwhile(app.drive, work)).files(handoff, "prepare")  # type: ignore[arg-type]  # it is one but in name
        now = snapshots(firm, handoff)
        newer = {one.record: one for one in now}
        assert [one.record for one in now] == [one.record for one in before]
        assert b"New." in app.artifacts.get(newer[text.record].content)  # type: ignore[arg-type]  # a document has one
    assert "felix@orrincycles.example" in str(newer[shared.record].fields["grants"])
    assert newer[gone.record].flag("trashed")
    changed = {text.record, shared.record, gone.record}
    assert {one.record for one in before if newer[one.record].sha256 != one.sha256} == changed
    with firm.app() as app, app.registry.begin() as tx:
        rows = {row.record: row for _, row in tx.snapshots.rows(handoff) if row.record.vendor is Vendor.GOOGLE_DRIVE}
    assert {record: row.sha256 for record, row in rows.items()} == {one.record: one.sha256 for one in now}


def test_file_that_leaves_behind_the_walk_is_not_gathered(firm: Firm) -> None:
    """What was moved out of the folder after it was read, a folder with all below it, and what was deleted for good are
    told as unread and not gathered; what moved within the folder, and all else, is.
    """
    handoff = opened(firm)
    with firm.app() as app:
        app.gather.files(handoff, "prepare")
        client, _ = app.show.one(handoff).handoff.known()
    before = {one.record.id: one for one in snapshots(firm, handoff)}
    mayas = [one for one in before.values() if "maya" in str(one.fields["owners"]) and one.fields["path"]]
    out, within, deleted = [one for one in mayas if one.record.kind is Kind.FILE and not one.flag("trashed")][:3]
    held = {one.record.id for one in (out, within, deleted)}
    folder = next(
        one for one in mayas
        if one.record.kind is Kind.FOLDER and not held & set(below(before, one.record.id))
    )  # fmt: skip
    gone = {out.record.id, deleted.record.id, folder.record.id, *below(before, folder.record.id)}
    assert len(gone) > 3, "the folder holds something"

    def work() -> None:
        with service_of(firm, "maya@fieldnote.example") as maya:
            for one, into in ((out, "root"), (folder, "root"), (within, client.folder_id)):
                given = {"addParents": into, "removeParents": one.fields["folder"]}
                maya.files().update(fileId=one.record.id, **given).execute()
            maya.files().delete(fileId=deleted.record.id).execute()

    with firm.app() as app:
        replace(app.gather, drive=Meanwhile(app.drive, work)).files(handoff, "prepare")  # type: ignore[arg-type]  # it is one but in name
        now = {one.record.id: one for one in snapshots(firm, handoff)}
        with app.registry.begin() as tx:
            rows = {row.record.id for _, row in tx.snapshots.rows(handoff) if row.record.vendor is Vendor.GOOGLE_DRIVE}
            entries = [one.detail for one in tx.journal.read(handoff) if one.kind is EntryKind.UNREAD]
    told = {str(one["record"]).rpartition("/")[2] for one in entries if "taken out" in str(one["reason"])}
    assert told == gone
    assert set(now) == rows == set(before) - gone
    assert now[within.record.id].fields["folder"] == client.folder_id


def below(found: Mapping[str, Snapshot], folder: str) -> list[str]:
    """Return the ids of all that lies below a folder."""
    inside = [one.record.id for one in found.values() if one.fields.get("folder") == folder]
    return [*inside, *(further for one in inside for further in below(found, one))]


def test_contacts_are_looked_for_outside_the_folder_though_they_see_nothing_in_it(
    make_firm: Callable[..., Firm],
) -> None:
    """A file beside the folder that a contact of the client can open is named, though no grant in the folder says who
    they are; what somebody of two companies can open is not, since it may be the other's.
    """

    def share(world: dict[str, Any]) -> None:
        companies = {"new@marlowfinch.example": ["5001"], "both@advice.example": ["5001", "5002"]}
        world["hubspot"]["contacts"] += [
            {
                "id": str(779900 + place),
                "properties": {"email": email},
                "associations": [f"companies/{one}" for one in theirs],
            }
            for place, (email, theirs) in enumerate(companies.items())
        ]
        world["google_drive"]["users"] += [{"email": one, "name": one} for one in companies]
        world["google_drive"]["files"] += [
            {
                "id": f"stray-{place}",
                "name": f"Stray {place}",
                "type": "doc",
                "content": "x",
                "owner": "ewa@fieldnote.example",
                "permissions": [{"type": "user", "role": "reader", "email": email}],
            }
            for place, email in enumerate(companies)
        ]

    firm = make_firm(share)
    handoff = opened(firm)
    with firm.app() as app:
        app.gather.files(handoff, "prepare")
    with firm.app() as app, app.registry.begin() as tx:
        unread = {str(one.detail["record"]) for one in tx.journal.read(handoff) if one.kind is EntryKind.UNREAD}
    assert "google_drive/file/stray-0" in unread
    assert "google_drive/file/stray-1" not in unread
