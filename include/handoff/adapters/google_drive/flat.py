"""Lists a shared drive flat, a thousand files a call, and rebuilds the tree of one folder in it.

Folders come first, so that the tree is known before the first file comes, and the files need not be held. Where the
folder is a small part of a large drive, or where Drive does not keep the order (it says so of very large drives), its
folders are listed group by group instead, as in My Drive.
https://developers.google.com/workspace/drive/api/guides/search-shareddrives
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import Folder, Frontier, Item, below, checked, query
from handoff.adapters.google_drive.wire import FOLDER, File
from handoff.adapters.side_by_side import Workers

_SMALL_PART = 4
"""One folder in so many, or fewer, are the client's: then most of a flat listing would be other clients' files."""


def below_in_drive(session: Session, top: Folder, drive_id: str, run: Workers) -> Iterator[Sequence[Item]]:
    """Yield all below a folder of a shared drive, folders before files, parents before children."""
    folders: dict[str, list[File]] = defaultdict(list)
    count = 0
    inside: dict[str, Folder] = {}
    for page in _pages(session, drive_id):
        files = [file for file in page if file["mimeType"] != FOLDER]
        late = [file for file in page if file["mimeType"] == FOLDER]
        if late and inside:
            yield from below(session, Frontier([top]), drive_id, run)
            return
        for folder in late:
            count += 1
            for parent in folder.get("parents", ()):
                folders[parent].append(folder)
        if files and not inside:
            levels = list(_levels(top, folders))
            inside = {top.id: top} | {str(item.file["id"]): Folder.of(item.file, item.path) for item in levels}
            if len(inside) * _SMALL_PART <= count:
                yield from below(session, Frontier([top]), drive_id, run)
                return
            yield levels
            folders.clear()
        yield [
            Item(file, inside[parent].path) for file in files for parent in file.get("parents", ()) if parent in inside
        ]
    if not inside:
        yield list(_levels(top, folders))


def _levels(top: Folder, children: dict[str, list[File]]) -> Iterator[Item]:
    level = [top]
    while level:
        found = [
            Item(child, folder.path)
            for folder in level
            for child in sorted(children.get(folder.id, ()), key=lambda file: (str(file["name"]), str(file["id"])))
        ]
        yield from found
        level = [Folder.of(item.file, item.path) for item in found]


def _pages(session: Session, drive_id: str) -> Iterator[Sequence[File]]:
    token = None
    while True:
        request = query(session, None, order="folder,createdTime", token=token, corpora="drive", driveId=drive_id)
        answer: dict[str, Any] = checked(session.read(request, record=None))
        yield answer.get("files", ())
        token = answer.get("nextPageToken")
        if not token:
            return
