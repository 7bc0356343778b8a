"""The local stack comes up whole, listens on this machine only, and leaves nothing behind."""

import contextlib
import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from handoff.entrypoints.local.errors import LocalError
from handoff.entrypoints.local.reaper import alive, marked
from handoff.entrypoints.local.stack import LocalStack

POLICY = Path(__file__).resolve().parents[2] / "include/handoff/entrypoints/local/policy.yaml"
PROGRAM = """
import json, sys, time
from pathlib import Path
from handoff.entrypoints.local.stack import LocalStack
with LocalStack(Path(sys.argv[1]), "small_studio", Path(sys.argv[2])) as stack:
    facts = {"mark": stack.mark, "base_url": stack.airflow.base_url, "users": dict(stack.airflow.users)}
    print(json.dumps(facts | {"environment": dict(stack.environment)}), flush=True)
    time.sleep(300)
"""


class Started:
    """A stack in a process of its own, as a person starts it."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-c", PROGRAM, str(home), str(POLICY)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - above
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1].decode()
        self.facts: dict[str, Any] = json.loads(line)

    def parts(self) -> set[psutil.Process]:
        """Return the processes of the stack."""
        return marked(self.facts["mark"])

    def listening(self) -> list[str]:
        """Return the address of each TCP port that a process of the stack listens on."""
        addresses: list[str] = []
        for process in self.parts():
            with contextlib.suppress(psutil.NoSuchProcess):  # Airflow's short-lived ones may end while looked at
                connections = process.net_connections("inet")
                addresses += [c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN]
        return addresses

    def end(self, number: signal.Signals) -> int:
        """Signal the process that started the stack, and wait until it has ended."""
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode

    def request(self, path: str, body: object = None, token: str = "") -> Any:
        """Call Airflow's API."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.facts["base_url"] + path, data=data, headers=headers)  # noqa: S310 - http
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - to 127.0.0.1
            return json.load(answer)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """Start one stack for the tests that only look, and end it by SIGTERM."""
    stack = Started(tmp_path_factory.mktemp("stack"))
    yield stack
    stack.end(signal.SIGTERM)


def test_stack_listens_on_this_machine_only(started: Started) -> None:
    """Every TCP port that any of its processes listens on is of 127.0.0.1."""
    listening = started.listening()
    assert set(listening) == {"127.0.0.1"}
    assert len(listening) >= 2  # Airflow's and the sandbox's


def test_stack_runs_the_four_components_and_knows_its_dags(started: Started) -> None:
    """Airflow reports each component as healthy, and its DAGs appear without an import error."""
    report = started.request("/api/v2/monitor/health")
    components = ("metadatabase", "scheduler", "dag_processor", "triggerer")
    assert {report[name]["status"] for name in components} == {"healthy"}
    login = {"username": "operator", "password": started.facts["users"]["operator"]}
    token = started.request("/auth/token", login)["access_token"]
    files = {path.stem for path in (POLICY.parents[4] / "dags").glob("*.py")}
    until = time.monotonic() + 60
    while {dag["dag_id"] for dag in started.request("/api/v2/dags", token=token)["dags"]} != files:
        assert started.request("/api/v2/importErrors", token=token)["import_errors"] == []
        assert time.monotonic() < until
        time.sleep(0.5)


def test_stack_environment_leads_to_every_vendor(started: Started) -> None:
    """The environment has a connection to each vendor of the world, to the mail server and to Airflow itself."""
    environment = started.facts["environment"]
    for name in ("HUBSPOT", "GOOGLE_DRIVE", "MAIL", "AIRFLOW"):
        connection = json.loads(environment[f"AIRFLOW_CONN_HANDOFF_{name}"])
        assert connection["host"].removeprefix("http://").startswith("127.0.0.1")
    assert environment["HANDOFF_BASE_URL"] == f"{started.facts['base_url']}/handoff"
    assert environment["HANDOFF_POLICY"] == str(POLICY)


def test_stack_keeps_its_secrets_from_other_users(started: Started) -> None:
    """Keys and passwords are readable by their owner only."""
    home = Path(started.facts["environment"]["AIRFLOW_HOME"])
    for name in ("keys.json", "passwords.json"):
        assert (home / name).stat().st_mode & 0o077 == 0


def test_stack_refuses_a_home_that_is_in_use(started: Started) -> None:
    """A second stack on the same home is refused before it touches anything."""
    home = Path(started.facts["environment"]["AIRFLOW_HOME"])
    with pytest.raises(LocalError, match="runs in"), LocalStack(home, "small_studio", POLICY):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stack_leaves_no_process_behind(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C, SIGTERM and even SIGKILL end PostgreSQL, the sandbox and Airflow with all their workers."""
    stack = Started(tmp_path)
    processes = stack.parts()
    assert len(processes) >= 6
    stack.end(number)
    until = time.monotonic() + 15
    while any(map(alive, processes)) or stack.parts():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_stack_says_why_a_world_cannot_be_served(tmp_path: Path) -> None:
    """A wrong world ends the start with the sandbox's own words, and nothing goes on running."""
    world = tmp_path / "world.yaml"
    world.write_text("world: {name: Nowhere}\n")
    before = psutil.Process().children()
    stack = LocalStack(tmp_path, world, POLICY)
    with pytest.raises(LocalError, match=r"(?s)sandbox ended with code 2.*firm"), stack:
        pass
    assert marked(stack.mark) == set()
    assert psutil.Process().children() == before  # the reaper has ended too
