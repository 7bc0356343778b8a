"""The handoff: one client's transition, from the mark to the close.

It is a state machine; a run carries it from one state to the next and no run waits between. A problem does not change
the state: the handoff stays where the next attempt takes it up, and says what is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from handoff.domain.ids import HandoffId, PlanDigest
from handoff.domain.legacy.origin import Origin
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client
from handoff.errors import HandoffError, InvalidRecordError, TransitionError


class State(StrEnum):
    """Where a handoff stands."""

    MARKED = "marked"
    OPENED = "opened"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    AWAITING_CUTOFF = "awaiting_cutoff"
    ARCHIVING = "archiving"
    AWAITING_FINDING = "awaiting_finding"
    AWAITING_GRACE = "awaiting_grace"
    AWAITING_MANUAL = "awaiting_manual"
    CLOSED = "closed"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNDOING = "undoing"
    UNDONE = "undone"


ENDED = frozenset({State.CLOSED, State.REFUSED, State.EXPIRED, State.WITHDRAWN, State.UNDONE})

CARRIED_OUT_IN = frozenset(
    {State.APPROVED, State.AWAITING_CUTOFF, State.ARCHIVING, State.AWAITING_GRACE, State.AWAITING_MANUAL}
)
"""States in which what was approved is being applied."""

TAKEN_UP = frozenset({State.REFUSED, State.EXPIRED, State.WITHDRAWN, State.UNDONE})
"""States of a legacy client's handoff that is prepared anew because a new batch names the client again."""

UNDOABLE = CARRIED_OUT_IN | {State.CLOSED, State.UNDONE}
"""States in which a handoff may have changed something, and no other question about it waits."""

_NEXT: dict[State, frozenset[State]] = {
    State.MARKED: frozenset({State.OPENED, State.WITHDRAWN}),
    State.OPENED: frozenset({State.AWAITING_APPROVAL, State.WITHDRAWN}),
    State.AWAITING_APPROVAL: frozenset(
        {State.MARKED, State.OPENED, State.APPROVED, State.REFUSED, State.EXPIRED, State.WITHDRAWN}
    ),
    State.APPROVED: frozenset({State.AWAITING_CUTOFF, State.UNDOING}),
    State.AWAITING_CUTOFF: frozenset({State.ARCHIVING, State.UNDOING}),
    State.ARCHIVING: frozenset(
        {State.AWAITING_FINDING, State.AWAITING_GRACE, State.AWAITING_MANUAL, State.CLOSED, State.UNDOING}
    ),
    State.AWAITING_GRACE: frozenset({State.ARCHIVING, State.UNDOING}),
    State.AWAITING_MANUAL: frozenset({State.ARCHIVING, State.UNDOING}),
    State.AWAITING_FINDING: frozenset({State.ARCHIVING, State.REFUSED, State.EXPIRED}),
    State.REFUSED: frozenset({State.OPENED}),
    State.EXPIRED: frozenset({State.OPENED}),
    State.CLOSED: frozenset({State.AWAITING_FINDING, State.UNDOING}),
    State.UNDOING: frozenset({State.UNDONE}),
    State.UNDONE: frozenset({State.OPENED, State.UNDOING}),
    State.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong last, for people: the error's name, its words, and whether it will be tried again by itself."""

    error: str
    what: str
    record: str
    mend: str
    retried: bool
    at: datetime

    @classmethod
    def of(cls, error: HandoffError, at: datetime, *, retried: bool) -> Problem:
        """Read a problem off an error."""
        return cls(type(error).__name__, error.what, error.record or "", error.mend, retried, at)


@dataclass(frozen=True, slots=True)
class Handoff:
    """The aggregate. What is None has not come to be yet.

    `attempt` counts the runs of the current DAG; `wakes_at` is when the archive is taken up again, after a grace period
    or once all was done by hand; `legacy` is None where a mark in a CRM started it.
    """

    id: HandoffId
    mark: Mark
    state: State
    opened_at: datetime
    attempt: int = 1
    stopped: bool = False
    client: Client | None = None
    determination: Determination | None = None
    digest: PlanDigest | None = None
    cutoff_at: datetime | None = None
    closed_at: datetime | None = None
    wakes_at: datetime | None = None
    problem: Problem | None = None
    legacy: Origin | None = None

    def to(self, state: State) -> Handoff:
        """Return the handoff in another state; the same state again is no change, a forbidden one a TransitionError."""
        if state is self.state:
            return self
        if state not in _NEXT[self.state]:
            raise TransitionError(
                f"A handoff that is {self.state} cannot become {state}.",
                record=f"handoff {self.id}",
                mend=f"Look at it with: handoff show {self.id}",
            )
        return replace(self, state=state)

    def taken_up(self, origin: Origin) -> Handoff:
        """Return a legacy client's handoff as another batch prepares it anew, as its next attempt. By this alone one
        that was withdrawn goes on; TransitionError in another state.
        """
        if self.legacy is None or self.state not in TAKEN_UP:
            raise TransitionError(
                f"A handoff that is {self.state} is not taken up by a batch.",
                record=f"handoff {self.id}",
                mend=f"Look at it with: handoff show {self.id}",
            )
        return replace(self, state=State.OPENED, attempt=self.attempt + 1, legacy=origin, problem=None, stopped=False)

    @property
    def name(self) -> str:
        """The client's name where known, else the marked record: how people find it in lists."""
        return self.client.name if self.client else self.mark.client or str(self.mark.record)

    def known(self) -> tuple[Client, Determination]:
        """Return client and determination once the handoff is open; InvalidRecordError before."""
        if self.client is None or self.determination is None:
            raise InvalidRecordError(
                "The handoff has not been opened: its client is not known yet.",
                record=f"handoff {self.id}",
                mend="Run prepare_handoff for it first.",
            )
        return self.client, self.determination
