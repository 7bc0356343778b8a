"""The registry's port for what is planned, asked and answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handoff.domain.ask import Answer, Ask
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.ids import AskId, HandoffId, PlanDigest
from handoff.domain.plan import LeftOut, Plan, PlanHead


@dataclass(frozen=True, slots=True)
class Part:
    """Which changes of a plan are meant: of a phase, a kind, only what can't be undone; from a place on, so many."""

    phase: Phase | None = None
    kind: ChangeKind | None = None
    irreversible: bool = False
    start: int = 0
    limit: int | None = None


WHOLE = Part()


class Plans(Protocol):
    """Plans by digest. A plan may be large: what is shown of it is read in part."""

    def add(self, plan: Plan) -> None:
        """Keep a plan; the same digest of the same handoff again is no change."""
        ...

    def get(self, handoff: HandoffId, digest: PlanDigest) -> Plan:
        """Return one as a whole, checked against its digest; NotFoundError."""
        ...

    def digests(self, handoff: HandoffId) -> Sequence[PlanDigest]:
        """Return the digests of a handoff's plans, oldest first."""
        ...

    def head(self, handoff: HandoffId, digest: PlanDigest) -> PlanHead:
        """Return what is said of one as a whole; NotFoundError."""
        ...

    def tally(self, handoff: HandoffId, digest: PlanDigest) -> Sequence[tuple[Phase, ChangeKind, int]]:
        """Return how many changes there are by phase and kind, in the order of the plan."""
        ...

    def changes(self, handoff: HandoffId, digest: PlanDigest, part: Part = WHOLE) -> Iterator[Change]:
        """Yield changes of a plan in their order, without holding all of them."""
        ...

    def count(self, handoff: HandoffId, digest: PlanDigest, part: Part = WHOLE) -> int:
        """Return how many changes `part` has, wherever it begins and ends."""
        ...

    def reasons(self, handoff: HandoffId, digest: PlanDigest) -> Sequence[tuple[str, bool, int]]:
        """Return why records were left out, whether a person has to act, and how many there are; most first."""
        ...

    def left_out(
        self, handoff: HandoffId, digest: PlanDigest, reason: str | None = None, limit: int | None = None
    ) -> Iterator[LeftOut]:
        """Yield what was left out, for one reason or for all."""
        ...

    def all(self, handoff: HandoffId) -> Iterator[Plan]:
        """Yield every plan of a handoff, approved or not, oldest first."""
        ...

    def approved(self, handoff: HandoffId) -> Sequence[Plan]:
        """Return the plans that were approved, oldest first."""
        ...


class Asks(Protocol):
    """Questions, their answers, and the approvals that come of them."""

    def add(self, ask: Ask) -> None:
        """Keep an ask; the same id again is no change."""
        ...

    def get(self, ask: AskId) -> Ask:
        """Return one; NotFoundError."""
        ...

    def put_again(self, ask: AskId, because: str) -> Ask:
        """Count one more attempt, with the reason why the last answer did not count; return the ask as it is now."""
        ...

    def answer(self, ask: AskId, answer: Answer, *, enough: bool = True) -> bool:
        """Record the one answer; False where there is one already. A yes that is enough approves the ask's digest."""
        ...

    def waiting(self) -> Sequence[Ask]:
        """Return the asks that have no answer yet, what ends first at first."""
        ...

    def remind(self, ask: AskId, at: datetime) -> None:
        """Record that an ask's approvers were reminded."""
        ...

    def extend(self, ask: AskId, until: datetime) -> None:
        """Let an ask be answered until an instant."""
        ...

    def answered(self, ask: AskId) -> Answer | None:
        """Return the answer, None where there is none yet."""
        ...

    def of(self, handoff: HandoffId) -> Sequence[tuple[Ask, Answer | None]]:
        """Return all asks of a handoff with their answers, oldest first."""
        ...
