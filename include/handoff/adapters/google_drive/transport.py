"""HTTP for Google's client, in which no request is ever sent twice behind our back.

httplib2 sends a request again, writes too, when the server closes the connection without an answer. Here such a loss
is an AnswerLostError, and a connection that the server closed while it was idle is noticed before anything is sent on
it. What was never sent is an UnreachableError, so that a caller can tell the two apart. An Http is for one thread.
"""

from __future__ import annotations

import http.client
import select
import socket
from typing import Any
from urllib.parse import urlsplit

import httplib2


class UnreachableError(OSError):
    """No connection came about: nothing was sent."""


class AnswerLostError(OSError):
    """The request was sent and the connection closed without an answer."""


class _SendOnce(http.client.HTTPConnection):
    """What both kinds of connection do differently from httplib2's."""

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as error:
            raise UnreachableError(str(error)) from error

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None and _closed_by_server(self.sock):
            self.close()
        super().request(*args, **kwargs)

    def getresponse(self) -> http.client.HTTPResponse:
        try:
            return super().getresponse()
        except http.client.BadStatusLine as error:
            self.close()
            raise AnswerLostError("the connection was closed without an answer") from error


class _Plain(_SendOnce, httplib2.HTTPConnectionWithTimeout):  # type: ignore[misc]  # httplib2 has no types
    pass


class _Secure(_SendOnce, httplib2.HTTPSConnectionWithTimeout):  # type: ignore[misc]  # httplib2 has no types
    pass


_CONNECTIONS = {"http": _Plain, "https": _Secure}


class Http(httplib2.Http):  # type: ignore[misc]  # httplib2 has no types
    """httplib2's Http over connections that send once; whatever fails, its connection is not used again.

    It belongs to a thread, so that its connections are closed when the thread ends and lets go of it.
    """

    def __del__(self) -> None:
        self.close()

    def request(self, uri: str, *args: Any, connection_type: type | None = None, **kwargs: Any) -> Any:
        """Send one request, as httplib2 does; UnreachableError, AnswerLostError, or another OSError or HTTPException
        after which it may have arrived.
        """
        try:
            chosen = connection_type or _CONNECTIONS[urlsplit(uri).scheme]
            return super().request(uri, *args, connection_type=chosen, **kwargs)
        except Exception:
            self.close()
            raise


def _closed_by_server(sock: socket.socket) -> bool:
    """Whether an idle connection has something to read: its end, or what else makes a new one the safer choice."""
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))
