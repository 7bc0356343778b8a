"""Steps: what a batch can do now. A run asks, does it, and asks again; whatever it is asked twice it answers alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handoff.domain.ask import Ask
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import AskId, BatchId, HandoffId
from handoff.domain.legacy.ask import BatchAsk, Member, digest_of_plans
from handoff.domain.legacy.batch import TO_PREPARE, Approve, Batch, Line, RowState
from handoff.domain.legacy.turns import HOUR, canary_failed, turns
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Clock

SLICE = 500
"""Clients that one run takes at a time; Airflow maps a task over 1,024 at most."""


@dataclass(frozen=True)
class Steps:
    """Says what comes next."""

    policy: Policy
    registry: Registry
    clock: Clock

    def to_prepare(self, batch_id: BatchId) -> list[HandoffId]:
        """Return who is prepared now."""
        with self.registry.begin() as tx:
            return _ids(line for line in tx.batches.lines(batch_id) if line.ours and line.state in TO_PREPARE)[:SLICE]

    def to_carry_out(self, batch_id: BatchId) -> list[HandoffId]:
        """Return who is carried out now; none, and the batch is stopped, where one of the first few has failed.

        Who is chosen counts for the caps from now on, whichever batch asks next.
        """
        return self._turns(batch_id, take=True)

    def _turns(self, batch_id: BatchId, *, take: bool) -> list[HandoffId]:
        with self.registry.begin() as tx:
            if take:
                tx.batches.take_turns()
            now = self.clock()
            batch = tx.batches.get(batch_id, lock=True)
            lines = tx.batches.lines(batch_id)
            fallen = [] if batch.past_canary else canary_failed(lines, self.policy.legacy)
            if fallen:
                if not batch.stopped:
                    tx.batches.save(replace(batch, stopped=True, stopped_because=_why(fallen)))
                return []
            approved = _ids(line for line in lines if line.state is RowState.APPROVED)
            spent, sizes = tx.batches.spent(now - HOUR), tx.batches.sizes(approved)
            chosen = turns(lines, self.policy.legacy, now, spent, sizes)[:SLICE]
            if take:
                tx.batches.begin(batch_id, chosen, now)
        return chosen

    def to_ask(self, batch_id: BatchId) -> tuple[Sequence[BatchAsk], Sequence[Ask]]:
        """Put what can be asked now; return all questions that wait for an answer: about many plans, and about one."""
        with self.registry.begin() as tx:
            batch = tx.batches.get(batch_id, lock=True)
            lines = [line for line in tx.batches.lines(batch_id) if line.ours]
            if batch.approve is not Approve.ONE_BY_ONE:
                for group in _groups(batch, lines):
                    self._put(tx, batch, group)
            alone = [line for line in lines if line.state is RowState.AWAITING_FINDING]
            if batch.approve is Approve.ONE_BY_ONE:
                alone += [line for line in lines if line.state is RowState.ASKED]
            together = [ask for ask, answer in tx.batches.asks(batch_id) if answer is None]
            each = [ask for line in alone if line.handoff and (ask := _own(tx, line.handoff)) is not None]
        return ([] if batch.stopped else together), each

    def has_work(self, batch_id: BatchId) -> bool:
        """Whether a run would find something to do now."""
        with self.registry.begin() as tx:
            batch = tx.batches.get(batch_id)
            if batch.stopped or tx.stops.all_stopped():
                return False
            lines = [line for line in tx.batches.lines(batch_id) if line.ours]
        together = batch.approve is not Approve.ONE_BY_ONE
        ready = together and any(line.state is RowState.PLANNED for group in _groups(batch, lines) for line in group)
        return bool(ready or self.to_prepare(batch_id) or self._turns(batch_id, take=False))

    def _put(self, tx: Transaction, batch: Batch, lines: Sequence[Line]) -> None:
        """Put one question about all plans of some rows that wait for an answer and were not asked about."""
        own = [_own(tx, line.handoff) for line in lines if line.handoff and line.state is RowState.PLANNED]
        waiting = [ask for ask in own if ask is not None]
        now = self.clock()
        for first_by in sorted({ask.first_by for ask in waiting}):
            mine = [ask for ask in waiting if ask.first_by == first_by]
            members = tuple(sorted((Member(ask.handoff, ask.digest, ask.id) for ask in mine), key=lambda one: one.ask))
            digest = digest_of_plans(members)
            number = len(tx.batches.asks(batch.id)) + 1
            because = sorted({ask.refused_because for ask in mine} - {""})
            ask = BatchAsk(
                id=AskId(f"{batch.id}-approval-{digest[:8]}-{number}"),
                batch=batch.id,
                group=lines[0].row.group if batch.approve is Approve.BY_GROUP else "",
                digest=digest,
                members=members,
                asked_at=now,
                expires_at=now + self.policy.approving.within,
                refused_because=" ".join(because),
                first_by=first_by,
            )
            tx.batches.add_ask(ask)
            for member in members:
                tx.asks.extend(member.ask, ask.expires_at)


def _groups(batch: Batch, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the rows about which one question is put, once all of them were prepared."""
    names = sorted({line.row.group for line in lines}) if batch.approve is Approve.BY_GROUP else [None]
    for name in names:
        group = [line for line in lines if name is None or line.row.group == name]
        if group and not any(_unprepared(line) for line in group):
            yield group


def _unprepared(line: Line) -> bool:
    """Whether a row is still to be prepared, or would be if it were not stopped."""
    begun = line.handoff is not None and line.handoff.state in (State.MARKED, State.OPENED)
    return begun and line.state is not RowState.FAILED


def _own(tx: Transaction, handoff: Handoff) -> Ask | None:
    """Return a handoff's own ask about its present plan that has no answer."""
    waiting = [ask for ask, given in tx.asks.of(handoff.id) if given is None and ask.digest == handoff.digest]
    return waiting[-1] if waiting else None


def _ids(lines: Iterator[Line]) -> list[HandoffId]:
    return [line.handoff.id for line in lines if line.handoff is not None]


def _why(fallen: Sequence[Line]) -> str:
    rows = ", ".join(str(line.row.number) for line in fallen)
    return f"Of the first few, row {rows} failed; nothing further is begun until a person resumes the batch."
