"""Sends calls to Google Drive, as the subject or as another user of the organisation, retried where that is safe.

What always holds: one Http a thread and user; a read is repeated within the connection's bounds, a write only after an
answer that says it was not done (a rate limit) or where nothing was sent. The service only makes requests, from the
discovery document in the package; it never sends one, so that threads may share it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.resources import files
from typing import Any, TypeVar

from google.oauth2.service_account import Credentials
from google_auth_httplib2 import AuthorizedHttp, Request
from googleapiclient.discovery import build_from_document
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential, wait_random

from handoff.adapters.google_drive.connection import GOOGLE, DriveConnection
from handoff.adapters.google_drive.errors import RAISED, to_error
from handoff.adapters.google_drive.quotas import Meter
from handoff.adapters.google_drive.transport import Http
from handoff.domain.ports.tools import Limiter
from handoff.errors import HandoffError, RateLimitedError, SettingsError, VendorUnavailableError

_SCOPE = "https://www.googleapis.com/auth/drive"

T = TypeVar("T")


class Session:
    """Calls for one connection. SettingsError for a key that is none."""

    def __init__(self, connection: DriveConnection, limiter: Limiter | None = None) -> None:
        self.connection = connection
        self._meter = Meter(connection, limiter)
        self._local = threading.local()
        self._lock = threading.Lock()
        self._key = _key(connection)
        self._credentials: dict[str, Credentials] = {}

    @cached_property
    def service(self) -> Any:
        """Google's client of Drive v3, which makes the requests."""
        return build_from_document(_discovery(self.connection.root_url), http=Http())

    def read(self, request: Any, *, record: str | None, user: str | None = None) -> Any:
        """Send a request that changes nothing and return its JSON; an error of our tree."""
        return self.retrying(lambda: self._send(request, record, user, wrote=False))

    def write(self, request: Any, *, record: str | None, user: str | None = None) -> Any:
        """Send a request that changes something, once, and return its JSON; OutcomeUnknownError where it may have."""
        return self.retrying(lambda: self._send(request, record, user, wrote=True))

    def retrying(self, send: Callable[[], T]) -> T:
        """Call until it succeeds, raises what no retry helps, or the connection's bounds are reached."""
        return Retrying(
            stop=stop_after_attempt(self.connection.attempts),
            retry=retry_if_exception(self.worth_retrying),
            wait=self._pause,
            reraise=True,
        )(send)

    def worth_retrying(self, error: object) -> bool:
        """Whether the same call may be sent again soon."""
        if isinstance(error, RateLimitedError):
            return (error.retry_after or 0) <= self.connection.longest_wait
        return isinstance(error, VendorUnavailableError)

    def http(self, user: str | None = None) -> AuthorizedHttp:
        """Return this thread's Http with a valid token of a user (None: the subject); an error of Google's client."""
        user = user or self.connection.subject
        https: dict[str, AuthorizedHttp] = self._local.__dict__.setdefault("https", {})
        with self._lock:
            credentials = self._credentials.setdefault(user, _acting_as(self._key, user))
            http = https.setdefault(user, AuthorizedHttp(credentials, Http(timeout=self.connection.timeout)))
            # Fetched apart from the call itself, since a token that can't be had leaves a write unsent.
            if not credentials.valid:
                credentials.refresh(Request(http.http))  # type: ignore[no-untyped-call]  # as google-auth has it
        return http

    def spend(self, requests: Sequence[Any], user: str | None) -> None:
        """Wait until requests may be sent as a user (None: the subject)."""
        self._meter.spend(requests, user or self.connection.subject)

    def refused(self, error: HandoffError) -> HandoffError:
        """Return an error of Drive's, after it was told to the limiter."""
        self._meter.refused(error, self.connection.longest_wait)
        return error

    def _send(self, request: Any, record: str | None, user: str | None, *, wrote: bool) -> Any:
        self.spend([request], user)
        try:
            http = self.http(user)
        except RAISED as error:
            raise to_error(error, record=record, wrote=False) from error
        try:
            return request.execute(http=http, num_retries=0)
        except RAISED as error:
            raise self.refused(to_error(error, record=record, wrote=wrote)) from error

    def _pause(self, state: RetryCallState) -> float:
        first, longest = self.connection.wait, self.connection.longest_wait
        backoff = (wait_exponential(multiplier=first, max=longest) + wait_random(0, first))(state)
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, RateLimitedError) else None
        return max(backoff, asked or 0)


def _key(connection: DriveConnection) -> Credentials:
    scope = f"{_SCOPE}.readonly" if connection.read_only else _SCOPE
    try:
        key: Credentials = Credentials.from_service_account_info(  # type: ignore[no-untyped-call]  # as google-auth has it
            dict(connection.service_account), scopes=[scope]
        )
    except (ValueError, TypeError) as error:
        raise SettingsError(
            f"Connection '{connection.id}' holds no valid key of a service account.",
            mend="Put the key's whole JSON file into the connection.",
        ) from error
    return key


def _acting_as(key: Credentials, user: str) -> Credentials:
    acting: Credentials = key.with_subject(user)  # type: ignore[no-untyped-call]  # as google-auth has it
    return acting


def _discovery(root_url: str) -> dict[str, Any]:
    """Return the discovery document, pointed at another server where it is not Google's own."""
    document: dict[str, Any] = json.loads(
        (files("googleapiclient") / "discovery_cache" / "documents" / "drive.v3.json").read_bytes()
    )
    if root_url != GOOGLE:
        document["rootUrl"] = root_url if root_url.endswith("/") else f"{root_url}/"
        document["baseUrl"] = document["rootUrl"] + document["servicePath"]
        document.pop("mtlsRootUrl", None)
    return document
