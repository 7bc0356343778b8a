"""Apply: carry out approved changes, each once.

What always holds, in this order for every batch of changes:

1. the stop button is read;
2. every record is read: what holds already is not written, what somebody else changed is shown and left alone;
3. the intents are committed to the journal;
4. the vendor is called;
5. the outcomes are committed.

A crash between 3 and 5 leaves intents without outcomes; the next attempt settles them at 2, by reading. A write whose
answer was lost is such an intent too. Creations are found again by their key. Only approved changes are applied, and
one process at a time works on a handoff.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Phase, holds, satisfied
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind, Result
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Changer, Done, Preparer, Seen
from handoff.errors import (
    ConflictError,
    HandoffError,
    OutcomeUnknownError,
    SettingsError,
    SettlementNeededError,
    StoppedError,
    TransientError,
)
from handoff.services.progress import Progress, in_force, progress_of

BATCH = 50
"""Changes between two looks at the stop button: one vendor batch, so that a stop takes hold within a second or two.
What can't be undone goes one by one."""


@dataclass(frozen=True)
class Apply:
    """Applies the approved changes of a handoff."""

    registry: Registry
    changers: Sequence[Changer]
    clock: Clock

    def __call__(self, handoff_id: HandoffId, *phases: Phase) -> Counter[Result]:
        """Apply what is approved in some phases and not settled yet; return how many changes ended how.

        Raises the first failure once every other change has been tried, so that a retry takes up the rest.
        """
        with self.registry.exclusive(handoff_id):
            with self.registry.begin() as tx:
                plans = in_force(tx.plans.approved(handoff_id))
                now = self.clock()
                approved = {
                    change.id: change
                    for plan in plans
                    for change in plan.of(*phases)
                    if change.is_due(now) and not change.by_hand
                }
                progress = progress_of(tx.journal.read(handoff_id))
            failures: list[HandoffError] = []
            for batch in _batches(approved.values(), progress):
                self._stop_read(handoff_id)
                ready = [change for change in batch if not progress.waits(change)]
                if ready:
                    failures.extend(self._batch(handoff_id, ready, progress))
            failures.extend(_waiting(approved.values(), progress))
        if failures:
            raise next((error for error in failures if isinstance(error, SettlementNeededError)), failures[0])
        return Counter(progress.results[change] for change in approved if change in progress.results)

    def _stop_read(self, handoff_id: HandoffId) -> None:
        with self.registry.begin() as tx:
            if tx.stops.all_stopped() or tx.handoffs.get(handoff_id).stopped:
                raise StoppedError(
                    "The stop button was pressed; nothing further was changed.",
                    record=f"handoff {handoff_id}",
                    mend=f"Release it with: handoff resume {handoff_id}, then clear the failed task.",
                )

    def _batch(self, handoff_id: HandoffId, batch: Sequence[Change], progress: Progress) -> list[HandoffError]:
        changer = self._changer(batch[0].kind, batch[0])
        real = {change.id: progress.materialise(change) for change in batch}
        failures: list[HandoffError] = []
        todo: list[Change] = []
        for change, seen in zip(batch, changer.observe(list(real.values())), strict=True):
            if isinstance(seen, SettlementNeededError) and change.id not in progress.open:
                todo.append(change)
            elif isinstance(seen, HandoffError):
                failures.append(seen)
            elif (result := _already(real[change.id], seen, meant=change.id in progress.open)) is not None:
                self._outcome(handoff_id, change, progress, result, seen)
            else:
                todo.append(change)
        if todo:
            self._intents(handoff_id, todo, progress, changer)
            answers = changer.apply([progress.materialise(change) for change in todo])
            for change, answer in zip(todo, answers, strict=True):
                if isinstance(answer, Done):
                    self._outcome(handoff_id, change, progress, Result.APPLIED, answer)
                else:
                    failures.append(answer)
                    if (result := _ended(answer)) is not None:
                        self._outcome(handoff_id, change, progress, result, None, answer)
        return failures

    def _changer(self, kind: ChangeKind, change: Change) -> Changer:
        for changer in self.changers:
            if kind in changer.kinds and changer.vendor is change.record.vendor:
                return changer
        raise SettingsError(
            f"Nothing is connected that can {kind}.", record=str(change.record), mend="Connect the vendor."
        )

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


def _batches(changes: Iterable[Change], progress: Progress) -> Iterator[list[Change]]:
    pending = (change for change in changes if not progress.is_settled(change))
    for _, group in groupby(pending, key=lambda change: (change.kind, change.record.vendor)):
        batch = list(group)
        size = 1 if batch[0].irreversible else BATCH
        for start in range(0, len(batch), size):
            yield batch[start : start + size]
