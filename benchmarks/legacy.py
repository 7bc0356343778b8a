"""legacy/run: a manifest of 200 rows, 14 of them bad, from the record to its end in a real Airflow, with one approval;
the scheduler and a task's process are killed (SIGKILL) on the way.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import yaml
from tools.meter import Meter
from tools.rows import Number, Row

from handoff.bootstrap import App
from handoff.domain.ids import BatchId
from handoff.domain.legacy.batch import Approve, RowState
from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.preflight import Fault, Ready, Report
from handoff.domain.mark import Determination
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.entrypoints.local.stack import LocalStack
from handoff.entrypoints.local.story import POLICY
from handoff.settings import Settings
from handoff_sandbox.generate import hubspot, words
from handoff_sandbox.generate.firm import DOMAIN, STAFF
from handoff_sandbox.generate.size import Size
from handoff_sandbox.generate.write import write_world

PATIENCE = 3 * 3600.0
RECORDS, FILES, FOLDERS = 20, 12, 3
"""What each client has in the CRM and in Drive."""
DAG = "hand_off_legacy_clients"
LEFT = datetime(2024, 5, 31, tzinfo=UTC)
SCHEDULES = {
    "HANDOFF_WATCH_CRM_EVERY": "P1D",
    "HANDOFF_WATCH_CUTOFFS_EVERY": "PT1M",
    "HANDOFF_RETRY_DELAY": "2",
    "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "30",
    "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
}
"""A firm's are longer: by Airflow's own settings, what was killed with the scheduler is taken up after five minutes,
and that a task has ended is seen after up to five seconds.
"""


@dataclass
class Running:
    """A running firm, and what a person of it does."""

    stack: LocalStack
    app: App
    headers: dict[str, str] = field(default_factory=dict)

    def api(self, method: str, path: str, **more: Any) -> Any:  # noqa: ANN401 - JSON
        """Call Airflow's public API as an operator."""
        if not self.headers:
            login = {"username": "operator", "password": self.stack.airflow.users["operator"]}
            answer = httpx.post(f"{self.stack.airflow.base_url}/auth/token", json=login, timeout=60)
            self.headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        address = f"{self.stack.airflow.base_url}/api/v2{path}"
        return httpx.request(method, address, headers=self.headers, timeout=60, **more)

    def start(self, batch: BatchId) -> None:
        """Start the first run, once Airflow knows the DAG."""
        body = {"dag_run_id": f"{batch}.1", "logical_date": None, "conf": {"batch": batch}}
        while not self.api("POST", f"/dags/{DAG}/dagRuns", json=body).is_success:
            time.sleep(1)

    def until(self, what: Callable[[], bool], batch: BatchId) -> None:
        """Wait until something holds; raises TimeoutError."""
        ends = time.monotonic() + PATIENCE
        while not what():
            self.stack.check()
            if time.monotonic() > ends:
                raise TimeoutError(str(self.counts(batch)))
            time.sleep(1)

    def counts(self, batch: BatchId) -> dict[RowState, int]:
        """Return how many rows are in which state."""
        return dict(self.app.batches.look.one(batch).counts)

    def approve(self) -> None:
        """Answer every question that waits with yes."""
        query = {"response_received": "false", "state": "awaiting_input", "limit": "100"}
        for item in self.api("GET", "/dags/ask_person/dagRuns/~/hitlDetails", params=query).json()["hitl_details"]:
            at = item["task_instance"]
            time.sleep(1)  # as a person would
            given = {"digest": item["params"]["digest"]["value"], "reason": "", "exclude": "", "successor": ""}
            path = f"/dags/ask_person/dagRuns/{at['dag_run_id']}/taskInstances/ask/{at['map_index']}/hitlDetails"
            self.api("PATCH", path, json={"chosen_options": ["Approve"], "params_input": given})

    def task_process(self) -> int | None:
        """Return a process in which a client is carried out now."""
        query = {"state": "running", "limit": 100}
        found = self.api("GET", f"/dags/{DAG}/dagRuns/~/taskInstances", params=query).json()["task_instances"]
        return next((it["pid"] for it in found if it["task_id"].endswith("_client") and it["pid"]), None)

    def tasks(self) -> int:
        """Return how many tasks there were."""
        found = 0
        for dag in (DAG, "ask_person"):
            query = {"limit": 1}
            found += self.api("GET", f"/dags/{dag}/dagRuns/~/taskInstances", params=query).json()["total_entries"]
        return found


def report(rows: int, bad: int) -> Report:
    """Return the rows that check, and the bad ones among them."""
    ready, faults = [], []
    for number in range(rows):
        if number < rows - bad:
            company = Size(rows).client(number)
            record = RecordRef(Vendor.HUBSPOT, Kind.COMPANY, hubspot.record_id("companies", company, 0))
            client = Client(record, words.firm(number), (company.domain,), company.folder_id)
            decided = Determination(str(100 + STAFF[2].number))
            ready.append(Ready(number + 2, "handoff_hubspot", client, decided, LEFT, ""))
        else:
            faults.append(Fault(number + 2, Column.CLIENT, "No company has this name.", "Mend the name."))
    return Report(tuple(ready), tuple(faults))


@contextmanager
def running(clients: int) -> Iterator[Running]:
    """Start a firm with some clients that have left."""
    with TemporaryDirectory(prefix="handoff-bench-") as folder:
        home = Path(folder)
        size = Size(clients, RECORDS, FILES, FOLDERS, 3, vendors=("hubspot", "google_drive"))
        with (home / "world.yaml").open("w") as out:
            write_world(size, out)
        policy = yaml.safe_load(POLICY.read_text())
        policy["firm"] = {"name": "Quayside Partners", "domains": [DOMAIN], "reply_to": f"office@{DOMAIN}"}
        policy["firm"]["sender"] = {"name": "Maren Holt", "email": f"maren@{DOMAIN}"}
        policy["keep_access"] = [f"team@{DOMAIN}"]
        policy["approvers"] = [{"user": "operator", "email": STAFF[4].email}]
        (home / "policy.yaml").write_text(yaml.safe_dump(policy))
        with LocalStack(home / "up", home / "world.yaml", home / "policy.yaml", environment=SCHEDULES) as stack:
            given = stack.environment
            settings = Settings(
                database_url=given["HANDOFF_DATABASE_URL"],
                policy=Path(given["HANDOFF_POLICY"]),
                artifacts=given["HANDOFF_ARTIFACTS"],
            )
            with App(settings=settings) as app:
                yield Running(stack, app)


def run(rows: int, bad: int) -> Iterator[Row]:
    """Hand off the clients of a manifest, and yield what came of them."""
    good = rows - bad
    with running(good) as firm:
        meter = Meter(firm.stack.mark)
        meter.begin()
        began = time.monotonic()
        with meter.looking():
            batch = firm.app.batches.record(report(rows, bad), "0" * 64, Approve.TOGETHER, "bench").id
            firm.start(batch)
            firm.until(lambda: firm.counts(batch).get(RowState.PLANNED, 0) > good // 4, batch)
            meter.before_kill()
            firm.stack.kill("scheduler")
            firm.stack.revive("scheduler")
            firm.until(lambda: firm.counts(batch).get(RowState.ASKED, 0) == good, batch)
            planned = time.monotonic() - began
            while firm.counts(batch).get(RowState.ASKED):
                firm.approve()
                time.sleep(2)
            firm.until(lambda: firm.counts(batch).get(RowState.CLOSED, 0) > good // 2, batch)
            meter.second_half = True
            process = firm.task_process()
            if process:
                os.kill(process, signal.SIGKILL)
            firm.until(lambda: firm.counts(batch) == {RowState.FAULTY: bad, RowState.CLOSED: good}, batch)
        seconds, tasks, counts = time.monotonic() - began, firm.tasks(), firm.counts(batch)
        said = sum(bool(line.why) for line in firm.app.batches.look.one(batch).lines if line.row.faults)
        meter.end()
    cpu = meter.cpu()
    numbers: dict[str, Number] = {
        "rows": rows,
        "closed": counts.get(RowState.CLOSED, 0),
        "faulty, each with its reason": said,
        "seconds": seconds,
        "seconds to the question": planned,
        "CPU seconds of Airflow and tasks": cpu,
        "CPU seconds a client": cpu / good,
        "of these in tasks' processes": meter.shares["tasks"] / good,
        "of these in the api-server": (meter.shares["api-server"] + meter.shares["api-server, started"]) / good,
        "of these in the scheduler": meter.shares["scheduler"] / good,
        "tasks a client": tasks / good,
        "largest process of a task (MB)": max(meter.early, meter.late),
        "the same, second half (MB)": meter.late,
    }
    bars = {
        f"{good} closed, {bad} reported by row": counts == {RowState.FAULTY: bad, RowState.CLOSED: good}
        and said == bad,
        "a task was killed": process is not None,
        "memory is flat": meter.late <= 1.2 * meter.early,
    }
    yield Row("legacy/run", numbers, bars)


ROWS = {"legacy/run": partial(run, int(os.environ.get("LEGACY_ROWS", "200")), int(os.environ.get("LEGACY_BAD", "14")))}
