"""How many people a user has shared with today: the sharing quota, which is apart from the quota of units.

Google publishes no number, so a world names one where a test wants it to bind. Once it is used up, sharing is refused
until the next day of the sandbox's clock; the client library retries that reason never.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass
class Invitations:
    """The invitations of each day; `limit` is a user's in a day, None for as many as they like."""

    limit: int | None = None
    _sent: Counter[tuple[date, str]] = field(default_factory=Counter)

    def count(self, email: str, now: datetime) -> None:
        """Count an invitation; raises DriveError (403) where the day's are used up."""
        key = (now.date(), email)
        if self.limit is not None and self._sent[key] >= self.limit:
            raise errors.FAULTS["sharing_rate_limit"]
        self._sent[key] += 1
