"""A question to a person, and its one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handoff.domain.ids import AskId, HandoffId, PlanDigest

APPROVE = "Approve"
CHANGE = "Change"
REFUSE = "Refuse"
CHOICES = (APPROVE, CHANGE, REFUSE)


class AskKind(StrEnum):
    """What is asked."""

    APPROVAL = "approval"
    FINDING = "finding"
    UNDO = "undo"
    WITHDRAWAL = "withdrawal"
    CHANGED = "changed"


ABOUT_THE_MARK = frozenset({AskKind.WITHDRAWAL, AskKind.CHANGED})
"""What is asked where the marked record no longer says what was approved."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a marked record names that no longer says what was approved.

    `terms` tells by `terms_of` how it is worded; `successor` is a CRM owner's id and `person` who that is, "" where it
    names nobody who could take over, and then `cutoff_at` is not known either; a `cutoff_at` of None leaves it to the
    policy.
    """

    terms: str
    successor: str = ""
    person: str = ""
    cutoff_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about one digest. `attempt` counts how often it was put, since an answer that does not check is
    asked again; `refused_because` says why the last one did not. `first_by` is who has given the first of two
    approvals, "" where this is the first; `reminded_at` is when its approvers were reminded; `named` is what the marked
    record named when a question about that was put, None for every other question.
    """

    id: AskId
    handoff: HandoffId
    kind: AskKind
    digest: PlanDigest
    asked_at: datetime
    expires_at: datetime
    attempt: int = 1
    refused_because: str = ""
    first_by: str = ""
    reminded_at: datetime | None = None
    named: Named | None = None

    @property
    def run_id(self) -> str:
        """The id of the `ask_person` run that puts it this time."""
        return f"{self.id}.{self.attempt}"


def handoff_of(ask: AskId) -> HandoffId:
    """Return the handoff that an ask is about, which its id begins with."""
    return HandoffId("-".join(ask.split("-")[:2]))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose. `by` is the Airflow user's name; `reason` is needed for a refusal.

    With `Change` come `exclude`, ids or kinds of changes that shall not be made, or `successor`, the address of another
    successor.
    """

    choice: str
    digest: str
    by: str
    at: datetime
    reason: str = ""
    exclude: tuple[str, ...] = ()
    successor: str = ""

    @property
    def approved(self) -> bool:
        """Whether it is a yes."""
        return self.choice == APPROVE


@dataclass(frozen=True, slots=True)
class Approver:
    """Who may approve: the name by which Airflow knows them, and their address at the firm."""

    user: str
    email: str
