"""What a question is made of, and what an answer is checked against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handoff.domain.ids import AskId, PlanDigest
from handoff.domain.people import Owner


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
