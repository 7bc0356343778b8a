"""marks/…: from the mark in the CRM to the recorded handoff and its created run, in a real Airflow.

`webhook` and `polling` mark deals one after another and tell how long each took; `burst` marks 500 in ten parts, by
webhook with a fifth of the deliveries repeated and all of them shuffled, while the watcher looks and api-server and
scheduler are killed on the way. Nobody prepares the handoffs: that DAG is paused, so that its runs are created and
wait.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import yaml
from tools.rows import Number, Row

import handoff_sandbox
from handoff.bootstrap import App
from handoff.domain.handoff import Handoff
from handoff.entrypoints.local.stack import LocalStack, free_port
from handoff.entrypoints.local.story import POLICY
from handoff.settings import Settings

PATIENCE = 900.0
"""Seconds after which what has not come is missing."""
BAR = {"webhook": 2.0, "polling": 75.0}
"""Seconds that the median may take."""
_PAGE = 100


class Marked:
    """A running firm with deals to be marked."""

    def __init__(self, stack: LocalStack, app: App) -> None:
        self.stack = stack
        self._app = app
        login = {"username": "operator", "password": stack.airflow.users["operator"]}
        token = httpx.post(f"{stack.airflow.base_url}/auth/token", json=login, timeout=30).json()["access_token"]
        self._headers = {"Authorization": f"Bearer {token}"}
        while not self._api("GET", "/dags/prepare_handoff").is_success:
            time.sleep(0.5)
        self._api("PATCH", "/dags/prepare_handoff", json={"is_paused": True}).raise_for_status()

    def _api(self, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own arguments
        address = f"{self.stack.airflow.base_url}/api/v2{path}"
        return httpx.request(method, address, headers=self._headers, timeout=60, **more)

    def mark(self, deals: list[str]) -> None:
        """Mark deals as a person does."""
        hubspot = self.stack.sandbox["hubspot"]
        values = {"dealstage": "in_transition", "handoff_successor": "jonas@fieldnote.example"}
        httpx.post(
            f"{hubspot['base_url']}/crm/v3/objects/deals/batch/update",
            json={"inputs": [{"id": deal, "properties": values} for deal in deals]},
            headers={"Authorization": f"Bearer {hubspot['access_token']}"},
            timeout=60,
        ).raise_for_status()

    def switch(self, **values: bool | int) -> None:
        """Set the sandbox's switches."""
        admin = self.stack.sandbox["admin"]["base_url"]
        httpx.post(f"{admin}/switches", json={"vendor": "hubspot", **values}, timeout=30).raise_for_status()

    def outcome(self, deals: list[str]) -> tuple[list[Handoff], dict[str, list[datetime]]]:
        """Wait for the handoffs and runs of deals; return what there is, runs by their id with when each was queued."""
        ends = time.monotonic() + PATIENCE
        while True:
            handoffs = [item for item in self._app.show.all() if item.mark.record.id in deals]
            runs = self._runs()
            done = len(handoffs) >= len(deals) and all(f"{item.id}.1" in runs for item in handoffs)
            if done or time.monotonic() > ends:
                return handoffs, runs
            time.sleep(1)

    def _runs(self) -> dict[str, list[datetime]]:
        found: dict[str, list[datetime]] = {}
        for offset in range(0, 100_000, _PAGE):
            query = {"limit": _PAGE, "offset": offset, "order_by": "id"}
            page = self._api("GET", "/dags/prepare_handoff/dagRuns", params=query).json()["dag_runs"]
            for run in page:
                found.setdefault(run["dag_run_id"], []).append(datetime.fromisoformat(run["queued_at"]))
            if len(page) < _PAGE:
                return found
        return found


@contextmanager
def running(deals: list[str], *, webhooks: bool, every: str) -> Iterator[Marked]:
    """Start a firm with some deals; `every` is how often the watcher looks."""
    path = Path(handoff_sandbox.__file__).parent / "worlds" / "small_studio.yaml"
    world: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(path.read_text()), default=str))
    port = free_port()
    target = f"http://127.0.0.1:{port}/handoff/webhooks/hubspot/handoff_hubspot"
    told = [{"event": "deal.propertyChange", "property": "dealstage"}] if webhooks else []
    hook = {"target_url": target, "subscriptions": told}
    world["hubspot"] |= {"app": {"id": "4711", "webhooks": hook}, "webhook_retry_scale": 0.02, "search_lag_seconds": 3}
    world["hubspot"]["deals"] += [
        {
            "id": deal,
            "properties": {"dealname": f"Deal {deal}", "pipeline": "default", "dealstage": "active"},
            "associations": [{"to": "companies/5001", "type": "primary"}],
        }
        for deal in deals
    ]
    with TemporaryDirectory(prefix="handoff-bench-") as folder:
        made = Path(folder) / "world.yaml"
        made.write_text(yaml.safe_dump(world))
        with LocalStack(Path(folder), made, POLICY, port, environment={"HANDOFF_WATCH_CRM_EVERY": every}) as stack:
            given = stack.environment
            settings = Settings(
                database_url=given["HANDOFF_DATABASE_URL"], policy=POLICY, artifacts=given["HANDOFF_ARTIFACTS"]
            )
            with App(settings=settings) as app:
                yield Marked(stack, app)


def one_by_one(way: str, count: int, pause: float) -> Iterator[Row]:
    """Mark deals one after another, and yield how long it took to the handoff and to the run."""
    deals = [str(10_000 + number) for number in range(count)]
    with running(deals, webhooks=way == "webhook", every="PT1M") as firm:
        marked: dict[str, datetime] = {}
        for deal in deals:
            marked[deal] = datetime.now(UTC)
            firm.mark([deal])
            time.sleep(pause)
        handoffs, runs = firm.outcome(deals)
    opened = [(item.opened_at - marked[item.mark.record.id]).total_seconds() for item in handoffs]
    queued = [(runs[f"{item.id}.1"][0] - marked[item.mark.record.id]).total_seconds() for item in handoffs]
    numbers: dict[str, Number] = {
        "marks": count,
        "handoffs": len(handoffs),
        "to the handoff, median (s)": median(opened),
        "to the run, median (s)": median(queued),
        "to the run, longest (s)": max(queued),
    }
    bars = {
        f"median to the run under {BAR[way]:.0f} s": median(queued) < BAR[way],
        "each one handoff": len(handoffs) == count,
    }
    yield Row(f"marks/{way}", numbers, bars)


def burst(count: int, parts: int) -> Iterator[Row]:
    """Mark many in parts, with repeats, disorder and restarts, and yield what came of them."""
    deals = [str(10_000 + number) for number in range(count)]
    size = count // parts
    began = time.monotonic()
    with running(deals, webhooks=True, every="PT10S") as firm:
        firm.switch(webhook_shuffle=True, webhook_batch=20)
        for part in range(parts):
            firm.switch(webhook_repeats=int(part % 5 == 0))
            firm.mark(deals[part * size : (part + 1) * size])
            if part == parts // 2:
                firm.stack.kill("api-server", "scheduler")
            time.sleep(1)
        firm.stack.revive("api-server", "scheduler")
        handoffs, runs = firm.outcome(deals)
    first = sum(len(runs.get(f"{item.id}.1", ())) for item in handoffs)
    marked = len({item.mark.record.id for item in handoffs})
    numbers: dict[str, Number] = {
        "marks": count,
        "handoffs": len(handoffs),
        "first runs": first,
        "seconds": time.monotonic() - began,
    }
    bars = {"none missing": marked == count, "none twice": len(handoffs) == first == count}
    yield Row("marks/burst", numbers, bars)


ROWS = {
    "marks/webhook": partial(one_by_one, "webhook", 60, 0.5),
    "marks/polling": partial(one_by_one, "polling", 60, 2.0),
    "marks/burst": partial(burst, 500, 10),
}
