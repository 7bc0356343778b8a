"""Versions of dossiers. A version can be written again until the handoff is approved; from then on it stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.handoff import State
from handoff.domain.ids import ArtifactRef, HandoffId
from handoff.domain.ports.registry import DossierRow, Dossiers
from handoff.errors import TransitionError
from handoff.registry.tables import dossiers, handoffs

_BEFORE_DELIVERY = (State.MARKED.value, State.OPENED.value, State.AWAITING_APPROVAL.value)


class PostgresDossiers(Dossiers):
    """Dossiers on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, row: DossierRow) -> None:
        """Keep a version; the same version again replaces it only before it was delivered, else TransitionError."""
        values = asdict(row)
        state = select(handoffs.c.state).where(handoffs.c.id == row.handoff).scalar_subquery()
        new = insert(dossiers).values(values)
        kept = new.on_conflict_do_update(
            index_elements=["handoff", "version"],
            set_={name: new.excluded[name] for name in values},
            where=state.in_(_BEFORE_DELIVERY),
        )
        written = self._connection.execute(kept.returning(dossiers.c.version)).first()
        if written is None and row not in self.list(row.handoff):
            raise TransitionError(
                f"Version {row.version} of the dossier has been approved and stays as it is.",
                record=f"handoff {row.handoff}",
                mend="Write the next version.",
            )

    def latest(self, handoff: HandoffId) -> DossierRow | None:
        """Return the newest version."""
        query = select(dossiers).where(dossiers.c.handoff == handoff).order_by(dossiers.c.version.desc()).limit(1)
        row = self._connection.execute(query).first()
        return None if row is None else _row(row)

    def list(self, handoff: HandoffId) -> Sequence[DossierRow]:
        """Return all versions, oldest first."""
        query = select(dossiers).where(dossiers.c.handoff == handoff).order_by(dossiers.c.version)
        return [_row(row) for row in self._connection.execute(query)]


def _row(row: Row[Any]) -> DossierRow:
    return DossierRow(
        handoff=HandoffId(row.handoff),
        version=row.version,
        made_at=row.made_at,
        model=ArtifactRef(row.model),
        html=ArtifactRef(row.html),
        markdown=ArtifactRef(row.markdown),
        claims=row.claims,
        unknown=row.unknown,
        cuts=None if row.cuts is None else ArtifactRef(row.cuts),
    )
