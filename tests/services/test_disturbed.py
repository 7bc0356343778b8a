"""Vendors that fail for a while, answers that are lost, processes that are killed: the end is the undisturbed one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from firm import Firm

from handoff.domain.ids import HandoffId
from handoff.errors import TransientError

TRIES = 8
WORKER = Path(__file__).with_name("worker.py")

FAULTS = [
    {"vendor": "hubspot", "fault": "rate_limit", "path": "/crm/.*", "times": 3, "retry_after": 0},
    {"vendor": "hubspot", "fault": "server_error", "path": "/crm/.*", "times": 3},
    {"vendor": "hubspot", "fault": "locked", "path": "/crm/.*update", "times": 1},
    {
        "vendor": "hubspot",
        "fault": "drop_after_success",
        "path": "/crm/objects/[^/]+/notes",
        "method": "POST",
        "times": 1,
    },
    {"vendor": "hubspot", "fault": "drop_after_success", "path": "/crm/.*/batch/update", "times": 1},
    {"vendor": "google_drive", "fault": "rate_limit", "path": "/drive/.*", "times": 3},
    {"vendor": "google_drive", "fault": "server_error", "path": "/drive/.*", "times": 2},
    {"vendor": "google_drive", "fault": "drop_after_success", "path": "/upload/.*", "method": "POST", "times": 1},
    {"vendor": "google_drive", "fault": "server_error", "path": "/batch/.*", "times": 1},
    {"vendor": "google_drive", "fault": "drop_after_success", "path": "/batch/.*", "times": 1, "skip": 2},
    {"vendor": "mail", "fault": "drop_after_success", "path": ".*", "times": 1},
    {"vendor": "mail", "fault": "temporary_failure", "path": ".*", "times": 1},
]


def play(firm: Firm, disturb: Callable[[Firm], None] = lambda _firm: None) -> tuple[HandoffId, dict[str, Any]]:
    """Play a handoff, trying each step again where a retry helps, as Airflow does; return its id and end state."""
    handoff = firm.mark()
    firm.approve(again(lambda: firm.prepare(handoff)))
    disturb(firm)
    again(lambda: firm.carry_out(handoff))
    again(lambda: firm.archive(handoff))
    return handoff, firm.end_state(handoff)


def again(step: Callable[[], Any]) -> Any:
    """Run a step until it no longer fails with what a retry helps against."""
    for left in reversed(range(TRIES)):
        try:
            return step()
        except TransientError:
            if not left:
                raise
            time.sleep(0.05)
    raise AssertionError("unreachable")


def comparable(handoff: HandoffId, state: dict[str, Any]) -> str:
    """Return an end state with the handoff's own ids taken out; what was found to hold counts as applied."""
    results = state.pop("results")
    done = results.get("applied", 0) + results.get("held", 0)
    rest = {name: count for name, count in results.items() if name not in ("applied", "held")}
    return re.sub(r"p-[0-9a-f]{16}", "p", str(state | {"done": done, "rest": rest}).replace(handoff, "h"))


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, str]:
    """Keep the end state of a run that nothing disturbs, once it has been made."""
    return {}


@pytest.mark.xdist_group("faults")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f['vendor']}-{f['fault']}-{f['path']}")
def test_fault_ends_in_the_undisturbed_state(
    make_firm: Callable[..., Firm], undisturbed: dict[str, str], fault: dict[str, Any]
) -> None:
    """429, 5xx, locks and answers lost after a write each end as if nothing had been: nothing is there twice."""
    if not undisturbed:
        undisturbed["state"] = comparable(*play(make_firm()))
    firm = make_firm()
    state = comparable(*play(firm, lambda firm: firm.fault(**fault)))
    assert state == undisturbed["state"]
    assert firm.server.faults.as_json()[0]["fired"] > 0, "the fault was never met"


@pytest.mark.parametrize("writes", [1, 2, 4, 7, 9])
def test_killed_process_is_taken_up_where_it_was(make_firm: Callable[..., Firm], writes: int) -> None:
    """SIGKILL after so many writes, and the same step again: no note, file, letter or alumnus twice."""
    whole = comparable(*play(make_firm()))
    firm = make_firm()
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    _kill_after(firm, handoff, writes)
    again(lambda: firm.carry_out(handoff))
    firm.archive(handoff)
    assert comparable(handoff, firm.end_state(handoff)) == whole


def _kill_after(firm: Firm, handoff: HandoffId, writes: int) -> None:
    before = len(firm.writes()) + len(firm.letters())
    firm.fault("hubspot", "latency", ".*", seconds=0.05)
    firm.fault("google_drive", "latency", ".*", seconds=0.02)
    given = {
        "HANDOFF_DATABASE_URL": firm.settings.database_url,
        "HANDOFF_POLICY": str(firm.settings.policy),
        "HANDOFF_ARTIFACTS": firm.settings.artifacts,
    }
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and file
        [sys.executable, str(WORKER), firm.server.base_url, handoff], env=os.environ | given
    )
    try:
        while child.poll() is None and len(firm.writes()) + len(firm.letters()) - before < writes:
            time.sleep(0.005)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    firm.server.faults.clear()
