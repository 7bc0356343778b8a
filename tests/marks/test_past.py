"""The past in a real Airflow: `airflow backfill create` opens what was marked in those days, and nothing twice."""

from __future__ import annotations

import subprocess
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from busy import FIRST_DAY, LAST_DAY, LONG_AGO, marked_long_ago
from running import Firm

from handoff.entrypoints.local.processes import program

SECONDS = 400.0
"""How long a month of runs may take where others are at work on the machine too."""


def _backfill(firm: Firm) -> None:
    """Run over all the days, and wait until every run has ended well."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    span = [(today - timedelta(days=days)).date().isoformat() for days in (FIRST_DAY, LAST_DAY)]
    command = [str(program("airflow")), "backfill", "create", "--dag-id", "find_past_marks", "--max-active-runs", "2"]
    command += ["--from-date", span[0], "--to-date", span[1], "--reprocess-behavior", "completed"]
    before = {run["dag_run_id"]: run["end_date"] for run in _runs(firm, "find_past_marks")}
    subprocess.run(command, env=dict(firm.stack.environment), check=True, capture_output=True, timeout=120)  # noqa: S603 - Airflow's own command
    ends = time.monotonic() + SECONDS
    while True:
        runs = [run for run in _runs(firm, "find_past_marks") if run["run_type"] == "backfill"]
        again = [run for run in runs if run["end_date"] and run["end_date"] != before.get(run["dag_run_id"])]
        assert "failed" not in {run["state"] for run in runs}
        done = len(again) >= FIRST_DAY - LAST_DAY and {run["state"] for run in runs} == {"success"}
        if done and all(item["completed_at"] for item in _backfills(firm)):
            return
        assert time.monotonic() < ends, f"{len(again)} runs of the backfill have ended"
        time.sleep(1)


def _backfills(firm: Firm) -> list[dict[str, Any]]:
    """Return the backfills; the scheduler calls one complete a while after its last run, and bears none before."""
    found: list[dict[str, Any]] = firm.api("GET", "/backfills", params={"dag_id": "find_past_marks"}).json()[
        "backfills"
    ]
    return found


def _runs(firm: Firm, dag: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        page = firm.api("GET", f"/dags/{dag}/dagRuns", params={"limit": 100, "offset": len(found)}).json()["dag_runs"]
        found += page
        if len(page) < 100:
            return found


def test_backfill_opens_exactly_the_marks_of_its_days_and_none_twice(firm: Firm) -> None:
    """Marks that were set then are opened whatever the records say today, each with one run; run again, none is."""
    today = datetime.now(UTC)
    _backfill(firm)
    opened = {item.id: item for item in firm.app.show.all() if item.mark.record.id >= LONG_AGO[0]}
    found = sorted((item.mark.record.id, item.mark.at.date()) for item in opened.values())
    assert found == sorted((deal, (today - timedelta(days=days)).date()) for deal, days in marked_long_ago())
    _backfill(firm)
    assert {item.id for item in firm.app.show.all() if item.mark.record.id >= LONG_AGO[0]} == set(opened)
    started = [run["dag_run_id"] for run in _runs(firm, "prepare_handoff")]
    assert sorted(run for run in started if run[:-2] in opened) == sorted(f"{name}.1" for name in opened)
