"""The references to what was gathered: one row a record, in bulk. The snapshots are in the artifact store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, delete, func, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import ARRAY, insert

from handoff.domain.ids import ArtifactRef, Gathering, HandoffId
from handoff.domain.ports.registry import SnapshotRow, Snapshots
from handoff.domain.record import RecordRef, Vendor
from handoff.registry.tables import gatherings, snapshots
from handoff.registry.values import record_of, record_values

_BATCH = 1000
_GATHERING = ("handoff", "gathering", "vendor")


class PostgresSnapshots(Snapshots):
    """Snapshot references on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor, at: datetime, bookmark: str = "") -> None:
        """Take note that a gathering begins, and forget what it holds of a vendor, so that it starts clean."""
        here = (snapshots.c.handoff == handoff, snapshots.c.gathering == gathering)
        self._connection.execute(delete(snapshots).where(*here, snapshots.c.vendor == vendor.value))
        begun = {"begun_at": at, "ended_at": None, "bookmark": bookmark}
        new = insert(gatherings).values(handoff=handoff, gathering=gathering, vendor=vendor.value, **begun)
        self._connection.execute(new.on_conflict_do_update(index_elements=_GATHERING, set_=begun))

    def unfinished(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor, since: datetime) -> str | None:
        """Return the bookmark of a gathering that began since an instant and did not end, None where there is none."""
        query = select(gatherings.c.bookmark).where(
            *_of(handoff, gathering, vendor), gatherings.c.begun_at >= since, gatherings.c.ended_at.is_(None)
        )
        return self._connection.scalar(query)

    def known(
        self, handoff: HandoffId, gathering: Gathering, records: Iterable[RecordRef]
    ) -> Mapping[RecordRef, SnapshotRow]:
        """Return where those of some records stand that a gathering holds."""
        keys = (snapshots.c.vendor, snapshots.c.kind, snapshots.c.record)
        asked = [tuple(record_values(record).values()) for record in records]
        query = select(snapshots).where(
            snapshots.c.handoff == handoff, snapshots.c.gathering == gathering, tuple_(*keys).in_(asked)
        )
        return {record_of(row): _row(row) for row in self._connection.execute(query)}

    def replace(self, handoff: HandoffId, gathering: Gathering, page: ArtifactRef, rows: Sequence[SnapshotRow]) -> None:
        """Let the records of a page stand as some rows say, in the places that they have; forget those without one."""
        here = (snapshots.c.handoff == handoff, snapshots.c.gathering == gathering, snapshots.c.page == page)
        keys = (snapshots.c.vendor, snapshots.c.kind, snapshots.c.record)
        there = [tuple(record_values(row.record).values()) for row in rows]
        self._connection.execute(delete(snapshots).where(*here, tuple_(*keys).not_in(there)))
        if not rows:
            return
        values = [{**record_values(row.record), **_own_values(row)} for row in rows]
        names = list(values[0])
        lists = [literal([row[name] for row in values], ARRAY(Text)) for name in names]
        given = func.unnest(*lists).table_valued(*names).render_derived()
        same = [snapshots.c[name] == given.c[name] for name in ("vendor", "kind", "record")]
        own = {name: given.c[name] for name in ("revision", "sha256", "page")}
        self._connection.execute(update(snapshots).where(*here, *same).values(own))

    def end(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor, at: datetime) -> None:
        """Take note that a gathering holds all that there was of a vendor."""
        self._connection.execute(update(gatherings).where(*_of(handoff, gathering, vendor)).values(ended_at=at))

    def add(self, handoff: HandoffId, gathering: Gathering, rows: Iterable[SnapshotRow]) -> None:
        """Add rows, a thousand with each statement; of a record that comes twice in a gathering the first stands."""
        rows = iter(rows)
        while batch := list(islice(rows, _BATCH)):
            values = [{**record_values(row.record), **_own_values(row)} for row in batch]
            names = list(values[0])
            lists = [literal([row[name] for row in values], ARRAY(Text)) for name in names]
            given = func.unnest(*lists).table_valued(*names, with_ordinality="number").render_derived()
            ordered = select(literal(handoff), literal(gathering), *(given.c[name] for name in names))
            new = insert(snapshots).from_select(["handoff", "gathering", *names], ordered.order_by(given.c.number))
            self._connection.execute(new.on_conflict_do_nothing())

    def pages(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor | None = None) -> Sequence[ArtifactRef]:
        """Return the pages of a gathering, in the order in which they were added."""
        query = select(snapshots.c.page).where(snapshots.c.handoff == handoff, snapshots.c.gathering == gathering)
        if vendor is not None:
            query = query.where(snapshots.c.vendor == vendor.value)
        query = query.group_by(snapshots.c.page).order_by(func.min(snapshots.c.position))
        return [ArtifactRef(page) for page in self._connection.scalars(query)]

    def pages_with(self, handoff: HandoffId, records: Collection[str] | None) -> Sequence[ArtifactRef]:
        """Return the pages that hold records with some ids (None: all), of every gathering, the newest first."""
        query = select(snapshots.c.page).where(snapshots.c.handoff == handoff)
        if records is not None:
            query = query.where(snapshots.c.record.in_(list(records)))
        query = query.group_by(snapshots.c.page).order_by(func.max(snapshots.c.position).desc())
        return [ArtifactRef(page) for page in self._connection.scalars(query)]

    def rows(self, handoff: HandoffId) -> Iterator[tuple[Gathering, SnapshotRow]]:
        """Yield what every gathering of a handoff holds, in the order in which it was added, some at a time."""
        query = select(snapshots).where(snapshots.c.handoff == handoff).order_by(snapshots.c.position)
        for row in self._connection.execute(query, execution_options={"yield_per": _BATCH}):
            yield Gathering(row.gathering), _row(row)

    def counts(self, handoff: HandoffId, gathering: Gathering) -> Mapping[str, int]:
        """Return how many records there are by `vendor/kind`."""
        query = (
            select(snapshots.c.vendor, snapshots.c.kind, func.count().label("n"))
            .where(snapshots.c.handoff == handoff, snapshots.c.gathering == gathering)
            .group_by(snapshots.c.vendor, snapshots.c.kind)
            .order_by(snapshots.c.vendor, snapshots.c.kind)
        )
        return {f"{row.vendor}/{row.kind}": row.n for row in self._connection.execute(query)}


def _of(handoff: HandoffId, gathering: Gathering, vendor: Vendor) -> tuple[ColumnElement[bool], ...]:
    wanted = {"handoff": handoff, "gathering": gathering, "vendor": vendor.value}
    return tuple(gatherings.c[name] == wanted[name] for name in _GATHERING)


def _row(row: Any) -> SnapshotRow:  # noqa: ANN401 - a row of SQLAlchemy's
    return SnapshotRow(record_of(row), row.revision, row.sha256, ArtifactRef(row.page))


def _own_values(row: SnapshotRow) -> dict[str, str]:
    return {"revision": row.revision, "sha256": row.sha256, "page": row.page}
