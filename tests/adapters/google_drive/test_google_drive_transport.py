"""The transport: no request reaches a server twice, and it is known whether one was sent."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Semaphore, Thread
from typing import Protocol

import pytest

from handoff.adapters.google_drive.transport import AnswerLostError, Http, UnreachableError

BODY = b"{}"
METHODS = (b"GET", b"POST", b"PATCH", b"DELETE")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Server:
    """Takes one request a connection, answers it as told, and closes without a word."""

    def __init__(self, *answers: bytes) -> None:
        self.requests: list[str] = []
        self.left = Semaphore(0)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._answers = answers
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/"

    def _serve(self) -> None:
        for answer in self._answers:
            try:
                connection, _ = self._listener.accept()
            except OSError:  # closed: nobody came
                return
            with connection:
                received = connection.recv(65536)
                while received.startswith(METHODS) and not received.endswith(BODY):
                    received += connection.recv(65536)  # closing on unread bytes would be another kind of end
                self.requests.append(received.split(b" ", 1)[0].decode("latin-1"))
                connection.sendall(answer)
            self.left.release()

    def close(self) -> None:
        """Let nobody in any more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


class Serve(Protocol):
    """Starts a server with its answers; it ends with the test."""

    def __call__(self, *answers: bytes) -> Server:
        """Give one answer for each connection, b"" for none."""
        ...


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a server."""
    with ExitStack() as servers:

        def start(*answers: bytes) -> Server:
            server = Server(*answers)
            servers.callback(server.close)
            return server

        yield start


@pytest.fixture
def http() -> Iterator[Http]:
    """Return an Http with a short timeout."""
    http = Http(timeout=5)
    yield http
    http.close()


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "GET"])
def test_request_whose_answer_is_lost_is_sent_once(http: Http, serve: Serve, method: str) -> None:
    """httplib2 by itself would send it again, which would make a second file."""
    server = serve(b"", b"")
    with pytest.raises(AnswerLostError):
        http.request(server.url, method, body=BODY)
    assert server.requests == [method]


def test_request_on_a_connection_that_the_server_closed_goes_out_on_a_new_one(http: Http, serve: Serve) -> None:
    """The end of an idle connection is noticed before anything is sent on it."""
    server = serve(OK, OK)
    for _ in range(2):
        response, content = http.request(server.url, "POST", body=BODY)
        assert (response.status, content) == (200, b"ok")
        assert server.left.acquire(timeout=5)
    assert server.requests == ["POST", "POST"]


def test_request_after_a_lost_answer_works_again(http: Http, serve: Serve) -> None:
    """A connection that failed is not used again."""
    server = serve(b"", OK)
    with pytest.raises(AnswerLostError):
        http.request(server.url, "POST", body=BODY)
    assert http.request(server.url, "GET", body=BODY)[1] == b"ok"


def test_request_that_reaches_nobody_was_not_sent(http: Http) -> None:
    """No connection, no request."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(UnreachableError):
        http.request(f"http://127.0.0.1:{port}/", "POST", body=BODY)


def test_request_that_is_not_spoken_tls_was_not_sent(http: Http, serve: Serve) -> None:
    """A handshake that fails comes before the request."""
    server = serve(b"no TLS here\r\n")
    with pytest.raises(UnreachableError):
        http.request(server.url.replace("http:", "https:"), "POST", body=BODY)
