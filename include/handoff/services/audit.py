"""Audit: on days 1, 7, 30 and 90 after the close, look again for access that the leaving side should not have.

The walk is the archive's own, which uses neither plan nor journal; besides, files are tried as a stranger and as a
person of the client's, where the connection can. What is found is asked about, and what is approved is applied by the
next archiving, which closes the handoff again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from handoff.domain.ask import Ask
from handoff.domain.canonical import Json
from handoff.domain.change import ChangeKind
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.journal import Entry, EntryKind
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Drive
from handoff.errors import VerificationError
from handoff.services.archive import Archive
from handoff.services.gather import Gather

DAYS = (1, 7, 30, 90)
PROBED = 200
"""Files that are tried at most: each is a call by itself."""


@dataclass(frozen=True)
class Audit:
    """Audits closed handoffs."""

    registry: Registry
    drive: Drive
    gather: Gather
    archive: Archive
    clock: Clock

    def due(self) -> list[Handoff]:
        """Return the closed handoffs whose next audit has come, oldest first."""
        with self.registry.begin() as tx:
            return [handoff for handoff in tx.handoffs.list(State.CLOSED) if self._day(tx, handoff) is not None]

    def __call__(self, handoff_id: HandoffId) -> Ask | None:
        """Audit one; return the ask about what was found, None where nothing was, or no audit is due.

        VerificationError where something opens for a stranger or the client that no grant explains.
        """
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            day = self._day(tx, handoff) if handoff.state is State.CLOSED else None
            files = _once_shared(tx, handoff)
        if day is None:
            return None
        left = self.archive.residual(handoff_id)
        opened = self.drive.probe(files)
        if left:
            self.gather.files(handoff_id, "archive", content=False)
            ask = self.archive.ask_for_new(handoff_id)
        else:
            ask = None
        detail: dict[str, Json] = {"audit": day, "residual": len(left), "probed": len(files)}
        detail |= {f"open_to_{who}": "not tried" if found is None else list(found) for who, found in opened.items()}
        with self.registry.begin() as tx:
            tx.journal.append(handoff_id, self.clock(), EntryKind.SCAN, detail=detail)
        unexplained = sorted({file for found in opened.values() for file in found or ()})
        if unexplained and ask is None:
            raise VerificationError(
                f"{len(unexplained)} files open for somebody whom no grant names.",
                record=f"google_drive file {unexplained[0]}",
                mend=f"Look at its sharing in Drive; see handoff journal {handoff_id}.",
            )
        return ask

    def _day(self, tx: Transaction, handoff: Handoff) -> int | None:
        """Return the day whose audit is due, the latest of those that were missed; None where none is."""
        if handoff.closed_at is None:
            return None
        audited = max((_audited(tx.journal.read(handoff.id))), default=0)
        passed = self.clock() - handoff.closed_at
        due = [day for day in DAYS if day > audited and passed >= timedelta(days=day)]
        return max(due, default=None)


def _audited(entries: Iterable[Entry]) -> list[int]:
    return [int(str(entry.detail["audit"])) for entry in entries if "audit" in entry.detail]


def _once_shared(tx: Transaction, handoff: Handoff) -> list[str]:
    """Return the client's folder, and the files from which access was taken away: somebody may have the link still."""
    client, _ = handoff.known()
    revoked = (
        change.record.id.partition("/")[0]
        for plan in tx.plans.approved(handoff.id)
        for change in plan.changes
        if change.kind is ChangeKind.REVOKE_ACCESS
    )
    return list(dict.fromkeys([client.folder_id, *revoked]))[:PROBED]
