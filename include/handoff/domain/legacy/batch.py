"""The batch: the legacy clients of one manifest on their way, each row in exactly one state, which is never kept but
read off what the row and its handoff are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handoff.domain.canonical import digest_of
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import BatchId, HandoffId
from handoff.domain.legacy.preflight import Fault, Ready


class Approve(StrEnum):
    """How the plans of a batch are approved."""

    TOGETHER = "together"
    BY_GROUP = "by_group"
    ONE_BY_ONE = "one_by_one"


@dataclass(frozen=True, slots=True)
class Batch:
    """One manifest, to be handed off in one way.

    `manifest` is its SHA-256, `by` who began it; `stopped_because` says why it stopped by itself, "" where a person
    stopped it; `run` is the number of its newest run, 0 before the first; `past_canary` says that a person let it go on
    although one of the first has failed.
    """

    id: BatchId
    manifest: str
    approve: Approve
    by: str
    recorded_at: datetime
    stopped: bool = False
    stopped_because: str = ""
    run: int = 0
    past_canary: bool = False

    def run_id(self, number: int) -> str:
        """Return the id of one of its runs."""
        return f"{self.id}.{number}"


def batch_id(manifest: str, approve: Approve) -> BatchId:
    """Return the id of a manifest's batch: the same for the same manifest and way, so that beginning anew goes on."""
    return BatchId("b-" + digest_of([manifest, approve.value])[:12])


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a batch: ready, with its handoff, or with its faults.

    `tries` counts how often its present step was begun and did not end; `begun_at` is when its turn to be
    carried out first came.
    """

    batch: BatchId
    number: int
    group: str = ""
    ready: Ready | None = None
    faults: tuple[Fault, ...] = ()
    handoff: HandoffId | None = None
    tries: int = 0
    begun_at: datetime | None = None


class RowState(StrEnum):
    """Where a row stands."""

    FAULTY = "faulty"
    WAITING = "waiting"
    PREPARING = "preparing"
    PLANNED = "planned"
    ASKED = "asked"
    APPROVED = "approved"
    CARRYING_OUT = "carrying_out"
    AWAITING_CUTOFF = "awaiting_cutoff"
    AWAITING_GRACE = "awaiting_grace"
    AWAITING_MANUAL = "awaiting_manual"
    AWAITING_FINDING = "awaiting_finding"
    STOPPED = "stopped"
    FAILED = "failed"
    CLOSED = "closed"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNDOING = "undoing"
    UNDONE = "undone"


ENDED = frozenset(
    {
        RowState.FAULTY, RowState.CLOSED, RowState.REFUSED, RowState.EXPIRED, RowState.WITHDRAWN, RowState.UNDOING,
        RowState.UNDONE,
    }
)  # fmt: skip
"""States in which a batch has nothing more to do for a row."""

TO_PREPARE = frozenset({RowState.WAITING, RowState.PREPARING})

_PLAIN = {
    State.AWAITING_GRACE: RowState.AWAITING_GRACE,
    State.AWAITING_MANUAL: RowState.AWAITING_MANUAL,
    State.AWAITING_FINDING: RowState.AWAITING_FINDING,
    State.CLOSED: RowState.CLOSED,
    State.REFUSED: RowState.REFUSED,
    State.EXPIRED: RowState.EXPIRED,
    State.WITHDRAWN: RowState.WITHDRAWN,
    State.UNDOING: RowState.UNDOING,
    State.UNDONE: RowState.UNDONE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as people see it. `asked` says that the question about its plan was put, `halted` that all handoffs
    are stopped.
    """

    batch: Batch
    row: Row
    handoff: Handoff | None = None
    asked: bool = False
    halted: bool = False

    @property
    def ours(self) -> bool:
        """Whether this batch hands the client off; one that was named before is in the hands of that batch."""
        return self.handoff is not None and self.handoff.legacy is not None and (
            self.handoff.legacy.batch == self.batch.id
        )  # fmt: skip

    @property
    def state(self) -> RowState:
        """Where the row stands: always in exactly one state."""
        if self.handoff is None:
            return RowState.FAULTY
        state = _PLAIN.get(self.handoff.state)
        if state in ENDED:
            return state
        if failed(self.handoff):
            return RowState.FAILED
        if self.halted or self.handoff.stopped or (self.batch.stopped and self.ours):
            return RowState.STOPPED
        return state or self._at_work(self.handoff)

    def _at_work(self, handoff: Handoff) -> RowState:
        row = self.row
        match handoff.state:
            case State.MARKED | State.OPENED:
                return RowState.PREPARING if row.tries else RowState.WAITING
            case State.AWAITING_APPROVAL:
                return RowState.ASKED if self.asked else RowState.PLANNED
            case State.APPROVED:
                return RowState.CARRYING_OUT if row.begun_at and row.tries else RowState.APPROVED
            case State.AWAITING_CUTOFF:
                return RowState.CARRYING_OUT if row.tries else RowState.AWAITING_CUTOFF
            case _:
                return RowState.CARRYING_OUT

    @property
    def name(self) -> str:
        """The client's name, "" where the row does not say which client it means."""
        return self.handoff.name if self.handoff else ""

    @property
    def why(self) -> str:
        """Why it stands there, for people; "" where the state says all."""
        if self.row.faults:
            return " ".join(f"{fault.column}: {fault.what} {fault.mend}" for fault in self.row.faults)
        handoff = self.handoff
        if handoff is None:
            return ""
        problem = handoff.problem
        if problem is not None and (failed(handoff) or handoff.state not in _PLAIN or handoff.state is State.CLOSED):
            return f"{problem.what} {problem.mend}".strip()
        return "" if self.ours or handoff.legacy is None else f"Batch {handoff.legacy.batch} hands this client off."


def failed(handoff: Handoff) -> bool:
    """Whether a handoff goes no further by itself. That it was stopped is no failure, and what somebody else has
    changed since does not stop it.
    """
    problem = handoff.problem
    if problem is None or problem.retried or problem.error == "StoppedError":
        return False
    return not (handoff.state is State.AWAITING_CUTOFF and problem.error == "ConflictError")


def counts(lines: Iterable[Line]) -> Mapping[RowState, int]:
    """Return how many rows are in each state, in the order of the states; they add up to the rows."""
    found = Counter(line.state for line in lines)
    return {state: found[state] for state in RowState if found[state]}
