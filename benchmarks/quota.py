"""quota/…: many clients gathered by several worker processes at once, within the policy's share of a quota that binds.

The limiter's state is in a PostgreSQL that all of them reach. What was spent is the sandbox's own account, not the
limiter's, for as long as all workers had something to do. What is held can be a little above the share, since the first
window begins empty.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.measuring import finish, start
from tools.rows import Row
from tools.sandbox import Sandbox, mark, served

from handoff.entrypoints.local.postgres import embedded_postgres
from handoff.registry.migrate import upgrade
from handoff_sandbox.generate.size import Size

SHARE = 0.5
WORKERS = 4
WINDOW = {"hubspot": 10.0, "google_drive": 60.0}
"""Seconds in which a vendor counts."""
QUOTA = {"hubspot": 190, "google_drive": 325_000}
_REFUSALS = (403, 429)


def hold(name: str, vendor: str, clients: int, scale: float) -> Iterator[Row]:
    """Gather clients by worker processes under a quota times `scale`; yield what share they held.

    A client takes some 45 calls of HubSpot's, or some 2,400 units of Drive's for its twenty levels.
    """
    size = Size(clients=clients, records=12, files=60, folders=60, depth=20, vendors=(vendor,))
    with TemporaryDirectory(prefix="handoff-bench-") as folder, embedded_postgres(Path(folder)) as postgres:
        database = postgres.url("handoff")
        upgrade(database)
        with served(size) as sandbox:
            if vendor == "hubspot":
                sandbox.switch(vendor, quota_scale=100)
                for client in range(clients):
                    mark(sandbox, vendor, client)
            sandbox.ask("POST", "/clock", json={"advance": 120})  # the marks count no more
            sandbox.switch(vendor, quota_scale=scale, latency_seconds=0.02)
            before = sandbox.last()
            told: dict[str, Any] = {
                "vendor": vendor,
                "credentials": sandbox.credentials[vendor],
                "database": database,
                "share": SHARE,
                "of": WORKERS,
                "units": round(QUOTA[vendor] * scale),
                "folders": [one.folder_id for one in list(size.all_clients())[:clients]],
            }
            running = [start("gathering.slice_of", place=place, **told) for place in range(WORKERS)]
            seconds, spent = _watch(sandbox, vendor, running)
            done = [finish(one).result for one in running]
            yield _row(
                name,
                QUOTA[vendor] * scale * SHARE * seconds / WINDOW[vendor],
                seconds,
                spent,
                sandbox.calls(vendor, before),
                done,
            )


def _watch(sandbox: Sandbox, vendor: str, running: list[subprocess.Popen[str]]) -> tuple[float, int]:
    """Return for how long all workers had something to do, and how much of the quota they spent in that time."""
    start_units = units = sandbox.spent(vendor)
    began = now = time.monotonic()
    while all(one.poll() is None for one in running):
        now, units = time.monotonic(), sandbox.spent(vendor)
        if units == start_units:
            began = now
        time.sleep(0.25)
    return now - began, units - start_units


def _row(
    name: str, share: float, seconds: float, spent: int, calls: list[dict[str, Any]], done: list[dict[str, Any]]
) -> Row:
    refused = sum(1 for one in calls if one["status"] in _REFUSALS)
    numbers: dict[str, float | int | str] = {
        what: sum(one[what] for one in done) for what in ("clients", "records", "unread")
    }
    numbers |= {"workers": len(done), "calls": len(calls), "calls refused": refused, "seconds": seconds}
    numbers |= {"quota units spent": spent, "our share of the quota": round(share), "held (%)": 100 * spent / share}
    return Row(
        name,
        numbers,
        {"at least 90% of the share": spent >= 0.9 * share, "under 0.5% refused": refused < 0.005 * len(calls)},
    )


ROWS = {
    "quota/hubspot": partial(hold, "quota/hubspot", "hubspot", 50, 1.0),
    "quota/google_drive": partial(hold, "quota/google_drive", "google_drive", 50, 0.1),
}
