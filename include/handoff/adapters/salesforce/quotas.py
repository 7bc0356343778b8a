"""What Salesforce's answers say of its quota, passed on to the limiter that all workers share.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm: each answer tells how
many requests the organisation has sent in the last 24 hours, whoever sent them, and how many it may.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from handoff.domain.ports.tools import Limiter, Quota

DAILY = Quota("daily", 15_000, 86_400.0)
"""The least of all editions, which counts until Salesforce's answers say more."""

REFUSED = 5.0
"""Seconds that all workers wait after a refusal: too many long requests ran at one time, or the day's are spent."""

_LITTLE = 50
"""Once no more than one in so many requests is left, others are using the quota: slow down before a refusal."""

_USAGE = re.compile(r"api-usage=(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts one organisation's calls; without a limiter it counts nothing."""

    limiter: Limiter | None

    def spend(self) -> None:
        """Wait until a call may be sent."""
        if self.limiter is not None:
            self.limiter.acquire(1, DAILY)

    def read(self, headers: Mapping[str, str]) -> None:
        """Take what an answer says of the quota."""
        usage = _USAGE.search(headers.get("Sforce-Limit-Info", ""))
        if self.limiter is None or usage is None:
            return
        used, most = int(usage.group(1)), int(usage.group(2))
        self.limiter.learn(replace(DAILY, units=most))
        if most - used <= most // _LITTLE:
            self.limiter.pause(REFUSED)

    def refused(self) -> None:
        """Let all workers wait, since one was refused."""
        if self.limiter is not None:
            self.limiter.pause(REFUSED)
