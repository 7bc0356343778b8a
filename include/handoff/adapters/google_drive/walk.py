"""The walk: a folder and everything below it as snapshots, each with who has access.

A file whose permissions can't be read is yielded with its owners alone, and named as unread; so is a folder that can't
be listed. What is unread comes before the snapshot that it is about. A walk that was broken off goes on where it was,
given what it yielded: its order is by level, group of folders and page, so that of all that was listed the last group
alone has to be listed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handoff.adapters.google_drive import changes, revisions, wire
from handoff.adapters.google_drive.batching import LARGEST
from handoff.adapters.google_drive.flat import below_in_drive
from handoff.adapters.google_drive.permissions import read_permissions
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import PAGE, TOGETHER, Folder, Frontier, Item, below, find_folder
from handoff.adapters.google_drive.wire import FOLDER, HEAD, File, Permission
from handoff.adapters.side_by_side import Workers, workers
from handoff.domain.dossier import Unread
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, TransientError, VendorRefusedError

_HELD = 4 * PAGE
"""Files that are held at most until those whose permissions must be asked for fill a request."""

Held = Sequence[Permission] | HandoffError


class Walk:
    """One walk over a folder; `published` says whether to look for published revisions too, which costs more calls."""

    def __init__(self, session: Session, *, published: bool = False) -> None:
        self._session, self._published = session, published
        self._from_above: dict[str, Held] = {}
        self._kept: set[str] = set()

    def since(self, mark: str, folders: Mapping[str, tuple[str, ...]]) -> Iterator[Snapshot | Unread]:
        """Yield what came into some folders since a bookmark."""
        with workers() as run:
            for page in changes.came_in(self._session, mark, folders, run):
                yield from self._page(page, run)

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
            yield from self._page([Item(top, ())], run)
            if not wire.may_list(top):
                return
            if drive_id:
                pages = below_in_drive(self._session, start, str(drive_id), run)
            else:
                pages = below(self._session, frontier, None, run)
            for items in self._together(pages):
                yield from self._page(items, run)

    def _together(self, pages: Iterable[Sequence[Item]]) -> Iterator[Sequence[Item]]:
        """Yield pages as they come, or where some files' permissions must be asked for, so many as fill a request."""
        items: list[Item] = []
        asked = 0
        for page in pages:
            items += page
            above = self._above(page)
            asked += sum(_has_its_own(item.file, above) for item in page)
            if not 0 < asked < LARGEST or len(items) >= _HELD:
                yield items
                items, asked = [], 0
        yield items

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

    def _page(self, page: Sequence[Item], run: Workers) -> Iterator[Snapshot | Unread]:
        items = [item for item in page if str(item.file["id"]) not in self._kept]
        above = self._above(items)
        asked = read_permissions(self._session, [item.file for item in items if _has_its_own(item.file, above)], run)
        heads = revisions.newest(self._session, [item.file for item in items], run) if self._published else {}
        for item in items:
            yield from self._item(item, asked, heads)

    def _above(self, items: Iterable[Item]) -> set[str]:
        """Return the folders whose permissions are known once some items have been read."""
        return {str(item.file["id"]) for item in items if item.file["mimeType"] == FOLDER} | set(self._from_above)

    def _item(self, item: Item, asked: Mapping[str, Held], heads: Mapping[str, File]) -> Iterator[Snapshot | Unread]:
        file, ref = dict(item.file), wire.ref(item.file)
        if ref.id in asked:
            held = asked[ref.id]
            file["permissions"] = None if isinstance(held, HandoffError) else held
        if ref.id in heads:
            file[HEAD] = heads[ref.id]
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
        if not file.get("driveId"):
            return
        if "permissions" not in file:
            self._from_above[str(file["id"])] = self._from_above[_parent(file)]
        elif file["permissions"] is None:
            self._from_above[str(file["id"])] = VendorRefusedError("Those of the folder above can't be read.")
        else:
            self._from_above[str(file["id"])] = file["permissions"]


def _has_its_own(file: File, above: set[str]) -> bool:
    """Whether a file's permissions must be asked for: they are not in its JSON and not just its folder's."""
    if "permissions" in file:
        return False
    if not file.get("driveId") or _parent(file) not in above:
        return True
    return bool(file.get("hasAugmentedPermissions") or file.get("inheritedPermissionsDisabled"))


def _parent(file: File) -> str:
    return next(iter(file.get("parents", ())), "")
