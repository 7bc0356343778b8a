"""One question about many plans: what is approved is each plan by its own digest, in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.canonical import digest_of
from handoff.domain.ids import AskId, BatchId, HandoffId, PlanDigest


@dataclass(frozen=True, slots=True)
class Member:
    """One plan that is asked about, by the handoff's own ask for it."""

    handoff: HandoffId
    digest: PlanDigest
    ask: AskId


@dataclass(frozen=True, slots=True)
class BatchAsk:
    """A question about the plans of a batch, or of one group. `attempt`, `refused_because` and `first_by` are as in an
    ask about one plan.
    """

    id: AskId
    batch: BatchId
    group: str
    digest: PlanDigest
    members: tuple[Member, ...]
    asked_at: datetime
    expires_at: datetime
    attempt: int = 1
    refused_because: str = ""
    first_by: str = ""

    @property
    def run_id(self) -> str:
        """The id of the `ask_person` run that puts it this time."""
        return f"{self.id}.{self.attempt}"


def digest_of_plans(members: Iterable[Member]) -> PlanDigest:
    """Return what a yes to many plans names: the SHA-256 of the canonical JSON of the pairs of handoff and digest."""
    return PlanDigest(digest_of(sorted([member.handoff, member.digest] for member in members)))


def is_of_batch(ask: AskId) -> bool:
    """Whether an ask is about a batch, which its id says."""
    return ask.startswith("b-")


def batch_of(ask: AskId) -> BatchId:
    """Return the batch that an ask is about, which its id begins with."""
    return BatchId("-".join(ask.split("-")[:2]))
