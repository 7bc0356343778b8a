"""Finds a folder and everything below it, page by page.

The children of up to 50 folders are asked for at once, and of several such groups side by side; Drive at times answers
such a question with nothing, so an empty answer is asked again folder by folder, in one request. A shared drive is
listed flat, folders first, and its tree rebuilt (see flat.py). Shortcuts are yielded and never followed; what lies in
the trash is yielded too, since it stays open to those it was shared with. The order is the same each time: by level,
group of folders and page. Memory holds the folders of a level, by id and path, and one page for each call at once.
https://developers.google.com/workspace/drive/api/guides/search-files
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import Call, send_all
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import FOLDER, File
from handoff.adapters.side_by_side import Workers
from handoff.errors import HandoffError, InvalidRecordError, RecordNotFoundError, VendorUnavailableError

TOGETHER = 50
"""Folders asked about at once. Longer than 2,048 characters, such a question goes out as a POST by Google's client."""

PAGE = 1000


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder whose children are looked for, with the names of the folders above it, from the walked one down."""

    id: str
    path: tuple[str, ...]

    @classmethod
    def of(cls, file: File, path: tuple[str, ...]) -> Folder:
        """Return the folder that a JSON describes."""
        return cls(str(file["id"]), (*path, str(file["name"])))


@dataclass(frozen=True, slots=True)
class Item:
    """A file with the names of the folders above it, from the walked folder down."""

    file: File
    path: tuple[str, ...]


@dataclass
class Frontier:
    """The folders that wait for their children to be listed: those of this level, and those found for the next."""

    level: list[Folder]
    below: dict[str, Folder] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Take note of a folder that was found; one that was found before keeps its place."""
        if item.file["mimeType"] == FOLDER and wire.may_list(item.file):
            self.below.setdefault(str(item.file["id"]), Folder.of(item.file, item.path))


def find_folder(session: Session, folder_id: str) -> File:
    """Return a folder's JSON; RecordNotFoundError where there is none, InvalidRecordError where it can't be worked on.

    The mends speak of the CRM, since that is where the id was given.
    """
    request = session.service.files().get(fileId=folder_id, fields=wire.FILE, supportsAllDrives=True)
    try:
        folder: File = session.read(request, record=folder_name(folder_id))
    except RecordNotFoundError as error:
        raise no_folder(folder_id) from error
    return as_folder(folder)


def folder_name(folder_id: str) -> str:
    """Return how messages name a folder."""
    return f"google_drive folder {folder_id}"


def no_folder(folder_id: str) -> RecordNotFoundError:
    """Return the error for a folder that is not there, or that we do not see."""
    return RecordNotFoundError(
        "Google Drive finds no such folder.",
        record=folder_name(folder_id),
        mend="Correct the folder at the client's company in the CRM, or share it with the account that Handoff "
        "acts as.",
    )


def as_folder(file: File) -> File:
    """Return a file's JSON where it is a folder outside the trash; InvalidRecordError."""
    record = folder_name(str(file["id"]))
    if file["mimeType"] != FOLDER:
        raise InvalidRecordError(
            "This is a file, not a folder.",
            record=record,
            mend="Put the client's folder at the company in the CRM.",
        )
    if file.get("trashed"):
        raise InvalidRecordError(
            "The folder lies in the trash.",
            record=record,
            mend="Restore it in Drive, or correct the folder at the client's company in the CRM.",
        )
    return file


def below(session: Session, frontier: Frontier, drive_id: str | None, run: Workers) -> Iterator[Sequence[Item]]:
    """Yield all below the folders of a frontier, page by page, parents before children."""
    while frontier.level:
        groups = [frontier.level[start : start + TOGETHER] for start in range(0, len(frontier.level), TOGETHER)]
        ask = partial(_first_page, session, drive_id)
        for group, answer in zip(groups, run(ask, groups), strict=True):
            for page in _pages(session, group, answer, drive_id):
                for item in page:
                    frontier.add(item)
                yield page
        frontier.level, frontier.below = list(frontier.below.values()), {}


def query(session: Session, q: str | None, *, order: str, token: str | None = None, **more: str) -> Any:
    """Return the request for a page of files. An order that does not move while we page leaves nothing out."""
    return session.service.files().list(
        **({"q": q} if q else {}),
        **more,
        orderBy=order,
        pageSize=PAGE,
        pageToken=token,
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        fields=f"nextPageToken,incompleteSearch,files({wire.FILE})",
    )


def checked(answer: dict[str, Any]) -> dict[str, Any]:
    """Return a page that is whole."""
    if answer.get("incompleteSearch"):
        raise VendorUnavailableError("Google Drive searched only a part of its files.", mend="Try again later.")
    return answer


def _list(session: Session, parents: Iterable[str], drive_id: str | None, token: str | None = None) -> Any:
    more = {"corpora": "drive", "driveId": drive_id} if drive_id else {}
    return query(
        session, " or ".join(f"'{parent}' in parents" for parent in parents), order="createdTime", token=token, **more
    )


def _first_page(session: Session, drive_id: str | None, group: Sequence[Folder]) -> dict[str, Any]:
    return checked(session.read(_list(session, [folder.id for folder in group], drive_id), record=None))


def _pages(
    session: Session, group: Sequence[Folder], answer: dict[str, Any], drive_id: str | None
) -> Iterator[Sequence[Item]]:
    """Yield the pages of a group's children, of which the first has been read."""
    if len(group) > 1 and not answer.get("files") and not answer.get("nextPageToken"):
        yield from _one_by_one(session, group, drive_id)
        return
    while True:
        yield _items(group, answer)
        token = answer.get("nextPageToken")
        if not token:
            return
        request = _list(session, [folder.id for folder in group], drive_id, token)
        answer = checked(session.read(request, record=None))


def _one_by_one(session: Session, group: Sequence[Folder], drive_id: str | None) -> Iterator[Sequence[Item]]:
    calls = [Call(_list(session, [folder.id], drive_id), wire.name_of(folder.id)) for folder in group]
    for folder, answer in zip(group, send_all(session, calls, wrote=False), strict=True):
        if isinstance(answer, HandoffError):
            raise answer
        yield from _pages(session, [folder], checked(answer), drive_id)


def _items(group: Sequence[Folder], answer: dict[str, Any]) -> list[Item]:
    """Return a page's files in the order of their folders, by name."""
    places = {folder.id: place for place, folder in enumerate(group)}
    found = []
    for file in answer.get("files", ()):
        place = next((places[parent] for parent in file.get("parents", ()) if parent in places), None)
        if place is None:
            raise VendorUnavailableError("Google Drive listed a file of another folder.", mend="Try again later.")
        found.append((place, str(file["name"]), str(file["id"]), file))
    return [Item(file, group[place].path) for place, _, _, file in sorted(found, key=lambda one: one[:3])]
