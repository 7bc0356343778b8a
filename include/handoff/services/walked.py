"""What was walked of a client's folder, and what left it meanwhile.

A file that is moved out of the folder while the folder is read is none of the client's any more by the time at which
the reading ends: it may lie with another client, or with what the firm keeps to itself. So nothing may be said of it,
nor planned for it, and that it was there is told as unread, never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import overload

from handoff.domain.access import Grant, GranteeType, within
from handoff.domain.dossier import Unread
from handoff.domain.ids import Gathering, HandoffId
from handoff.domain.planning.grants import grants_of
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import SnapshotPages
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

Found = Snapshot | Unread
_LEFT = "It was taken out of the client's folder, or out of our sight, while that was gathered."
_TOGETHER = 200


@dataclass
class Tree:
    """What was seen of a client's folder: its folders by id, each with the names down to it, and the people and groups
    outside the firm that have access to something in it.
    """

    firm_domains: tuple[str, ...]
    kept: frozenset[str]
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    outsiders: set[str] = field(default_factory=set)

    @overload
    def noting(self, found: Iterable[Snapshot]) -> Iterator[Snapshot]: ...
    @overload
    def noting(self, found: Iterable[Found]) -> Iterator[Found]: ...
    def noting(self, found: Iterable[Found]) -> Iterator[Found]:
        """Yield what is found, taking note of it."""
        for item in found:
            if isinstance(item, Snapshot):
                if item.record.kind is Kind.FOLDER:
                    path = item.fields["path"]
                    names = path if isinstance(path, list) else []
                    self.folders[item.record.id] = (*map(str, names), item.text("name"))
                self.outsiders.update(grant.grantee for grant in grants_of(item) if self._is_outside(grant))
            yield item

    def _is_outside(self, grant: Grant) -> bool:
        people = grant.type in (GranteeType.USER, GranteeType.GROUP) and "@" in grant.grantee
        return (
            people
            and grant.grantee not in self.kept
            and not within(grant.grantee.rpartition("@")[2], self.firm_domains)
        )


def take_out(
    registry: Registry,
    pages: SnapshotPages,
    handoff: HandoffId,
    name: Gathering,
    left: Collection[str],
    tell: Callable[[list[Unread]], None],
) -> None:
    """Forget what a gathering holds of what has left the folder, by its id, and of all that lies below; it is told as
    unread before.
    """
    if not _held(registry, handoff, name, left):
        return
    with registry.begin() as tx:
        refs = tx.snapshots.pages(handoff, name, Vendor.GOOGLE_DRIVE)
    above = {item.record.id: item.fields.get("folder") for item in pages.read(refs) if item.record.kind is Kind.FOLDER}
    outside = set(left)
    while further := {folder for folder, parent in above.items() if parent in outside} - outside:
        outside |= further
    for ref in refs:
        gone = [item for item in pages.read([ref]) if item.record.id in outside or item.fields.get("folder") in outside]
        if gone:
            tell([Unread(item.record, item.title, _LEFT) for item in gone])
            rows = pages.amend(ref, dict.fromkeys(item.record for item in gone))
            with registry.begin() as tx:
                tx.snapshots.replace(handoff, name, ref, rows)


def _held(registry: Registry, handoff: HandoffId, name: Gathering, ids: Collection[str]) -> bool:
    """Whether a gathering holds files or folders with some ids."""
    records = [RecordRef(Vendor.GOOGLE_DRIVE, kind, one) for one in sorted(ids) for kind in (Kind.FILE, Kind.FOLDER)]
    with registry.begin() as tx:
        return any(
            tx.snapshots.known(handoff, name, records[at : at + _TOGETHER]) for at in range(0, len(records), _TOGETHER)
        )
