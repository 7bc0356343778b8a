"""Google Drive behind the product's port. Nothing is done here but to hand each question to the module that knows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from handoff.adapters.google_drive import (
    changes,
    content,
    elsewhere,
    files,
    heads,
    making,
    probing,
    publishing,
    residual,
    rounds,
    sharing,
)
from handoff.adapters.google_drive.connection import DriveConnection
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import find_folder
from handoff.adapters.google_drive.walk import Walk
from handoff.adapters.google_drive.wire import File
from handoff.adapters.media import read_each
from handoff.adapters.side_by_side import workers
from handoff.domain.access import Grant
from handoff.domain.change import Change, ChangeKind
from handoff.domain.dossier import Unread
from handoff.domain.ports.tools import Artifacts, Limiter
from handoff.domain.ports.vendors import Done, PeopleDirectory, Seen
from handoff.domain.record import Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, PermanentError, VendorRefusedError


class GoogleDrive:
    """Google Drive as the connection's subject sees it; may be shared by threads. SettingsError for a bad key."""

    vendor = Vendor.GOOGLE_DRIVE
    workers = 4
    kinds = sharing.KINDS | making.KINDS | {ChangeKind.CREATE_FILE, ChangeKind.UNPUBLISH_FILE}

    def __init__(
        self,
        connection: DriveConnection,
        people: PeopleDirectory,
        artifacts: Artifacts,
        limiter: Limiter | None = None,
    ) -> None:
        self.account = connection.subject
        self._session = Session(connection, limiter)
        self._tops: dict[str, File] = {}  # read for a bookmark, and not yet walked
        self._people = people
        self._shared = rounds.Shared()
        self._artifacts = artifacts

    def walk(
        self, folder_id: str, kept: Iterable[Snapshot] = (), *, in_full: bool = False
    ) -> Iterator[Snapshot | Unread]:
        """Yield the folder itself and everything below it, without content; what could not be read as Unread.

        `kept` is what a walk that was broken off had yielded: it goes on there. `in_full` says to look
        for what is published, and for who asks for access, too.

        RecordNotFoundError where the folder is missing, InvalidRecordError where it is none or lies in the trash.
        """
        return Walk(self._session, in_full=in_full).records(folder_id, kept, self._tops.pop(folder_id, None))

    def bookmark(self, folder_id: str) -> str:
        """Return where Drive's log of changes stands; errors of `walk`."""
        top = self._tops[folder_id] = find_folder(self._session, folder_id)
        return changes.bookmark(self._session, str(top.get("driveId") or ""))

    def since(
        self, bookmark: str, folders: Mapping[str, tuple[str, ...]], *, in_full: bool = False
    ) -> Iterator[Snapshot | Unread]:
        """Yield what lies in some folders, or in one that came in, and changed since a bookmark."""
        return Walk(self._session, in_full=in_full).since(bookmark, folders)

    def left(self, bookmark: str, folders: Container[str]) -> Iterator[str]:
        """Yield the ids of what changed since a bookmark and lies in none of some folders now, or is gone."""
        return changes.left(self._session, bookmark, folders)

    def folders(self, named: Sequence[str]) -> Sequence[Snapshot | HandoffError]:
        """Return for each id or address the folder with who has access to it, or why it can't be worked on."""
        return heads.folders(self._session, named)

    def parents(self, folders: Sequence[str]) -> Mapping[str, str]:
        """Return the folder in which each of some lies; of one that lies nowhere, or that we don't see, nothing."""
        return heads.parents(self._session, folders)

    def elsewhere(self, name: str, addresses: Sequence[str], folders: Container[str]) -> Iterator[Unread]:
        """Yield the files outside some folders that addresses can reach, or that bear a name and are open to all."""
        with workers() as run:
            yield from elsewhere.reachable(self._session, name, addresses, folders, run)

    def read(self, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
        """Return a file's content and media type, None where it has none that can be read.

        VendorRefusedError above `limit` bytes, or where Google does not give it out.
        """
        return content.read(self._session, file, limit)

    def read_all(self, files: Sequence[Snapshot], limit: int) -> Iterator[tuple[bytes, str] | PermanentError | None]:
        """Yield what `read` returns of each file, in their order, or the error that it raises where no retry helps."""
        return read_each(lambda file: self.read(file, limit), files)

    def probe(self, files: Sequence[str]) -> Mapping[str, Sequence[str] | None]:
        """Return which files could be opened by a `stranger` and by the `client`; None for who can't be tried."""
        return probing.probe(self._session, files)

    def export(self, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
        """Return a file in its native format and its media type, None where it has none.

        VendorRefusedError above `limit` bytes, or where Google does not give it out.
        """
        return content.native(self._session, file, limit)

    def grants(self, folder_id: str) -> Iterator[Grant]:
        """Yield every grant on the folder and everything below; VendorRefusedError at the end if some can't be read."""
        return residual.grants(self._session, folder_id)

    def prepare(self, changes: Sequence[Change]) -> Sequence[str | None]:
        """Return the ids that Drive gives in advance for what the changes are to make."""
        return making.prepare(self._session, changes)

    def observe(self, changes: Sequence[Change]) -> Sequence[Seen | HandoffError]:
        """Return what stands in Drive for each change now."""
        made = _places(changes, {ChangeKind.CREATE_FILE})
        shared = _places(changes, sharing.KINDS)
        found = dict(zip(made, files.observe(self._session, [changes[index] for index in made]), strict=True))
        seen = rounds.observe(self._session, self._people, [changes[index] for index in shared])
        found |= dict(zip(shared, seen, strict=True))
        for index in _places(changes, making.KINDS):
            found[index] = making.observe(self._session, changes[index])
        for index in _places(changes, {ChangeKind.UNPUBLISH_FILE}):
            found[index] = publishing.observe(self._session, changes[index])
        return [found.get(index, _unknown(change)) for index, change in enumerate(changes)]

    def apply(self, changes: Sequence[Change]) -> Sequence[Done | HandoffError]:
        """Apply each change once: what makes something first, then who may do what with it."""
        ended: dict[int, Done | HandoffError] = {}
        for index in _places(changes, making.KINDS):
            ended[index] = making.apply(self._session, changes[index])
        for index in _places(changes, {ChangeKind.CREATE_FILE}):
            ended[index] = files.apply(self._session, self._artifacts, changes[index])
        shared = _places(changes, sharing.KINDS)
        done = rounds.apply(self._session, self._people, [changes[index] for index in shared], self._shared)
        ended |= dict(zip(shared, done, strict=True))
        for index in _places(changes, {ChangeKind.UNPUBLISH_FILE}):
            ended[index] = publishing.apply(self._session, changes[index])
        return [ended.get(index, _unknown(change)) for index, change in enumerate(changes)]


def _places(changes: Sequence[Change], kinds: Container[ChangeKind]) -> list[int]:
    """Return the places of the changes of some kinds."""
    return [index for index, change in enumerate(changes) if change.kind in kinds]


def _unknown(change: Change) -> VendorRefusedError:
    return VendorRefusedError(f"Google Drive knows no change of the kind {change.kind}.", record=str(change.record))
