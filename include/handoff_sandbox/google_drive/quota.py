"""Quota units as Google counts them since May 2026, by minute, for the project and for each user.

https://developers.google.com/workspace/drive/api/guides/limits
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors

if TYPE_CHECKING:
    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.switches import Switches
    from handoff_sandbox.google_drive.call import Call

_EDITS = frozenset({"create", "update", "copy", "delete", "emptyTrash", "hide", "unhide", "resolve"})


def units(call: Call) -> int:
    """Return what a call costs: get 5, list 100, download 200, edit 50, other 5."""
    if call.method.id in ("files.export", "files.download") or call.parameters.get("alt") == "media":
        return 200
    if call.method.id.endswith(".list"):
        return 100
    return 50 if call.method.id.partition(".")[2] in _EDITS else 5


class Quota:
    """Counts units in the running minute of the sandbox's clock; `total` since the start."""

    def __init__(self, clock: Clock, project_limit: int, user_limit: int, switches: Switches) -> None:
        self._clock, self._switches = clock, switches
        self._project_limit, self._user_limit = project_limit, user_limit
        self._minute = 0
        self._by_user: Counter[str | None] = Counter()
        self.total = 0

    def spend(self, call: Call) -> None:
        """Count a call; raises DriveError (403) where the minute's units are used up, which costs nothing."""
        minute = int(self._clock.now().timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._by_user.clear()
        cost, user = units(call), call.caller.email
        if self._by_user.total() + cost > self._switches.scaled(self._project_limit):
            raise errors.FAULTS["project_rate_limit"]
        if self._by_user[user] + cost > self._switches.scaled(self._user_limit):
            raise errors.FAULTS["rate_limit"]
        self._by_user[user] += cost
        self.total += cost
