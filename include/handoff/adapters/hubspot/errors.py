"""HubSpot's refusals as errors of our own tree.

What always holds: no message carries an address or a property's value, and the type says whether a retry helps: an
answer that says 'not processed' is transient for a write too, any other lost or failing answer to a write leaves its
outcome unknown. Bodies and statuses: https://developers.hubspot.com/docs/api-reference/error-handling
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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

_ADDRESS = re.compile(r"[^\s@\"'<>]+@[^\s@\"'<>]+")
_UNPROCESSED = frozenset({423, 477})
"""A lock and a migration: HubSpot has not touched the request."""


def answer_error(status: int, headers: Mapping[str, str], body: Mapping[str, Any], *, write: bool) -> HandoffError:
    """Return the error of an answer beyond 299."""
    if status == 429:
        return _rate_limited(headers, body)
    if status in _UNPROCESSED:
        return VendorUnavailableError(f"HubSpot holds the account or the record locked (HTTP {status}).")
    if status >= 500:
        if write:
            return lost_write(f"HubSpot answered a write with HTTP {status}")
        return VendorUnavailableError(f"HubSpot is in trouble (HTTP {status}).")
    return refusal(status, body)


def refusal(status: int, body: Mapping[str, Any]) -> HandoffError:
    """Return the error of a refused request, or of one of the `errors` of a 207 (then 0 is its status)."""
    category = str(body.get("category") or "")
    told = f"HubSpot says: {_words(body)}"
    if status == 401:
        return NotAuthorisedError(
            "HubSpot does not accept the access token.", mend="Put the private app's current token into the connection."
        )
    if status == 403 or category == "MISSING_SCOPES":
        scopes = ", ".join(_scopes(body))
        return NotAuthorisedError(
            f"The access token lacks the scope {scopes}." if scopes else f"The access token may not do this. {told}",
            mend="Add it to the private app in HubSpot, then put the new token into the connection.",
        )
    if not body:
        return VendorRefusedError(
            f"Whoever answers at the connection's address is not HubSpot (HTTP {status}).",
            mend="Put the address of HubSpot's API into the connection: https://api.hubapi.com",
        )
    if status == 404 or category == "OBJECT_NOT_FOUND":
        return RecordNotFoundError("HubSpot has no such record.", mend="See whether it was deleted or merged.")
    return VendorRefusedError(told, mend="See HubSpot's message; where it names a property, look at the record.")


def lost_write(what: str) -> OutcomeUnknownError:
    """Return the error of a write whose outcome nobody told us."""
    return OutcomeUnknownError(f"{what}: whether it was done is not known.", mend="It is read back before it is tried.")


def named(error: HandoffError, record: object) -> HandoffError:
    """Say which record an error is about, where it does not say so itself."""
    error.record = error.record or str(record)
    return error


def _rate_limited(headers: Mapping[str, str], body: Mapping[str, Any]) -> RateLimitedError:
    policy, seconds = str(body.get("policyName") or ""), headers.get("Retry-After", "")
    after = float(seconds) if seconds.isdecimal() else None
    if policy == "DAILY" and after is None:
        after = 3600.0
    return RateLimitedError(
        f"HubSpot's limit of requests is reached ({policy or 'not said which'}).",
        mend="It is tried again by itself; other integrations use the same quota.",
        retry_after=after,
    )


def _scopes(body: Mapping[str, Any]) -> list[str]:
    contexts = [error.get("context") or {} for error in body.get("errors") or () if isinstance(error, Mapping)]
    return [
        str(scope)
        for context in contexts
        for key in ("requiredGranularScopes", "requiredScopes")
        for scope in context.get(key) or ()
    ]


def _words(body: Mapping[str, Any]) -> str:
    """HubSpot's own words without values: its message up to the JSON that may follow, then codes and properties."""
    message = re.split(r"[\[{]", str(body.get("message") or "nothing"))[0].strip(" :")
    message = _ADDRESS.sub("[address]", message)[:300]
    details = []
    for error in body.get("errors") or ():
        names = (error.get("context") or {}).get("propertyName") or ["the request"]
        details.append(f"{error.get('code') or 'refused'} on {', '.join(map(str, names))}")
    trace = body.get("correlationId")
    return f"{message}{' (' + '; '.join(details) + ')' if details else ''}." + (
        f" Its trace: {trace}." if trace else ""
    )
