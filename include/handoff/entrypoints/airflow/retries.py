"""Which errors a retry helps with, and when it helps: Airflow asks this in the task's own process."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import RetryDecision, RetryPolicy

from handoff.errors import PermanentError, RateLimitedError

if TYPE_CHECKING:
    from airflow.sdk import Context

LONGEST = timedelta(hours=6)
"""What a task waits at most because a vendor says so: a day's quota comes back in part before the day is over."""


class ByError(RetryPolicy):
    """A permanent error ends the task at once. Where a vendor has said how long to wait, the task waits that long, so
    that a day's spent quota does not use up all attempts within the hour. For all else Airflow's own delays hold.
    """

    def __init__(self, least: timedelta) -> None:
        self._least = least

    def evaluate(
        self,
        exception: BaseException,
        try_number: int,  # noqa: ARG002 - Airflow's own signature
        max_tries: int,  # noqa: ARG002 - so too
        context: Context | None = None,  # noqa: ARG002 - so too
    ) -> RetryDecision:
        """Decide what follows an error; `retry_after` below the first delay changes nothing."""
        if isinstance(exception, PermanentError):
            return RetryDecision.fail(reason=f"{type(exception).__name__}: a person has to act first")
        if isinstance(exception, RateLimitedError) and exception.retry_after is not None:
            wait = timedelta(seconds=exception.retry_after)
            if wait > self._least:
                return RetryDecision.retry(delay=min(wait, LONGEST), reason="The vendor says how long to wait")
        return RetryDecision.default()

    def serialize(self) -> dict[str, Any]:
        """Return the policy as JSON; Airflow keeps only whether there is one."""
        return {"__type": "handoff.ByError", "least": self._least.total_seconds()}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> ByError:
        """Read `serialize` back."""
        return cls(timedelta(seconds=data["least"]))
