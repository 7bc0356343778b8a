"""Who may approve, who stands in for them, and when one yes is not enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from handoff.domain.ask import Approver
from handoff.domain.change import ChangeKind
from handoff.domain.plan import PlanHead


@dataclass(frozen=True, slots=True)
class Delegate:
    """Who may answer for an approver from one day to another, both included (in UTC)."""

    of: str
    approver: Approver
    first: date
    last: date

    def stands_in(self, at: datetime) -> bool:
        """Whether an instant lies in the delegate's days."""
        return self.first <= at.date() <= self.last


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a plan needs a second approver: more changes than this, of all kinds, of a kind, or for good."""

    changes: int | None = None
    irreversible: int | None = None
    kinds: Mapping[ChangeKind, int] = field(default_factory=dict)

    def passed_by(self, plan: PlanHead) -> bool:
        """Whether a plan is above one of the limits."""
        counts = plan.counts
        return (
            (self.changes is not None and sum(counts.values()) > self.changes)
            or (self.irreversible is not None and sum(plan.irreversible.values()) > self.irreversible)
            or any(counts.get(kind.value, 0) > limit for kind, limit in self.kinds.items())
        )


@dataclass(frozen=True, slots=True)
class Approving:
    """The rules of approval.

    `second` are those who give the second yes, `above` the limits from where on it is asked for (None: never); the same
    person never gives both. `remind_before` is how long before an ask's end its approvers are reminded.
    """

    approvers: tuple[Approver, ...]
    within: timedelta
    second: tuple[Approver, ...] = ()
    above: Limits | None = None
    delegates: tuple[Delegate, ...] = ()
    remind_before: timedelta = timedelta(days=1)

    def needed(self, plan: PlanHead) -> int:
        """Return how many people have to approve a plan."""
        return 2 if self.above is not None and self.above.passed_by(plan) else 1

    def reminds_at(self, asked_at: datetime, expires_at: datetime) -> datetime | None:
        """Return when to remind of an ask: the policy's time before its end, half of its own at most; None never."""
        before = min(self.remind_before, (expires_at - asked_at) / 2)
        return expires_at - before if before else None

    def may_answer(self, at: datetime, *, second: bool = False) -> tuple[Approver, ...]:
        """Return who may answer at an instant: the approvers, and the delegates in their days, each user once."""
        approvers = self.second if second and self.second else self.approvers
        users = {approver.user for approver in approvers}
        standing_in = [item.approver for item in self.delegates if item.of in users and item.stands_in(at)]
        return tuple({approver.user: approver for approver in (*standing_in, *approvers)}.values())

    def may_answer_until(self, now: datetime, end: datetime, *, second: bool = False) -> tuple[Approver, ...]:
        """Return who may answer at some time from now to an end."""
        days = [now, end, *(self._starts(item) for item in self.delegates if now < self._starts(item) < end)]
        able = [approver for at in days for approver in self.may_answer(at, second=second)]
        return tuple({approver.user: approver for approver in able}.values())

    @staticmethod
    def _starts(delegate: Delegate) -> datetime:
        return datetime.combine(delegate.first, time.min, UTC)

    def outside_their_days(self, user: str, at: datetime) -> bool:
        """Whether somebody is a delegate, but not at this instant."""
        mine = [item for item in self.delegates if item.approver.user == user]
        return bool(mine) and not any(item.stands_in(at) for item in mine)
