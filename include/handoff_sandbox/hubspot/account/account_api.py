"""The calls that tell about the account itself, and how many requests its private apps have made today."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.values import show_instant

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call


def read_account(call: Call) -> Answer:
    """Tell which portal a token belongs to."""
    return Answer(
        {
            "portalId": call.store.portal_id,
            "accountType": "DEVELOPER_TEST",
            "timeZone": "UTC",
            "companyCurrency": call.store.currency,
            "additionalCurrencies": [],
            "utcOffset": "+00:00",
            "utcOffsetMilliseconds": 0,
            "uiDomain": "app.hubspot.com",
            "dataHostingLocation": "na1",
        }
    )


def read_usage(call: Call) -> Answer:
    """Tell how many requests the private apps have made today, and when the day ends."""
    now = call.store.clock.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    usage = {
        "name": "private-apps-api-calls-daily",
        "usageLimit": call.limiter.quota.daily,
        "currentUsage": call.limiter.today,
        "collectedAt": show_instant(now),
        "fetchStatus": "SUCCESS",
        "resetsAt": show_instant(midnight),
    }
    return Answer({"results": [usage]})


OPERATIONS = (
    Operation("GET", "/account-info", "/details", read_account, "scopes"),
    Operation("GET", "/account-info", "/api-usage/daily/private-apps", read_usage, "scopes"),
)
