"""Finds a folder and everything below it, level by level.

In My Drive the children of up to 30 folders are asked for at once; Drive at times answers such a question with
nothing, so an empty answer is asked again folder by folder. A shared drive is listed flat, once, and its tree rebuilt.
Shortcuts are yielded and never followed; what lies in the trash is yielded too, since it stays open to those it was
shared with. The order is the same each time: by level, folder and name.
https://developers.google.com/workspace/drive/api/guides/search-files
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import FOLDER, File
from handoff.errors import InvalidRecordError, RecordNotFoundError, VendorUnavailableError

TOGETHER = 30
PAGE = 1000

Children = Mapping[str, Sequence[File]]


@dataclass(frozen=True, slots=True)
class Item:
    """A file with the names of the folders above it, from the walked folder down."""

    file: File
    path: tuple[str, ...]


def find_folder(session: Session, folder_id: str) -> File:
    """Return a folder's JSON; RecordNotFoundError where there is none, InvalidRecordError where it can't be worked on.

    The mends speak of the CRM, since that is where the id was given.
    """
    record = f"google_drive folder {folder_id}"
    request = session.service.files().get(fileId=folder_id, fields=wire.FILE, supportsAllDrives=True)
    try:
        folder: File = session.read(request, record=record)
    except RecordNotFoundError as error:
        raise RecordNotFoundError(
            "Google Drive finds no such folder.",
            record=record,
            mend="Correct the folder at the client's company in the CRM, or share it with the account that Handoff "
            "acts as.",
        ) from error
    if folder["mimeType"] != FOLDER:
        raise InvalidRecordError(
            "This is a file, not a folder.",
            record=record,
            mend="Put the client's folder at the company in the CRM.",
        )
    if folder.get("trashed"):
        raise InvalidRecordError(
            "The folder lies in the trash.",
            record=record,
            mend="Restore it in Drive, or correct the folder at the client's company in the CRM.",
        )
    return folder


def levels(session: Session, folder: File) -> Iterator[Sequence[Item]]:
    """Yield a folder, then all below it, in groups of at most 30 folders' children, parents before children."""
    level = [Item(folder, ())]
    yield level
    children = _children(session, folder)
    while level := [item for item in level if item.file["mimeType"] == FOLDER and wire.may_list(item.file)]:
        below: list[Item] = []
        for start in range(0, len(level), TOGETHER):
            group = level[start : start + TOGETHER]
            found = children([str(parent.file["id"]) for parent in group])
            items = [
                Item(child, (*parent.path, str(parent.file["name"])))
                for parent in group
                for child in sorted(found[parent.file["id"]], key=lambda file: (file["name"], file["id"]))
            ]
            yield items
            below.extend(item for item in items if item.file["mimeType"] == FOLDER)
        level = below


def _children(session: Session, folder: File) -> Callable[[Sequence[str]], Children]:
    """Return the function that gives the children of folders by the folders' ids."""
    if not folder.get("driveId"):
        return partial(_together, session)
    drive = _shared_drive(session, str(folder["driveId"]))
    return lambda parents: {parent: drive.get(parent, ()) for parent in parents}


def _together(session: Session, parents: Sequence[str]) -> Children:
    files = list(_list(session, q=" or ".join(f"'{parent}' in parents" for parent in parents)))
    found: dict[str, list[File]] = {parent: [] for parent in parents}
    for file in files:
        for parent in file.get("parents", ()):
            found.get(parent, []).append(file)
    if len(parents) == 1:
        return {parents[0]: files}
    if not files or sum(map(len, found.values())) != len(files):
        return {parent: list(_list(session, q=f"'{parent}' in parents")) for parent in parents}
    return found


def _shared_drive(session: Session, drive_id: str) -> Children:
    found: dict[str, list[File]] = defaultdict(list)
    for file in _list(session, corpora="drive", driveId=drive_id):
        for parent in file.get("parents", ()):
            found[parent].append(file)
    return found


def _list(session: Session, **query: str) -> Iterator[File]:
    """Yield all files that a query finds, page by page until Drive says that there is no more."""
    ask = partial(
        session.service.files().list,
        **query,
        pageSize=PAGE,
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        fields=f"nextPageToken,incompleteSearch,files({wire.FILE})",
    )
    token = None
    while True:
        answer = session.read(ask(pageToken=token), record=None)
        if answer.get("incompleteSearch"):
            raise VendorUnavailableError("Google Drive searched only a part of its files.", mend="Try again later.")
        yield from answer.get("files", ())
        token = answer.get("nextPageToken")
        if not token:
            return
