"""How an adapter repeats a call: where the error's type says that it was not processed, or that it only reads."""

from __future__ import annotations

import logging
from collections.abc import Callable

import tenacity

from handoff.errors import HandoffError, RateLimitedError, VendorUnavailableError

ATTEMPTS = 6
LONGEST_WAIT = 30.0
"""Seconds. Where a vendor asks for more (a daily limit), the call fails and the next attempt of the task waits."""

_log = logging.getLogger(__name__)


def retrying(sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Return what repeats a call whose first two arguments are its method and its path; `sleep` takes seconds."""
    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(_worth_another),
        stop=tenacity.stop_after_attempt(ATTEMPTS),
        wait=_wait,
        sleep=sleep,
        before_sleep=_tell,
        reraise=True,
    )


def _worth_another(error: BaseException) -> bool:
    if isinstance(error, RateLimitedError):
        return (error.retry_after or 0) <= LONGEST_WAIT
    return isinstance(error, VendorUnavailableError)


def _wait(state: tenacity.RetryCallState) -> float:
    """A vendor's own word counts; HubSpot's lock asks for two seconds or more, and its limits count over ten."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, RateLimitedError) and error.retry_after is not None:
        return error.retry_after
    return tenacity.wait_exponential(min=2, max=10)(state) + tenacity.wait_random(0, 0.5)(state)


def _tell(state: tenacity.RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    method, path = state.args[:2]
    name = error.what if isinstance(error, HandoffError) else "an error"
    _log.warning("%s %s: %s Attempt %d of %d follows.", method, path, name, state.attempt_number + 1, ATTEMPTS)
