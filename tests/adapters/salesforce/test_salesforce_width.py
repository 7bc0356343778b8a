"""What hangs on a client beside its standard records: contents of files, the firm's own objects, what was merged, and
what belongs to people who have left.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from ledger import ACCOUNT, BOOKS, CLIENT, INES, MARK, WORLD, Ledger

from handoff.domain.dossier import Unread
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import PermanentError, VendorRefusedError, VendorUnavailableError

Serve = Callable[..., Ledger]
OWN = WORLD["salesforce"]
LIMIT = 10 * 1024 * 1024
SITES: dict[str, Any] = {
    "objects": [
        {"name": "Filing__c", "label": "Filing"}, {"name": "Site__c"}, {"name": "Visit__c"}, {"name": "Pet__c"},
    ],
    "fields": OWN["fields"]
    | {
        "Filing__c": [
            {"name": "Engagement__c", "type": "lookup", "to": "Opportunity", "children": "Filings"},
            {"name": "Asked_By__c", "type": "lookup", "to": "Contact", "children": "Asked"},
            {"name": "Due__c", "type": "date"},
        ],
        "Site__c": [{"name": "Firm__c", "type": "master", "to": "Account", "children": "Sites"}],
        "Visit__c": [{"name": "Site__c", "type": "lookup", "to": "Site__c", "children": "Visits"}],
        "Pet__c": [{"name": "Owner__c", "type": "user", "children": "Pets"}],
    },
    "records": OWN["records"]
    | {
        "Filing__c": [
            {"id": 1, "owner": 5, "fields": {"Name": "VAT", "Engagement__c": 901, "Due__c": "+9d"}},
            {"id": 2, "owner": 1, "fields": {"Name": "P60", "Asked_By__c": 802}},
            {"id": 3, "owner": 1, "fields": {"Name": "Milk levy", "Engagement__c": 904}},
        ],
        "Site__c": [{"id": 1, "fields": {"Name": "The mill", "Firm__c": 701}}],
        "Visit__c": [{"id": 1, "fields": {"Name": "A look", "Site__c": 1}}],
    },
    "files": [*OWN["files"], {"id": 95, "title": "Plan of the mill", "extension": "txt", "links": ["Site__c/1"]}],
}  # fmt: skip


def read(ledger: Ledger, kept: list[Snapshot] | None = None) -> list[Snapshot | Unread]:
    """Gather the client."""
    return list(ledger.crm().gather(MARK, CLIENT, kept or []))


def snapshots(found: list[Snapshot | Unread], kind: Kind) -> list[Snapshot]:
    """Return what was read of a kind."""
    return [item for item in found if isinstance(item, Snapshot) and item.record.kind is kind]


def merge(ledger: Ledger, kind: str, master: str, merged: str) -> None:
    """Merge one record into another, as a person does."""
    body = f"""<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <e:Header><SessionHeader><sessionId>session-of-nora</sessionId></SessionHeader></e:Header>
      <e:Body><merge><request><masterRecord xsi:type="{kind}"><Id>{master}</Id></masterRecord>
      <recordToMergeIds>{merged}</recordToMergeIds></request></merge></e:Body></e:Envelope>"""
    answer = httpx.post(f"{ledger.server.base_url}/services/Soap/u/67.0", content=body)
    assert "<success>true</success>" in answer.text, answer.text


def test_files_are_read_as_documents(serve: Serve) -> None:
    """Of a file its newest version, of one of the old kind its body, each with its type; a picture is none."""
    old = {"id": 5, "owner": 1, "fields": {"ParentId": "Case/601", "Name": "rules.html", "Body": "<p>Ask Ines.</p>"}}
    letter = {"title": "Letter", "extension": "txt", "content": "new", "versions": ["old"]}
    mill = {"title": "Mill", "extension": "png", "content": "png"}
    files = [{"id": 91, "links": ["Account/701"], **letter}, {"id": 92, "links": ["Account/701"], **mill}]
    ledger = serve(files=files, records=OWN["records"] | {"Attachment": [old]})
    attached = snapshots(read(ledger), Kind.ATTACHMENT)
    assert {item.title: item.text("mime") for item in attached} == {
        "Letter.txt": "text/plain", "Mill.png": "image/png", "rules.html": "text/html",
    }  # fmt: skip
    held = dict(zip([item.title for item in attached], ledger.crm().read_all(attached, LIMIT), strict=True))
    assert held == {
        "Letter.txt": (b"new", "text/plain"), "Mill.png": None, "rules.html": (b"<p>Ask Ines.</p>", "text/html"),
    }  # fmt: skip
    picture = next(item for item in attached if item.title == "Mill.png")
    assert ledger.crm().export(picture, LIMIT) == (b"png", "image/png")
    with pytest.raises(VendorRefusedError, match="larger"):
        ledger.crm().export(picture, 2)


def test_file_that_cannot_be_read_has_its_error(serve: Serve) -> None:
    """One that is refused and one that is too large stand in their place, and name the record; the others are read."""
    files = [
        {"id": 90 + place, "title": title, "extension": "txt", "content": "words" * place, "links": ["Account/701"]}
        for place, title in enumerate(("Empty", "One", "Two", "Three"))
    ]
    ledger = serve(files=files)
    attached = snapshots(read(ledger), Kind.ATTACHMENT)
    first = attached[1].raw["LatestPublishedVersionId"]
    ledger.fault("forbidden", path=f".*/ContentVersion/{first}/.*", times=None)
    empty, refused, two, large = ledger.crm().read_all(attached, 12)
    assert (empty, two) == ((b"", "text/plain"), (b"wordswords", "text/plain"))
    for error, item in ((refused, attached[1]), (large, attached[3])):
        assert isinstance(error, PermanentError)
        assert error.record == str(item.record)
    assert isinstance(large, VendorRefusedError)


def test_file_that_is_larger_than_salesforce_says_is_not_held(serve: Serve) -> None:
    """Whatever size was told, no more than the limit is read of it."""
    ledger = serve(
        files=[{"id": 91, "title": "A", "extension": "txt", "content": "x" * 9000, "links": ["Account/701"]}]
    )
    [item] = snapshots(read(ledger), Kind.ATTACHMENT)
    smaller = Snapshot.from_json({**item.as_json(), "fields": {**item.fields, "size": 3}})
    [error] = ledger.crm().read_all([smaller], 4000)
    assert isinstance(error, VendorRefusedError)


def test_reading_files_outlasts_trouble_and_says_what_lasts(serve: Serve) -> None:
    """Two failures are outlasted; one that goes on is an error of the reading, against which a retry helps."""
    ledger = serve(files=[{"id": 91, "title": "A", "extension": "txt", "content": "a", "links": ["Account/701"]}])
    attached = snapshots(read(ledger), Kind.ATTACHMENT)
    ledger.fault("unavailable", path=".*/VersionData", times=2)
    assert list(ledger.crm().read_all(attached, LIMIT)) == [(b"a", "text/plain")]
    ledger.fault("unavailable", path=".*/VersionData", times=None)
    with pytest.raises(VendorUnavailableError):
        list(ledger.crm().read_all(attached, LIMIT))


def test_own_objects_that_hang_on_the_client_are_gathered(serve: Serve) -> None:
    """By lookups to the account, its deals and contacts, with their files and owners; others' and unrelated are not."""
    ledger = serve(**SITES)
    found = read(ledger)
    custom = {item.title: item for item in snapshots(found, Kind.CUSTOM)}
    assert set(custom) == {"VAT", "P60", "The mill"}
    vat, mill = custom["VAT"], custom["The mill"]
    assert vat.record == RecordRef(Vendor.SALESFORCE, Kind.CUSTOM, "Filing__c/a00000000000001AAA")
    assert (vat.fields["type"], vat.fields["owner"], vat.raw["Due__c"] is not None) == (
        "Filing",
        "005000000000005AAA",
        True,
    )
    assert vat.url.endswith("/lightning/r/Filing__c/a00000000000001AAA/view")
    assert RecordRef(Vendor.SALESFORCE, Kind.DEAL, BOOKS) in vat.links
    assert mill.links == (CLIENT.record,)
    plan = next(item for item in snapshots(found, Kind.ATTACHMENT) if item.title == "Plan of the mill.txt")
    assert plan.links == (mill.record,)
    assert not [item for item in found if isinstance(item, Unread)]


def test_own_objects_cost_one_description_and_no_query_more(serve: Serve) -> None:
    """All are described in one call, and their first pages come with those of the other objects."""
    ledger, plain = serve(**SITES), serve()
    counts = []
    for one in (ledger, plain):
        crm, before = one.crm(), len(one.calls())
        list(crm.gather(MARK, CLIENT))
        counts.append(one.calls()[before:].count("POST composite"))
    assert counts[0] - counts[1] == 1


def test_own_object_that_is_hidden_is_named(serve: Serve) -> None:
    """What our user may not describe, or not query, is unread as a whole; all else is there."""
    ledger = serve(**SITES)
    whole = len(read(ledger))
    ledger.fault("forbidden", path=".*/composite", record=".*FROM.Site__c.*")
    found = read(ledger)
    assert [item.record.id for item in found if isinstance(item, Unread)] == ["Site__c/*"]
    assert len(found) == whole - 1  # the mill and its plan, for which the one line stands
    ledger.fault("not_found", path=".*/composite", record=".*Filing__c/describe.*")
    assert [item.record.id for item in read(ledger) if isinstance(item, Unread)] == ["Filing__c/*"]


def test_gathering_of_own_objects_goes_on_where_it_was(serve: Serve) -> None:
    """Broken off anywhere, the rest comes once."""
    ledger = serve(**SITES)
    whole = [item for item in read(ledger) if isinstance(item, Snapshot)]
    for cut in range(len(whole) - 8, len(whole) + 1):
        rest = [item for item in read(ledger, whole[:cut]) if isinstance(item, Snapshot)]
        assert {item.record for item in rest} == {item.record for item in whole[cut:]}, cut


def test_account_that_was_merged_is_followed(ledger: Ledger) -> None:
    """What the client was merged into is gathered with all that hangs on it, and the dossier can say what happened."""
    before = {item.record for item in read(ledger) if isinstance(item, Snapshot)}
    merge(ledger, "Account", "001000000000703AAA", ACCOUNT)
    found = read(ledger)
    [unread] = [item for item in found if isinstance(item, Unread)]
    assert (unread.record, "001000000000703AAA" in unread.reason) == (CLIENT.record, True)
    there = {item.record for item in found if isinstance(item, Snapshot)}
    survivor = RecordRef(Vendor.SALESFORCE, Kind.COMPANY, "001000000000703AAA")
    assert there == before - {CLIENT.record} | {survivor}


def test_record_that_was_merged_twice_leads_to_what_is_left(ledger: Ledger) -> None:
    """A chain of merges is followed to its end; one that was just deleted leads nowhere."""
    merge(ledger, "Account", "001000000000702AAA", ACCOUNT)
    merge(ledger, "Account", "001000000000703AAA", "001000000000702AAA")
    [unread] = [item for item in read(ledger) if isinstance(item, Unread)]
    assert "001000000000703AAA" in unread.reason
    token = {"Authorization": "Bearer session-of-nora"}
    path = f"{ledger.server.base_url}/services/data/v67.0/sobjects/Account/001000000000703AAA"
    httpx.delete(path, headers=token)  # the account's cases hold it
    assert INES in {item.record.id for item in read(ledger)}


def test_records_of_people_who_left_keep_their_owner(ledger: Ledger) -> None:
    """A deactivated owner stands in the record, and among the owners as one who is not active any more."""
    greta = "005000000000005AAA"
    crm = ledger.crm()
    owners = {owner.id: owner for owner in crm.owners()}
    owned = [
        item for item in crm.gather(MARK, CLIENT) if isinstance(item, Snapshot) and item.fields.get("owner") == greta
    ]
    assert {item.record.kind for item in owned} == {Kind.DEAL, Kind.TICKET, Kind.TASK}
    assert (owners[greta].name, owners[greta].active) == ("Greta Holm", False)


def test_memory_does_not_grow_with_the_client(serve: Serve) -> None:
    """Four times the records take hardly more memory, since they are passed on page by page."""

    def peak(count: int) -> int:
        tasks = [
            {"id": 10_000 + place, "fields": {"Subject": "x" * 200, "Description": "y" * 900, "WhatId": "Account/701"}}
            for place in range(count)
        ]  # fmt: skip
        crm = serve(records=OWN["records"] | {"Task": tasks}).crm()
        rows: Iterator[Snapshot | Unread] = crm.gather(MARK, CLIENT)
        next(rows)
        tracemalloc.start()
        assert sum(1 for _ in rows) > count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(16_000) < 1.6 * peak(6_000)
