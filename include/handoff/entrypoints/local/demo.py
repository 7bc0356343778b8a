"""The demo: one handoff from the mark to the close, on a real Airflow, database, and vendors' wire formats.

It acts only as people do: the deal is marked in the emulated CRM over HTTP, the ask is answered over Airflow's public
REST API; everything between is the product's own work, which the demo watches and tells. Any step that does not
happen is named in the error.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from handoff.adapters.airflow import AirflowConnection, AirflowRuns
from handoff.bootstrap import App
from handoff.domain.ask import APPROVE
from handoff.domain.handoff import ENDED, Handoff, Problem, State
from handoff.domain.ids import HandoffId
from handoff.entrypoints.local.crm_page import marking
from handoff.entrypoints.local.errors import StepError
from handoff.entrypoints.local.stack import LocalStack
from handoff.entrypoints.local.story import POLICY, Story, with_cutoff
from handoff.services.show import Summary
from handoff.settings import Settings

Tell = Callable[[str], None]
T = TypeVar("T")

SCHEDULES = {
    "HANDOFF_WATCH_CRM_EVERY": "PT3S",
    "HANDOFF_WATCH_CUTOFFS_EVERY": "PT5S",
    "HANDOFF_RETRY_DELAY": "2",
}
"""The demo's schedules are seconds; a firm's are minutes."""

READING = 1.0
"""Seconds before the question is answered. A person takes longer; Airflow 3.3 loses an answer that comes before the
process that asked has ended, and the question is then put again."""

SHORTEST_CUTOFF = 45
"""Seconds from the opening to the cut-off, in the demo's own policy, on a quiet machine."""
CUTOFF_PER_START = 3
"""How often the time that the start took goes into the cut-off: what is late to start is late to ask."""

PATIENCE = 120.0
"""Seconds that one step may take before the demo gives up on it, beside the cut-off."""


@dataclass(frozen=True)
class Outcome:
    """What the demo ended in; `seconds` from the first process started to the close."""

    summary: Summary
    dossier: Path
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return the summary as `--json` writes it."""
        counts = self.summary
        return {
            "handoff": counts.handoff.id,
            "gathered": counts.gathered,
            "planned": counts.planned,
            "applied": counts.applied,
            "verified": counts.verified,
            "residual": counts.residual,
            "alumni": counts.alumni,
            "dossier": str(self.dossier),
            "seconds": round(self.seconds, 1),
        }


def run_demo(home: Path, story: Story, tell: Tell) -> Outcome:
    """Run the demo in a folder, made anew; StepError naming what did not happen."""
    began = time.monotonic()
    if home.exists():
        shutil.rmtree(home)
    paced = story.policy == POLICY
    policy = with_cutoff(POLICY, home, _seconds(SHORTEST_CUTOFF)) if paced else story.policy
    with LocalStack(home, story.world, policy, environment=SCHEDULES, events=tell) as stack:
        pace = max(SHORTEST_CUTOFF, round(CUTOFF_PER_START * (time.monotonic() - began)))
        if paced:
            with_cutoff(POLICY, home, _seconds(pace))
        with _app(stack) as app, _runs(stack, story.approver) as runs:
            outcome = _Demo(stack, story, app, runs, tell, PATIENCE + pace).play(began)
        tell("stopping all processes")
    return outcome


@dataclass
class _Demo:
    stack: LocalStack
    story: Story
    app: App
    runs: AirflowRuns
    tell: Tell
    patience: float

    def play(self, began: float) -> Outcome:
        self._mark()
        handoff = self._reach("watch_crm finds the mark", None, State.MARKED)
        self.tell(f"watch_crm found the mark: handoff {handoff.id} of {handoff.name}")
        handoff = self._reach("prepare_handoff makes a plan", handoff.id, State.AWAITING_APPROVAL)
        summary = self.app.show.one(handoff.id)
        shown = self.app.show.plan(handoff.id).plan
        claims = summary.dossier.claims if summary.dossier else 0
        self.tell(f"gathered {summary.gathered} records; the dossier holds {claims} claims, each with its source")
        counts = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in shown.counts().items())
        self.tell(f"planned {len(shown.changes)} changes for {shown.client}: {counts}; left out {len(shown.left_out)}")
        while self._state(handoff) is State.AWAITING_APPROVAL:
            self._approve(handoff)
        handoff = self._reach("carry_out_handoff applies and verifies", handoff.id, State.AWAITING_CUTOFF)
        summary = self.app.show.one(handoff.id)
        self.tell(f"applied {summary.applied} changes, read back {summary.verified}; {summary.alumni} alumni recorded")
        self.tell(f"access ends at the cut-off, {handoff.cutoff_at:%H:%M:%S} UTC")
        handoff = self._reach("archive_access archives and closes", handoff.id, State.CLOSED)
        seconds = time.monotonic() - began
        summary = self.app.show.one(handoff.id)
        self._check(summary)
        self.tell(f"closed: {summary.residual} residual access, {summary.verified} changes read back")
        return Outcome(summary, self._dossier(summary), seconds)

    def _mark(self) -> None:
        mark = marking(self.stack.sandbox, self.story)
        mark.send()
        kind = mark.what.removeprefix("a ").removeprefix("an ")
        self.tell(f"marked {kind} {self.story.deal} in the CRM, as a person would")

    def _approve(self, handoff: Handoff) -> None:
        step = "a person approves"
        run, task, index = self._until(step, handoff.id, lambda: next(self.runs.waiting("ask_person"), None))
        time.sleep(READING)
        shown = self.runs.form("ask_person", run, task, index)
        if handoff.digest is None or handoff.digest not in shown["body"]:
            raise StepError(step, "the question does not name the plan's digest")
        self.runs.answer("ask_person", run, task, index, APPROVE, {"digest": handoff.digest, "reason": ""})
        self.tell(f"{self.story.approver} approved digest {handoff.digest[:12]} over Airflow's REST API")
        ended = ("success", "failed")
        self._until(step, handoff.id, lambda: self.runs.state("ask_person", run) in ended or None)

    def _state(self, handoff: Handoff) -> State:
        return self.app.show.one(handoff.id).handoff.state

    def _reach(self, step: str, handoff_id: HandoffId | None, state: State) -> Handoff:
        def reached() -> Handoff | None:
            found = [item for item in self.app.show.all() if handoff_id in (None, item.id)]
            if not found:
                return None
            handoff = found[0]
            if handoff.state in ENDED and handoff.state is not state:
                raise StepError(step, f"the handoff ended as {handoff.state}.")
            passed = handoff_id is None or list(State).index(handoff.state) >= list(State).index(state)
            return handoff if passed else None

        return self._until(step, handoff_id, reached)

    def _until(self, step: str, handoff_id: HandoffId | None, look: Callable[[], T | None]) -> T:
        give_up = time.monotonic() + self.patience
        said = ""
        while time.monotonic() < give_up:
            self.stack.check()
            if found := look():
                return found
            problem = self._problem(handoff_id)
            if problem is not None and not problem.retried:
                raise StepError(step, f"{problem.record} {problem.what}".strip(), problem.mend)
            if problem is not None and problem.what != said:
                said = problem.what
                self.tell(f"{said} It is tried again.")
            time.sleep(0.25)
        raise StepError(
            step, f"nothing came of it in {self.patience:.0f} seconds.", f"Look into {self.stack.home}/logs."
        )

    def _problem(self, handoff_id: HandoffId | None) -> Problem | None:
        return next((item.problem for item in self.app.show.all() if handoff_id in (None, item.id)), None)

    def _check(self, summary: Summary) -> None:
        results = summary.results
        for step, holds, what in (
            ("gather", summary.gathered > 0, "nothing was gathered"),
            (
                "apply",
                summary.applied == summary.planned,
                f"{summary.applied} of {summary.planned} changes were applied",
            ),
            ("verify", summary.verified >= results.get("applied", 0), f"{summary.verified} changes were read back"),
            ("prove that no access is left", summary.residual == 0, f"{summary.residual} grants are left"),
            ("record the alumni", summary.alumni > 0, "nobody was recorded"),
        ):
            if not holds:
                raise StepError(step, what)

    def _dossier(self, summary: Summary) -> Path:
        if summary.dossier is None:
            raise StepError("write the dossier", "there is none")
        path = self.stack.home / "dossier.html"
        path.write_bytes(self.app.artifacts.get(summary.dossier.html))
        path.with_suffix(".md").write_bytes(self.app.artifacts.get(summary.dossier.markdown))
        return path


def _seconds(count: int) -> str:
    return f"PT{count}S"


@contextmanager
def _app(stack: LocalStack) -> Iterator[App]:
    given = stack.environment
    settings = Settings(
        database_url=given["HANDOFF_DATABASE_URL"],
        policy=Path(given["HANDOFF_POLICY"]),
        artifacts=given["HANDOFF_ARTIFACTS"],
    )
    with App(settings=settings) as app:
        yield app


@contextmanager
def _runs(stack: LocalStack, user: str) -> Iterator[AirflowRuns]:
    with AirflowRuns(AirflowConnection(stack.airflow.base_url, user, stack.airflow.users[user])) as runs:
        yield runs
