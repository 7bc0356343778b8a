"""What HubSpot's answers say of its quotas, passed on to the limiter that all workers share.

https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines: searches count by the second, all else
by ten seconds and by the day. The headers tell what the account may send in ten seconds and in a day, and what is left
of it, whoever used the rest; answers to searches have none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.domain.ports.tools import Limiter, Quota

REQUESTS, DAILY = Quota("requests", 100, 10.0), Quota("daily", 250_000, 86_400.0)
"""The least of all subscriptions, which counts until HubSpot's answers say more."""

REFUSED = 2.0
"""Seconds that all workers wait after a refusal that does not say how long."""

_LITTLE = 50
"""Once no more than one in so many requests is left, others are using the quota: slow down before HubSpot refuses."""

_HEADERS = "X-HubSpot-RateLimit-"


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts one account's calls; without a limiter it counts nothing."""

    connection: HubSpotConnection
    limiter: Limiter | None

    def spend(self, path: str) -> None:
        """Wait until a call to a path may be sent."""
        if self.limiter is not None:
            searches = Quota("searches", self.connection.searches, 1.0)
            self.limiter.acquire(1, searches if path.endswith("/search") else REQUESTS, DAILY)

    def read(self, status: int, headers: Mapping[str, str]) -> None:
        """Take what an answer says of the quotas."""
        if self.limiter is None:
            return
        if status == 429:
            asked = headers.get("Retry-After", "")
            self.limiter.pause(float(asked) if asked.isdecimal() else REFUSED)
        for quota, name in ((REQUESTS, "Max"), (DAILY, "Daily")):
            if units := _number(headers, name):
                self.limiter.learn(replace(quota, units=units))
        most, left = _number(headers, "Max"), _number(headers, "Remaining")
        if status < 300 and most and left is not None and left <= most // _LITTLE:
            self.limiter.pause(REQUESTS.seconds / 10)


def _number(headers: Mapping[str, str], name: str) -> int | None:
    value = headers.get(_HEADERS + name, "")
    return int(value) if value.isdecimal() else None
