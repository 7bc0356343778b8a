"""What CRMs told by webhook, each once, until what follows from it is recorded; and how often one was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.notice import Notice
from handoff.domain.ports.notices import Notices
from handoff.registry.tables import notices as table
from handoff.registry.tables import refusals
from handoff.registry.values import record_of, record_values


class PostgresNotices(Notices):
    """Notices on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, notices: Sequence[Notice], now: datetime) -> None:
        """Keep notices; one that is there already is no change."""
        # In one order, so that deliveries that repeat each other's notices at once do not lock each other out.
        rows = [
            {
                "connection": notice.connection,
                "key": notice.key,
                **record_values(notice.record),
                "property": notice.property,
                "told_at": now,
            }
            for notice in sorted(set(notices), key=lambda item: (item.connection, item.key))
        ]
        if rows:
            self._connection.execute(insert(table).on_conflict_do_nothing(), rows)

    def waiting(self, connection: str, limit: int) -> Sequence[Notice]:
        """Return those of a connection that nothing was made of yet, oldest first."""
        query = select(table).where(table.c.connection == connection, table.c.settled_at.is_(None))
        query = query.order_by(table.c.told_at, table.c.key).limit(limit)
        return [
            Notice(row.connection, row.key, record_of(row), row.property) for row in self._connection.execute(query)
        ]

    def settle(self, notices: Sequence[Notice], now: datetime) -> None:
        """Take note that what follows from notices is recorded."""
        if notices:
            self._connection.execute(update(table).where(_among(notices)).values(settled_at=now))

    def settled(self, notices: Sequence[Notice]) -> bool:
        """Whether what follows from all of some notices is recorded."""
        if not notices:
            return True
        left = exists().where(_among(notices), table.c.settled_at.is_(None))
        return not self._connection.scalar(select(left))

    def forget(self, before: datetime) -> None:
        """Forget what was settled before an instant."""
        self._connection.execute(delete(table).where(table.c.settled_at < before))

    def refused(self, connection: str, reason: str) -> None:
        """Count a delivery that was refused."""
        row = insert(refusals).values(connection=connection, reason=reason, number=1)
        more = {"number": refusals.c.number + 1}
        self._connection.execute(row.on_conflict_do_update(index_elements=["connection", "reason"], set_=more))

    def refusals(self) -> Mapping[tuple[str, str], int]:
        """Return how many deliveries were refused, by connection and reason."""
        return {(row.connection, row.reason): row.number for row in self._connection.execute(select(refusals))}


def _among(notices: Sequence[Notice]) -> ColumnElement[bool]:
    return tuple_(table.c.connection, table.c.key).in_([(item.connection, item.key) for item in notices])
