"""When a task is tried again, by what went wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from airflow.sdk import RetryAction

from handoff.adapters.salesforce.errors import answer_error
from handoff.entrypoints.airflow.retries import LONGEST, ByError
from handoff.errors import NotAuthorisedError, PermanentError, RateLimitedError, VendorUnavailableError

POLICY = ByError(least=timedelta(seconds=15))
SPENT = [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "TotalRequests Limit exceeded."}]
BUSY = [
    {"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "ConcurrentRequests (Concurrent API Requests) Limit exceeded."}
]


@pytest.mark.parametrize(
    ("error", "action", "delay"),
    [
        (NotAuthorisedError("no"), RetryAction.FAIL, None),
        (PermanentError("no"), RetryAction.FAIL, None),
        (VendorUnavailableError("later"), RetryAction.DEFAULT, None),
        (RateLimitedError("later"), RetryAction.DEFAULT, None),
        (RateLimitedError("later", retry_after=2.0), RetryAction.DEFAULT, None),
        (RateLimitedError("later", retry_after=900.0), RetryAction.RETRY, timedelta(minutes=15)),
        (RateLimitedError("later", retry_after=1e6), RetryAction.RETRY, LONGEST),
        (answer_error(403, SPENT, write=False), RetryAction.RETRY, timedelta(hours=1)),
        (answer_error(403, BUSY, write=False), RetryAction.DEFAULT, None),
        (ValueError("a fault of ours"), RetryAction.DEFAULT, None),
    ],
)
def test_retry_comes_when_it_helps(error: Exception, action: RetryAction, delay: timedelta | None) -> None:
    """Never where a person has to act, at the vendor's word where it gave one, else after Airflow's own delay."""
    decision = POLICY.evaluate(error, try_number=1, max_tries=8)
    assert (decision.action, decision.retry_delay) == (action, delay)


def test_policy_comes_back_from_what_it_is_kept_as() -> None:
    """It is the same after JSON."""
    assert ByError.deserialize(POLICY.serialize()).serialize() == POLICY.serialize()
