"""The walk: a folder and everything below it as snapshots, each with who has access.

A file whose permissions can't be read is yielded with its owners alone, and named as unread; so is a folder that can't
be listed. What is unread comes before the snapshot that it is about. A walk that was broken off goes on where it was,
given what it yielded: its order is by level, group of folders and page, so that of all that was listed the last group
alone has to be listed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from handoff.adapters.google_drive import changes, revisions, wire
from handoff.adapters.google_drive.flat import below_in_drive
from handoff.adapters.google_drive.holding import together
from handoff.adapters.google_drive.permissions import read_permissions
from handoff.adapters.google_drive.proposals import read_proposals
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import TOGETHER, Folder, Frontier, Item, below, find_folder
from handoff.adapters.google_drive.wire import FOLDER, HEAD, PROPOSALS, File, Permission
from handoff.adapters.side_by_side import Workers, workers
from handoff.domain.dossier import Unread
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, TransientError, VendorRefusedError

Held = Sequence[Permission] | HandoffError


class Walk:
    """One walk over a folder; `in_full` says whether to look for what costs calls for each file: whether it is
    published, and who asks for access to it.
    """

    def __init__(self, session: Session, *, in_full: bool = False) -> None:
        self._session, self._in_full = session, in_full
        self._from_above: dict[str, Held] = {}
        self._kept: set[str] = set()
        self._folders: set[str] = set()

    def since(self, mark: str, folders: Mapping[str, tuple[str, ...]]) -> Iterator[Snapshot | Unread]:
        """Yield what came into some folders since a bookmark."""
        with workers() as run:
            yield from self._pages(changes.came_in(self._session, mark, folders, run), run)

    def records(
        self, folder_id: str, kept: Iterable[Snapshot] = (), found: File | None = None
    ) -> Iterator[Snapshot | Unread]:
        """Yield the folder itself and everything below it, but for what was kept before; errors of `find_folder`
        before anything else, unless it has been found already.
        """
        top = found or find_folder(self._session, folder_id)
        drive_id, start = top.get("driveId"), Folder.of(top, ())
        frontier = self._take_up(start, kept)
        with workers() as run:
            yield from self._pages([[Item(top, ())]], run)
            if not wire.may_list(top):
                return
            if drive_id:
                pages = below_in_drive(self._session, start, str(drive_id), run)
            else:
                pages = below(self._session, frontier, None, run)
            yield from self._pages(pages, run)

    def _take_up(self, start: Folder, kept: Iterable[Snapshot]) -> Frontier:
        """Return where a walk goes on that had yielded some snapshots."""
        levels: list[list[Folder]] = [[start]]
        last = None
        for snapshot in kept:
            file = snapshot.raw
            self._kept.add(snapshot.record.id)
            last = snapshot.fields["folder"]
            if snapshot.record.kind is Kind.FOLDER:
                self._remember(file)
                folder = Folder.of(file, tuple(map(str, snapshot.fields["path"])))  # type: ignore[arg-type]  # a list, as wire.py makes it
                if folder.id != start.id and wire.may_list(file):
                    levels.extend([] for _ in range(len(folder.path) - len(levels)))
                    levels[len(folder.path) - 1].append(folder)
        for depth, level in enumerate(levels):
            place = next((place for place, folder in enumerate(level) if folder.id == last), None)
            if place is not None:
                found = levels[depth + 1] if depth + 1 < len(levels) else []
                return Frontier(level[place - place % TOGETHER :], {folder.id: folder for folder in found})
        return Frontier([start])

    def _pages(self, pages: Iterable[Sequence[Item]], run: Workers) -> Iterator[Snapshot | Unread]:
        new = ([item for item in page if str(item.file["id"]) not in self._kept] for page in pages)
        for files, held in together(new, self._to_ask):
            asked = read_permissions(self._session, files, run)
            for items in held:
                yield from self._page(items, asked, run)

    def _to_ask(self, page: Sequence[Item]) -> Sequence[File]:
        """Return the files whose permissions are not in their JSON and not just their folder's."""
        self._folders |= {str(item.file["id"]) for item in page if item.file["mimeType"] == FOLDER}
        return [item.file for item in page if _has_its_own(item.file, self._folders)]

    def _page(self, items: Sequence[Item], asked: Mapping[str, Held], run: Workers) -> Iterator[Snapshot | Unread]:
        further: dict[str, dict[str, Any]] = defaultdict(dict)
        if self._in_full:
            files = [item.file for item in items]
            for file_id, head in revisions.newest(self._session, files, run).items():
                further[file_id][HEAD] = head
            for file_id, proposals in read_proposals(self._session, _asked_for(files, asked), run).items():
                if isinstance(proposals, TransientError):
                    raise proposals
                if not isinstance(proposals, HandoffError):
                    further[file_id][PROPOSALS] = proposals
        for item in items:
            yield from self._item(item, asked, further)

    def _item(self, item: Item, asked: Mapping[str, Held], further: Mapping[str, File]) -> Iterator[Snapshot | Unread]:
        ref = wire.ref(item.file)
        file = {**item.file, **further.get(ref.id, {})}
        if ref.id in asked:
            held = asked[ref.id]
            file["permissions"] = None if isinstance(held, HandoffError) else held
        own = asked.get(ref.id, file.get("permissions"))
        held = self._from_above[_parent(file)] if own is None else own
        if isinstance(held, TransientError):
            raise held
        if ref.kind is Kind.FOLDER and file.get("driveId"):
            self._from_above[ref.id] = held
        if not wire.may_list(file):
            yield Unread(ref, str(file["name"]), "Its content can't be listed by the account that Handoff acts as.")
        if isinstance(held, HandoffError):
            yield Unread(ref, str(file["name"]), f"Who has access to it can't be read. {held.what}")
            held = [{"type": "user", "emailAddress": owner, "role": "owner"} for owner in wire.owners(file)]
        yield wire.snapshot(file, item.path, held, inherited=own is None)

    def _remember(self, file: File) -> None:
        """Take the permissions of a folder that was kept, as files below it have them."""
        self._folders.add(str(file["id"]))
        if not file.get("driveId"):
            return
        if "permissions" not in file:
            self._from_above[str(file["id"])] = self._from_above[_parent(file)]
        elif file["permissions"] is None:
            self._from_above[str(file["id"])] = VendorRefusedError("Those of the folder above can't be read.")
        else:
            self._from_above[str(file["id"])] = file["permissions"]


def _asked_for(files: Sequence[File], held: Mapping[str, Held]) -> list[File]:
    """Return the folders, and the files that are shared by themselves, whose links people were given. Who asks for one
    of the others is found by the walk for residual access, which asks about each.
    """
    found = []
    for file in files:
        own = held.get(str(file["id"]), file.get("permissions", ()))
        if file["mimeType"] == FOLDER or isinstance(own, HandoffError) or wire.is_shared_by_itself(file, own):
            found.append(file)
    return found


def _has_its_own(file: File, above: set[str]) -> bool:
    """Whether a file's permissions must be asked for: they are not in its JSON and not just its folder's."""
    if "permissions" in file:
        return False
    if not file.get("driveId") or _parent(file) not in above:
        return True
    return bool(file.get("hasAugmentedPermissions") or file.get("inheritedPermissionsDisabled"))


def _parent(file: File) -> str:
    return next(iter(file.get("parents", ())), "")
