"""Legacy clients in a real Airflow: a batch that is carried to the close by its DAG, with one approval."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))

from parting import report
from running import Firm

from handoff.domain.ids import BatchId
from handoff.domain.legacy.batch import Approve, RowState
from handoff.entrypoints.local.processes import program

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def command(firm: Firm, *words: str) -> str:
    """Run a command as a person of the firm would."""
    told = subprocess.run(  # noqa: S603 - our own program
        [program("handoff"), "legacy", *words], env=firm.stack.environment, capture_output=True, text=True, check=True
    )
    return told.stdout


def reach(firm: Firm, batch: BatchId, wanted: dict[RowState, int]) -> None:
    """Wait until the rows of a batch stand as they should."""

    def look() -> bool | None:
        return True if firm.app.batches.look.one(batch).counts == wanted else None

    firm.until(look, f"{wanted}")


def test_batch_is_carried_to_the_close_with_one_approval(firm: Firm) -> None:
    """Three clients and a bad row: planned, asked about once, the first few carried out first, closed, and reported."""
    batch = firm.app.batches.record(report(), "f" * 64, Approve.TOGETHER, "ewa").id
    assert f"{batch}.1" in command(firm, "run", batch)
    reach(firm, batch, {RowState.FAULTY: 1, RowState.ASKED: 3})
    shown = firm.question(batch)
    assert not ADDRESS.search(shown["body"])
    firm.decide(batch, "Approve")
    reach(firm, batch, {RowState.FAULTY: 1, RowState.CLOSED: 3})
    runs = firm.api("GET", "/dags/hand_off_legacy_clients/dagRuns", params={"limit": 100}).json()["dag_runs"]
    for run in runs:
        ended = firm.run("hand_off_legacy_clients", run["dag_run_id"])
        assert (ended["state"], ended["conf"]) == ("success", {"batch": batch})
    tasks = firm.api("GET", f"/dags/hand_off_legacy_clients/dagRuns/{batch}.1/taskInstances", params={"limit": 100})
    named = {item["rendered_map_index"] for item in tasks.json()["task_instances"] if item["map_index"] >= 0}
    assert any("Tidewater Community Trust" in (name or "") for name in named)
    for dag in ("prepare_handoff", "carry_out_handoff", "archive_access"):
        assert firm.api("GET", f"/dags/{dag}/dagRuns").json()["total_entries"] == 0
    told = json.loads(command(firm, "status", batch, "--json"))
    assert told["counts"] == {"faulty": 1, "closed": 3}
