"""Makes folders and copies, finds them again, and trashes them.

A folder is made under an id that Drive has given in advance and the journal keeps, so that making it again is refused
as a conflict (409) and means that it is there. Google gives no ids for its own types, and a copy may be of one: it is
found by its key, as every document that we make is. A folder in which something lies is never trashed.
https://developers.google.com/workspace/drive/api/reference/rest/v3/files/generateIds
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handoff.adapters.google_drive import files, wire
from handoff.adapters.google_drive.errors import TAKEN, DriveRefusedError
from handoff.adapters.google_drive.files import KEY
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import FOLDER, File
from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind
from handoff.domain.ports.vendors import Done, Seen
from handoff.errors import HandoffError, InvalidRecordError, RecordNotFoundError

KINDS = frozenset({ChangeKind.CREATE_FOLDER, ChangeKind.COPY_FILE})
SOURCE = "handoff_source"
"""The property that names what a copy was made of."""

_FIELDS = "id,name,mimeType,parents,trashed,webViewLink,appProperties"


def prepare(session: Session, changes: Sequence[Change]) -> list[str | None]:
    """Return an id for each folder that is to be made, None for all else."""
    wanted = [change.kind is ChangeKind.CREATE_FOLDER and change.after.get("exists") is True for change in changes]
    if not any(wanted):
        return [None] * len(changes)
    request = session.service.files().generateIds(count=sum(wanted), space="drive", type="files")
    given = iter(session.read(request, record=None)["ids"])
    return [str(next(given)) if want else None for want in wanted]


def observe(session: Session, change: Change) -> Seen | HandoffError:
    """Return what stands of a folder or a copy."""
    try:
        file = _find(session, change)
    except HandoffError as error:
        return error
    if file is None:
        return Seen({"exists": False})
    fields: dict[str, Json] = {
        "exists": True,
        "id": file["id"],
        "name": file["name"],
        "folder": next(iter(file.get("parents", ())), None),
        "source": file.get("appProperties", {}).get(SOURCE),
    }
    return Seen(fields, wire.ref(file), file.get("webViewLink", ""))


def apply(session: Session, change: Change) -> Done | HandoffError:
    """Make it, or where the change takes it back, trash it."""
    try:
        return _make(session, change) if change.after.get("exists") else _trash(session, change)
    except HandoffError as error:
        return error


def _make(session: Session, change: Change) -> Done:
    after = change.after
    body: dict[str, Any] = {
        "name": after["name"],
        "parents": [after["folder"]],
        "appProperties": {KEY: files.key_of(change)},
    }
    if change.kind is ChangeKind.COPY_FILE:
        body["appProperties"][SOURCE] = after["source"]
        request = session.service.files().copy(
            fileId=after["source"], body=body, supportsAllDrives=True, fields="id,mimeType,webViewLink"
        )
    else:
        body |= {"mimeType": FOLDER} | ({"id": after["id"]} if "id" in after else {})
        request = session.service.files().create(body=body, supportsAllDrives=True, fields="id,mimeType,webViewLink")
    try:
        file = session.write(request, record=str(change.record))
    except DriveRefusedError as error:
        made = _find(session, change) if error.reason == TAKEN else None
        if made is None:
            raise
        file = made
    return Done(wire.ref(file), file.get("webViewLink", ""))


def _trash(session: Session, change: Change) -> Done:
    file = _find(session, change)
    if file is None:
        return Done()
    if file["mimeType"] == FOLDER and _holds_something(session, str(file["id"])):
        raise InvalidRecordError(
            "Something lies in the folder by now.", record=str(change.record), mend="Empty it, or leave it as it is."
        )
    request = session.service.files().update(
        fileId=file["id"], body={"trashed": True}, supportsAllDrives=True, fields="id"
    )
    session.write(request, record=str(change.record))
    return Done()


def _holds_something(session: Session, folder: str) -> bool:
    request = session.service.files().list(
        q=f"'{folder}' in parents and trashed = false",
        pageSize=1,
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        fields="files(id)",
    )
    return bool(session.read(request, record=wire.name_of(folder)).get("files"))


def _find(session: Session, change: Change) -> File | None:
    """Return the folder by the id that was given for it, or what carries the change's key; None where there is none."""
    if "id" not in change.after:
        found = session.read(files.search(session, change).request, record=str(change.record)).get("files", ())
        return next(iter(found), None)
    request = session.service.files().get(fileId=change.after["id"], supportsAllDrives=True, fields=_FIELDS)
    try:
        file: File = session.read(request, record=str(change.record))
    except RecordNotFoundError:
        return None
    return None if file.get("trashed") else file
