"""Queries over HTTP: query, queryAll, and further pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import bad_request

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.wire import Json

MOST, LEAST = 2000, 200


def query(call: Call) -> Answer:
    """Answer a query over the records that are not deleted."""
    return Answer(_answer(call, deleted=False))


def query_all(call: Call) -> Answer:
    """Answer a query over deleted records too."""
    return Answer(_answer(call, deleted=True))


def more(call: Call) -> Answer:
    """Give a further page of a query."""
    return Answer(call.organisation.queries.more(call.path["locator"], call.reader(), call.wire, _size(call)))


def _answer(call: Call, *, deleted: bool) -> Json:
    text = call.query.get("q")
    if text is None:
        raise bad_request("MALFORMED_QUERY", "A query string has to be specified")
    return call.organisation.queries.answer(text, call.reader(deleted=deleted), call.wire, _size(call))


def _size(call: Call) -> int:
    wanted = re.search(r"batchSize\s*=\s*(\d+)", call.headers.get("sforce-query-options", ""), re.IGNORECASE)
    return min(max(int(wanted[1]), LEAST), MOST) if wanted else MOST
