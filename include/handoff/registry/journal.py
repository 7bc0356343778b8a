"""The journal: append-only, hash-chained, serial for each handoff.

What always holds: two writers never get one seq, since each locks the handoff until its transaction ends; the chain
has no gap, since an entry is committed with its seq or not at all; no entry is changed or removed, since the database
refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from handoff.domain.canonical import Json
from handoff.domain.ids import ChangeId, HandoffId
from handoff.domain.journal import Entry, EntryKind
from handoff.domain.ports.registry import Journal
from handoff.registry.handoffs import missing
from handoff.registry.tables import handoffs, journal

_PAGE = 500


class PostgresJournal(Journal):
    """The journal on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(
        self,
        handoff: HandoffId,
        at: datetime,
        kind: EntryKind,
        change: ChangeId | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> Entry:
        """Add an entry after the last one; NotFoundError where there is no such handoff."""
        locked = select(handoffs.c.id).where(handoffs.c.id == handoff).with_for_update(key_share=True)
        if self._connection.scalar(locked) is None:
            raise missing(handoff)
        newest = select(journal).where(journal.c.handoff == handoff).order_by(journal.c.seq.desc()).limit(1)
        row = self._connection.execute(newest).first()
        last = None if row is None else _entry(row)
        entry = Entry.after(last, handoff=handoff, at=at, kind=kind, change=change, detail=detail)
        self._connection.execute(insert(journal).values(_values(entry)))
        return entry

    def read(self, handoff: HandoffId) -> Iterator[Entry]:
        """Yield all entries in order, some at a time."""
        query = select(journal).where(journal.c.handoff == handoff).order_by(journal.c.seq)
        for row in self._connection.execute(query, execution_options={"yield_per": _PAGE}):
            yield _entry(row)


def _values(entry: Entry) -> dict[str, Any]:
    return {
        "handoff": entry.handoff,
        "seq": entry.seq,
        "at": entry.at,
        "kind": entry.kind.value,
        "change": entry.change,
        "detail": entry.detail,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        handoff=HandoffId(row.handoff),
        seq=row.seq,
        at=row.at,
        kind=EntryKind(row.kind),
        change=None if row.change is None else ChangeId(row.change),
        detail=row.detail,
        previous=row.previous,
        hash=row.hash,
    )
