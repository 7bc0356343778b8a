"""What a question is made of, and what an answer is checked against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handoff.domain.ask import AskKind
from handoff.domain.ids import AskId, PlanDigest
from handoff.domain.people import Owner

SUBJECTS = {
    AskKind.APPROVAL: "Approve the handoff of",
    AskKind.FINDING: "Access was found after the cut-off of",
    AskKind.UNDO: "Undo the handoff of",
    AskKind.WITHDRAWAL: "The mark was taken back: go on with the handoff of",
    AskKind.CHANGED: "Successor or cut-off was changed: go on as approved with the handoff of",
}
"""How the subject of each question begins; the client follows."""

WHY = {
    AskKind.FINDING: "This access has come since the plan was approved. Refuse: it is left, and it does not close.",
    AskKind.UNDO: "These changes take back what was done. Refuse: it stands where it stood.",
}
"""What a question about a plan is about, where it is not the first."""


@dataclass(frozen=True, slots=True)
class Together:
    """One question about many plans: its ask and digest, and the owners of each CRM, which are read once for all."""

    ask: AskId
    digest: PlanDigest
    owners: Mapping[str, Sequence[Owner]]


@dataclass(frozen=True, slots=True)
class Question:
    """What Airflow shows: no personal data, since every viewer can read it. `users` may answer, `within` is left."""

    subject: str
    body: str
    digest: str
    users: tuple[str, ...]
    within: timedelta


@dataclass(frozen=True, slots=True)
class SeenInCrm:
    """The decider's address ("" unknown), how the mark names successor and cut-off (None: it stands no more), and the
    CRM's owners; `together` where many plans were asked about in one question.
    """

    decider: str
    terms: str | None
    owners: tuple[Owner, ...]
    together: Together | None = None
