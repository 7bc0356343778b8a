"""How many requests the organisation takes in a rolling day, and what it says about its limits.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.errors import requests_spent

if TYPE_CHECKING:
    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.switches import Switches

_DAY = timedelta(days=1)


class Limiter:
    """Counts the requests of one organisation by the sandbox's clock."""

    def __init__(self, daily: int, clock: Clock, switches: Switches) -> None:
        self._full, self._switches = daily, switches
        self._clock = clock
        self._calls: deque[datetime] = deque()
        self.total = 0

    @property
    def daily(self) -> int:
        """The quota as it is at present, by the switch that scales it."""
        return self._switches.scaled(self._full)

    def take(self, count: int = 1) -> None:
        """Count requests; raises REQUEST_LIMIT_EXCEEDED where the first is one too many."""
        if self.used >= self.daily:
            raise requests_spent()
        self._calls.extend([self._clock.now()] * count)
        self.total += count

    @property
    def used(self) -> int:
        """How many requests there were in the last 24 hours."""
        oldest = self._clock.now() - _DAY
        while self._calls and self._calls[0] <= oldest:
            self._calls.popleft()
        return len(self._calls)

    def headers(self) -> dict[str, str]:
        """Return the header that tells a client where it stands."""
        return {"Sforce-Limit-Info": f"api-usage={self.used}/{self.daily}"}

    def as_json(self) -> dict[str, dict[str, int]]:
        """Return the body of `limits`, as far as the emulator has limits."""
        remaining = max(self.daily - self.used, 0)
        return {
            "DailyApiRequests": {"Max": self.daily, "Remaining": remaining},
            "DataStorageMB": {"Max": 1024, "Remaining": 1024},
            "FileStorageMB": {"Max": 1024, "Remaining": 1024},
        }
