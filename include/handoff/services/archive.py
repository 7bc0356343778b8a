"""Archive: take the leaving side's access away at the cut-off, and prove that none is left.

What was approved is applied; what has gone is skipped and said; what is new since the approval is not touched but
asked for. Residual access is looked for by a walk that uses neither the journal nor the snapshots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handoff.domain.access import Grant
from handoff.domain.ask import Ask, AskKind
from handoff.domain.canonical import Json
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.plan import Plan
from handoff.domain.planning import archive_changes
from handoff.domain.planning.compose import check_caps
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock, SnapshotPages
from handoff.domain.ports.vendors import Drive
from handoff.domain.record import Vendor
from handoff.services.gather import gathering
from handoff.services.plan import keep_with_ask


@dataclass(frozen=True)
class Archive:
    """Begins the archive, asks for what is new, walks for residual access, and closes."""

    policy: Policy
    registry: Registry
    pages: SnapshotPages
    drive: Drive
    clock: Clock

    def begin(self, handoff_id: HandoffId) -> Handoff:
        """Let the handoff be archived; TransitionError where its state does not allow it."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            archiving = replace(handoff, problem=None).to(State.ARCHIVING)
            tx.handoffs.save(archiving)
        return archiving

    def ask_for_new(self, handoff_id: HandoffId) -> Ask | None:
        """Compare a fresh gathering with what was approved; put an ask for what is new, None where nothing is."""
        now = self.clock()
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            refs = tx.snapshots.pages(handoff_id, gathering("archive", handoff), Vendor.GOOGLE_DRIVE)
            approved = {change.id for plan in tx.plans.approved(handoff_id) for change in plan.changes}
        client, _ = handoff.known()
        with self.registry.begin() as tx:
            changes, left_out = archive_changes(
                self.pages.read(refs),
                self.policy.side(client),
                client.folder_id,
                tx.people.identify,
            )
            new = tuple(change for change in changes if change.id not in approved)
            if not new:
                return None
            plan = Plan(handoff_id, client.name, now, new, tuple(left_out))
            check_caps(plan, self.policy)
            return keep_with_ask(tx, handoff, plan, AskKind.FINDING, self.policy, now)

    def residual(self, handoff_id: HandoffId) -> Sequence[Grant]:
        """Walk the client's files and return every grant that may not be there any more; journal the count."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
        client, _ = handoff.known()
        side = self.policy.side(client)
        walked, left = 0, []
        for grant in self.drive.grants(client.folder_id):
            walked += 1
            if side.is_residual(grant):
                left.append(grant)
        detail: dict[str, Json] = {
            "grants": walked,
            "residual": len(left),
            "files": sorted({grant.file.key for grant in left})[:100],
        }
        with self.registry.begin() as tx:
            tx.journal.append(handoff_id, self.clock(), EntryKind.SCAN, detail=detail)
        return left

    def close(self, handoff_id: HandoffId) -> Handoff:
        """Close the handoff."""
        now = self.clock()
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            closed = replace(handoff, problem=None, closed_at=handoff.closed_at or now).to(State.CLOSED)
            tx.handoffs.save(closed)
        return closed
