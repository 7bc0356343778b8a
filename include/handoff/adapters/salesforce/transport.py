"""How calls reach Salesforce: over the library's session, with timeouts, and repeated where that is safe.

What always holds: a call is sent again only where the error's type says that it was not processed or that it only
reads, and once more where its session had ended; what comes back is the raw JSON (numbers with a fraction as text,
since they are evidence). No log and no error holds a query, since its text may hold a client's values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import requests
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from handoff.adapters.retrying import retrying
from handoff.adapters.salesforce.connection import SalesforceConnection
from handoff.adapters.salesforce.errors import answer_error, first, lost_write
from handoff.adapters.salesforce.quotas import Meter
from handoff.adapters.salesforce.session import Sessions
from handoff.domain.ports.tools import Limiter
from handoff.errors import RateLimitedError, VendorUnavailableError

_PIECE = 256 * 1024
T = TypeVar("T")

Row = dict[str, Any]
"""A JSON object as Salesforce sends it."""


class Transport:
    """Sends requests to one organisation. Safe for many threads."""

    def __init__(
        self,
        connection: SalesforceConnection,
        sleep: Callable[[float], None],
        limiter: Limiter | None = None,
    ) -> None:
        self._connection = connection
        self._sessions = Sessions(connection)
        self._retrying = retrying(sleep)
        self._meter = Meter(limiter)

    def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Return the JSON at a path below the API's version, or at a whole path of Salesforce's own."""
        return self._read(self._sent("GET", path, params=params))

    def download(self, path: str, limit: int) -> bytes | None:
        """Return the bytes at a path, None where there are more than `limit`; no more than that are held."""

        def held(pieces: Iterable[bytes]) -> bytes | None:
            data = bytearray()
            for piece in pieces:
                data += piece
                if len(data) > limit:
                    return None
            return bytes(data)

        return self.read("GET", path, held)

    def read(self, method: str, path: str, take: Callable[[Iterable[bytes]], T], body: object = None) -> T:
        """Return what `take` makes of the pieces of an answer to a call that only reads, as they come; where it raises
        ValueError the answer was not what it should be, and the call is made again.
        """
        taken: T = self._retrying.copy()(self._taken, method, path, take, body)
        return taken

    def _taken(self, method: str, path: str, take: Callable[[Iterable[bytes]], T], body: object) -> T:
        with self._send(method, path, None, body, False, stream=True) as response:
            try:
                return take(response.iter_content(_PIECE))
            except requests.RequestException as error:
                raise self._unreachable(f"broke off in the middle of its answer ({type(error).__name__})") from None
            except ValueError:
                raise self._unreachable("sent no JSON") from None

    def ask(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Return the JSON that answers a POST which only reads."""
        return self._read(self._sent("POST", path, body=body))

    def write(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """Send a write, once, and return the JSON that answers it, None where there is none."""
        response = self._sent(method, path, body=body, write=True)
        told = _json(response.content or b"null")
        if told is None and response.content:
            raise lost_write("The answer to a write was no JSON")
        return told

    def _sent(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: object = None,
        write: bool = False,
    ) -> requests.Response:
        # a copy of the retrying, since it keeps the statistics of a call
        response: requests.Response = self._retrying.copy()(self._send, method, path, params, body, write)
        return response

    def _send(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None,
        body: object,
        write: bool,  # noqa: FBT001 - what is repeated gets its arguments by place
        *,
        stream: bool = False,
    ) -> requests.Response:
        session = self._sessions.current()
        response = self._once(session, method, path, params, body, write=write, stream=stream)
        if response.status_code == 401 and first(_json(response.content)).get("errorCode") == "INVALID_SESSION_ID":
            self._sessions.end(session)
            session = self._sessions.current()
            response = self._once(session, method, path, params, body, write=write, stream=stream)
        if response.status_code > 299:
            wait = response.headers.get("Retry-After", "")
            error = answer_error(response.status_code, _json(response.content), write=write, wait=wait)
            if isinstance(error, RateLimitedError):
                self._meter.refused()
            raise error
        return response

    def _once(
        self,
        session: Any,  # noqa: ANN401 - the library is untyped
        method: str,
        path: str,
        params: Mapping[str, str] | None,
        body: object,
        *,
        write: bool,
        stream: bool,
    ) -> requests.Response:
        self._meter.spend()
        url = f"https://{session.sf_instance}{path}" if path.startswith("/") else session.base_url + path
        data = None if body is None else json.dumps(body)
        headers = {**session.headers, "X-PrettyPrint": "0"}
        try:
            response: requests.Response = session.session.request(
                method, url, params=params, data=data, headers=headers, stream=stream
            )
        except requests.RequestException as error:
            if write and not _never_left(error):
                raise lost_write(f"The answer to a write was lost ({type(error).__name__})") from None
            raise self._unreachable(f"did not answer ({type(error).__name__})") from None
        self._meter.read(response.headers)
        return response

    def _read(self, response: requests.Response) -> Any:  # noqa: ANN401 - JSON
        told = _json(response.content)
        if told is None:
            raise self._unreachable("sent no JSON")
        return told

    def _unreachable(self, what: str) -> VendorUnavailableError:
        return VendorUnavailableError(
            f"Salesforce {what}.",
            record=f"connection {self._connection.id}",
            mend=f"See whether {self._connection.base_url} can be reached from here.",
        )


def _never_left(error: requests.RequestException) -> bool:
    """Whether a request was not sent, since no connection came about."""
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _json(data: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(data, parse_float=str)
    except ValueError:
        return None
