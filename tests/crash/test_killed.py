"""SIGKILL at every boundary of the journal in turn, and before and after each call to a vendor: the end is the same.

The step is run again after each kill, as Airflow does. Every kill has a handoff of its own, in a small world.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from firm import Firm
from test_disturbed import FAULTS, again, comparable
from tiny import tiny

from handoff.domain.ids import HandoffId

SHARDS = 10
STEPS = ("carry_out", "archive")


class Zygote:
    """The process whose children are killed."""

    def __init__(self) -> None:
        program = [sys.executable, str(Path(__file__).with_name("zygote.py"))]
        self.process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own file

    def step(self, firm: Firm, step: str, handoff: HandoffId, at: int = 0) -> dict[str, Any]:
        """Let a child do a step, to be killed at a boundary; return how it ended."""
        settings = {name: str(value) for name, value in firm.settings.model_dump(exclude_none=True).items()}
        given = {"sandbox": firm.server.base_url, "settings": settings, "step": step, "handoff": handoff, "at": at}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(given) + "\n")
        self.process.stdin.flush()
        said: dict[str, Any] = json.loads(self.process.stdout.readline())
        return said


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Return the process whose children are killed."""
    found = Zygote()
    yield found
    assert found.process.stdin is not None
    found.process.stdin.close()
    found.process.wait(timeout=30)


@pytest.fixture(scope="session")
def undisturbed() -> dict[str, Any]:
    """Keep what a run that nothing disturbs gives, once it has been made."""
    return {}


def ready(make_firm: Callable[..., Firm]) -> tuple[Firm, HandoffId]:
    """Return a firm over a small world, with a handoff that waits to be carried out."""
    firm = make_firm(tiny)
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    return firm, handoff


def told(firm: Firm, handoff: HandoffId) -> tuple[str, Counter[str]]:
    """Return the end state, and how often each vendor was asked to write what."""
    writes = Counter(f"{method} {path.split('?')[0]}" for method, path in firm.writes())
    return comparable(handoff, firm.end_state(handoff)), writes


def measure(make_firm: Callable[..., Firm], zygote: Zygote, undisturbed: dict[str, Any]) -> dict[str, Any]:
    """Return the end, the writes and the number of boundaries of each step of a run that nothing disturbs."""
    if not undisturbed:
        firm, handoff = ready(make_firm)
        passed = {step: int(zygote.step(firm, step, handoff)["passed"]) for step in STEPS}
        undisturbed["state"], undisturbed["writes"] = told(firm, handoff)
        undisturbed["places"] = [(step, at) for step in STEPS for at in range(1, passed[step] + 1)]
    return undisturbed


def finish(firm: Firm, handoff: HandoffId, step: str) -> None:
    """Run the step that was killed again, and what follows."""
    for following in STEPS[STEPS.index(step) :]:
        again(lambda following=following: getattr(firm, following)(handoff))  # type: ignore[misc]  # a default's type


@pytest.mark.parametrize("shard", range(SHARDS))
def test_killed_at_every_boundary_ends_as_if_undisturbed(
    make_firm: Callable[..., Firm], zygote: Zygote, undisturbed: dict[str, Any], shard: int
) -> None:
    """Whatever was killed where: the same end state, and the same writes; nothing is created or sent twice."""
    whole = measure(make_firm, zygote, undisturbed)
    assert len(whole["places"]) > 40
    for step, at in whole["places"][shard::SHARDS]:
        firm, handoff = ready(make_firm)
        for earlier in STEPS[: STEPS.index(step)]:
            getattr(firm, earlier)(handoff)
        assert zygote.step(firm, step, handoff, at)["killed"], f"{step} was not killed at {at}"
        finish(firm, handoff, step)
        state, writes = told(firm, handoff)
        assert state == whole["state"], f"{step} killed at {at}"
        assert writes == whole["writes"], f"{step} killed at {at}"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f['vendor']}-{f['fault']}-{f['path']}")
def test_killed_while_a_vendor_fails_ends_as_if_undisturbed(
    make_firm: Callable[..., Firm], zygote: Zygote, undisturbed: dict[str, Any], fault: dict[str, Any]
) -> None:
    """A vendor that fails and a process that is killed in the middle: still the same end, and nothing twice."""
    whole = measure(make_firm, zygote, undisturbed)
    boundaries = sum(step == "carry_out" for step, _ in whole["places"])
    firm, handoff = ready(make_firm)
    firm.fault(**fault)
    zygote.step(firm, "carry_out", handoff, boundaries // 2)
    finish(firm, handoff, "carry_out")
    state, _ = told(firm, handoff)
    assert state == whole["state"]
