"""Creates documents in Drive, finds them again by our key, and trashes them.

Google takes no ids of ours for its own types, so each file carries the change's key, and the hash of what it was made
from, in the properties that only this service account's project sees. A creation is never sent again by itself.
https://developers.google.com/workspace/drive/api/guides/manage-uploads
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from googleapiclient.http import MediaInMemoryUpload

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import Call, send_all
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import File
from handoff.domain.canonical import Json
from handoff.domain.change import Change, Fields
from handoff.domain.ids import ArtifactRef
from handoff.domain.ports.tools import Artifacts
from handoff.domain.ports.vendors import Done, Seen
from handoff.errors import HandoffError

KEY, CONTENT = "handoff_key", "handoff_content"

_DOCUMENT = "application/vnd.google-apps.document"
_CONVERTED = {
    "text/html",
    "text/markdown",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_ROOT = "root"


def observe(session: Session, changes: Sequence[Change]) -> list[Seen | HandoffError]:
    """Return what stands of each creation: the oldest file with its key, or that there is none."""
    calls = [search(session, change) for change in changes]
    answers = send_all(session, calls, wrote=False)
    return [_seen(session, change, answer) for change, answer in zip(changes, answers, strict=True)]


def apply(session: Session, artifacts: Artifacts, change: Change) -> Done | HandoffError:
    """Create the file, or where the change takes a creation back, trash it."""
    try:
        return _create(session, artifacts, change) if change.after.get("exists") else _trash(session, change)
    except HandoffError as error:
        return error


def _create(session: Session, artifacts: Artifacts, change: Change) -> Done:
    after = change.after
    content, media_type = ArtifactRef(str(after["content"])), str(after["media_type"])
    body = {
        "name": after["name"],
        "parents": [after["folder"]],
        "mimeType": _DOCUMENT if media_type in _CONVERTED else media_type,
        "appProperties": {KEY: key_of(change), CONTENT: content},
    }
    request = session.service.files().create(
        body=body,
        media_body=MediaInMemoryUpload(artifacts.get(content), mimetype=media_type, resumable=False),
        supportsAllDrives=True,
        fields="id,mimeType,webViewLink",
    )
    file = session.write(request, record=str(change.record))
    return Done(wire.ref(file), file.get("webViewLink", ""))


def _trash(session: Session, change: Change) -> Done:
    call = search(session, change)
    for file in session.read(call.request, record=call.record).get("files", ()):
        request = session.service.files().update(
            fileId=file["id"], body={"trashed": True}, supportsAllDrives=True, fields="id"
        )
        session.write(request, record=str(change.record))
    return Done()


def search(session: Session, change: Change) -> Call:
    """Return the call that finds what carries a change's key."""
    value = key_of(change).replace("\\", "\\\\").replace("'", "\\'")
    request = session.service.files().list(
        q=f"appProperties has {{ key='{KEY}' and value='{value}' }} and trashed = false",
        orderBy="createdTime",
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        fields="files(id,name,mimeType,parents,webViewLink,appProperties)",
    )
    return Call(request, str(change.record))


def _seen(session: Session, change: Change, answer: Any) -> Seen | HandoffError:
    if isinstance(answer, HandoffError):
        return answer
    if not answer.get("files"):
        return Seen({"exists": False})
    file: File = answer["files"][0]
    try:
        folder = _folder(session, change, next(iter(file.get("parents", ())), None))
    except HandoffError as error:
        return error
    fields: dict[str, Json] = {
        "exists": True,
        "name": file["name"],
        "folder": folder,
        "content": file.get("appProperties", {}).get(CONTENT),
        "media_type": _said(change).get("media_type"),
    }
    return Seen(fields, wire.ref(file), file.get("webViewLink", ""))


def _folder(session: Session, change: Change, parent: str | None) -> str | None:
    """Return a file's folder, as `root` where the change speaks of it so."""
    if _said(change).get("folder") != _ROOT or parent is None:
        return parent
    root = session.read(session.service.files().get(fileId=_ROOT, fields="id"), record=str(change.record))
    return _ROOT if root["id"] == parent else parent


def _said(change: Change) -> Fields:
    """Return what a change says of its file, be it to make it or to take it away."""
    return change.after if change.after.get("exists") else change.before


def key_of(change: Change) -> str:
    """Return the key by which what a change makes is found again."""
    return change.record.id.removeprefix("new:")
