"""The ledger of handoffs: exactly one for a mark, held by a unique key, however many find it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.handoff import ENDED, Handoff, State
from handoff.domain.ids import HandoffId, PlanDigest
from handoff.domain.legacy.origin import Origin
from handoff.domain.mark import Mark
from handoff.domain.ports.registry import Handoffs
from handoff.domain.record import RecordRef
from handoff.errors import NotFoundError
from handoff.registry.tables import handoffs
from handoff.registry.values import record_of, record_values


class PostgresHandoffs(Handoffs):
    """The ledger on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, mark: Mark, now: datetime, legacy: Origin | None = None) -> tuple[Handoff, bool]:
        """Record the handoff of a mark; False where it was there already (then as it stands)."""
        handoff = Handoff(id=mark.handoff_id, mark=mark, state=State.MARKED, opened_at=now, legacy=legacy)
        # Without naming an index: of two inserts at once one may meet the other by its id before it does by its mark.
        new = insert(handoffs).values(_values(handoff)).on_conflict_do_nothing().returning(handoffs.c.id)
        if self._connection.execute(new).first():
            return handoff, True
        return self.get(handoff.id), False

    def get(self, handoff: HandoffId, *, lock: bool = False) -> Handoff:
        """Return one; NotFoundError. `lock` keeps other transactions from changing it until this one ends."""
        query = select(handoffs).where(handoffs.c.id == handoff)
        if lock:
            query = query.with_for_update(key_share=True)  # what refers to the handoff can still be added
        row = self._connection.execute(query).first()
        if row is None:
            raise missing(handoff)
        return handoff_of(row)

    def save(self, handoff: Handoff) -> None:
        """Write all of its values back; NotFoundError where it was never opened."""
        change = update(handoffs).where(handoffs.c.id == handoff.id).values(_values(handoff))
        if self._connection.execute(change).rowcount == 0:
            raise missing(handoff.id)

    def list(self, *states: State) -> Sequence[Handoff]:
        """Return those in some states (none given: all), oldest first."""
        query = select(handoffs)
        if states:
            query = query.where(handoffs.c.state.in_([state.value for state in states]))
        return self._read(query)

    def marked(self) -> Sequence[Handoff]:
        """Return those that a CRM's mark started and that have not ended, oldest first."""
        going = handoffs.c.state.not_in([state.value for state in ENDED])
        return self._read(select(handoffs).where(going, handoffs.c.legacy.is_(None)))

    def of(self, record: RecordRef) -> Sequence[Handoff]:
        """Return those of a record, oldest first."""
        return self._read(select(handoffs).filter_by(**record_values(record)))

    def due(self, now: datetime) -> Sequence[Handoff]:
        """Return those whose archive begins or is taken up again, since its time has come; oldest first."""
        begins = and_(handoffs.c.state == State.AWAITING_CUTOFF.value, handoffs.c.cutoff_at <= now)
        later = (State.AWAITING_GRACE.value, State.AWAITING_MANUAL.value)
        goes_on = and_(handoffs.c.state.in_(later), handoffs.c.wakes_at <= now)
        return self._read(select(handoffs).where(or_(begins, goes_on)))

    def _read(self, query: Select[Any]) -> Sequence[Handoff]:
        return [
            handoff_of(row) for row in self._connection.execute(query.order_by(handoffs.c.opened_at, handoffs.c.id))
        ]


def missing(handoff: HandoffId) -> NotFoundError:
    """Return the error for a handoff that is not in the ledger."""
    return NotFoundError("There is no such handoff.", record=f"handoff {handoff}", mend="List them: handoff status")


def _values(handoff: Handoff) -> dict[str, Any]:
    mark = handoff.mark
    return {
        "id": handoff.id,
        **record_values(mark.record),
        "marked_at": mark.at,
        "connection": mark.connection,
        "value": mark.value,
        "marked_by": mark.by,
        "marked_client": mark.client,
        "state": handoff.state.value,
        "opened_at": handoff.opened_at,
        "attempt": handoff.attempt,
        "stopped": handoff.stopped,
        "client": handoff.client,
        "determination": handoff.determination,
        "digest": handoff.digest,
        "cutoff_at": handoff.cutoff_at,
        "closed_at": handoff.closed_at,
        "wakes_at": handoff.wakes_at,
        "problem": handoff.problem,
        "legacy": handoff.legacy,
    }


def handoff_of(row: Row[Any]) -> Handoff:
    """Return the handoff that a row of the ledger holds."""
    return Handoff(
        id=HandoffId(row.id),
        mark=Mark(row.connection, record_of(row), row.marked_at, row.value, row.marked_by, row.marked_client),
        state=State(row.state),
        opened_at=row.opened_at,
        attempt=row.attempt,
        stopped=row.stopped,
        client=row.client,
        determination=row.determination,
        digest=None if row.digest is None else PlanDigest(row.digest),
        cutoff_at=row.cutoff_at,
        closed_at=row.closed_at,
        wakes_at=row.wakes_at,
        problem=row.problem,
        legacy=row.legacy,
    )
