"""What goes wrong with a watcher, for as long as it does."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.handoff import Problem
from handoff.domain.ports.registry import Watchers
from handoff.registry.tables import watchers


class PostgresWatchers(Watchers):
    """Watchers' problems on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def trouble(self, name: str, problem: Problem | None) -> None:
        """Put a watcher's problem there, or take it away (None)."""
        if problem is None:
            self._connection.execute(delete(watchers).where(watchers.c.name == name))
            return
        row = insert(watchers).values(name=name, problem=problem)
        kept = {"problem": row.excluded.problem}
        self._connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=kept))

    def troubles(self) -> Mapping[str, Problem]:
        """Return the problems by the watcher's name."""
        return {row.name: row.problem for row in self._connection.execute(select(watchers).order_by(watchers.c.name))}
