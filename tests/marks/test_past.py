"""The past in a real Airflow: `airflow backfill create` opens what was marked in those days, and nothing twice."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta

from busy import FIRST_DAY, LAST_DAY, marked_long_ago
from running import Firm

from handoff.entrypoints.local.processes import program


def _backfill(firm: Firm) -> None:
    """Run the days over, and wait until every run has ended well."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    span = [(today - timedelta(days=days)).date().isoformat() for days in (FIRST_DAY, LAST_DAY)]
    command = [program("airflow"), "backfill", "create", "--dag-id", "find_past_marks", "--max-active-runs", "4"]
    command += ["--from-date", span[0], "--to-date", span[1], "--reprocess-behavior", "completed"]
    subprocess.run(command, env=dict(firm.stack.environment), check=True, capture_output=True, timeout=120)  # noqa: S603
    begun = datetime.now(UTC) - timedelta(minutes=1)

    def ended() -> bool | None:
        query = {"limit": "100", "run_type": "backfill"}
        runs = firm.api("GET", "/dags/find_past_marks/dagRuns", params=query).json()["dag_runs"]
        states = {run["state"] for run in runs if datetime.fromisoformat(run["queued_at"] or run["run_after"]) >= begun}
        assert "failed" not in states
        return (len(runs) >= FIRST_DAY - LAST_DAY and states <= {"success"}) or None

    firm.until(ended, "the backfill ends")


def test_backfill_opens_exactly_the_marks_of_its_days_and_none_twice(firm: Firm) -> None:
    """Marks that were set then are opened whatever the records say today, each with one run; run again, none is."""
    _backfill(firm)
    start = datetime.now(UTC) - timedelta(days=FIRST_DAY + 1)
    found = sorted(
        (item.mark.record.id, item.mark.at.date()) for item in firm.app.show.all() if item.mark.record.id >= "20000"
    )
    today = datetime.now(UTC)
    wanted = sorted((deal, (today - timedelta(days=days)).date()) for deal, days in marked_long_ago())
    assert found == wanted
    assert all(item.mark.at >= start for item in firm.app.show.all())
    ids = {item.id for item in firm.app.show.all()}
    _backfill(firm)
    assert {item.id for item in firm.app.show.all()} == ids
    runs = firm.api("GET", "/dags/prepare_handoff/dagRuns", params={"limit": 100}).json()["dag_runs"]
    assert sorted(run["dag_run_id"] for run in runs) == sorted(f"{name}.1" for name in ids)
