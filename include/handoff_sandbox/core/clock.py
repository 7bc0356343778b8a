"""The sandbox's clock: real time plus an offset that the admin API moves.

Always aware and in UTC. It never stands still, and it moves forward only.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the sandbox's time; `started` is the instant to which a world's relative times refer."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        real = datetime.now(UTC)
        self._offset = (starts_at.astimezone(UTC) - real) if starts_at else timedelta()
        self.started = real + self._offset

    def now(self) -> datetime:
        """Return the sandbox's present instant, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        """Move the clock forward; raises ValueError for a negative number of seconds."""
        if seconds < 0:
            raise ValueError(f"the clock moves forward only, not by {seconds} seconds")
        self._offset += timedelta(seconds=seconds)
