"""Batches of legacy clients, their rows, and the questions about many plans at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.ask import Answer
from handoff.domain.handoff import ENDED, Handoff
from handoff.domain.ids import AskId, BatchId, HandoffId, PlanDigest
from handoff.domain.legacy.ask import BatchAsk
from handoff.domain.legacy.batch import Approve, Batch, Line
from handoff.domain.legacy.batch import Row as BatchRow
from handoff.domain.legacy.turns import Spent
from handoff.domain.ports.legacy import Batches
from handoff.errors import NotFoundError
from handoff.registry.handoffs import handoff_of
from handoff.registry.legacy_tables import legacy_asks, legacy_batches, legacy_rows
from handoff.registry.stops import PostgresStops
from handoff.registry.tables import handoffs, plan_changes

_TURNS = "legacy turns"
"""Names the lock under which turns are chosen; no handoff has such an id."""


class PostgresBatches(Batches):
    """Batches on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, batch: Batch) -> bool:
        """Record a batch; False where it is there already."""
        new = insert(legacy_batches).values(_of_batch(batch)).on_conflict_do_nothing().returning(legacy_batches.c.id)
        return self._connection.execute(new).first() is not None

    def get(self, batch: BatchId, *, lock: bool = False) -> Batch:
        """Return one; NotFoundError. `lock` keeps other transactions from changing it until this one ends."""
        query = select(legacy_batches).where(legacy_batches.c.id == batch)
        if lock:
            query = query.with_for_update(key_share=True)
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFoundError("There is no such batch.", record=f"batch {batch}", mend="List: handoff legacy status")
        return _batch(row)

    def list(self) -> Sequence[Batch]:
        """Return all, newest first."""
        query = select(legacy_batches).order_by(legacy_batches.c.recorded_at.desc(), legacy_batches.c.id)
        return [_batch(row) for row in self._connection.execute(query)]

    def unfinished(self) -> Sequence[BatchId]:
        """Return the batches that are not stopped and have a client whose handoff has not ended, oldest first."""
        left = select(legacy_rows.c.batch).join(handoffs, handoffs.c.id == legacy_rows.c.handoff)
        left = left.where(handoffs.c.state.not_in([state.value for state in ENDED]))
        query = select(legacy_batches.c.id).where(legacy_batches.c.stopped.is_(False), legacy_batches.c.id.in_(left))
        return list(self._connection.scalars(query.order_by(legacy_batches.c.recorded_at)))

    def save(self, batch: Batch) -> None:
        """Write all of its values back."""
        change = update(legacy_batches).where(legacy_batches.c.id == batch.id).values(_of_batch(batch))
        self._connection.execute(change)

    def stopped(self, batch: BatchId) -> bool:
        """Whether a batch's stop button is pressed."""
        return bool(self._connection.scalar(select(legacy_batches.c.stopped).where(legacy_batches.c.id == batch)))

    def put(self, row: BatchRow) -> None:
        """Write a row, new or not."""
        values = _of_row(row)
        new = insert(legacy_rows).values(values)
        self._connection.execute(new.on_conflict_do_update(index_elements=["batch", "number"], set_=values))

    def rows(self, batch: BatchId) -> Sequence[BatchRow]:
        """Return the rows of a batch, by number."""
        query = select(legacy_rows).where(legacy_rows.c.batch == batch).order_by(legacy_rows.c.number)
        return [_row(row) for row in self._connection.execute(query)]

    def row_of(self, batch: BatchId, handoff: HandoffId, *, lock: bool = False) -> BatchRow | None:
        """Return the row of a handoff, None where the batch has none. `lock` as for a batch."""
        query = select(legacy_rows).where(legacy_rows.c.batch == batch, legacy_rows.c.handoff == handoff)
        if lock:
            query = query.with_for_update()
        row = self._connection.execute(query).first()
        return None if row is None else _row(row)

    def lines(self, batch: BatchId) -> Sequence[Line]:
        """Return the rows as they stand, by number; NotFoundError."""
        known = self.get(batch)
        rows = self.rows(batch)
        mine = [row.handoff for row in rows if row.handoff]
        found = self._connection.execute(select(handoffs).where(handoffs.c.id.in_(mine)))
        by_id = {row.id: handoff_of(row) for row in found}
        put = {
            (member.handoff, member.digest)
            for ask, answer in self.asks(batch)
            if answer is None
            for member in ask.members
        }
        halted = PostgresStops(self._connection).all_stopped()
        return [_line(known, row, by_id.get(row.handoff or ""), put, halted=halted) for row in rows]

    def sizes(self, handoffs_: Collection[HandoffId]) -> Mapping[HandoffId, Mapping[str, int]]:
        """Return how many changes the present plan of each handoff has at each vendor."""
        vendor = func.split_part(plan_changes.c.document["record"].as_string(), "/", 1).label("vendor")
        query = (
            select(plan_changes.c.handoff, vendor, func.count())
            .join(handoffs, (handoffs.c.id == plan_changes.c.handoff) & (handoffs.c.digest == plan_changes.c.digest))
            .where(plan_changes.c.handoff.in_(handoffs_))
            .group_by(plan_changes.c.handoff, vendor)
        )
        found: dict[HandoffId, dict[str, int]] = defaultdict(dict)
        for handoff, name, number in self._connection.execute(query):
            found[handoff][name] = number
        return found

    def take_turns(self) -> None:
        """Let no other transaction choose whose turn it is, in any batch, until this one ends."""
        self._connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(_TURNS, 0))))

    def begin(self, batch: BatchId, handoffs: Collection[HandoffId], now: datetime) -> None:
        """Record that the turn of some rows has come; one whose turn had come before keeps its instant."""
        mine = (legacy_rows.c.batch == batch, legacy_rows.c.handoff.in_(handoffs), legacy_rows.c.begun_at.is_(None))
        self._connection.execute(update(legacy_rows).where(*mine).values(begun_at=now))

    def spent(self, since: datetime) -> Spent:
        """Return what was begun since an instant, of all batches."""
        query = select(legacy_rows.c.handoff).where(legacy_rows.c.begun_at > since)
        begun = list(self._connection.scalars(query))
        sizes = self.sizes(set(begun))
        changes: Counter[str] = Counter()
        for handoff in begun:
            changes.update(sizes.get(handoff, {}))
        return Spent(len(begun), changes)

    def add_ask(self, ask: BatchAsk) -> None:
        """Keep a question; the same id again is no change."""
        values = {**asdict(ask), "members": ask.members}
        self._connection.execute(insert(legacy_asks).values(_named(values)).on_conflict_do_nothing())

    def ask(self, ask: AskId) -> BatchAsk:
        """Return one; NotFoundError."""
        return _ask(self._ask_row(ask))

    def put_again(self, ask: AskId, because: str) -> BatchAsk:
        """Count one more attempt, with the reason why the last answer did not count; return the ask as it is now."""
        unanswered = (legacy_asks.c.id == ask, legacy_asks.c.answer.is_(None))
        again = {"attempt": legacy_asks.c.attempt + 1, "refused_because": because}
        self._connection.execute(update(legacy_asks).where(*unanswered).values(again))
        return self.ask(ask)

    def answer(self, ask: AskId, answer: Answer) -> Answer:
        """Record the one answer, and return it; where there is one already, that one."""
        unanswered = (legacy_asks.c.id == ask, legacy_asks.c.answer.is_(None))
        self._connection.execute(update(legacy_asks).where(*unanswered).values(answer=answer))
        given: Answer = self._ask_row(ask).answer
        return given

    def asks(self, batch: BatchId) -> Sequence[tuple[BatchAsk, Answer | None]]:
        """Return all questions of a batch with their answers, oldest first."""
        query = (
            select(legacy_asks).where(legacy_asks.c.batch == batch).order_by(legacy_asks.c.asked_at, legacy_asks.c.id)
        )
        return [(_ask(row), row.answer) for row in self._connection.execute(query)]

    def _ask_row(self, ask: AskId) -> Row[Any]:
        row = self._connection.execute(select(legacy_asks).where(legacy_asks.c.id == ask)).first()
        if row is None:
            raise NotFoundError("There is no such ask.", record=f"ask {ask}", mend="The id is wrong.")
        return row


def _line(
    batch: Batch, row: BatchRow, handoff: Handoff | None, put: Collection[tuple[str, str | None]], *, halted: bool
) -> Line:
    alone = batch.approve is Approve.ONE_BY_ONE
    asked = handoff is not None and (alone or (handoff.id, handoff.digest) in put)
    return Line(batch, row, handoff, asked, halted)


def _named(values: dict[str, Any]) -> dict[str, Any]:
    """Return values with the column's name for what is a word of SQL's."""
    return {"group_name" if name == "group" else name: value for name, value in values.items()}


def _of_batch(batch: Batch) -> dict[str, Any]:
    return {**{("begun_by" if name == "by" else name): value for name, value in asdict(batch).items()}} | {
        "approve": batch.approve.value
    }


def _batch(row: Row[Any]) -> Batch:
    return Batch(
        id=BatchId(row.id),
        manifest=row.manifest,
        approve=Approve(row.approve),
        by=row.begun_by,
        recorded_at=row.recorded_at,
        stopped=row.stopped,
        stopped_because=row.stopped_because,
        run=row.run,
        past_canary=row.past_canary,
    )


def _of_row(row: BatchRow) -> dict[str, Any]:
    return {
        "batch": row.batch,
        "number": row.number,
        "group_name": row.group,
        "ready": row.ready,
        "faults": row.faults,
        "handoff": row.handoff,
        "tries": row.tries,
        "begun_at": row.begun_at,
    }


def _row(row: Row[Any]) -> BatchRow:
    return BatchRow(
        batch=BatchId(row.batch),
        number=row.number,
        group=row.group_name,
        ready=row.ready,
        faults=row.faults,
        handoff=None if row.handoff is None else HandoffId(row.handoff),
        tries=row.tries,
        begun_at=row.begun_at,
    )


def _ask(row: Row[Any]) -> BatchAsk:
    return BatchAsk(
        id=AskId(row.id),
        batch=BatchId(row.batch),
        group=row.group_name,
        digest=PlanDigest(row.digest),
        members=row.members,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        attempt=row.attempt,
        refused_because=row.refused_because,
        first_by=row.first_by,
    )
