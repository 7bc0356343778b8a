"""The limits on requests: a rolling window of ten seconds, a second for searches, a day.

The headers and the 429 body: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines. A search
counts by the second and carries no headers. Refused requests do not count.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.errors import rate_limited

if TYPE_CHECKING:
    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.switches import Switches

TEN_SECONDS = timedelta(seconds=10)


@dataclass(frozen=True)
class Quota:
    """How many requests a portal takes."""

    ten_secondly: int = 190
    search_per_second: int = 5
    daily: int = 650_000


class Limiter:
    """Counts the requests of one portal by the sandbox's clock."""

    def __init__(self, quota: Quota, clock: Clock, switches: Switches) -> None:
        self._full, self._switches = quota, switches
        self._clock = clock
        self._window: deque[datetime] = deque()
        self._searches: deque[datetime] = deque()
        self._day, self.today = clock.now().date(), 0
        self.total = 0

    @property
    def quota(self) -> Quota:
        """The quota as it is at present, by the switch that scales it."""
        full, scaled = self._full, self._switches.scaled
        return Quota(scaled(full.ten_secondly), scaled(full.search_per_second), scaled(full.daily))

    def take(self, *, search: bool) -> None:
        """Count one request; raises HubSpot's 429 where it is one too many."""
        now = self._clock.now()
        quota = self.quota
        if now.date() != self._day:
            self._day, self.today = now.date(), 0
        if self.today >= quota.daily:
            raise rate_limited("DAILY")
        calls, span, most = (
            (self._searches, timedelta(seconds=1), quota.search_per_second)
            if search
            else (self._window, TEN_SECONDS, quota.ten_secondly)
        )
        while calls and now - calls[0] >= span:
            calls.popleft()
        if len(calls) >= most:
            raise rate_limited("SECONDLY" if search else "TEN_SECONDLY_ROLLING")
        calls.append(now)
        self.total += 1
        self.today += 1

    def headers(self) -> dict[str, str]:
        """Return the headers that tell a client where it stands."""
        quota = self.quota
        return {
            "X-HubSpot-RateLimit-Daily": str(quota.daily),
            "X-HubSpot-RateLimit-Daily-Remaining": str(max(quota.daily - self.today, 0)),
            "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
            "X-HubSpot-RateLimit-Max": str(quota.ten_secondly),
            "X-HubSpot-RateLimit-Remaining": str(max(quota.ten_secondly - len(self._window), 0)),
        }
