"""How the adapter reaches HubSpot: connections, versions, credentials, refusals."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from adapter_portal import LONG_AGO, RULE, Portal, set_owner

from handoff.adapters.hubspot import HubSpotConnection, HubSpotCrm
from handoff.adapters.hubspot.errors import answer_error
from handoff.domain.record import Kind
from handoff.errors import (
    HandoffError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
    SettingsError,
    VendorRefusedError,
    VendorUnavailableError,
)
from handoff_sandbox.core.dropping import DroppableProtocol

DEAL = set_owner(Kind.DEAL, "1", {"owner": "71"}, {"owner": "72"})


def test_transport_reuses_one_connection(portal: Portal) -> None:
    """All APIs of the library go over the same connection, call after call."""
    crm, seen = portal.crm(), set()
    for call in (crm.owners, lambda: crm.marks(RULE, LONG_AGO), lambda: crm.observe([DEAL]), crm.owners):
        call()
        state = portal.server._uvicorn.server_state  # type: ignore[union-attr]  # it runs
        held = [connection for connection in state.connections if isinstance(connection, DroppableProtocol)]
        seen |= {id(connection) for connection in held if connection.scope["path"].startswith("/crm")}
    assert len(seen) == 1


def test_transport_serves_many_threads(portal: Portal) -> None:
    """Calls from many threads at once answer each its own."""
    crm = portal.crm()
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda _: crm.observe([DEAL])[0], range(60)))
    assert {str(answer) for answer in answers} == {str(crm.observe([DEAL])[0])}


def test_transport_speaks_the_older_versions_too(portal: Portal) -> None:
    """The API's version is a setting: v3 and v4 paths, or another dated one, give the same records."""
    expected = portal.crm().observe([DEAL])
    for version, path in (
        ("v3", "/crm/v3/objects/deals/batch/read"),
        ("2025-09", "/crm/objects/2025-09/deals/batch/read"),
    ):
        assert portal.crm(api_version=version).observe([DEAL]) == expected
        assert portal.paths()[-1] == path
    crm = portal.crm(api_version="v3")
    client, _ = crm.open(portal.mark(), RULE)
    assert "/crm/v4/associations/deals/companies/batch/read" in portal.paths()
    assert client.name == "Marlow"


def test_transport_names_a_wrong_token(portal: Portal) -> None:
    """A wrong token is not retried, says what to do, and stands in no message."""
    with pytest.raises(NotAuthorisedError) as caught:
        portal.crm(access_token="wrong-secret").owners()
    assert "token" in caught.value.mend
    assert "wrong-secret" not in str(caught.value)
    assert portal.slept == []


def test_transport_names_a_missing_scope(portal: Portal) -> None:
    """A token that lacks a scope is told which."""
    crm = portal.crm(access_token="pat-narrow")
    assert len(crm.owners()) == 3
    with pytest.raises(NotAuthorisedError, match=r"crm\.objects\.deals\.read"):
        crm.marks(RULE, LONG_AGO)


def test_transport_says_that_hubspot_cannot_be_reached() -> None:
    """A port where nobody listens is told after some attempts, for a write as for a read: nothing was sent."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    slept: list[float] = []
    crm = HubSpotCrm(HubSpotConnection("crm_main", f"http://127.0.0.1:{port}", "secret-token"), sleep=slept.append)
    with pytest.raises(VendorUnavailableError) as caught:
        crm.owners()
    assert caught.value.record == "connection crm_main"
    assert str(port) in caught.value.mend
    assert len(slept) == 5
    assert isinstance(crm.apply([DEAL])[0], VendorUnavailableError)


def test_transport_does_not_wait_for_ever(portal: Portal) -> None:
    """A vendor that does not answer is given up after the connection's timeout; a write's outcome is then unknown."""
    portal.fault("latency", ".*", times=None, seconds=1)
    crm = portal.crm(timeout=0.05)
    with pytest.raises(VendorUnavailableError, match="did not answer"):
        crm.owners()
    assert isinstance(crm.apply([DEAL])[0], OutcomeUnknownError)
    assert portal.calls()["POST objects/deals/batch/update"] <= 1


def test_transport_leaves_the_daily_limit_to_the_next_attempt(portal: Portal) -> None:
    """Where waiting takes hours the call fails at once, with the time to wait."""
    portal.fault("daily_limit", ".*/owners/.*")
    with pytest.raises(RateLimitedError, match="DAILY") as caught:
        portal.crm().owners()
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > 60
    assert portal.slept == []


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"<html></html>", VendorUnavailableError),
        (200, b'{"a": "page"}', VendorUnavailableError),
        (404, b"<html></html>", VendorRefusedError),
        (502, b"<html></html>", VendorUnavailableError),
    ],
)
def test_transport_knows_that_somebody_else_answers(status: int, body: bytes, error: type[HandoffError]) -> None:
    """What a proxy or a wrong server says is no empty success and no missing record; a write's outcome is unknown."""

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", "13")
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the base's name

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        thread = Thread(target=proxy.serve_forever, args=(0.01,))
        thread.start()
        crm = HubSpotCrm(HubSpotConnection("main", f"http://127.0.0.1:{proxy.server_port}", "t"), sleep=lambda _: None)
        with pytest.raises(error):
            crm.owners()
        assert isinstance(crm.observe([DEAL])[0], error)
        assert isinstance(crm.apply([DEAL])[0], VendorRefusedError if status == 404 else OutcomeUnknownError)
        proxy.shutdown()
        thread.join()


def test_transport_logs_no_personal_data(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    """A retry is logged by method and path; no address, name or token is."""
    portal.fault("server_error", ".*/owners/.*", times=1)
    with caplog.at_level(logging.DEBUG):
        portal.crm().open(portal.mark(), RULE)
    assert "HTTP 500" in caplog.text
    for secret in ("pat-test", "tom@fieldnote.example", "Lind"):
        assert secret not in caplog.text


def test_refusals_carry_no_values() -> None:
    """HubSpot's words are kept up to the values in them: codes, properties and the trace stay, addresses go."""
    error = answer_error(
        400,
        {},
        {
            "message": 'Email helena@marlow.example is invalid: [{"isValid":false,"message":"Helena was not"}]',
            "errors": [{"message": "Helena", "code": "INVALID_EMAIL", "context": {"propertyName": ["email"]}}],
            "correlationId": "abc-1",
        },
        write=True,
    )
    assert isinstance(error, VendorRefusedError)
    assert "INVALID_EMAIL on email" in error.what
    assert "abc-1" in error.what
    assert "elena" not in str(error)


def test_a_connection_that_cannot_be_right_is_refused() -> None:
    """An address without a scheme, no token or an unknown version is told by the connection's id, without the token."""
    for address, token, version in (
        ("api.hubapi.com", "t", "2026-03"),
        ("https://api.hubapi.com", "", "2026-03"),
        ("https://api.hubapi.com", "t", "v9"),
    ):
        with pytest.raises(SettingsError, match="connection main"):
            HubSpotConnection("main", address, token, version)
    assert "t0ken" not in repr(HubSpotConnection("main", "https://api.hubapi.com/", "t0ken"))


def test_the_adapter_is_cheap_to_import() -> None:
    """Importing the adapter loads none of the library's APIs, which take a quarter of a second and more."""
    code = "import sys, handoff.adapters.hubspot; print(sum(name.startswith('hubspot.crm') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.strip() == "0"
