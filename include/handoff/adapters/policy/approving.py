"""The part of a policy file about approval and caps."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from handoff.adapters.policy.scalars import Address, Count, Number, Part, Text
from handoff.domain.ask import Approver
from handoff.domain.change import ChangeKind
from handoff.domain.policy import Caps, Limits
from handoff.domain.policy.approving import Delegate


class ApproverPart(Part):
    """One person who may approve."""

    user: Text = Field(description="The name by which Airflow knows the person.")
    email: Address = Field(description="The person's address, to tell an approver from the decider.")

    def value(self) -> Approver:
        """Return the domain's value."""
        return Approver(self.user, self.email)


def once(approvers: list[ApproverPart]) -> list[ApproverPart]:
    """Refuse a user who stands in a list twice."""
    users = [approver.user for approver in approvers]
    twice = sorted({user for user in users if users.count(user) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} more than once; allowed: each user once")
    return approvers


class DelegatePart(Part):
    """Who answers for an approver from one day to another."""

    of: Text = Field(description="The approver's user, as it stands in approvers.")
    user: Text = Field(description="The name by which Airflow knows the delegate.")
    email: Address = Field(description="The delegate's address.")
    first: date = Field(description="The first day, such as 2026-12-20.")
    last: date = Field(description="The last day.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"its last day {self.last} lies before its first {self.first}; allowed: from then on")
        return self

    def value(self) -> Delegate:
        """Return the domain's value."""
        return Delegate(self.of, Approver(self.user, self.email), self.first, self.last)


class LimitsPart(Part):
    """From where on a second approver is asked."""

    changes: Number | None = Field(default=None, description="More changes than this, of all kinds.")
    irreversible: Number | None = Field(default=None, description="More changes than this that can't be undone.")
    kinds: dict[ChangeKind, Number] = Field(default_factory=dict, description="More changes of a kind than this.")

    def value(self) -> Limits:
        """Return the domain's value."""
        return Limits(self.changes, self.irreversible, dict(self.kinds))


class SecondPart(Part):
    """When one approval is not enough."""

    above: LimitsPart = Field(description="The limits above which a second approver is asked; 0 asks always.")
    approvers: list[ApproverPart] = Field(
        default_factory=list, description="Who gives the second approval; the same list if not said."
    )


class CapsPart(Part):
    """How much one plan may change; a plan beyond is refused."""

    changes: Count = Field(description="Changes of all kinds.")
    letters: Count = Field(description="Letters.")
    kinds: dict[ChangeKind, Number] = Field(default_factory=dict, description="Changes of a kind.")

    def value(self) -> Caps:
        """Return the domain's value."""
        return Caps(self.changes, self.letters, dict(self.kinds))
