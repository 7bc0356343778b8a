"""Gather: take snapshots of everything that the CRM and Drive hold of a client, with the documents' content.

A gathering is named by its attempt. One that was broken off goes on where it was when its task runs again: each page is
committed with what was unread on the way to it, and an error that a retry helps against loses nothing that was read.
One that ended, or began too long ago to stand beside what is read now, is replaced as a whole. What cannot be read is
recorded as unread, never skipped in silence. Memory holds a page of snapshots and some documents.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import islice

from handoff.domain.canonical import Json
from handoff.domain.dossier import Unread
from handoff.domain.handoff import Handoff
from handoff.domain.ids import Gathering, HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry, SnapshotRow
from handoff.domain.ports.tools import Artifacts, Clock, SnapshotPages
from handoff.domain.ports.vendors import Crm, Drive
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, PermanentError
from handoff.services.progress import places_of
from handoff.services.walked import Found, Tree, take_out

LIMIT = 10 * 1024 * 1024
"""Bytes of one document's content; Google exports no more, and a larger file is named as unread."""

Content = tuple[bytes, str] | PermanentError | None
"""What a document holds and its media type, None for what is none, or why it can't be read."""

Late = tuple[Mapping[RecordRef, Snapshot], Callable[[Iterable[Found]], Iterable[Found]], Collection[str]]
"""What turned out to have changed since it was read, what gives it its content, and the ids of what may have left."""

PAGE = 200
"""Snapshots that are kept together: so many are lost at most when the process is killed."""

GOES_ON = timedelta(hours=12)
"""For how long a gathering that was broken off may go on."""


def gathering(dag: str, handoff: Handoff) -> Gathering:
    """Return the name of what an attempt gathers: `prepare.1`, `archive.2`."""
    return Gathering(f"{dag}.{handoff.attempt}")


@dataclass(frozen=True)
class Gather:
    """Gathers a client's records."""

    policy: Policy
    registry: Registry
    artifacts: Artifacts
    pages: SnapshotPages
    crms: Mapping[str, Crm]
    drive: Drive
    clock: Clock

    def crm(self, handoff_id: HandoffId, dag: str) -> int:
        """Gather from the CRM of the mark, attached documents with their content; return the number of snapshots."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
        client, _ = handoff.known()
        vendor = handoff.mark.record.vendor
        crm = self.crms[handoff.mark.connection]

        def all_of(kept: Iterable[Snapshot], _: str) -> Iterable[Found]:
            return self._with_content(crm.gather(handoff.mark, client, kept), Kind.ATTACHMENT, crm.read_all)

        return self._keep(handoff, dag, vendor, client.record.key, all_of)

    def files(self, handoff_id: HandoffId, dag: str, *, content: bool = True) -> int:
        """Gather from Drive, and where asked for documents' content, what is published, and what the client's people
        reach outside their folder; return the number of snapshots. What the archive made is gathered with it.
        """
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            _, *archived = places_of(tx, handoff)
        client, _ = handoff.known()
        tree = Tree(self.policy.firm.domains, self.policy.kept)
        beside = Tree(self.policy.firm.domains, self.policy.kept)
        changed: dict[RecordRef, Snapshot] = {}
        left: set[str] = set()

        def found(kept: Iterable[Snapshot], bookmark: str) -> Iterator[Found]:
            recent: deque[RecordRef] = deque(maxlen=2 * PAGE)  # what may not be committed yet
            for item in tree.noting(self.drive.walk(client.folder_id, tree.noting(kept), in_full=content)):
                recent.append(item.record)
                yield item
            late = self.drive.since(bookmark, tree.folders, in_full=content)
            yield from tree.noting(self._new(handoff, gathering(dag, handoff), late, recent, changed))
            for place in archived:
                walked = beside.noting(self.drive.walk(place))
                yield from self._new(handoff, gathering(dag, handoff), walked, recent, {})
            left.update(self.drive.left(bookmark, {*tree.folders, *beside.folders}))
            left.difference_update((client.folder_id, *archived))  # which lie in none of them
            if content:
                theirs = self.crms[handoff.mark.connection].addresses(client)
                yield from self.drive.elsewhere(client.name, sorted({*tree.outsiders, *theirs}), tree.folders)

        def all_of(kept: Iterable[Snapshot], bookmark: str) -> Iterable[Found]:
            return with_content(found(kept, bookmark))

        def with_content(items: Iterable[Found]) -> Iterable[Found]:
            return self._with_content(items, Kind.FILE, self.drive.read_all) if content else items

        begin = partial(self.drive.bookmark, client.folder_id)
        late = (changed, with_content, left)
        return self._keep(handoff, dag, Vendor.GOOGLE_DRIVE, client.folder_id, all_of, begin, late)

    def _new(
        self,
        handoff: Handoff,
        name: Gathering,
        found: Iterable[Found],
        recent: Container[RecordRef],
        changed: dict[RecordRef, Snapshot],
    ) -> Iterator[Found]:
        """Yield what a gathering does not hold yet, and put into `changed` what it may hold as it was before."""
        source = iter(found)
        while items := list(islice(source, PAGE)):
            with self.registry.begin() as tx:
                known = tx.snapshots.known(handoff.id, name, [item.record for item in items])
            for item in items:
                if item.record not in known and item.record not in recent:
                    yield item
                elif isinstance(item, Snapshot):
                    changed[item.record] = item

    def _renew(
        self,
        handoff: HandoffId,
        name: Gathering,
        vendor: Vendor,
        changed: Mapping[RecordRef, Snapshot],
        with_content: Callable[[Iterable[Found]], Iterable[Found]],
    ) -> None:
        """Put what changed after it was read in the place of what it was, so that no page holds both."""
        waiting = iter(changed.values())
        while items := list(islice(waiting, PAGE)):
            with self.registry.begin() as tx:
                known = tx.snapshots.known(handoff, name, [item.record for item in items])
            old = [item for item in items if item.record in known and known[item.record].revision != item.revision]
            source = _Source(with_content(old))
            newer = {item.record: item for item in source}
            if source.error:
                raise source.error
            for page in dict.fromkeys(known[record].page for record in newer):
                rows = self.pages.amend(page, newer)
                with self.registry.begin() as tx:
                    tx.snapshots.replace(handoff, name, page, rows)
            self._commit(handoff, name, vendor, [], source.take_unread())

    def _keep(
        self,
        handoff: Handoff,
        dag: str,
        vendor: Vendor,
        about: str,
        find: Callable[[Iterable[Snapshot], str], Iterable[Found]],
        bookmark: Callable[[], str] = str,
        late: Late = ({}, iter, frozenset()),
    ) -> int:
        """Keep what is found `about` a record or a folder; one that was broken off goes on if it is about the same.

        `late` is filled by `find`.
        """
        name, now = gathering(dag, handoff), self.clock()
        with self.registry.begin() as tx:
            begun_with = tx.snapshots.unfinished(handoff.id, name, vendor, now - GOES_ON) or ""
        whose, _, mark = begun_with.partition(" ")
        if whose != about:  # there is none that can go on, or it was of what is not the client's any more
            mark = bookmark()
            with self.registry.begin() as tx:
                tx.snapshots.begin(handoff.id, name, vendor, now, f"{about} {mark}")
                begun: dict[str, Json] = {"gathering": name, "vendor": vendor.value}
                tx.journal.append(handoff.id, now, EntryKind.GATHERING, detail=begun)
        with self.registry.begin() as tx:
            kept = tx.snapshots.pages(handoff.id, name, vendor)
        source = _Source(find(self.pages.read(kept), mark))
        for rows in _chunks(self.pages.write(source, PAGE)):
            self._commit(handoff.id, name, vendor, rows, source.take_unread())
        self._commit(handoff.id, name, vendor, [], source.take_unread())
        if source.error:
            raise source.error
        changed, with_content, left = late
        self._renew(handoff.id, name, vendor, changed, with_content)
        tell = partial(self._commit, handoff.id, name, vendor, [])
        take_out(self.registry, self.pages, handoff.id, name, left, tell)
        with self.registry.begin() as tx:
            tx.snapshots.end(handoff.id, name, vendor, self.clock())
            counts = tx.snapshots.counts(handoff.id, name)
        return sum(count for kind, count in counts.items() if kind.startswith(f"{vendor.value}/"))

    def _commit(
        self, handoff: HandoffId, name: Gathering, vendor: Vendor, rows: list[SnapshotRow], unread: list[Unread]
    ) -> None:
        with self.registry.begin() as tx:
            tx.snapshots.add(handoff, name, rows)
            for item in unread:
                detail = {"gathering": name, "record": item.record.key, "reason": item.reason, "vendor": vendor.value}
                tx.journal.append(handoff, self.clock(), EntryKind.UNREAD, detail=detail)

    def _with_content(
        self,
        found: Iterable[Found],
        kind: Kind,
        read: Callable[[Sequence[Snapshot], int], Iterator[Content]],
    ) -> Iterator[Found]:
        """Yield what is found, the records of a kind with their content; what came before an error too."""
        source, error = iter(found), None
        while error is None:
            items: list[Found] = []
            try:
                items.extend(islice(source, PAGE))
            except HandoffError as broken:
                error = broken
            if not items:
                break
            contents = read([item for item in items if isinstance(item, Snapshot) and item.record.kind is kind], LIMIT)
            for item in items:
                if isinstance(item, Unread) or item.record.kind is not kind:
                    yield item
                    continue
                content = next(contents)
                if isinstance(content, PermanentError):
                    yield Unread(item.record, item.title, content.what)
                elif content is not None:
                    item = replace(item, content=self.artifacts.put(content[0]), media_type=content[1])  # noqa: PLW2901 - the same file
                yield item
        if error is not None:
            raise error


class _Source:
    """Yields the snapshots of what is found and sets aside what is unread. An error ends it and is set aside too, so
    that what came before is kept first.
    """

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = iter(found)
        self._unread: list[Unread] = []
        self.error: HandoffError | None = None

    def __iter__(self) -> Iterator[Snapshot]:
        try:
            for item in self._found:
                if isinstance(item, Unread):
                    self._unread.append(item)
                else:
                    yield item
        except HandoffError as error:
            self.error = error

    def take_unread(self) -> list[Unread]:
        """Return what is unread since this was last asked."""
        unread, self._unread = self._unread, []
        return unread


def _chunks(rows: Iterable[SnapshotRow]) -> Iterator[list[SnapshotRow]]:
    source = iter(rows)
    while chunk := list(islice(source, PAGE)):
        yield chunk
