"""The life of a handoff as a line of steps: what is behind it, where it stands, what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from handoff.domain.ask import Answer, Ask, AskKind
from handoff.domain.handoff import Handoff, State
from handoff.web import words

LIFE = (
    State.MARKED,
    State.OPENED,
    State.AWAITING_APPROVAL,
    State.APPROVED,
    State.AWAITING_CUTOFF,
    State.ARCHIVING,
    State.CLOSED,
)
_REST = (State.AWAITING_FINDING, State.AWAITING_GRACE, State.AWAITING_MANUAL)
_WAITING = (*_REST, State.UNDOING)


class Standing(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """One step, by its word."""

    word: str
    standing: Standing


def life(handoff: Handoff, asks: Sequence[tuple[Ask, Answer | None]]) -> list[Step]:
    """Return the seven steps; a handoff that ended before its close has its end in the place where it ended."""
    at = _place(handoff, asks)
    here = Standing.NOW if handoff.state in LIFE or handoff.state in _WAITING else Standing.ENDED
    if handoff.state is State.CLOSED:
        here = Standing.DONE
    steps = [Step(words.STATES[state][0], Standing.DONE if n < at else Standing.NEXT) for n, state in enumerate(LIFE)]
    steps[at] = Step(words.STATES[handoff.state][0], here)
    return steps


def _place(handoff: Handoff, asks: Sequence[tuple[Ask, Answer | None]]) -> int:
    state = handoff.state
    if state is State.WITHDRAWN:
        state = State.AWAITING_APPROVAL if asks else State.OPENED
    elif state in (State.REFUSED, State.EXPIRED):
        late = bool(asks) and asks[-1][0].kind is AskKind.FINDING
        state = State.ARCHIVING if late else State.AWAITING_APPROVAL
    elif state in _REST:
        state = State.ARCHIVING
    elif state in (State.UNDOING, State.UNDONE):
        state = State.APPROVED  # whatever had come after it is no more
    return LIFE.index(state)
