"""The stop button for all handoffs: pressed where its row is there."""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.ports.registry import Stops
from handoff.registry.tables import stops

_ALL = "all"


class PostgresStops(Stops):
    """The stop button on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all_stopped(self) -> bool:
        """Whether everything is stopped."""
        return bool(self._connection.scalar(select(exists().where(stops.c.scope == _ALL))))

    def set_all(self, *, stopped: bool) -> None:
        """Press or release it; pressing again is no change."""
        if stopped:
            self._connection.execute(insert(stops).values(scope=_ALL, pressed_at=func.now()).on_conflict_do_nothing())
        else:
            self._connection.execute(delete(stops).where(stops.c.scope == _ALL))
