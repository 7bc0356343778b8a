"""What calls cost, and whom they are counted against: the project and the user that we act as, by the minute.

https://developers.google.com/workspace/drive/api/guides/limits: get 5 units, list 100, download 200, edit 50, all else
5; the calls of a batch each cost their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from handoff.adapters.google_drive.connection import DriveConnection
from handoff.domain.ports.tools import Limiter, Quota
from handoff.errors import HandoffError, RateLimitedError

REFUSED = 2.0
"""Seconds that all workers wait after a refusal that does not say how long."""

_MINUTE = 60.0
_EDITS = frozenset({"create", "update", "delete", "copy", "emptyTrash"})


def units(request: Any) -> int:
    """Return what a request of Google's client costs."""
    verb = str(request.methodId).rpartition(".")[2]
    if verb == "export" or "alt=media" in str(request.uri):
        return 200
    if verb == "list":
        return 100
    return 50 if verb in _EDITS else 5


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts a connection's calls; without a limiter it counts nothing."""

    connection: DriveConnection
    limiter: Limiter | None

    def spend(self, requests: Iterable[Any], user: str) -> None:
        """Wait until requests may be sent as a user."""
        if self.limiter is not None:
            # by a digest of the address, since no address stands in the registry but in its own table
            name = "user " + hashlib.sha256(user.lower().encode()).hexdigest()[:16]
            self.limiter.acquire(
                sum(map(units, requests)),
                Quota("project", self.connection.units, _MINUTE),
                Quota(name, self.connection.units_per_user, _MINUTE),
            )

    def refused(self, error: HandoffError, longest: float) -> None:
        """Let all workers wait after a refusal; sharing that is refused for long says nothing of other calls."""
        if self.limiter is not None and isinstance(error, RateLimitedError):
            seconds = REFUSED if error.retry_after is None else error.retry_after
            if seconds <= longest:
                self.limiter.pause(seconds)
