"""Plans by digest. A plan never changes: its changes stand in rows, so that a part can be read without the rest.

What always holds: a plan that is read as a whole is checked against its digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, Select, Table, Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, insert

from handoff.domain.ask import APPROVE
from handoff.domain.canonical import Json, instant, parse_instant
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.ids import HandoffId, PlanDigest
from handoff.domain.journal import EntryKind
from handoff.domain.plan import LeftOut, Plan, PlanHead
from handoff.domain.ports.planned import WHOLE, Part, Plans
from handoff.domain.record import RecordRef
from handoff.errors import NotFoundError
from handoff.registry.tables import approvals, journal, plan_changes, plan_left_out, plans

BATCH = 2000
"""Rows that are written, or read ahead, at a time."""


class PostgresPlans(Plans):
    """Plans on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, plan: Plan) -> None:
        """Keep a plan; the same digest of the same handoff again is no change."""
        head = plan.head
        values = {
            "handoff": plan.handoff,
            "digest": head.digest,
            "made_at": plan.made_at,
            "document": _as_json(head),
        }
        new = insert(plans).values(values).on_conflict_do_nothing().returning(plans.c.digest)
        if self._connection.scalar(new) is None:
            return
        key = {"handoff": plan.handoff, "digest": head.digest}
        self._fill(plan_changes, key, map(_row, plan.changes))
        self._fill(plan_left_out, key, map(_left, plan.left_out))

    def get(self, handoff: HandoffId, digest: PlanDigest) -> Plan:
        """Return one as a whole; NotFoundError, ValueError where its changes don't give its digest."""
        head = self.head(handoff, digest)
        plan = Plan(
            handoff=handoff,
            client=head.client,
            made_at=head.made_at,
            changes=tuple(self.changes(handoff, digest)),
            left_out=tuple(self.left_out(handoff, digest)),
        )
        if plan.digest != digest:
            raise ValueError(f"the plan's digest {digest} does not match its changes")
        return plan

    def head(self, handoff: HandoffId, digest: PlanDigest) -> PlanHead:
        """Return what is said of one as a whole; NotFoundError."""
        query = select(plans.c.document).where(plans.c.handoff == handoff, plans.c.digest == digest)
        document = self._connection.scalar(query)
        if document is None:
            raise NotFoundError(
                f"There is no plan with digest {digest[:12]}.",
                record=f"handoff {handoff}",
                mend=f"Look at it with: handoff show {handoff}",
            )
        return _head(document)

    def tally(self, handoff: HandoffId, digest: PlanDigest) -> Sequence[tuple[Phase, ChangeKind, int]]:
        """Return how many changes there are by phase and kind, in the order of the plan."""
        columns = (plan_changes.c.phase, plan_changes.c.kind)
        query = (
            select(*columns, func.count().label("number"))
            .where(*_of(plan_changes, handoff, digest))
            .group_by(*columns)
            .order_by(func.min(plan_changes.c.position))
        )
        return [(Phase(row.phase), ChangeKind(row.kind), row.number) for row in self._connection.execute(query)]

    def changes(self, handoff: HandoffId, digest: PlanDigest, part: Part = WHOLE) -> Iterator[Change]:
        """Yield changes of a plan in their order, without holding all of them."""
        query = _meant(select(plan_changes.c.document), handoff, digest, part).order_by(plan_changes.c.position)
        query = query.offset(part.start).limit(part.limit)
        for document in self._connection.scalars(query.execution_options(yield_per=BATCH)):
            yield Change.from_json(document)

    def count(self, handoff: HandoffId, digest: PlanDigest, part: Part = WHOLE) -> int:
        """Return how many changes `part` has, wherever it begins and ends."""
        query = _meant(select(func.count()).select_from(plan_changes), handoff, digest, part)
        return self._connection.scalar(query) or 0

    def reasons(self, handoff: HandoffId, digest: PlanDigest) -> Sequence[tuple[str, bool, int]]:
        """Return why records were left out, whether a person has to act, and how many there are; most first."""
        columns = (plan_left_out.c.reason, plan_left_out.c.person)
        query = (
            select(*columns, func.count().label("number"))
            .where(*_of(plan_left_out, handoff, digest))
            .group_by(*columns)
            .order_by(func.count().desc(), plan_left_out.c.reason)
        )
        return [(row.reason, row.person, row.number) for row in self._connection.execute(query)]

    def left_out(
        self, handoff: HandoffId, digest: PlanDigest, reason: str | None = None, limit: int | None = None
    ) -> Iterator[LeftOut]:
        """Yield what was left out, for one reason or for all."""
        query = select(plan_left_out).where(*_of(plan_left_out, handoff, digest))
        if reason is not None:
            query = query.where(plan_left_out.c.reason == reason)
        query = query.order_by(plan_left_out.c.position).limit(limit)
        for row in self._connection.execute(query.execution_options(yield_per=BATCH)):
            yield LeftOut(RecordRef.parse(row.record), row.reason, row.person)

    def all(self, handoff: HandoffId) -> Iterator[Plan]:
        """Yield every plan of a handoff, approved or not, oldest first."""
        for digest in self.digests(handoff):
            yield self.get(handoff, digest)

    def digests(self, handoff: HandoffId) -> Sequence[PlanDigest]:
        """Return the digests of a handoff's plans, oldest first."""
        query = select(plans.c.digest).where(plans.c.handoff == handoff).order_by(plans.c.made_at, plans.c.digest)
        return [PlanDigest(digest) for digest in self._connection.scalars(query)]

    def approved(self, handoff: HandoffId) -> Sequence[Plan]:
        """Return the plans that were approved, oldest approval first, each once.

        The journal says which was first, since clocks differ and are set back: an undo binds until the next approval.
        """
        first = func.min(approvals.c.approved_at)
        told = journal.c.detail["digest"].as_string().label("digest")
        yes = (journal.c.handoff == handoff) & (journal.c.kind == EntryKind.APPROVAL.value)
        order = (
            select(told, func.min(journal.c.seq).label("seq"))
            .where(yes, journal.c.detail["choice"].as_string() == APPROVE)
            .group_by(told)
            .subquery()
        )
        query = (
            select(approvals.c.digest)
            .join(plans, (plans.c.digest == approvals.c.digest) & (plans.c.handoff == approvals.c.handoff))
            .outerjoin(order, order.c.digest == approvals.c.digest)
            .where(approvals.c.handoff == handoff)
            .group_by(approvals.c.digest, plans.c.made_at, order.c.seq)
            .order_by(order.c.seq, first, plans.c.made_at, approvals.c.digest)
        )
        return [self.get(handoff, PlanDigest(digest)) for digest in self._connection.scalars(query).all()]

    def _fill(self, table: Table, key: dict[str, str], rows: Iterable[dict[str, Any]]) -> None:
        """Add rows, many with each statement; `key` is the same for all, and their places count from 0."""
        rows, position = iter(rows), 0
        while batch := list(islice(rows, BATCH)):
            names = list(batch[0])
            lists = [literal([row[name] for row in batch], ARRAY(_type(table.c[name]))) for name in names]
            given = func.unnest(*lists).table_valued(*names, with_ordinality="number").render_derived()
            values = [cast(given.c[name], table.c[name].type) for name in names]
            place = cast(given.c.number, Integer) + (position - 1)
            new = select(*(literal(value) for value in key.values()), place, *values)
            self._connection.execute(insert(table).from_select([*key, "position", *names], new))
            position += len(batch)


def _type(column: Column[Any]) -> type[Text | Boolean]:
    """Return as what a column's values are sent: JSON as its text."""
    return Boolean if isinstance(column.type, Boolean) else Text


def _of(table: Table, handoff: HandoffId, digest: PlanDigest) -> tuple[Any, Any]:
    return table.c.handoff == handoff, table.c.digest == digest


def _meant(query: Select[Any], handoff: HandoffId, digest: PlanDigest, part: Part) -> Select[Any]:
    query = query.where(*_of(plan_changes, handoff, digest))
    if part.phase is not None:
        query = query.where(plan_changes.c.phase == part.phase.value)
    if part.kind is not None:
        query = query.where(plan_changes.c.kind == part.kind.value)
    return query.where(plan_changes.c.irreversible) if part.irreversible else query


def _row(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "phase": change.phase.value,
        "irreversible": bool(change.irreversible),
        "document": json.dumps(change.as_json(), ensure_ascii=False),
    }


def _left(item: LeftOut) -> dict[str, Any]:
    return {"record": item.record.key, "reason": item.reason, "person": item.person}


def _as_json(head: PlanHead) -> dict[str, Json]:
    return {
        "handoff": head.handoff,
        "client": head.client,
        "made_at": instant(head.made_at),
        "digest": head.digest,
        "counts": dict(head.counts),
        "irreversible": dict(head.irreversible),
        "left_out": head.left_out,
        "for_people": head.for_people,
    }


def _head(document: dict[str, Any]) -> PlanHead:
    return PlanHead(
        handoff=HandoffId(document["handoff"]),
        client=document["client"],
        made_at=parse_instant(document["made_at"]),
        digest=PlanDigest(document["digest"]),
        counts=document["counts"],
        irreversible=document["irreversible"],
        left_out=document["left_out"],
        for_people=document["for_people"],
    )
