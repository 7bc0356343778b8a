"""Salesforce's refusals as errors of our own tree, by their `errorCode` (the statuses say less).

What always holds: no message carries an address or a field's value, and the type says whether a retry helps: an answer
that says 'not processed' is transient for a write too, any other lost or failing answer to a write leaves its outcome
unknown. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from typing import Any

from handoff.errors import (
    HandoffError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
    RecordNotFoundError,
    VendorRefusedError,
    VendorUnavailableError,
)

LOCKED = "UNABLE_TO_LOCK_ROW"
_ADDRESS = re.compile(r"[^\s@\"'<>]+@[^\s@\"'<>]+")
_UNPROCESSED = frozenset({LOCKED, "SERVER_UNAVAILABLE"})
_GONE = frozenset({"ENTITY_IS_DELETED", "NOT_FOUND", "INVALID_CROSS_REFERENCE_KEY"})
_RIGHTS = frozenset(
    {
        "INSUFFICIENT_ACCESS",
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
        "API_DISABLED_FOR_ORG",
        "API_CURRENTLY_DISABLED",
        "TRANSFER_REQUIRES_READ",
    }
)
DAY = 3600.0
"""Seconds to wait where a day's requests are spent: the day rolls, so that some come back each hour."""


def answer_error(status: int, body: object, *, write: bool, wait: str = "") -> HandoffError:
    """Return the error of an answer beyond 299; `body` is its JSON, None where it had none, `wait` its Retry-After.

    A 429 comes from what stands before Salesforce's API, which itself refuses with a code.
    """
    told = first(body)
    code = str(told.get("errorCode") or "")
    if code == "REQUEST_LIMIT_EXCEEDED" or status == 429:
        return _rate_limited(told, wait)
    if code in _UNPROCESSED:
        return VendorUnavailableError(f"Salesforce is busy or holds the record locked ({code}).")
    if status >= 500 or (code == "QUERY_TIMEOUT" and not write):
        if write:
            return lost_write(f"Salesforce answered a write with HTTP {status}")
        return VendorUnavailableError(f"Salesforce is in trouble (HTTP {status} {code}).")
    if not code:
        return VendorRefusedError(
            f"Whoever answers at the connection's address is not Salesforce's API (HTTP {status}).",
            mend="Put My Domain's address into the connection: https://firm.my.salesforce.com",
        )
    return refusal(code, told)


def refusal(code: str, told: Mapping[str, Any]) -> HandoffError:
    """Return the error of a refused request, or of one record of a collection, which has the code as `statusCode`."""
    if code == LOCKED:
        return VendorUnavailableError("Another transaction holds the record or its account locked.")
    if code == "INVALID_SESSION_ID":
        return NotAuthorisedError(
            "Salesforce does not accept the session.", mend="Check the connected app and its user."
        )
    if code in _RIGHTS:
        return NotAuthorisedError(
            f"The connected user may not do this ({code}).",
            mend="Give its permission set the rights (docs/connect.md).",
        )
    if code in _GONE:
        return RecordNotFoundError(
            f"Salesforce has no such record ({code}).", mend="See whether it was deleted or merged."
        )
    if code == "INACTIVE_OWNER_OR_USER":
        return VendorRefusedError("The new owner is not an active user.", mend="Name an active one, and plan again.")
    return VendorRefusedError(
        f"Salesforce says: {_words(code, told)}",
        mend="See Salesforce's message; where it names a field, see the record.",
    )


def lost_write(what: str) -> OutcomeUnknownError:
    """Return the error of a write whose outcome nobody told us."""
    return OutcomeUnknownError(f"{what}: whether it was done is not known.", mend="It is read back before it is tried.")


def named(error: HandoffError, record: object) -> HandoffError:
    """Return an error that says which record it is about; of one that concerns several records each gets its own."""
    if error.record:
        return error
    own = copy(error)
    own.record = str(record)
    return own


def first(body: object) -> Mapping[str, Any]:
    """Return the first error of a body, {} where it is none of Salesforce's."""
    item = body[0] if isinstance(body, list) and body else body
    return item if isinstance(item, Mapping) else {}


def _rate_limited(told: Mapping[str, Any], wait: str) -> RateLimitedError:
    at_once = told.get("errorCode") != "REQUEST_LIMIT_EXCEEDED" or "concurrent" in str(told.get("message")).lower()
    seconds = float(wait) if wait.isdecimal() else None
    return RateLimitedError(
        f"Salesforce's limit of requests {'at one time' if at_once else 'in a day'} is reached.",
        mend="It is tried again by itself; other integrations use the same quota.",
        retry_after=seconds or (None if at_once else DAY),
    )


def _words(code: str, told: Mapping[str, Any]) -> str:
    """Salesforce's own words without values, the code and the fields. A wrong query is cited, with all that stands in
    it, before the place of the error and what is wrong.
    """
    lines = str(told.get("message") or "nothing").strip().splitlines()
    message = lines[-1] if any(line.startswith("ERROR at Row") for line in lines) else lines[0]
    message = _ADDRESS.sub("[address]", message)[:300].rstrip(".")
    fields = ", ".join(str(name) for name in told.get("fields") or ())
    return f"{message} ({code}{' on ' + fields if fields else ''})."
