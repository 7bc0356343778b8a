"""Gather: take snapshots of everything that the CRM and Drive hold of a client, with the documents' content.

A gathering is named by its attempt and replaced as a whole when its task runs again. What cannot be read is recorded
as unread, never skipped in silence. Memory holds one page of snapshots and one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from handoff.domain.canonical import Json
from handoff.domain.dossier import Unread
from handoff.domain.handoff import Handoff
from handoff.domain.ids import Gathering, HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.ports.registry import Registry, SnapshotRow
from handoff.domain.ports.tools import Artifacts, Clock, SnapshotPages
from handoff.domain.ports.vendors import Crm, Drive
from handoff.domain.record import Kind, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import PermanentError

DOCUMENT_LIMIT = 10 * 1024 * 1024
"""Bytes of one document's content; Google exports no more, and a larger file is named as unread."""


def gathering(dag: str, handoff: Handoff) -> Gathering:
    """Return the name of what an attempt gathers: `prepare.1`, `archive.2`."""
    return Gathering(f"{dag}.{handoff.attempt}")


@dataclass(frozen=True)
class Gather:
    """Gathers a client's records."""

    registry: Registry
    artifacts: Artifacts
    pages: SnapshotPages
    crms: Mapping[str, Crm]
    drive: Drive
    clock: Clock

    def crm(self, handoff_id: HandoffId, dag: str) -> int:
        """Gather from the CRM of the mark; return the number of snapshots."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
        client, _ = handoff.known()
        vendor = handoff.mark.record.vendor
        return self._keep(handoff, dag, vendor, self.crms[vendor.value].gather(handoff.mark, client))

    def files(self, handoff_id: HandoffId, dag: str, *, content: bool = True) -> int:
        """Gather from Drive, documents' content too if asked for; return the number of snapshots."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
        client, _ = handoff.known()
        found = self.drive.walk(client.folder_id)
        return self._keep(handoff, dag, Vendor.GOOGLE_DRIVE, self._with_content(found) if content else found)

    def _keep(self, handoff: Handoff, dag: str, vendor: Vendor, found: Iterable[Snapshot | Unread]) -> int:
        name = gathering(dag, handoff)
        count = 0
        with self.registry.begin() as tx:
            tx.snapshots.replace(handoff.id, name, vendor)
            begun: dict[str, Json] = {"gathering": name, "vendor": vendor.value}
            tx.journal.append(handoff.id, self.clock(), EntryKind.GATHERING, detail=begun)
        unread: list[Unread] = []
        for rows in _chunks(self.pages.write(_readable(found, unread))):
            with self.registry.begin() as tx:
                tx.snapshots.add(handoff.id, name, rows)
            count += len(rows)
        with self.registry.begin() as tx:
            for item in unread:
                detail = {"gathering": name, "record": item.record.key, "reason": item.reason, "vendor": vendor.value}
                tx.journal.append(handoff.id, self.clock(), EntryKind.UNREAD, detail=detail)
        return count

    def _with_content(self, found: Iterable[Snapshot | Unread]) -> Iterator[Snapshot | Unread]:
        for item in found:
            if isinstance(item, Unread) or item.record.kind is not Kind.FILE:
                yield item
                continue
            try:
                content = self.drive.read(item, DOCUMENT_LIMIT)
            except PermanentError as error:
                yield item
                yield Unread(item.record, item.title, error.what)
            else:
                yield (
                    item
                    if content is None
                    else replace(item, content=self.artifacts.put(content[0]), media_type=content[1])
                )


def _readable(found: Iterable[Snapshot | Unread], unread: list[Unread]) -> Iterator[Snapshot]:
    for item in found:
        if isinstance(item, Unread):
            unread.append(item)
        else:
            yield item


def _chunks(rows: Iterable[SnapshotRow]) -> Iterator[list[SnapshotRow]]:
    source = iter(rows)
    while chunk := list(islice(source, 500)):
        yield chunk
