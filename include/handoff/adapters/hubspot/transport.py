"""How the vendor's library reaches HubSpot: one pool of connections, timeouts, retries that are safe.

All API objects of the library send through `Transport.request`, in place of their own HTTP clients, which have a pool
each, no timeout, and raise errors that carry whole bodies. What always holds: every call has a timeout; a call is sent
again only where the error's type says that it was not processed or that it only reads; what comes back is the raw JSON
(numbers with a fraction as text, since they are evidence).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.errors import answer_error, lost_write
from handoff.adapters.hubspot.quotas import Meter
from handoff.adapters.retrying import retrying
from handoff.domain.ports.tools import Limiter
from handoff.errors import VendorUnavailableError

Wire = dict[str, Any]
"""A JSON object as HubSpot sends it."""

_PIECE = 256 * 1024
_READS = ("/search", "/batch/read")


class Transport:
    """Sends requests to one account. Safe for many threads."""

    def __init__(
        self, connection: HubSpotConnection, sleep: Callable[[float], None], limiter: Limiter | None = None
    ) -> None:
        self._connection = connection
        self._meter = Meter(connection, limiter)
        timeout = urllib3.Timeout(connect=min(connection.timeout, 10.0), read=connection.timeout)
        self._pool = urllib3.PoolManager(maxsize=8, retries=False, timeout=timeout)
        self._retrying = retrying(sleep)

    def request(  # the shape is that of the library's ApiClient.request, which this stands in for
        self,
        method: str,
        url: str,
        query_params: Sequence[tuple[str, object]] | None = None,
        headers: dict[str, str] | None = None,
        body: object = None,
        **_: object,
    ) -> Wire:
        """Return the JSON of an answer, {} for an empty one; raises the errors of our tree."""
        path = self._connection.dated(url.removeprefix(self._connection.base_url))
        query = f"?{urlencode(query_params)}" if query_params else ""
        # a copy of the retrying, since it keeps the statistics of a call
        return self._retrying.copy()(self._send, method, path, query, headers or {}, body)

    def download(self, url: str, limit: int) -> bytes | None:
        """Return what is at an address of HubSpot's, None where that is more than `limit` bytes; no more are held.

        No token is sent with it: the address itself lets in.
        """
        return self._retrying.copy()(self._download, url, limit)

    def _download(self, url: str, limit: int) -> bytes | None:
        if urlsplit(url).scheme not in ("https", urlsplit(self._connection.base_url).scheme):
            raise self._unreachable("gave no address of a file")
        data = bytearray()
        try:
            with self._pool.request("GET", url, preload_content=False) as response:
                if response.status > 299:
                    raise answer_error(response.status, response.headers, {}, write=False)
                for piece in response.stream(_PIECE):
                    data += piece
                    if len(data) > limit:
                        response.close()
                        return None
        except HTTPError as error:
            raise self._unreachable(f"did not give a file ({type(error).__name__})") from None
        return bytes(data)

    def _send(self, method: str, path: str, query: str, headers: dict[str, str], body: object) -> Wire:
        write = method != "GET" and not path.endswith(_READS)
        content = None if body is None else json.dumps(body).encode()
        self._meter.spend(path)
        try:
            response = self._pool.request(
                method, f"{self._connection.base_url}{path}{query}", body=content, headers=headers
            )
        except (NewConnectionError, ConnectTimeoutError):
            raise self._unreachable("could not be reached") from None
        except HTTPError as error:
            if write:
                raise lost_write(f"The answer to a write was lost ({type(error).__name__})") from None
            raise self._unreachable(f"did not answer ({type(error).__name__})") from None
        self._meter.read(response.status, response.headers)
        if response.status > 299:
            raise answer_error(response.status, response.headers, _json(response.data) or {}, write=write)
        answer = _json(response.data or b"{}")
        if answer is None:
            raise lost_write("The answer to a write was no JSON") if write else self._unreachable("sent no JSON")
        return answer

    def _unreachable(self, what: str) -> VendorUnavailableError:
        return VendorUnavailableError(
            f"HubSpot {what}.",
            record=f"connection {self._connection.id}",
            mend=f"See whether {self._connection.base_url} can be reached from here.",
        )


def _json(data: bytes) -> Wire | None:
    try:
        value = json.loads(data, parse_float=str)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
