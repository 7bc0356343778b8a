"""Apply: carry out approved changes, each once.

What always holds, in this order for every batch of changes:

1. the guard is asked: the stop button, the mark, legal holds;
2. every record is read: what holds already is not written, what somebody else changed is shown and left alone;
3. the intents are committed to the journal;
4. the vendor is called;
5. the outcomes are committed.

A crash between 3 and 5 leaves intents without outcomes; the next attempt settles them at 2, by reading. A write whose
answer was lost is such an intent too. Creations are found again by their key. Only approved changes are applied, and
one process at a time works on a handoff, on batches of different records side by side where the vendor bears it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Phase, holds, satisfied
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind, Result
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Changer, Changers, Done, Preparer, Seen
from handoff.errors import (
    ConflictError,
    HandoffError,
    NotAuthorisedError,
    OutcomeUnknownError,
    SettingsError,
    SettlementNeededError,
    TransientError,
)
from handoff.services.guard import Guard, Work
from handoff.services.lanes import lanes, segments
from handoff.services.progress import Progress, in_force, progress_of


@dataclass(frozen=True)
class Apply:
    """Applies the approved changes of a handoff."""

    registry: Registry
    changers: Changers
    guard: Guard
    clock: Clock

    def __call__(self, handoff_id: HandoffId, *phases: Phase) -> Counter[Result]:
        """Apply what is approved in some phases and not settled yet; return how many changes ended how.

        Raises the first failure once every other change has been tried, so that a retry takes up the rest; at once
        where nothing further may be changed, or where a vendor refuses our rights as such.
        """
        with self.registry.exclusive(handoff_id):
            with self.registry.begin() as tx:
                handoff = tx.handoffs.get(handoff_id)
                plans = in_force(tx.plans.approved(handoff_id))
                now = self.clock()
                approved = {
                    change.id: change
                    for plan in plans
                    for change in plan.of(*phases)
                    if change.is_due(now) and not change.by_hand
                }
                progress = progress_of(tx.journal.read(handoff_id))
                of_mark = [c for plan in plans for c in plan.changes if c.record == handoff.mark.record]
            failures: list[HandoffError] = []
            pending = [change for change in approved.values() if not progress.is_settled(change)]
            if pending:
                work = self.guard.begin(handoff)
                changers = self.changers(handoff.mark.connection)
                for segment in segments(pending):
                    changer = _changer(changers, segment[0].kind, segment[0])
                    for batches in lanes(segment, progress):
                        failures.extend(self._side_by_side(changer, batches, progress, of_mark, work))
            failures.extend(_waiting(pending, progress))
        if failures:
            raise next((error for error in failures if isinstance(error, SettlementNeededError)), failures[0])
        return Counter(progress.results[change] for change in approved if change in progress.results)

    def _side_by_side(
        self,
        changer: Changer,
        batches: Sequence[Sequence[Change]],
        progress: Progress,
        of_mark: Sequence[Change],
        work: Work,
    ) -> list[HandoffError]:
        """Apply batches, as many at once as the vendor bears; an error that ends the work keeps the rest back."""
        failures: list[HandoffError] = []

        def one(batch: Sequence[Change]) -> list[HandoffError]:
            work.check([change for change in of_mark if progress.is_meant(change)])
            return self._batch(changer, batch, progress, work)

        if changer.workers == 1 or len(batches) == 1:
            for batch in batches:
                failures.extend(one(batch))
            return failures
        with ThreadPoolExecutor(min(changer.workers, len(batches))) as pool:
            running = [pool.submit(one, batch) for batch in batches]
            try:
                for ended in as_completed(running):
                    failures.extend(ended.result())
            finally:
                for other in running:
                    other.cancel()
        return failures

    def _batch(self, changer: Changer, batch: Sequence[Change], progress: Progress, work: Work) -> list[HandoffError]:
        handoff_id = work.handoff.id
        held = {change.id: error for change in batch if (error := work.held(change)) is not None}
        ready = [change for change in batch if change.id not in held]
        todo, failures = self._look(changer, ready, progress, handoff_id)
        failures.extend(held.values())
        if not todo:
            return failures
        self._intents(handoff_id, todo, progress, changer)
        answers = changer.apply([progress.materialise(change) for change in todo])
        for change, answer in zip(todo, answers, strict=True):
            if isinstance(answer, Done):
                self._outcome(handoff_id, change, progress, Result.APPLIED, answer)
            else:
                failures.append(answer)
                if (result := _ended(answer)) is not None:
                    self._outcome(handoff_id, change, progress, result, None, answer)
        if all(isinstance(answer, NotAuthorisedError) for answer in answers):
            raise next(answer for answer in answers if isinstance(answer, NotAuthorisedError))
        return failures

    def _look(
        self, changer: Changer, ready: Sequence[Change], progress: Progress, handoff_id: HandoffId
    ) -> tuple[list[Change], list[HandoffError]]:
        """Read what stands; return what is to be applied now, and what could not be read. The rest has ended."""
        todo: list[Change] = []
        failures: list[HandoffError] = []
        real = [progress.materialise(change) for change in ready]
        for change, now, seen in zip(ready, real, changer.observe(real), strict=True):
            if isinstance(seen, SettlementNeededError) and change.id not in progress.open:
                todo.append(change)
            elif isinstance(seen, HandoffError):
                failures.append(seen)
            elif (result := _already(now, seen, meant=change.id in progress.open)) is not None:
                self._outcome(handoff_id, change, progress, result, seen)
            else:
                todo.append(change)
        return todo, failures

    def _intents(self, handoff_id: HandoffId, changes: Sequence[Change], progress: Progress, changer: Changer) -> None:
        fresh = [change for change in changes if change.id not in progress.open]
        given = changer.prepare(fresh) if isinstance(changer, Preparer) else [None] * len(fresh)
        with self.registry.begin() as tx:
            for change, identifier in zip(fresh, given, strict=True):
                detail = change.promise() | ({"given": identifier} if identifier else {})
                progress.note(tx.journal.append(handoff_id, self.clock(), EntryKind.INTENT, change.id, detail))

    def _outcome(
        self,
        handoff_id: HandoffId,
        change: Change,
        progress: Progress,
        result: Result,
        seen: Done | Seen | None,
        error: HandoffError | None = None,
    ) -> None:
        detail: dict[str, Json] = {"result": result.value}
        if seen is not None and seen.created is not None:
            detail |= {"key": change.record.key, "created": seen.created.key, "url": seen.url}
        if change.after.get("exists") is False:
            detail["removed"] = change.record.key
        if result is Result.CONFLICT and isinstance(seen, Seen):
            detail["seen"] = None if seen.fields is None else dict(seen.fields)
        if error is not None:
            detail["error"] = error.what
        with self.registry.begin() as tx:
            progress.note(tx.journal.append(handoff_id, self.clock(), EntryKind.OUTCOME, change.id, detail))


def _changer(changers: Sequence[Changer], kind: ChangeKind, change: Change) -> Changer:
    for changer in changers:
        if kind in changer.kinds and changer.vendor is change.record.vendor:
            return changer
    raise SettingsError(f"Nothing is connected that can {kind}.", record=str(change.record), mend="Connect the vendor.")


def _ended(error: HandoffError) -> Result | None:
    """Return how an error ends an intent, None where only the record can tell what came of it."""
    if isinstance(error, OutcomeUnknownError | SettlementNeededError):
        return None
    return Result.UNSENT if isinstance(error, TransientError) else Result.FAILED


def _already(change: Change, seen: Seen, *, meant: bool) -> Result | None:
    """Return how a change has ended without our doing anything now, None where it is still to be applied."""
    if satisfied(change, seen.fields):
        return Result.HELD
    if seen.halfway and meant:
        return None
    if seen.fields is None:
        return None if holds(change.before, None) else Result.GONE
    return None if holds(change.before, seen.fields) else Result.CONFLICT


def _waiting(changes: Iterable[Change], progress: Progress) -> Iterator[HandoffError]:
    for change in changes:
        if progress.waits(change) and not progress.is_settled(change):
            yield ConflictError(
                f"This {change.kind} rests on a record that could not be created.",
                record=str(change.record),
                mend="See the first failure, mend it, and clear the failed task.",
            )
