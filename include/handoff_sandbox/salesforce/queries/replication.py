"""Which records changed or went in a span of time: getUpdated and getDeleted.

Seconds of the span are cut off, as Salesforce cuts them, so that a record of this minute is told in the next one at the
earliest. `latestDateCovered` goes back to the start of the oldest open transaction: it is where the next span begins.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getupdated.htm
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import bad_request
from handoff_sandbox.salesforce.records.values import read_instant, show_instant

if TYPE_CHECKING:
    from collections.abc import Callable

    from handoff_sandbox.salesforce.records.records import Record

REACH = timedelta(days=30)
MOST_IDS = 600_000


def updated(call: Call) -> Answer:
    """List the ids of the records that were created or changed in a span, and are still there."""
    start, end = _span(call)
    found = _within(call, start, end, lambda record: None if record.deleted else record.stamp)
    return Answer({"ids": [record.id for record in found], "latestDateCovered": _covered(call, end)})


def deleted(call: Call) -> Answer:
    """List the records that were deleted in a span."""
    start, end = _span(call)
    found = _within(call, start, end, lambda record: record.deleted)
    told = [{"id": one.id, "deletedDate": show_instant(one.deleted)} for one in found if one.deleted]
    earliest = min(call.store.clock.started, call.store.now() - REACH)
    return Answer(
        {
            "deletedRecords": told,
            "earliestDateAvailable": show_instant(earliest.replace(second=0)),
            "latestDateCovered": _covered(call, end),
        }
    )


def _within(call: Call, start: datetime, end: datetime, instant: Callable[[Record], datetime | None]) -> list[Record]:
    timed = [(when, one) for one in call.store.all(call.sobject) if (when := instant(one)) and start <= when < end]
    if len(timed) > MOST_IDS:
        raise bad_request("EXCEEDED_ID_LIMIT", f"more than {MOST_IDS} ids; ask for a shorter span")
    return [one for _, one in sorted(timed, key=lambda pair: (pair[0], pair[1].id))]


def _covered(call: Call, end: datetime) -> str:
    return show_instant(call.organisation.transactions.covered(end).replace(second=0))


def _span(call: Call) -> tuple[datetime, datetime]:
    if not call.sobject.replicateable:
        raise bad_request("INVALID_TYPE_FOR_OPERATION", f"{call.sobject.name} does not support replication")
    start, end = (_instant(call, name) for name in ("start", "end"))
    if end <= start:
        message = "endDate must be at least one minute greater than startDate"
        raise bad_request("INVALID_REPLICATION_DATE", message)
    if start < (call.store.now() - REACH).replace(second=0):
        raise bad_request("INVALID_REPLICATION_DATE", "startDate cannot be more than 30 days ago")
    return start, end


def _instant(call: Call, name: str) -> datetime:
    text = call.query.get(name)
    if not text:
        raise bad_request("MISSING_ARGUMENT", f"{name} is required")
    try:
        # A '+' that was not encoded arrives as a blank.
        return read_instant(text.replace(" ", "+")).replace(second=0)
    except ValueError:
        raise bad_request("INVALID_ARGUMENT_TYPE", f"{name}: {text} is not an ISO 8601 date and time") from None
