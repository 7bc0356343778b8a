"""The part of a policy file about legacy clients."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handoff.adapters.policy.scalars import Count, Number, Part
from handoff.domain.policy import LegacyRules

VendorName = Literal["hubspot", "salesforce", "google_drive", "mail"]


class LegacyPart(Part):
    """How clients who left long ago are handed off."""

    canary: Number = Field(
        default=3, description="How many of a batch are carried out and closed before all others; 0 for none."
    )
    per_hour: Count | None = Field(
        default=None, description="How many are begun within an hour, of all batches together; no cap if not said."
    )
    changes_per_hour: dict[VendorName, Count] = Field(
        default_factory=dict, description="How many changes are begun within an hour at a vendor."
    )
    letters: bool = Field(
        default=False, strict=True, description="Whether the people of clients who left long ago are written to."
    )

    def value(self) -> LegacyRules:
        """Return the domain's value."""
        return LegacyRules(
            self.canary,
            self.per_hour,
            {str(name): number for name, number in self.changes_per_hour.items()},
            self.letters,
        )
