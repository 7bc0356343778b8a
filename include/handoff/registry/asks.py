"""Asks, their one answer, and the approvals that come of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.ask import Answer, Ask, AskKind
from handoff.domain.ids import AskId, HandoffId, PlanDigest
from handoff.domain.ports.planned import Asks
from handoff.errors import NotFoundError
from handoff.registry.tables import approvals, asks


class PostgresAsks(Asks):
    """Asks on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, ask: Ask) -> None:
        """Keep an ask; the same id again is no change."""
        values = {
            "id": ask.id,
            "handoff": ask.handoff,
            "kind": ask.kind.value,
            "digest": ask.digest,
            "asked_at": ask.asked_at,
            "expires_at": ask.expires_at,
            "attempt": ask.attempt,
            "refused_because": ask.refused_because,
            "first_by": ask.first_by,
            "reminded_at": ask.reminded_at,
            "named": ask.named,
        }
        self._connection.execute(insert(asks).values(values).on_conflict_do_nothing(index_elements=["id"]))

    def get(self, ask: AskId) -> Ask:
        """Return one; NotFoundError."""
        return _ask(self._row(ask))

    def put_again(self, ask: AskId, because: str) -> Ask:
        """Count one more attempt, with the reason why the last answer did not count; return the ask as it is now.

        An ask that has its answer is not put again. NotFoundError.
        """
        unanswered = (asks.c.id == ask, asks.c.answered_at.is_(None))
        again = update(asks).where(*unanswered).values(attempt=asks.c.attempt + 1, refused_because=because)
        self._connection.execute(again)
        return self.get(ask)

    def answer(self, ask: AskId, answer: Answer, *, enough: bool = True) -> bool:
        """Record the one answer; False where there is one already. A yes that is enough approves the ask's digest.

        NotFoundError.
        """
        given = (
            update(asks)
            .where(asks.c.id == ask, asks.c.answered_at.is_(None))
            .values(
                choice=answer.choice,
                answer_digest=answer.digest,
                answered_by=answer.by,
                answered_at=answer.at,
                reason=answer.reason,
            )
            .returning(asks.c.handoff, asks.c.digest)
        )
        row = self._connection.execute(given).first()
        if row is None:
            self._row(ask)
            return False
        if answer.approved and enough:
            yes = {"ask": ask, "handoff": row.handoff, "digest": row.digest}
            self._connection.execute(
                insert(approvals).values(**yes, approved_by=answer.by, approved_at=answer.at),
            )
        return True

    def waiting(self) -> Sequence[Ask]:
        """Return the asks that have no answer yet, what ends first at first."""
        query = select(asks).where(asks.c.answered_at.is_(None)).order_by(asks.c.expires_at, asks.c.id)
        return [_ask(row) for row in self._connection.execute(query)]

    def remind(self, ask: AskId, at: datetime) -> None:
        """Record that an ask's approvers were reminded."""
        self._connection.execute(update(asks).where(asks.c.id == ask).values(reminded_at=at))

    def extend(self, ask: AskId, until: datetime) -> None:
        """Let an ask be answered until an instant."""
        self._connection.execute(update(asks).where(asks.c.id == ask).values(expires_at=until))

    def answered(self, ask: AskId) -> Answer | None:
        """Return the answer, None where there is none yet; NotFoundError."""
        return _answer(self._row(ask))

    def of(self, handoff: HandoffId) -> Sequence[tuple[Ask, Answer | None]]:
        """Return all asks of a handoff with their answers, oldest first."""
        query = select(asks).where(asks.c.handoff == handoff).order_by(asks.c.asked_at, asks.c.id)
        return [(_ask(row), _answer(row)) for row in self._connection.execute(query)]

    def _row(self, ask: AskId) -> Row[Any]:
        row = self._connection.execute(select(asks).where(asks.c.id == ask)).first()
        if row is None:
            raise NotFoundError("There is no such ask.", record=f"ask {ask}", mend="The id is wrong.")
        return row


def _ask(row: Row[Any]) -> Ask:
    return Ask(
        id=AskId(row.id),
        handoff=HandoffId(row.handoff),
        kind=AskKind(row.kind),
        digest=PlanDigest(row.digest),
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        attempt=row.attempt,
        refused_because=row.refused_because,
        first_by=row.first_by,
        reminded_at=row.reminded_at,
        named=row.named,
    )


def _answer(row: Row[Any]) -> Answer | None:
    if row.answered_at is None:
        return None
    return Answer(row.choice, row.answer_digest, row.answered_by, row.answered_at, row.reason)
