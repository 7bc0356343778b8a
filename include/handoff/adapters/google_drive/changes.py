"""What came into a client's folders and left them since an instant, by Drive's own log of changes.

A walk takes its time: what is put into a folder that it has passed would be missed, and what is taken out of one would
stand as if it were there. A bookmark taken before the walk tells where the log stood; afterwards what it says is looked
through for the folders that were walked.
https://developers.google.com/workspace/drive/api/guides/manage-changes
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import PAGE, Folder, Frontier, Item, below
from handoff.adapters.google_drive.wire import FOLDER
from handoff.adapters.side_by_side import Workers

_WHERE = {"supportsAllDrives": True}


def bookmark(session: Session, drive_id: str) -> str:
    """Return where the log stands now, of a shared drive, or of the subject's own changes ("")."""
    more = {"driveId": drive_id} if drive_id else {}
    request = session.service.changes().getStartPageToken(**_WHERE, **more)
    return f"{drive_id}/{session.read(request, record=None)['startPageToken']}"


def came_in(
    session: Session, mark: str, folders: Mapping[str, tuple[str, ...]], run: Workers
) -> Iterator[Sequence[Item]]:
    """Yield what lies in some folders and changed since a bookmark; of a folder that came in, all that is in it.

    The folders are by id, each with the names of those above it and its own.
    """
    drive_id, _, token = mark.rpartition("/")
    inside = {key: Folder(key, path) for key, path in folders.items()}
    waiting = {
        str(change["file"]["id"]): change["file"]
        for change in _changes(session, drive_id, token, f"file({wire.FILE})")
        if change.get("file") and not change.get("removed")
    }
    while found := [file for file in waiting.values() if _folder(file) in inside]:
        items = [Item(file, inside[_folder(file)].path) for file in found]
        yield items
        new = [Folder.of(item.file, item.path) for item in items if item.file["mimeType"] == FOLDER]
        new = [folder for folder in new if folder.id not in inside]
        inside |= {folder.id: folder for folder in new}
        for page in below(session, Frontier(new), drive_id or None, run):
            yield page
            more = [Folder.of(item.file, item.path) for item in page if item.file["mimeType"] == FOLDER]
            inside |= {folder.id: folder for folder in more}
        for file in found:
            del waiting[str(file["id"])]


def left(session: Session, mark: str, folders: Container[str]) -> Iterator[str]:
    """Yield the ids of what changed since a bookmark and lies in none of some folders now, wherever it lay before, or
    is gone, or is not to be seen any more.
    """
    drive_id, _, token = mark.rpartition("/")
    outside = {
        str(change["fileId"]): bool(change.get("removed")) or _folder(change["file"]) not in folders
        for change in _changes(session, drive_id, token, "fileId,file(parents)", removed=True)
        if change.get("fileId") and (change.get("removed") or change.get("file"))
    }
    return (identifier for identifier, is_outside in outside.items() if is_outside)


def _folder(file: wire.File) -> str:
    return next(iter(file.get("parents", ())), "")


def _changes(
    session: Session, drive_id: str, token: str, fields: str, *, removed: bool = False
) -> Iterator[dict[str, Any]]:
    more = {"driveId": drive_id} if drive_id else {}
    while True:
        request = session.service.changes().list(
            pageToken=token,
            pageSize=PAGE,
            includeItemsFromAllDrives=True,
            includeRemoved=removed,
            fields=f"nextPageToken,changes(changeType,removed,{fields})",
            **_WHERE,
            **more,
        )
        answer = session.read(request, record=None)
        yield from answer.get("changes", ())
        if not answer.get("nextPageToken"):
            return
        token = answer["nextPageToken"]
