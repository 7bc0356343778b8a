"""Google's error bodies, as Drive v3 sends them.

Every refusal in this package is a DriveError; `body` is what goes over the wire. Reasons and messages follow
https://developers.google.com/workspace/drive/api/guides/handle-errors and what clients in the field match on.
"""

from __future__ import annotations

from handoff_sandbox.core.json_answer import GoogleJSON


class DriveError(Exception):
    """A refusal with Google's status, reason and message; `location` names the parameter or header at fault."""

    def __init__(
        self,
        status: int,
        reason: str,
        message: str,
        *,
        location: str | None = None,
        location_type: str = "parameter",
        domain: str = "global",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.location = location
        self.location_type = location_type
        self.domain = domain

    def body(self) -> dict[str, object]:
        """Return Google's JSON error object."""
        detail: dict[str, str] = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.location:
            detail |= {"locationType": self.location_type, "location": self.location}
        return {"error": {"errors": [detail], "code": self.status, "message": self.message}}

    def response(self) -> GoogleJSON:
        """Return the HTTP response; a 401 carries its challenge."""
        headers = {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'} if self.status == 401 else None
        return GoogleJSON(self.body(), status_code=self.status, headers=headers)


def not_found(file_id: str, what: str = "File", location: str = "fileId") -> DriveError:
    """Make the 404 that also stands for 'you may not see it'."""
    return DriveError(404, "notFound", f"{what} not found: {file_id}.", location=location)


def invalid(parameter: str, message: str = "Invalid Value") -> DriveError:
    """Make the 400 for a parameter whose value Drive does not take."""
    return DriveError(400, "invalid", message, location=parameter)


def invalid_parameter(parameter: str, message: str) -> DriveError:
    """Make the 400 for a parameter or field that does not exist."""
    return DriveError(400, "invalidParameter", message, location=parameter)


def forbidden(message: str, *, reason: str = "forbidden", location: str | None = None) -> DriveError:
    """Make a 403 with the reason given."""
    return DriveError(403, reason, message, location=location)


def insufficient_permissions() -> DriveError:
    """Make the 403 for a role on the file that is too low."""
    return forbidden(
        "The user does not have sufficient permissions for this file.", reason="insufficientFilePermissions"
    )


def insufficient_parent() -> DriveError:
    """Make the 403 for a role on the folder that is too low."""
    return forbidden(
        "Insufficient permissions for the specified parent.", reason="insufficientParentPermissions", location="parents"
    )


def insufficient_scopes() -> DriveError:
    """Make the 403 for a token whose OAuth scopes do not cover the method."""
    return forbidden(
        "Request had insufficient authentication scopes.", reason="insufficientPermissions", location="Authorization"
    )


def not_writable(message: str = "The resource body includes fields which are not directly writable.") -> DriveError:
    """Make the 403 for a body that sets what only Drive sets."""
    return forbidden(message, reason="fieldNotWritable")


_USAGE = "usageLimits"

FAULTS: dict[str, DriveError] = {
    "rate_limit": DriveError(403, "userRateLimitExceeded", "User Rate Limit Exceeded", domain=_USAGE),
    "project_rate_limit": DriveError(403, "rateLimitExceeded", "Rate Limit Exceeded", domain=_USAGE),
    "daily_limit": DriveError(403, "dailyLimitExceeded", "Daily Limit Exceeded", domain=_USAGE),
    "too_many_requests": DriveError(429, "rateLimitExceeded", "Rate Limit Exceeded", domain=_USAGE),
    "sharing_rate_limit": DriveError(
        403, "sharingRateLimitExceeded", "Rate limit exceeded. User message: you have sent too many invitations."
    ),
    "unauthorized": DriveError(
        401, "authError", "Invalid Credentials", location="Authorization", location_type="header"
    ),
    "forbidden": insufficient_permissions(),
    "not_found": DriveError(404, "notFound", "File not found: ."),
    "server_error": DriveError(500, "internalError", "Internal Error"),
    "bad_gateway": DriveError(502, "backendError", "Bad Gateway"),
    "unavailable": DriveError(503, "backendError", "Backend Error"),
    "timeout": DriveError(504, "gatewayTimeout", "Deadline exceeded."),
    "bad_request": DriveError(400, "badRequest", "Bad Request"),
    "invalid_sharing": DriveError(400, "invalidSharingRequest", "Bad Request. User message: the email was not sent."),
}
"""The named faults with an error of their own; 'empty_answer' is not here, since it is a success."""
