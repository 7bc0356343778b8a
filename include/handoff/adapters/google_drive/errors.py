"""Maps what Google's client raises to the product's tree of errors.

A write is told from a read: after a write that may have arrived the outcome is unknown, after a read the vendor was
merely not there. Google's own words are kept, since its reasons are many, but never an address in them.
https://developers.google.com/workspace/drive/api/guides/handle-errors
"""

from __future__ import annotations

import json
import re
from http.client import HTTPException

from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import BatchError, HttpError
from httplib2 import HttpLib2Error

from handoff.adapters.google_drive.transport import UnreachableError
from handoff.errors import (
    HandoffError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
    RecordNotFoundError,
    VendorRefusedError,
    VendorUnavailableError,
)

RAISED = (HttpError, BatchError, GoogleAuthError, HttpLib2Error, HTTPException, OSError)
"""All that a call through Google's client may raise for reasons beyond our code."""

SHARING_PAUSE = 3600.0
"""Seconds to leave sharing alone after `sharingRateLimitExceeded`; Google gives none, and retries prolong it."""

INVALID_SHARING = "invalidSharingRequest"

OWNERS_MOVE = "fileWriterTeamDriveMoveInDisabled"
"""What Drive says where only a file's owner may move it into a shared drive."""

TAKEN = "fileIdInUse"
"""What Drive says where a file is to be made under an id that one has already."""

_KEY = "Check the service account's key and its domain-wide delegation."
_TOO_FAST = {"userRateLimitExceeded", "rateLimitExceeded", "quotaExceeded"}
_NO_RIGHTS = {
    "insufficientFilePermissions": "Give the account that Handoff acts as the right to edit and share the file.",
    "insufficientParentPermissions": "Give the account that Handoff acts as the right to edit the folder.",
    "insufficientPermissions": "Authorise the service account for the scope in the Workspace admin console.",
    "accessNotConfigured": "Enable the Google Drive API in the service account's project.",
    "forbidden": "Give the account that Handoff acts as the right to do this.",
}
_MENDS = {
    "cannotModifyInheritedPermission": "Change it on the folder it comes from.",
    "cannotModifyInheritedTeamDrivePermission": "Change it on the folder or the shared drive it comes from.",
    "exportSizeLimitExceeded": "Google exports 10 MB at most; split the document or download it by hand.",
    "invalidSharingRequest": "Check that the person has a Google account and that sharing with them is allowed.",
    "teamDrivesFolderMoveInNotSupported": "Make the folder anew in the shared drive and move its files one by one.",
    "ownershipChangeAcrossDomainNotPermitted": "Transfers work inside one organisation only; copy the file instead.",
    "consentRequiredForOwnershipTransfer": "Transfers work inside one organisation only; copy the file instead.",
}
_ADDRESS = re.compile(r"[^\s<>\"'()]+@[^\s<>\"'()]+")


class DriveRefusedError(VendorRefusedError):
    """A refusal that carries Google's reason, for those that need a look before they count."""

    def __init__(self, what: str, *, reason: str, record: str | None, mend: str) -> None:
        super().__init__(what, record=record, mend=mend)
        self.reason = reason


def to_error(error: Exception, *, record: str | None, wrote: bool) -> HandoffError:
    """Return our error for one that the client raised while it read, or wrote, a record."""
    if isinstance(error, HttpError):
        return _from_answer(error, record, wrote=wrote)
    if isinstance(error, RefreshError):
        return _from_token(error, record)
    if isinstance(error, UnreachableError | TransportError):
        return VendorUnavailableError("Google Drive can't be reached; nothing was sent.", record=record)
    if wrote:
        return OutcomeUnknownError("Google Drive's answer to a change was lost.", record=record)
    return VendorUnavailableError(f"Google Drive did not answer ({type(error).__name__}).", record=record)


def _from_answer(error: HttpError, record: str | None, *, wrote: bool) -> HandoffError:
    status, (reason, message) = int(error.resp.status), _reason(error)
    what = f"Google Drive refuses: {reason or 'no reason'} ({status}). {message}".strip()
    if reason == "sharingRateLimitExceeded":
        return RateLimitedError(what, record=record, mend="Wait an hour.", retry_after=SHARING_PAUSE)
    if reason in _TOO_FAST or status == 429:
        return RateLimitedError(what, record=record, retry_after=_retry_after(error))
    if status >= 500 or status == 408:
        kind = OutcomeUnknownError if wrote else VendorUnavailableError
        return kind(f"Google Drive is in trouble: {reason or 'no reason'} ({status}).", record=record)
    if status == 404:
        mend = "Check that it exists and is shared with the account that Handoff acts as."
        return RecordNotFoundError("Google Drive finds no such file.", record=record, mend=mend)
    if status == 401 or (status == 403 and reason in _NO_RIGHTS):
        return NotAuthorisedError(what, record=record, mend=_NO_RIGHTS.get(reason, _KEY))
    return DriveRefusedError(what, reason=reason, record=record, mend=_MENDS.get(reason, ""))


def _from_token(error: RefreshError, record: str | None) -> HandoffError:
    if error.retryable:
        return VendorUnavailableError("Google gives no access token at the moment.", record=record)
    body = error.args[1] if len(error.args) > 1 else None
    code = str(body.get("error", "")) if isinstance(body, dict) else ""
    return NotAuthorisedError(
        f"Google refuses an access token ({code or 'no reason given'}).",
        record=record,
        mend="Check the service account's key, its domain-wide delegation and scopes, and that the user is active.",
    )


def _reason(error: HttpError) -> tuple[str, str]:
    """Read the first reason and the message off Google's JSON; an answer that is not JSON has neither."""
    try:
        body = json.loads(error.content)["error"]
        details = body.get("errors") or [{}]
        return str(details[0].get("reason", "")), _ADDRESS.sub("[address]", str(body.get("message", "")))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return "", ""


def _retry_after(error: HttpError) -> float | None:
    seconds = error.resp.get("retry-after", "")
    return float(seconds) if seconds.isdecimal() else None
