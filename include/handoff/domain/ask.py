"""A question to a person, and its one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handoff.domain.ids import AskId, HandoffId, PlanDigest
from handoff.errors import AnswerRefusedError

APPROVE = "Approve"
REFUSE = "Refuse"


class AskKind(StrEnum):
    """What is asked."""

    APPROVAL = "approval"
    FINDING = "finding"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about one digest. `attempt` counts how often it was put, since an answer that does not check is
    asked again; `refused_because` says why the last one did not.
    """

    id: AskId
    handoff: HandoffId
    kind: AskKind
    digest: PlanDigest
    asked_at: datetime
    expires_at: datetime
    attempt: int = 1
    refused_because: str = ""

    @property
    def run_id(self) -> str:
        """The id of the `ask_person` run that puts it this time."""
        return f"{self.id}.{self.attempt}"


def handoff_of(ask: AskId) -> HandoffId:
    """Return the handoff that an ask is about, which its id begins with."""
    return HandoffId("-".join(ask.split("-")[:2]))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose. `by` is the Airflow user's name; `reason` is needed for a refusal."""

    choice: str
    digest: str
    by: str
    at: datetime
    reason: str = ""

    @property
    def approved(self) -> bool:
        """Whether it is a yes."""
        return self.choice == APPROVE


@dataclass(frozen=True, slots=True)
class Approver:
    """Who may approve: the name by which Airflow knows them, and their address at the firm."""

    user: str
    email: str


def check(answer: Answer, ask: Ask, approvers: tuple[Approver, ...], decider_email: str) -> None:
    """Check an answer before it counts, since Airflow's API lets any form value through.

    AnswerRefusedError where the digest is another, the person may not approve, decided it themselves, the choice is
    unknown, or a refusal has no reason.
    """
    if answer.choice not in (APPROVE, REFUSE):
        raise AnswerRefusedError(f"'{answer.choice}' is not an answer.", mend=f"Choose {APPROVE} or {REFUSE}.")
    if answer.digest != ask.digest:
        raise AnswerRefusedError(
            f"The answer names digest {answer.digest[:12] or 'none'}, the plan has {ask.digest[:12]}.",
            mend="Read the plan as it is now and answer again.",
        )
    approver = next((item for item in approvers if item.user == answer.by), None)
    if approver is None:
        raise AnswerRefusedError("Who answered is not among the policy's approvers.", mend="Ask one of them.")
    if decider_email and approver.email.lower() == decider_email.lower():
        raise AnswerRefusedError(
            "Who answered has decided this transition and can't approve it too.", mend="Ask another approver."
        )
    if answer.choice == REFUSE and not answer.reason.strip():
        raise AnswerRefusedError("A refusal needs a reason.", mend="Write why, so that the team can act on it.")
