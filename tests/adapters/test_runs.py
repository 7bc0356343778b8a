"""Airflow's runs over its REST API, as far as a real Airflow of ours never answers it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from handoff.adapters.airflow import AirflowConnection, AirflowRuns
from handoff.errors import NotAuthorisedError, PermanentError

Serve = Callable[[dict[str, int]], tuple[AirflowRuns, list[str]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that serves an API with a status for each `METHOD path`, and returns the adapter on it with the
    calls that it got.
    """
    with ExitStack() as stack:

        def make(statuses: dict[str, int]) -> tuple[AirflowRuns, list[str]]:
            calls: list[str] = []

            class Api(BaseHTTPRequestHandler):
                """Answers with the status alone, but for the login."""

                def answer(self) -> None:
                    """Answer a request."""
                    self.rfile.read(int(self.headers.get("Content-Length") or 0))
                    call = f"{self.command} {self.path}"
                    calls.append(call)
                    login = call == "POST /auth/token"
                    body = json.dumps({"access_token": "t"} if login else {}).encode()
                    self.send_response(201 if login else statuses[call])
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

                do_GET = do_POST = answer  # noqa: N815 - the library's names

                def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                    """Say nothing."""

            server = stack.enter_context(HTTPServer(("127.0.0.1", 0), Api))
            Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            stack.callback(server.shutdown)
            url = f"http://127.0.0.1:{server.server_port}"
            return stack.enter_context(AirflowRuns(AirflowConnection(url, "service", "secret"))), calls

        yield make


POOL = "/api/v2/pools"


def test_pool_that_may_not_be_made_says_how_to_make_it(serve: Serve) -> None:
    """Where the service account may read pools and not make them, a person is told the command, and no retry helps."""
    runs, calls = serve({f"GET {POOL}/legacy": 404, f"POST {POOL}": 403})
    with pytest.raises(NotAuthorisedError) as caught:
        runs.ensure_pool("legacy", 4, "Clients at once")
    assert isinstance(caught.value, PermanentError)
    assert "no pool 'legacy'" in caught.value.what
    assert 'airflow pools set legacy 4 "Clients at once"' in (caught.value.mend or "")
    assert calls[1:] == [f"GET {POOL}/legacy", f"POST {POOL}"]


def test_pool_that_is_there_or_made_meanwhile_is_left_alone(serve: Serve) -> None:
    """One that is there is not made again, and one that another worker has made at the same time is no error."""
    runs, calls = serve({f"GET {POOL}/there": 200, f"GET {POOL}/raced": 404, f"POST {POOL}": 409})
    runs.ensure_pool("there", 4, "")
    assert calls[1:] == [f"GET {POOL}/there"]
    runs.ensure_pool("raced", 4, "")


def test_pool_that_may_not_be_read_is_not_taken_for_missing(serve: Serve) -> None:
    """Where pools may not even be read the error is of the role, and none is made."""
    runs, calls = serve({f"GET {POOL}/legacy": 403})
    with pytest.raises(NotAuthorisedError, match="403"):
        runs.ensure_pool("legacy", 4, "")
    assert calls[1:] == [f"GET {POOL}/legacy"]
