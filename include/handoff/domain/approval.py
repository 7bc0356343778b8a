"""An approval: a person's yes to one digest. An answer counts once it checks."""

from __future__ import annotations

from typing import Protocol

from handoff.domain.ask import APPROVE, CHANGE, CHOICES, REFUSE, Answer, Approver
from handoff.domain.ids import PlanDigest
from handoff.domain.policy.approving import Approving
from handoff.errors import AnswerRefusedError


class Asked(Protocol):
    """What an answer is checked against: a question about one plan, or about many."""

    @property
    def digest(self) -> PlanDigest:
        """The digest that was asked about."""
        ...

    @property
    def first_by(self) -> str:
        """Who has given the first of two approvals, "" where this is the first."""
        ...


def check(answer: Answer, ask: Asked, approving: Approving, decider_email: str) -> None:
    """Check an answer before it counts, since Airflow's API lets any form value through.

    AnswerRefusedError where the digest is another, the person may not answer (now, or any more), decided it themselves,
    has given the first of two approvals, the choice is unknown, or what it needs is missing.
    """
    if answer.choice not in CHOICES:
        raise AnswerRefusedError(f"'{answer.choice}' is not an answer.", mend=f"Choose {', '.join(CHOICES)}.")
    if answer.digest != ask.digest:
        raise AnswerRefusedError(
            f"The answer names digest {answer.digest[:12] or 'none'}, the plan has {ask.digest[:12]}.",
            mend="Read the plan as it is now and answer again.",
        )
    approver = _approver(answer, ask, approving)
    if decider_email and approver.email.lower() == decider_email.lower():
        raise AnswerRefusedError(
            "Who answered has decided this transition and can't approve it too.", mend="Ask another approver."
        )
    if ask.first_by and answer.by == ask.first_by:
        raise AnswerRefusedError("Who gave the first approval can't give the second too.", mend="Ask another approver.")
    _check_form(answer)


def _approver(answer: Answer, ask: Asked, approving: Approving) -> Approver:
    second = bool(ask.first_by)
    approver = next((a for a in approving.may_answer(answer.at, second=second) if a.user == answer.by), None)
    if approver is not None:
        return approver
    if approving.outside_their_days(answer.by, answer.at):
        raise AnswerRefusedError(
            "Who answered is a delegate, but not on this day.",
            mend="Ask the approver, or mend delegates in the policy.",
        )
    raise AnswerRefusedError("Who answered is not among the policy's approvers.", mend="Ask one of them.")


def _check_form(answer: Answer) -> None:
    changes = bool(answer.exclude or answer.successor)
    if answer.choice == REFUSE and not answer.reason.strip():
        raise AnswerRefusedError("A refusal needs a reason.", mend="Write why, so that the team can act on it.")
    if answer.choice == CHANGE and not changes:
        raise AnswerRefusedError(
            "A change of the plan needs what to exclude, or another successor.", mend="Fill in one of the two."
        )
    if answer.choice == CHANGE and answer.exclude and answer.successor:
        raise AnswerRefusedError(
            "Another successor makes another plan, so that what to exclude can't be said yet.",
            mend="Name the successor first, and exclude from the plan that comes of it.",
        )
    if answer.choice == APPROVE and changes:
        raise AnswerRefusedError(
            "An approval is for the whole plan, and something was named to be changed.",
            mend=f"Choose {CHANGE} to change the plan, or leave those fields empty.",
        )
