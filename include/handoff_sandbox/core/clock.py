"""The sandbox's clock: real time plus an offset that the admin API moves, or an instant at which it was stopped.

Always aware and in UTC. It never goes back, since what the vendors have written down would then lie in the future.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the sandbox's time; `started` is the instant to which a world's relative times refer."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        real = datetime.now(UTC)
        self._offset = (starts_at.astimezone(UTC) - real) if starts_at else timedelta()
        self._stopped: datetime | None = None
        self.started = real + self._offset

    @property
    def frozen(self) -> bool:
        """Whether it stands still."""
        return self._stopped is not None

    def now(self) -> datetime:
        """Return the sandbox's present instant, aware, in UTC."""
        return self._stopped or datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        """Move the clock forward, also while it stands still; raises ValueError for a negative number of seconds."""
        if seconds < 0:
            raise ValueError(f"the clock moves forward only, not by {seconds} seconds")
        self._offset += timedelta(seconds=seconds)
        if self._stopped:
            self._stopped += timedelta(seconds=seconds)

    def set(self, instant: datetime) -> None:
        """Move the clock to an instant (UTC where it names no offset); raises ValueError for one that has passed."""
        instant = instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
        if instant < (now := self.now()):
            raise ValueError(f"the clock moves forward only; it is {now.isoformat()} already")
        self.advance((instant - now).total_seconds())
        if self._stopped:
            self._stopped = instant

    def freeze(self) -> None:
        """Stop the clock at its present instant."""
        self._stopped = self.now()

    def thaw(self) -> None:
        """Let a clock that stands still go on from where it stood."""
        if self._stopped:
            self._offset = self._stopped - datetime.now(UTC)
            self._stopped = None
