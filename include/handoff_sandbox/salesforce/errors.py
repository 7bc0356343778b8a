"""Salesforce's errors, as exceptions that the app turns into answers.

At the top level a body is a list of {"message", "errorCode", "fields"}; inside a collection's result the code is called
`statusCode`. Where Salesforce's words are not documented, the code is Salesforce's and the words are ours.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class SalesforceError(Exception):
    """An answer other than success."""

    def __init__(self, status: int, code: str, message: str, fields: Iterable[str] | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.fields = None if fields is None else list(fields)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the body of an answer."""
        body: dict[str, Any] = {"message": self.message, "errorCode": self.code}
        return [body if self.fields is None else body | {"fields": self.fields}]

    def in_result(self) -> dict[str, Any]:
        """Return the error as one of the `errors` of a collection's result."""
        return {"statusCode": self.code, "message": self.message, "fields": self.fields or []}


def not_found(message: str = "The requested resource does not exist") -> SalesforceError:
    """Return the 404 for a path, an object or a record that is not there."""
    return SalesforceError(404, "NOT_FOUND", message)


def no_such_id(text: str) -> SalesforceError:
    """Return the 404 for a text in the path that is no id."""
    return not_found(f"Provided external ID field does not exist or is not accessible: {text}")


def entity_is_deleted() -> SalesforceError:
    """Return the 404 for a record in the recycle bin."""
    return SalesforceError(404, "ENTITY_IS_DELETED", "entity is deleted", ())


def no_such_column(field: str, sobject: str) -> SalesforceError:
    """Return the 400 for a field that an object does not have."""
    return SalesforceError(400, "INVALID_FIELD", f"No such column '{field}' on sobject of type {sobject}")


def required_missing(fields: Iterable[str]) -> SalesforceError:
    """Return the 400 for a creation that lacks fields."""
    names = list(fields)
    return SalesforceError(400, "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{', '.join(names)}]", names)


def not_writable(fields: Iterable[str]) -> SalesforceError:
    """Return the 400 for fields that cannot be set by this call."""
    names = list(fields)
    message = (
        f"Unable to create/update fields: {', '.join(names)}. Please check the security settings of this field and "
        "verify that it is read/write for your profile or permission set."
    )
    return SalesforceError(400, "INVALID_FIELD_FOR_INSERT_UPDATE", message, names)


def malformed_id(label: str, text: object, field: str) -> SalesforceError:
    """Return the 400 for a value that is no id, or one of another object."""
    return SalesforceError(400, "MALFORMED_ID", f"{label}: id value of incorrect type: {text}", (field,))


def invalid_reference(field: str | None = None) -> SalesforceError:
    """Return the 400 for an id of a record that is not there."""
    message = "invalid cross reference id"
    return SalesforceError(400, "INVALID_CROSS_REFERENCE_KEY", message, (field,) if field else ())


def inactive_owner(user_id: str, sobject: str) -> SalesforceError:
    """Return the 400 for an owner who is no longer active."""
    message = f"operation performed with inactive user [{user_id[:15]}] as owner of {sobject.lower()}"
    return SalesforceError(400, "INACTIVE_OWNER_OR_USER", message, ())


def unreadable_json(message: str) -> SalesforceError:
    """Return the 400 for a body that is not JSON, or not of the form or the types that the call takes."""
    return SalesforceError(400, "JSON_PARSER_ERROR", message)


def bad_request(code: str, message: str, fields: Iterable[str] | None = None) -> SalesforceError:
    """Return a 400."""
    return SalesforceError(400, code, message, fields)


def invalid_session() -> SalesforceError:
    """Return the 401 for a session that has ended or never was."""
    return SalesforceError(401, "INVALID_SESSION_ID", "Session expired or invalid")


def no_access() -> SalesforceError:
    """Return the 403 for a user who may not change the record."""
    return SalesforceError(403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", ())


def requests_spent() -> SalesforceError:
    """Return the 403 for one request too many in 24 hours."""
    return SalesforceError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")


def row_locked(record_id: str = "") -> SalesforceError:
    """Return the 400 for a record, or a parent of it, that another transaction holds."""
    records = f" or 1 records: {record_id}" if record_id else ""
    return SalesforceError(400, "UNABLE_TO_LOCK_ROW", f"unable to obtain exclusive access to this record{records}", ())


def rolled_back() -> SalesforceError:
    """Return the error of a record that was undone because another one in its call failed."""
    message = "Record rolled back because not all records were valid and the request was using AllOrNone header"
    return SalesforceError(400, "ALL_OR_NONE_OPERATION_ROLLED_BACK", message, ())


FAULTS: Mapping[str, Callable[[], SalesforceError]] = {
    "rate_limit": requests_spent,
    "request_limit_exceeded": requests_spent,
    "concurrent_limit": lambda: SalesforceError(
        403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."
    ),
    "unauthorized": invalid_session,
    "invalid_session": invalid_session,
    "forbidden": no_access,
    "unable_to_lock_row": row_locked,
    "not_found": not_found,
    "inactive_owner": lambda: inactive_owner("005000000000000AAA", "record"),
    "bad_request": lambda: bad_request("UNKNOWN_EXCEPTION", "The request could not be handled.", ()),
    "entity_is_locked": lambda: bad_request(
        "ENTITY_IS_LOCKED", "This record is locked. If you need to edit it, contact your admin.", ()
    ),
    "query_timeout": lambda: bad_request("QUERY_TIMEOUT", "Your query request was running for too long."),
    "server_error": lambda: SalesforceError(
        500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support."
    ),
    "unavailable": lambda: SalesforceError(503, "SERVER_UNAVAILABLE", "Server is too busy. Please try again later."),
}
"""The named faults; pages of HTML and, for collections, `unable_to_lock_row` have an answer of their own."""
