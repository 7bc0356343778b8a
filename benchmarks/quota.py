"""quota/…: many clients gathered by several worker processes at once, within the policy's share of a quota that binds.

The limiter's state is in a PostgreSQL that all of them reach. What was spent is the sandbox's own account, not the
limiter's. What is held can be a little above the share, since the first window begins empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
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
            done = [finish(one) for one in running]
            yield _row(name, vendor, scale, sandbox.calls(vendor, before), [one.result for one in done], sandbox)


def _row(
    name: str, vendor: str, scale: float, calls: list[dict[str, Any]], done: list[dict[str, Any]], sandbox: Sandbox
) -> Row:
    refused = sum(1 for one in calls if one["status"] in _REFUSALS)
    counted = [one for one in calls if not one["path"].endswith("/token")]
    begin, end = (datetime.fromisoformat(counted[place]["at"]) for place in (0, -1))
    seconds = (end - begin).total_seconds()
    spent = sandbox.spent(vendor) if vendor == "google_drive" else len(calls) - refused
    share = QUOTA[vendor] * scale * SHARE
    held = spent / (share * seconds / WINDOW[vendor])
    return Row(
        name,
        {
            "clients": sum(one["clients"] for one in done),
            "records": sum(one["records"] for one in done),
            "unread": sum(one["unread"] for one in done),
            "workers": len(done),
            "calls": len(calls),
            "calls refused": refused,
            "quota units": spent,
            "our share of the quota, in a window": round(share),
            "seconds": seconds,
            "share held (%)": 100 * held,
        },
        {
            "at least 90% of the share": held >= 0.9,
            "under 0.5% refused": refused < 0.005 * len(calls),
        },
    )


ROWS = {
    "quota/hubspot": partial(hold, "quota/hubspot", "hubspot", 50, 1.0),
    "quota/google_drive": partial(hold, "quota/google_drive", "google_drive", 50, 0.1),
}
