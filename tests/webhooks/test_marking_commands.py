"""`handoff mark`, `handoff withdraw` and `handoff webhooks` as an operator runs them: over HTTP, by the environment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from endpoint import Endpoint, body_of, event, eventually, playing, signature
from typer.testing import CliRunner, Result

from handoff.domain.handoff import State
from handoff.entrypoints.cli import app, output
from handoff.entrypoints.local.processes import program
from handoff.entrypoints.local.stack import free_port

Run = Callable[..., Result]


@pytest.fixture
def endpoint(database_url: str, tmp_path: Path) -> Iterator[Endpoint]:
    """Return the endpoint of a firm whose HubSpot delivers nothing by itself, so that the commands come first."""
    with playing(database_url, tmp_path, subscribed=False) as found:
        yield found


@pytest.fixture
def environment(endpoint: Endpoint) -> dict[str, str]:
    """Return the settings and connections of the firm, as an operator's shell has them."""
    settings = endpoint.firm.settings
    found = {
        "HANDOFF_DATABASE_URL": settings.database_url,
        "HANDOFF_POLICY": str(settings.policy),
        "HANDOFF_ARTIFACTS": settings.artifacts,
    }
    for name, given in endpoint.firm.connections.items():
        parts = {"host": given.host, "port": given.port, "login": given.login, "password": given.password}
        account = {"conn_type": "generic", **{key: value for key, value in parts.items() if value is not None}}
        found[f"AIRFLOW_CONN_{name.upper()}"] = json.dumps(account | {"extra": given.extra_dejson})
    return found


@pytest.fixture
def run(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command in that environment."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(output.console, "width", 200)
    monkeypatch.setattr(output.errors, "width", 200)
    return lambda *words: CliRunner().invoke(app, list(words), catch_exceptions=False)


def test_marked_deal_is_opened_and_started_once(endpoint: Endpoint, run: Run) -> None:
    """A deal that stands at the mark becomes one handoff with one run, however often the command is given."""
    endpoint.mark()
    first, again = (run("mark", "handoff_hubspot", "8002") for _ in range(2))
    (handoff,) = endpoint.handoffs()
    assert first.output.strip() == f"{handoff.id} is marked; its preparation was started."
    assert again.output.strip() == f"{handoff.id} is marked; its preparation had been started already."
    assert set(endpoint.airflow.runs) == {f"prepare_handoff/{handoff.id}.1"}


def test_handoff_is_recorded_where_airflow_is_down(endpoint: Endpoint, run: Run) -> None:
    """Where Airflow can't be reached the handoff is there, and the command says who will start it."""
    endpoint.mark()
    endpoint.airflow.down = True
    told = run("mark", "handoff_hubspot", "8002")
    (handoff,) = endpoint.handoffs()
    assert told.exit_code == 0
    assert told.output.startswith(f"{handoff.id} is marked; watch_crm will start it")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["handoff_hubspot", "8002"], "does not stand at the mark"),
        (["handoff_hubspot", "999999"], "It is not there"),
        (["handoff_nobody", "8002"], "no connection 'handoff_nobody'"),
    ],
)
def test_what_is_not_marked_is_refused(endpoint: Endpoint, run: Run, words: list[str], said: str) -> None:
    """A record that is not marked, one that is not there, and an unknown connection are named; nothing is recorded."""
    with pytest.raises(Exception, match=said):
        run("mark", *words)
    assert endpoint.handoffs() == []


def test_handoff_is_withdrawn_with_a_note_and_stays_so(endpoint: Endpoint, run: Run) -> None:
    """Withdrawn before its approval, it ends so, the deal has one note that says why, and nothing opens it anew."""
    endpoint.mark()
    run("mark", "handoff_hubspot", "8002")
    (handoff,) = endpoint.handoffs()
    told = run("withdraw", handoff.id, "--because", "The client stays after all")
    assert told.output.strip() == f"{handoff.id} is withdrawn."
    run("withdraw", handoff.id, "--because", "The client stays after all")
    notes = endpoint.firm.hubspot("GET", "/crm/v4/objects/deals/8002/associations/notes")["results"]
    read = [
        endpoint.firm.hubspot("GET", f"/crm/v3/objects/notes/{note['toObjectId']}?properties=hs_note_body")
        for note in notes
    ]
    assert sum("The client stays after all." in note["properties"]["hs_note_body"] for note in read) == 1
    with endpoint.firm.app() as product:
        product.detect()
    assert [item.state for item in endpoint.handoffs()] == [State.WITHDRAWN]


def test_endpoint_is_served_alone_and_ends_in_order(environment: dict[str, str], endpoint: Endpoint) -> None:
    """`handoff webhooks serve` takes a signed delivery, records its handoff, logs no address, and ends on SIGTERM."""
    endpoint.mark()
    port = free_port()
    given = {**os.environ, **environment, "HANDOFF_WEBHOOKS_URL": f"http://127.0.0.1:{port}/webhooks"}
    command = [str(program("handoff")), "webhooks", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603 - our own command
        base = f"http://127.0.0.1:{port}"
        try:
            eventually(lambda: _answers(base), 60)
            body, path = body_of([event()]), "/webhooks/hubspot/handoff_hubspot"
            answer = httpx.post(base + path, content=body, headers=signature(base + path, body), timeout=30)
            assert answer.status_code == 200
            assert httpx.post(base + path, content=body, timeout=30).status_code == 401
            eventually(lambda: len(endpoint.handoffs()) == 1)
        finally:
            process.send_signal(signal.SIGTERM)
            told = process.communicate(timeout=30)[0]
    assert process.returncode in (0, -signal.SIGTERM)
    assert path not in told


def _answers(base: str) -> bool:
    try:
        return httpx.get(base + "/health", timeout=5).status_code == 200
    except httpx.TransportError:
        return False
