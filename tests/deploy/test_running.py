"""The composition runs: the image's wheel, the services' commands, environment and health checks, on PostgreSQL."""

import contextlib
import json
import secrets
import urllib.request
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from compose import ROOT, example, raw
from composition import Composition, Image, addresses, databases

from handoff.entrypoints.local.reaper import marked

POLICY = ROOT / "include/handoff/entrypoints/local/policy.yaml"
PASSWORDS = {"admin": secrets.token_urlsafe(16), "handoff": secrets.token_urlsafe(16)}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Build the image's file system."""
    return Image(tmp_path_factory.mktemp("image"))


@pytest.fixture(scope="module")
def running(image: Image, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composition]:
    """Start all services, those of the demo and the webhooks too, with a filled-in .env."""
    account = {"conn_type": "generic", "host": "http://api-server:8080", "login": "handoff"}
    variables = example() | {
        "HANDOFF_POLICY_FILE": str(POLICY),
        "POSTGRES_PASSWORD": secrets.token_hex(24),
        "AIRFLOW_FERNET_KEY": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "AIRFLOW_JWT_SECRET": secrets.token_hex(32),
        "AIRFLOW_SECRET_KEY": secrets.token_hex(32),
        "AIRFLOW_PASSWORDS": json.dumps(PASSWORDS),
        "AIRFLOW_CONN_HANDOFF_AIRFLOW": json.dumps(account | {"password": PASSWORDS["handoff"]}),
    }
    init = raw()["configs"]["databases"]["content"]
    with databases(init) as places:
        names = places | addresses()
        composition = Composition(image, variables, names, tmp_path_factory.mktemp("logs"))
        port = names["http://api-server:8080"].rpartition(":")[2]
        for service in composition.services.values():
            if "AIRFLOW__API__PORT" in service.get("environment", {}):
                service["environment"]["AIRFLOW__API__PORT"] = port
        composition.services["webhooks"]["command"][-1] = names["http://webhooks:8090"].rpartition(":")[2]
        with composition.supervisor:
            composition.up("demo", "webhooks")
            yield composition


def request(running: Composition, path: str, body: object = None, token: str = "") -> Any:
    """Call the api-server of the composition."""
    base = running.services["api-server"]["environment"]["AIRFLOW__API__BASE_URL"]
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(base + path, data, headers), timeout=30) as answer:  # noqa: S310 - to 127.0.0.1
        return json.load(answer)


def test_image_holds_a_wheel_and_no_development_tool(image: Image) -> None:
    """The package in the image is a copy, not a link to the sources, and neither ruff nor pytest came along."""
    programs = {path.name for path in image.path("/opt/venv/bin").iterdir()}
    assert {"airflow", "handoff", "handoff-sandbox"} <= programs
    assert not {"ruff", "pytest", "mypy"} & programs
    package = next(image.path("/opt/venv/lib").glob("python3*/site-packages/handoff"))
    assert (package / "registry/migrations").is_dir()
    assert not list(package.parent.glob("__editable__*handoff*"))


@pytest.mark.timeout(300)
def test_services_are_healthy_by_their_own_checks(running: Composition) -> None:
    """All services of the composition are up, each by its own health check, and the migrations have ended."""
    lasting = {name for name, service in running.services.items() if "healthcheck" in service} - {"postgres"}
    assert {name for name in lasting if running.healthy(name)} == lasting
    assert running.parts["migrations"].popen.returncode == 0


def test_services_show_the_dags_to_who_logs_in(running: Composition) -> None:
    """A user of .env logs in with the password of .env, and sees every DAG without an import error."""
    token = request(running, "/auth/token", {"username": "admin", "password": PASSWORDS["admin"]})["access_token"]
    files = {path.stem for path in (ROOT / "dags").glob("*.py")}
    running.supervisor.wait(
        "the DAGs", lambda: {d["dag_id"] for d in request(running, "/api/v2/dags", token=token)["dags"]} == files, 90
    )
    assert request(running, "/api/v2/importErrors", token=token)["import_errors"] == []


def test_services_listen_on_no_other_port_than_is_published(running: Composition) -> None:
    """Only the api-server, the webhooks and the sandbox listen: the others' log and health servers are off."""
    listening = set()
    for process in marked(running.supervisor.mark):
        with contextlib.suppress(psutil.NoSuchProcess):  # a task's process may end while it is looked at
            family = {process.pid, *(parent.pid for parent in process.parents())}
            if any(connection.status == psutil.CONN_LISTEN for connection in process.net_connections("inet")):
                listening |= {name for name, part in running.parts.items() if part.popen.pid in family}
    assert listening == {"api-server", "sandbox", "webhooks"}


def test_webhooks_answer_and_show_nothing_else(running: Composition) -> None:
    """The endpoint answers for its health, takes nothing unchecked, and has neither Airflow's pages nor ours."""
    base = running.services["webhooks"]["healthcheck"]["test"][-1].split('"')[1].removesuffix("/health")
    answers = {
        ("GET", "/health"): 200,
        ("POST", "/webhooks/hubspot/handoff_hubspot"): 503,  # the policy has it, this environment does not
        ("POST", "/webhooks/hubspot/nobody"): 404,
        ("GET", "/webhooks/hubspot/handoff_hubspot"): 405,
        ("GET", "/handoff/handoffs"): 404,
        ("GET", "/api/v2/dags"): 404,
        ("GET", "/openapi.json"): 404,
    }
    assert {each: httpx.request(each[0], base + each[1], timeout=10).status_code for each in answers} == answers


def test_services_find_the_sandbox_as_connections(running: Composition, tmp_path: Path) -> None:
    """With the demo's secrets backend every vendor's connection leads to the sandbox."""
    command = ["airflow", "connections", "get", "handoff_hubspot", "--output", "json"]
    part = running.supervisor.start(
        "connections-get",
        ["sh", "-c", " ".join(command)],
        running.environment("scheduler"),
        cwd=tmp_path,
        stdout=tmp_path / "found.json",
    )
    running.supervisor.finish(part, timeout=60)
    found = json.loads((tmp_path / "found.json").read_text())
    assert running.services["sandbox"]["command"][2].count(found[0]["host"]) == 1


def test_services_stop_when_they_are_asked_to(running: Composition) -> None:
    """SIGTERM ends each service within ten seconds, twice that for the triggerer, where no task runs any more.

    The scheduler would let its tasks end first, for which Docker leaves it longer.
    """
    token = request(running, "/auth/token", {"username": "admin", "password": PASSWORDS["admin"]})["access_token"]
    base = running.services["api-server"]["environment"]["AIRFLOW__API__BASE_URL"]
    paused = httpx.patch(
        f"{base}/api/v2/dags?dag_id_pattern=~",
        json={"is_paused": True},
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    assert paused.is_success, paused.text
    at_work = "/api/v2/dags/~/dagRuns/~/taskInstances?state=running&state=queued"
    running.supervisor.wait("idleness", lambda: request(running, at_work, token=token)["total_entries"] == 0, 120)
    took = running.stopped_gently()
    assert {"api-server", "scheduler", "dag-processor", "triggerer", "sandbox", "webhooks"} == set(took)
    slow = {name: seconds for name, seconds in took.items() if seconds > (20 if name == "triggerer" else 10)}
    assert not slow
    assert running.grace("scheduler") > 60
    assert not marked(running.supervisor.mark)
