"""Plans by digest. A plan never changes: its document is kept whole and checked against its digest on reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.ids import HandoffId, PlanDigest
from handoff.domain.plan import Plan
from handoff.domain.ports.registry import Plans
from handoff.errors import NotFoundError
from handoff.registry.tables import approvals, plans


class PostgresPlans(Plans):
    """Plans on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, plan: Plan) -> None:
        """Keep a plan; the same digest of the same handoff again is no change."""
        values = {
            "handoff": plan.handoff,
            "digest": plan.digest,
            "made_at": plan.made_at,
            "document": plan.as_json(),
        }
        self._connection.execute(insert(plans).values(values).on_conflict_do_nothing())

    def get(self, handoff: HandoffId, digest: PlanDigest) -> Plan:
        """Return one; NotFoundError."""
        query = select(plans.c.document).where(plans.c.handoff == handoff, plans.c.digest == digest)
        document = self._connection.scalar(query)
        if document is None:
            raise NotFoundError(
                f"There is no plan with digest {digest[:12]}.",
                record=f"handoff {handoff}",
                mend=f"Look at it with: handoff show {handoff}",
            )
        return Plan.from_json(document)

    def all(self, handoff: HandoffId) -> Iterator[Plan]:
        """Yield every plan of a handoff, approved or not, oldest first."""
        query = select(plans.c.document).where(plans.c.handoff == handoff).order_by(plans.c.made_at, plans.c.digest)
        for document in self._connection.scalars(query):
            yield Plan.from_json(document)

    def approved(self, handoff: HandoffId) -> Sequence[Plan]:
        """Return the plans that were approved, oldest approval first, each once."""
        first = (
            select(approvals.c.digest, func.min(approvals.c.approved_at).label("at"))
            .where(approvals.c.handoff == handoff)
            .group_by(approvals.c.digest)
            .subquery()
        )
        query = (
            select(plans.c.document)
            .join(first, first.c.digest == plans.c.digest)
            .where(plans.c.handoff == handoff)
            .order_by(first.c.at, plans.c.made_at, plans.c.digest)
        )
        return [Plan.from_json(document) for document in self._connection.scalars(query)]
