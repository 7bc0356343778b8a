"""Logs in, and in again where a session has ended; the library's object for each session, without its own renewal.

The library renews a session by itself, but drops a call's headers then, does not lock, and may not end. Here a session
is renewed by one thread while the others wait, and a call is sent again once. `https://` is hard-coded in the library:
for an emulator, requests to https are sent to its address by an adapter of the session.
"""

from __future__ import annotations

import threading
import warnings
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceAuthenticationFailed
from simple_salesforce.login import SalesforceLogin

from handoff.adapters.salesforce.connection import SalesforceConnection
from handoff.errors import NotAuthorisedError, VendorUnavailableError

POOL = 8
"""Connections that are kept open."""


class Wire(HTTPAdapter):
    """Gives every request a timeout, which the library does not, and leads to the emulator where there is one."""

    def __init__(self, connection: SalesforceConnection) -> None:
        super().__init__(pool_maxsize=POOL, max_retries=0)
        self._timeout = min(connection.timeout, 10.0), connection.timeout
        self._address = connection.base_url if connection.is_local else ""

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:  # noqa: ANN401 - passed on
        """Send a request."""
        if self._address:
            parts = urlsplit(request.url or "")
            request.url = f"{self._address}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return super().send(request, *args, **{**options, "timeout": self._timeout})


class Sessions:
    """The current session of one organisation. Safe for many threads."""

    def __init__(self, connection: SalesforceConnection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._current: Salesforce | None = None
        self._http = requests.Session()
        self._http.mount("https://", Wire(connection))

    def current(self) -> Salesforce:
        """Return the library's object for the session, logging in where there is none."""
        with self._lock:
            if self._current is None:
                self._current = self._opened()
            return self._current

    def end(self, session: Salesforce) -> None:
        """Let go of a session that Salesforce no longer accepts; NotAuthorisedError where it can't be renewed."""
        with self._lock:
            if self._connection.session_id and not self._connection.consumer_key:
                raise self._refused("the session has ended and the connection holds nothing to log in with")
            if self._current is session:
                self._current = None

    def _opened(self) -> Salesforce:
        given = self._connection
        session_id, host = given.session_id, urlsplit(given.base_url).netloc
        if given.consumer_key:
            session_id, host = self._log_in()
        return Salesforce(
            session_id=session_id, instance=host, version=given.api_version, session=self._http, object_pairs_hook=dict
        )

    def _log_in(self) -> tuple[str, str]:
        given = self._connection
        way: dict[str, Any] = {"consumer_secret": given.consumer_secret, "domain": given.domain}
        if given.private_key:
            way = {"username": given.username, "privatekey": given.private_key, "instance_url": given.domain}
            way["domain"] = given.audience
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it prints the consumer's key
                session_id, host = SalesforceLogin(consumer_key=given.consumer_key, session=self._http, **way)
        except SalesforceAuthenticationFailed as error:
            if error.code in ("unknown_error", "server_error") or (isinstance(error.code, int) and error.code >= 500):
                raise self._unavailable(f"refuses to log in for now ({error.code})") from None
            raise self._refused(f"it says {error.code}") from None
        except requests.RequestException as error:
            raise self._unavailable(f"could not be reached ({type(error).__name__})") from None
        except AttributeError:  # an answer that is JSON and no login, which the library does not look for
            raise self._refused("whoever answers at the connection's address is not Salesforce") from None
        return str(session_id), str(host)

    def _refused(self, why: str) -> NotAuthorisedError:
        return NotAuthorisedError(
            f"Salesforce does not let Handoff in: {why}.",
            record=f"connection {self._connection.id}",
            mend="Check the connected app, its user and the connection (docs/connect.md).",
        )

    def _unavailable(self, what: str) -> VendorUnavailableError:
        return VendorUnavailableError(
            f"Salesforce {what}.",
            record=f"connection {self._connection.id}",
            mend=f"See whether {self._connection.base_url} can be reached from here.",
        )
