"""Archive: take the leaving side's access away at the cut-off, and prove that none is left.

What was approved is applied; what has gone is skipped and said; what is new since the approval is not touched but
asked for. Residual access is looked for by a walk that uses neither the journal nor the snapshots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain, groupby
from operator import attrgetter

from handoff.domain.access import Grant, Side
from handoff.domain.ask import Ask, AskKind
from handoff.domain.canonical import Json, parse_instant
from handoff.domain.change import MADE_ONCE, Change
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.plan import Plan, each_once
from handoff.domain.planning import Archiving, archive_changes
from handoff.domain.planning.compose import check_caps
from handoff.domain.planning.holding import let_be
from handoff.domain.planning.tree import Tree
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Clock, SnapshotPages
from handoff.domain.ports.vendors import Crm, Drive
from handoff.domain.record import Vendor
from handoff.errors import TransitionError
from handoff.services.gather import gathering
from handoff.services.manual import by_hand
from handoff.services.plan import keep_with_ask
from handoff.services.progress import conflict_of, in_force, places_of, progress_of


@dataclass(frozen=True)
class Archive:
    """Begins the archive, asks for what is new, walks for residual access, and closes."""

    policy: Policy
    registry: Registry
    pages: SnapshotPages
    crms: Mapping[str, Crm]
    drive: Drive
    clock: Clock

    def begin(self, handoff_id: HandoffId) -> Handoff:
        """Let the handoff be archived; TransitionError where its state does not allow it."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            if handoff.state is State.AWAITING_FINDING:
                raise TransitionError(
                    "It waits for an answer about the access that was found.",
                    record=f"handoff {handoff_id}",
                    mend="Answer the ask; what follows starts by itself.",
                )
            archiving = replace(handoff, problem=None).to(State.ARCHIVING)
            tx.handoffs.save(archiving)
        return archiving

    def ask_for_new(self, handoff_id: HandoffId) -> Ask | None:
        """Compare a fresh gathering with what was approved; put an ask for what is new, None where nothing is."""
        now = self.clock()
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            refs = tx.snapshots.pages(handoff_id, gathering("archive", handoff), Vendor.GOOGLE_DRIVE)
        client, _ = handoff.known()
        side, tree = self._side(handoff), Tree.of(client.folder_id, self.pages.read(refs))
        with self.registry.begin() as tx:
            archiving = Archiving(
                handoff_id, side, client.folder_id, cache(tx.people.identify), self.policy.archive, self.drive.account
            )
            changes, left_out = archive_changes(tree, archiving)
            free, held = let_be(changes, self.policy.holds, tree)
            new = tuple(each_once(_unapproved(free, tx, handoff)))
            if not new:
                return None
            plan = Plan(handoff_id, client.name, now, new, (*left_out, *held))
            check_caps(plan, self.policy)
            return keep_with_ask(tx, handoff, plan, AskKind.FINDING, self.policy, now)

    def residual(self, handoff_id: HandoffId) -> Sequence[Grant]:
        """Walk the client's files, where they were and where they are now; journal the count, and how often the leaving
        side has asked for access without an answer.

        Return every grant that may not be there any more.
        """
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            places = places_of(tx, handoff)
        side, now = self._side(handoff), self.clock()
        walked, proposed = 0, 0
        left: list[Grant] = []
        every = chain.from_iterable(map(self.drive.grants, places))
        for _, grants in groupby(every, key=attrgetter("file")):
            found = list(grants)
            walked += sum(not grant.proposed for grant in found)
            proposed += sum(grant.proposed and side.must_go(grant) for grant in found)
            left += side.residual(found, now)
        with self.registry.begin() as tx:
            open_ = sum(not item.settled for item in by_hand(tx, handoff_id))
            detail: dict[str, Json] = {
                "grants": walked,
                "residual": len(left) + open_,
                "by_hand": open_,
                "proposed": proposed,
                "files": sorted({grant.file.key for grant in left})[:100],
            }
            tx.journal.append(handoff_id, now, EntryKind.SCAN, detail=detail)
        return left

    def _side(self, handoff: Handoff) -> Side:
        _, determination = handoff.known()
        owners = self.crms[handoff.mark.connection].owners()
        successor = next((owner.email for owner in owners if owner.id == determination.successor), "")
        return self.policy.side(handoff, successor, self.drive.account)

    def close(self, handoff_id: HandoffId) -> Handoff:
        """Close the handoff; one in which something is still to come, or to be done by hand, waits for that instead."""
        now = self.clock()
        with self.registry.begin() as tx:
            handoff = replace(tx.handoffs.get(handoff_id, lock=True), problem=None, wakes_at=None)
            later = _to_come(tx, handoff_id, now)
            waits = any(not item.settled for item in by_hand(tx, handoff_id)) and not self.policy.systems.open_close
            if later is not None:
                after = replace(handoff.to(State.AWAITING_GRACE), attempt=handoff.attempt + 1, wakes_at=later)
            elif waits:
                after = replace(handoff.to(State.AWAITING_MANUAL), attempt=handoff.attempt + 1)
            else:
                problem = conflict_of(tx, handoff, now)
                after = replace(handoff, closed_at=handoff.closed_at or now, problem=problem).to(State.CLOSED)
            tx.handoffs.save(after)
        return after


def _to_come(tx: Transaction, handoff_id: HandoffId, now: datetime) -> datetime | None:
    """Return when the next of the approved changes may be made that had to wait, None where none is left."""
    progress = progress_of(tx.journal.read(handoff_id))
    waiting = [
        parse_instant(change.not_before)
        for plan in in_force(tx.plans.approved(handoff_id))
        for change in plan.changes
        if not change.is_due(now) and not progress.is_settled(change)
    ]
    return min(waiting, default=None)


def _unapproved(changes: Iterable[Change], tx: Transaction, handoff: Handoff) -> Iterator[Change]:
    """Yield the changes that nobody has approved yet.

    What was approved and had been done before the files were last looked at, and is needed again now, was taken back
    by somebody: it is as new as what was never there, in a round of its own.
    """
    entries = list(tx.journal.read(handoff.id))
    name = gathering("archive", handoff)
    begun = [e.seq for e in entries if e.kind is EntryKind.GATHERING and e.detail["gathering"] == name]
    before = progress_of(entry for entry in entries if begun and entry.seq < begun[-1])
    approved: dict[str, bool] = {}
    for plan in in_force(tx.plans.approved(handoff.id)):
        for change in plan.changes:
            first = replace(change, round=0).id
            approved[first] = approved.get(first, True) and before.is_settled(change)
    for change in changes:
        if change.id not in approved:
            yield change
        elif approved[change.id] and change.kind not in MADE_ONCE:
            yield replace(change, round=handoff.attempt)
