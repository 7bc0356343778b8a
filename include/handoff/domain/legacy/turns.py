"""Whose turn it is: which of the approved clients are carried out now, within the canary and the caps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.legacy.batch import ENDED, Line, RowState
from handoff.domain.policy.legacy import LegacyRules

HOUR = timedelta(hours=1)

ON_THE_WAY = frozenset({State.AWAITING_CUTOFF, State.ARCHIVING, State.AWAITING_GRACE, State.AWAITING_MANUAL})


@dataclass(frozen=True, slots=True)
class Spent:
    """What was begun within the last hour, of all batches: how many clients, and changes by vendor."""

    clients: int = 0
    changes: Mapping[str, int] = field(default_factory=dict)


def canaries(lines: Sequence[Line], rules: LegacyRules) -> list[Line]:
    """Return the first few that are carried out before all others: those that were begun, filled up in order."""
    mine = [line for line in lines if line.ours]
    begun = sorted((line for line in mine if line.row.begun_at), key=lambda line: (line.row.begun_at, line.row.number))
    ready = [line for line in mine if line.state is RowState.APPROVED and not line.row.begun_at]
    return (begun + ready)[: rules.canary]


def canary_failed(lines: Sequence[Line], rules: LegacyRules) -> list[Line]:
    """Return those of the first few that failed."""
    return [line for line in canaries(lines, rules) if line.row.begun_at and line.state is RowState.FAILED]


def turns(
    lines: Sequence[Line],
    rules: LegacyRules,
    now: datetime,
    spent: Spent,
    sizes: Mapping[HandoffId, Mapping[str, int]],
) -> list[HandoffId]:
    """Return who is carried out now: first those who were begun, then new ones as far as canary and caps allow.

    `sizes` are the numbers of changes by vendor of each approved plan. One that is larger than a cap by itself has its
    turn when nothing else was begun within the hour.
    """
    mine = [line for line in lines if line.ours and line.handoff is not None]
    going = [line for line in mine if _goes_on(line, now)]
    fresh = [line for line in mine if line.state is RowState.APPROVED and not line.row.begun_at]
    if not (mine and mine[0].batch.past_canary):
        first = canaries(lines, rules)
        if any(line.state not in _THROUGH for line in first):
            names = {line.row.number for line in first}
            fresh = [line for line in fresh if line.row.number in names]
    clients, changes = spent.clients, Counter(spent.changes)
    chosen: list[Line] = []
    for line in fresh:
        size = sizes.get(line.handoff.id, {}) if line.handoff else {}
        if clients and not _fits(rules, clients, changes, size):
            break
        clients += 1
        changes.update(size)
        chosen.append(line)
    return [line.handoff.id for line in (*going, *chosen) if line.handoff is not None]


_THROUGH = ENDED | {RowState.AWAITING_GRACE, RowState.AWAITING_MANUAL, RowState.AWAITING_CUTOFF}
"""States of a canary that let the others follow: it has closed, or waits for a date or a person's hands alone."""


def _goes_on(line: Line, now: datetime) -> bool:
    """Whether one that was begun has something to be done now."""
    handoff = line.handoff
    if handoff is None or line.state in (*ENDED, RowState.FAILED, RowState.STOPPED):
        return False
    match handoff.state:
        case State.APPROVED:
            return line.row.begun_at is not None
        case State.AWAITING_CUTOFF:
            return handoff.cutoff_at is not None and handoff.cutoff_at <= now
        case State.ARCHIVING:
            return True
        case State.AWAITING_GRACE | State.AWAITING_MANUAL:
            return handoff.wakes_at is not None and handoff.wakes_at <= now
        case _:
            return False


def _fits(rules: LegacyRules, clients: int, changes: Mapping[str, int], size: Mapping[str, int]) -> bool:
    if rules.per_hour is not None and clients >= rules.per_hour:
        return False
    return all(changes.get(vendor, 0) + size.get(vendor, 0) <= cap for vendor, cap in rules.changes_per_hour.items())
