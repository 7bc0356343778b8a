"""How far each watcher has read. A cursor only moves forward, whoever moves it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.ports.registry import Cursors
from handoff.registry.tables import cursors


class PostgresCursors(Cursors):
    """Cursors on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> datetime | None:
        """Return a cursor, None where there is none yet."""
        return self._connection.scalar(select(cursors.c.at).where(cursors.c.name == name))

    def move(self, name: str, to: datetime) -> None:
        """Move a cursor forward; it never moves back."""
        moved = insert(cursors).values(name=name, at=to)
        furthest = {"at": func.greatest(cursors.c.at, moved.excluded.at)}
        self._connection.execute(moved.on_conflict_do_update(index_elements=["name"], set_=furthest))
