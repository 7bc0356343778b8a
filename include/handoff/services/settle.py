"""Settle: what only a person can say of a change, so that a handoff never ends in a dead end.

A letter that may or may not have gone out, a transfer that a vendor refuses for good: a named person says that it is
done, that it is not, or that it is set aside. The journal keeps who said it and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handoff.domain.canonical import Json
from handoff.domain.change import Change
from handoff.domain.ids import ChangeId, HandoffId
from handoff.domain.journal import EntryKind, Result
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.errors import AnswerRefusedError, NotFoundError
from handoff.services.progress import progress_of


class Settlement(StrEnum):
    """What a person says of a change."""

    DONE = "done"
    NOT_DONE = "not-done"
    WAIVE = "waive"


_RESULT = {Settlement.DONE: Result.HELD, Settlement.NOT_DONE: Result.UNSENT, Settlement.WAIVE: Result.WAIVED}


@dataclass(frozen=True)
class Settle:
    """Takes what a person says of a change."""

    registry: Registry
    clock: Clock

    def __call__(self, handoff_id: HandoffId, change_id: str, said: Settlement, *, by: str, because: str) -> Change:
        """Record it and return the change; NotFoundError where it was never approved.

        AnswerRefusedError where it is settled already, or who says it or why is missing. What is not done is tried
        again.
        """
        if not by.strip() or not because.strip():
            raise AnswerRefusedError(
                "Who says so, and why, has to be written down.",
                record=f"handoff {handoff_id}",
                mend="Give --by and --because.",
            )
        with self.registry.exclusive(handoff_id), self.registry.begin() as tx:
            approved = {change.id: change for plan in tx.plans.approved(handoff_id) for change in plan.changes}
            change = approved.get(ChangeId(change_id))
            if change is None:
                raise NotFoundError(
                    f"No approved change has the id {change_id}.",
                    record=f"handoff {handoff_id}",
                    mend=f"See: handoff plan {handoff_id}",
                )
            if change.by_hand and said is Settlement.DONE:
                raise AnswerRefusedError(
                    "What is done by hand counts once there is evidence.",
                    record=str(change.record),
                    mend=f"Say: handoff manual done {handoff_id} {change_id} --by NAME --evidence LINK",
                )
            if progress_of(tx.journal.read(handoff_id)).is_settled(change):
                raise AnswerRefusedError(
                    "The change is settled already.",
                    record=str(change.record),
                    mend=f"See: handoff journal {handoff_id}",
                )
            detail: dict[str, Json] = {"result": _RESULT[said].value, "said_by": by, "because": because}
            tx.journal.append(handoff_id, self.clock(), EntryKind.OUTCOME, change.id, detail)
        return change
