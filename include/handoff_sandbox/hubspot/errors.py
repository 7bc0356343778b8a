"""HubSpot's error bodies, as exceptions that the app turns into responses.

Shape and categories: https://developers.hubspot.com/docs/api-reference/error-handling. Every body carries a fresh
`correlationId`; where HubSpot's exact words are not documented, category and codes are its own and the words ours.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

VALIDATION_ERROR = "VALIDATION_ERROR"
OBJECT_NOT_FOUND = "OBJECT_NOT_FOUND"


class HubSpotError(Exception):
    """An answer other than success; `body` is what goes over the wire, less the correlation id."""

    def __init__(self, status: int, message: str, category: str | None = None, **fields: object) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"status": "error", "message": message}
        self.body |= {key: value for key, value in fields.items() if value is not None}
        if category:
            self.body["category"] = category

    def as_json(self) -> dict[str, Any]:
        """Return the whole body, with a new correlation id."""
        return {**self.body, "correlationId": str(uuid.uuid4())}

    def in_batch(self, trace_id: str | None = None) -> dict[str, Any]:
        """Return the error as one of the `errors` of a 207 body."""
        context = dict(self.body.get("context", {}))
        if trace_id is not None:
            context["objectWriteTraceId"] = [trace_id]
        return {
            "status": "error",
            "category": self.body.get("category", VALIDATION_ERROR),
            "message": self.body["message"],
            "context": context,
            "links": {},
            "errors": self.body.get("errors", []),
        } | ({"subCategory": self.body["subCategory"]} if "subCategory" in self.body else {})


@dataclass(frozen=True)
class Fault:
    """What is wrong with one property's value."""

    name: str
    code: str
    message: str


def invalid(message: str, **fields: object) -> HubSpotError:
    """Return a plain 400."""
    return HubSpotError(400, message, VALIDATION_ERROR, **fields)


def invalid_properties(faults: Iterable[Fault], portal_id: int) -> HubSpotError:
    """Return the 400 that lists every property that was not accepted."""
    faults = tuple(faults)
    told = [
        {
            "isValid": False,
            "message": fault.message,
            "error": fault.code,
            "name": fault.name,
            "localizedErrorMessage": fault.message,
            "portalId": portal_id,
        }
        for fault in faults
    ]
    return invalid(
        f"Property values were not valid: {json.dumps(told)}",
        errors=[
            {"message": fault.message, "code": fault.code, "context": {"propertyName": [fault.name]}}
            for fault in faults
        ],
    )


def missing_properties(type_name: str, names: Iterable[str]) -> HubSpotError:
    """Return the 400 for a creation that lacks required properties; `type_name` is singular."""
    names = list(names)
    return invalid(
        f"Error creating {type_name.upper()}. Some required properties were not set.",
        context={"properties": names},
        errors=[
            {"message": f"{name} is required", "code": "MISSING_REQUIRED_PROPERTY", "context": {"propertyName": [name]}}
            for name in names
        ],
    )


def object_not_found(record_id: str) -> HubSpotError:
    """Return the 404 for a record that is not there, or archived."""
    return HubSpotError(
        404, "Object not found.  objectId are usually numeric.", OBJECT_NOT_FOUND, context={"id": [record_id]}
    )


def resource_not_found() -> HubSpotError:
    """Return the 404 for a path, an owner, a property or a pipeline that is not there."""
    return HubSpotError(404, "resource not found", OBJECT_NOT_FOUND)


def unauthorized() -> HubSpotError:
    """Return the 401 for a missing or unknown token."""
    return HubSpotError(
        401,
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more "
        "details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
        "INVALID_AUTHENTICATION",
    )


def missing_scopes(scopes: Iterable[str]) -> HubSpotError:
    """Return the 403 for a token that holds none of `scopes`."""
    return HubSpotError(
        403,
        "This app hasn't been granted all required scopes to make this call. "
        "Read more about required scopes here: https://developers.hubspot.com/scopes.",
        "MISSING_SCOPES",
        errors=[
            {
                "message": "One or more of the following scopes are required.",
                "context": {"requiredGranularScopes": list(scopes)},
            }
        ],
        links={"scopes": "https://developers.hubspot.com/scopes"},
    )


def rate_limited(policy: str) -> HubSpotError:
    """Return the 429; `policy` is TEN_SECONDLY_ROLLING, SECONDLY or DAILY."""
    return HubSpotError(
        429,
        f"You have reached your {policy.lower()} limit.",
        errorType="RATE_LIMIT",
        policyName=policy,
        requestId=str(uuid.uuid4()),
    )


FAULTS: Mapping[str, tuple[int, str, str | None]] = {
    "server_error": (500, "internal error", None),
    "bad_gateway": (502, "bad gateway", None),
    "unavailable": (503, "service temporarily unavailable", None),
    "gateway_timeout": (504, "gateway timeout", None),
    "web_server_down": (521, "web server is down", None),
    "timeout": (524, "a timeout occurred", None),
    "locked": (423, "The resource is locked. Wait at least 2 seconds before the next call.", "LOCKED"),
    "migration": (477, "Migration in progress for this account.", "MIGRATION_IN_PROGRESS"),
    "bad_request": (400, "Invalid input: the request could not be handled.", "VALIDATION_ERROR"),
    "conflict": (409, "The record was changed by another request.", "CONFLICT"),
}
"""The faults that have nothing of their own but a status: name -> status, message, category."""


SPECIAL_FAULTS: Mapping[str, Callable[[], HubSpotError]] = {
    "rate_limit": lambda: rate_limited("TEN_SECONDLY_ROLLING"),
    "daily_limit": lambda: rate_limited("DAILY"),
    "unauthorized": unauthorized,
    "forbidden": lambda: missing_scopes(["crm.objects.deals.write"]),
    "not_found": resource_not_found,
    "required_property": lambda: invalid_properties(
        [Fault("hs_next_step", "MISSING_REQUIRED_PROPERTY", '"hs_next_step" is required in this stage')], 0
    ),
}
"""The faults with a body of their own."""


def fault_names() -> tuple[str, ...]:
    """Return the names of all faults."""
    return (*SPECIAL_FAULTS, *FAULTS)


def named_fault(name: str, context: Mapping[str, list[str]] | None = None) -> HubSpotError:
    """Return the error of a named fault; raises KeyError for one that HubSpot does not have."""
    if name in SPECIAL_FAULTS:
        error = SPECIAL_FAULTS[name]()
    else:
        status, message, category = FAULTS[name]
        error = HubSpotError(status, message, category)
    if context:
        error.body["context"] = context
    return error
