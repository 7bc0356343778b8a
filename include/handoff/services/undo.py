"""Undo: take back what was really applied, by the journal, as a plan that is shown, approved, applied and read back.

What always holds: only what we applied ourselves is taken back, what somebody else has changed since is left alone and
shown, and a second undo finds nothing to do. Until the yes the handoff stays where it stands; with it every approval
given before is void, so that nothing that was taken back is applied again without a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handoff.domain.ask import Ask, AskKind
from handoff.domain.canonical import digest_of
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import UNDOABLE, Handoff, Problem, State
from handoff.domain.ids import ChangeId, Gathering, HandoffId, PersonId
from handoff.domain.journal import SETTLED, Entry, EntryKind, Result
from handoff.domain.plan import Plan
from handoff.domain.planning.before import Before
from handoff.domain.planning.undo import Restorer, undo_changes
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Clock, SnapshotPages
from handoff.domain.ports.vendors import Crm
from handoff.domain.record import Kind, Vendor
from handoff.errors import ConflictError, NotFoundError, TransitionError
from handoff.services.plan import keep_with_ask

_OF_ACCESS = frozenset(
    {ChangeKind.TRANSFER_FILE, ChangeKind.GRANT_ACCESS, ChangeKind.LOWER_ROLE, ChangeKind.REVOKE_ACCESS}
)


@dataclass(frozen=True)
class Undo:
    """Plans an undo, puts its ask, and ends it. What applies and verifies it are `Apply` and `Verify`."""

    policy: Policy
    registry: Registry
    pages: SnapshotPages
    crms: Mapping[str, Crm]
    clock: Clock

    def plan(self, handoff_id: HandoffId, inactive: Iterable[str] = ()) -> Plan:
        """Return what would be undone, and what can't be; it may be empty. `inactive` are ids of deactivated owners.

        TransitionError where the handoff has changed nothing yet, or waits for another answer.
        """
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            _check_may_be_undone(handoff)
            return self._plan(tx, handoff, frozenset(inactive))

    def ask(self, handoff_id: HandoffId) -> Ask | None:
        """Put the ask for the undo; None where nothing is left to be undone, or it is approved already. What was
        approved and has changed nothing is set aside without asking.

        TransitionError where the handoff has changed nothing yet, or waits for another answer.
        """
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
        _check_may_be_undone(handoff)
        if handoff.state is State.UNDOING:
            return None
        owners = self.crms[handoff.mark.connection].owners()
        with self.registry.begin() as tx:
            plan = self._plan(tx, handoff, frozenset(owner.id for owner in owners if not owner.active))
            if not plan.changes:
                self._set_aside(tx, handoff)
                return None
            return keep_with_ask(tx, handoff, plan, AskKind.UNDO, self.policy, self.clock())

    def _set_aside(self, tx: Transaction, handoff: Handoff) -> None:
        """Let an approved handoff that has changed nothing yet be undone at once, so that it can be prepared anew."""
        if handoff.state is State.APPROVED and not any(
            entry.kind is EntryKind.INTENT for entry in tx.journal.read(handoff.id)
        ):
            tx.handoffs.save(replace(handoff, problem=None).to(State.UNDOING).to(State.UNDONE))

    def finish(self, handoff_id: HandoffId) -> Handoff:
        """Let the handoff be undone, once what was approved is taken back; it says what was not."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            left = sum(change.inverse() is not None for change in applied_changes(tx, handoff_id))
            problem = None
            if left:
                error = ConflictError(
                    f"{left} changes are not taken back: somebody changed their records since, or they can't be.",
                    record=f"handoff {handoff_id}",
                    mend=f"See: handoff undo {handoff_id}. Mend the records by hand, or undo once more.",
                )
                problem = Problem.of(error, self.clock(), retried=False)
            undone = replace(handoff, closed_at=None, problem=problem).to(State.UNDONE)
            tx.handoffs.save(undone)
        return undone

    def _plan(self, tx: Transaction, handoff: Handoff, inactive: frozenset[str]) -> Plan:
        applied = list(applied_changes(tx, handoff.id))
        restorer = Restorer(
            inactive=inactive,
            erased=lambda person: _erased(tx, person),
            before=_before(tx, self.pages, handoff, applied),
            now=self.clock(),
            round=handoff.attempt,
        )
        changes, left_out = undo_changes(applied, restorer)
        return Plan(handoff.id, handoff.name, self.clock(), tuple(changes), tuple(dict.fromkeys(left_out)))


def _check_may_be_undone(handoff: Handoff) -> None:
    """TransitionError where there is nothing that an undo could be of, with what to do instead."""
    if handoff.state in UNDOABLE or handoff.state is State.UNDOING:
        return
    what, mend = (
        {
            State.AWAITING_APPROVAL: (
                "Its plan is not approved yet: an ask waits, and nothing is made that could be undone.",
                f"Answer the ask, or give the handoff up with: handoff withdraw {handoff.id} --because …",
            ),
            State.AWAITING_FINDING: (
                "An ask about access that was found waits for its answer.",
                "Answer it first, then undo.",
            ),
        }
    ).get(
        handoff.state,
        (
            f"A handoff that is {handoff.state} can't be undone.",
            "Before an approval there is nothing to undo.",
        ),
    )
    raise TransitionError(what, record=f"handoff {handoff.id}", mend=mend)


def _before(tx: Transaction, pages: SnapshotPages, handoff: Handoff, applied: Sequence[Change]) -> Before:
    """Return what stood at the last preparation, and until when access was last given.

    Only the permissions on the files of the changes are looked at, people in them by id.
    """
    before = Before()
    files = {change.record.id.partition("/")[0] for change in applied if change.kind in _OF_ACCESS}
    if not files:
        return before
    for attempt in range(1, handoff.attempt + 1):
        for name in ("prepare", "archive"):
            gathered = tx.snapshots.pages(handoff.id, Gathering(f"{name}.{attempt}"), Vendor.GOOGLE_DRIVE)
            if gathered and name == "prepare":
                before = Before(ends=before.ends)
            for file in pages.read(gathered):
                if file.record.kind is Kind.FOLDER or file.record.id in files:
                    before.place(file)
                if file.record.id in files:
                    before.note(file, tx.people.identify, changed=name == "archive")
    return before


def applied_changes(tx: Transaction, handoff: HandoffId) -> Iterator[Change]:
    """Yield the changes that we applied and have not taken back, in the order in which that happened.

    An intent without an outcome may have been applied: it is among them, and reading its record tells.
    """
    known = {change.id: change for plan in tx.plans.approved(handoff) for change in plan.changes}
    undoing = frozenset(change.id for change in known.values() if change.phase is Phase.UNDO)
    done = _done(tx.journal.read(handoff), undoing)
    undone = _undone(known, undoing, done)
    for change_id, seq in sorted(done.items(), key=lambda item: item[1]):
        change = known.get(change_id)
        if change is None or change_id in undoing or change.kind is ChangeKind.MANUAL:
            continue
        if undone.get(_edit(change), 0) < seq:
            yield change


def taken_back(plans: Iterable[Plan], entries: Iterable[Entry]) -> frozenset[ChangeId]:
    """Return the changes of approved plans that we applied and an undo has taken back since."""
    known = {change.id: change for plan in plans for change in plan.changes}
    undoing = frozenset(change.id for change in known.values() if change.phase is Phase.UNDO)
    if not undoing:
        return frozenset()
    done = _done(entries, undoing)
    undone = _undone(known, undoing, done)
    return frozenset(
        change_id
        for change_id, seq in done.items()
        if change_id in known and change_id not in undoing and undone.get(_edit(known[change_id]), 0) >= seq
    )


def _undone(
    known: Mapping[ChangeId, Change], undoing: frozenset[ChangeId], done: Mapping[ChangeId, int]
) -> Mapping[str, int]:
    """Return the seq at which each edit was last taken back: by one change of an undo, or by its several of a record,
    as a role is that Drive gives anew only.
    """
    undone: dict[str, int] = {}
    together: dict[tuple[str, int], list[Change]] = defaultdict(list)
    for change in known.values():
        if change.id in undoing & done.keys():
            together[change.record.key, change.round].append(change)
    for changes in together.values():
        whole = replace(changes[-1], before=changes[0].before)
        for change in [*changes, whole]:
            edit = _edit(replace(change, before=change.after, after=change.before))
            undone[edit] = max(*(done[each.id] for each in changes), undone.get(edit, 0))
    return undone


def _done(entries: Iterable[Entry], undoing: frozenset[ChangeId]) -> Mapping[ChangeId, int]:
    """Return the seq at which each change was last applied by us, or may have been.

    What was found to hold without our having meant it was done by others, and is theirs; where it takes something back
    (`undoing`), that is enough.
    """
    open_since: dict[ChangeId, int] = {}
    done: dict[ChangeId, int] = {}
    for entry in entries:
        if entry.change is None:
            continue
        if entry.kind is EntryKind.INTENT:
            open_since[entry.change] = entry.seq
        elif entry.kind is EntryKind.OUTCOME:
            result = Result(str(entry.detail["result"]))
            meant = open_since.pop(entry.change, None) is not None or entry.change in undoing
            if result is Result.APPLIED or (result in SETTLED and meant):
                done[entry.change] = entry.seq
    return {**open_since, **done}


def _edit(change: Change) -> str:
    """Name an edit, whatever its kind, phase and round."""
    return digest_of([change.record.key, dict(change.before), dict(change.after)])


def _erased(tx: Transaction, person: PersonId) -> bool:
    try:
        return not tx.people.get(person).email
    except NotFoundError:
        return True
