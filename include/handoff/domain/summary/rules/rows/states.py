"""What a row says of its own state: that it is done, over or still open, whatever column says so.

People put it where there is room: 'By: done', 'Who: erledigt im Dezember', 'Bemerkung: beseitigt'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from handoff.domain.summary.lexicon.states import (
    ACCEPTED_STATES,
    ASKED_DONE,
    ASSENTS,
    CLOSED,
    DENIALS,
    DROPPED,
    FINISHED,
    GIVEN_UP,
    NOT_DONE,
    NOTHING,
    NOTHING_TO,
    OPEN_STATES,
    OVER,
    SHORT_ASSENTS,
)
from handoff.domain.summary.reading.dates import find_day, is_to_come
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.times import begins_with_time
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import fold
from handoff.domain.summary.rules.rows.done import is_all, says_done
from handoff.domain.summary.rules.rows.values import begins_with_yearless_day

_CLOSED = Terms(CLOSED)
_FINISHED = Terms(FINISHED)
_ASSENTS = Terms(ASSENTS)
_OVER = Terms(OVER)
_DROPPED = Terms(DROPPED)
_GIVEN_UP = Terms(GIVEN_UP)
_NOTHING = Terms(NOTHING)
_NOTHING_TO = phrases(NOTHING_TO)
_OPEN = Terms(OPEN_STATES)
_NOT_DONE = phrases(NOT_DONE)
_ACCEPTED = Terms(ACCEPTED_STATES)
_ASKED = Terms(ASKED_DONE)
_NOT_YET = Terms(DENIALS)
_YES = frozenset(SHORT_ASSENTS.split())
_PARTS = re.compile(r"\s*(?:,|\s[-\u2013]\s)\s*")
_TICKS = frozenset("\u2713\u2714\u2611")
_TELLING = frozenset(
    (Role.STATUS, Role.OWNER, Role.DUE, Role.TARGET, Role.DEADLINE, Role.DATE, Role.REMARK, Role.REMAINS)
)
"""Roles of cells in which people write that something is done."""

_MAY_SAY_HOW_IT_STANDS = frozenset((None, Role.TASK, Role.WHERE, Role.RESULT, Role.PLACE, Role.RESPONSE, Role.TYPE))
"""Roles of cells whose head may have meant the state: 'Where it stands: done'."""

_DATED = frozenset((Role.DUE, Role.DEADLINE, Role.STATUS, Role.REMARK))


def is_closed(cells: Sequence[Cell], roles: Sequence[Role | None], as_of: datetime | None) -> bool:
    """Whether a row says that its thing is done: by its state, or in the column of who, of when or of remarks."""
    open_too = says_not_done(cells, roles)
    return any(
        _closes(head, value, role, as_of) or (not open_too and _closed_on(head, value, role, as_of))
        for (head, value), role in zip(cells, roles, strict=True)
    )


def _closed_on(head: str, value: str, role: Role | None, as_of: datetime | None) -> bool:
    """Whether a cell says on which day something was done ('Erledigt am: 3.5.2026'), and that is past."""
    day = find_day(value) if role not in (Role.DUE, Role.DEADLINE) and _FINISHED.within(head) else None
    return day is not None and as_of is not None and day <= as_of


def _closes(head: str, value: str, role: Role | None, as_of: datetime | None) -> bool:
    if _FINISHED.is_all_of(head) and (_ASSENTS.is_all_of(value) or value in _TICKS):
        return True
    answers = role in (Role.STATUS, Role.ACCEPTED) and _answers_done(head, value, as_of)
    if answers or ((role is Role.TASK or _OPEN.is_all_of(head)) and _says_nothing(value)):
        return True
    if role is Role.STATUS:
        return (
            _DROPPED.is_all_of(value)
            or _GIVEN_UP.is_all_of(value)
            or all(map(_CLOSED.is_all_of, _PARTS.split(value)))
            or is_all(value, as_of)
            or says_done(value, as_of)
        )
    if role is Role.ACCEPTED and _ACCEPTED.begins(value):
        return True
    if role in _TELLING:
        return says_done(value, as_of)
    return role in _MAY_SAY_HOW_IT_STANDS and _FINISHED.begins(value) and says_done(value, as_of)


def _says_nothing(value: str) -> bool:
    """Whether a cell says that there is nothing: 'none', 'nada por fotografiar'."""
    return _NOTHING.is_all_of(value) or _NOTHING_TO.match(fold(value)) is not None


def _answers_done(head: str, value: str, as_of: datetime | None) -> bool:
    """Whether a cell is ticked, or says yes, or when, where its heading asks whether something is done.

    'Done?: Y', 'Gekl\u00e4rt: ja, nur aktive', 'Signed off: 23 Apr KL' and, below whatever heading, '\u2714 4.3.'.
    """
    if value[:1] in _TICKS:
        return True
    if not _asks_done(head):
        return False
    yes = fold(re.split(r"[\s,;.:]", value.strip(), maxsplit=1)[0]) in _YES
    when = begins_with_time(value) or begins_with_yearless_day(value)
    return (yes or when) and not is_to_come(find_day(value), as_of)


def _asks_done(head: str) -> bool:
    asked = head.strip(" ?\u00bf")
    return _CLOSED.is_all_of(asked) or _ASKED.is_all_of(asked)


def is_over(cells: Sequence[Cell], roles: Sequence[Role | None]) -> bool:
    """Whether a row of days says that its own is over: 'Guarantee until: expired'."""
    return any(role in _DATED and _OVER.is_all_of(value) for (_, value), role in zip(cells, roles, strict=True))


def has_open_state(cells: Sequence[Cell], roles: Sequence[Role | None]) -> bool:
    """Whether a row says of a thing that it is not done."""
    states = [value for (_, value), role in zip(cells, roles, strict=True) if role is Role.STATUS]
    return any(map(_OPEN.is_all_of, states)) and Role.ITEM in roles


def answers_not_done(cells: Sequence[Cell], roles: Sequence[Role | None]) -> bool:
    """Whether a row says no where its heading asks whether its thing is done ('Done?: no')."""
    return any(
        role is Role.STATUS and _asks_done(head) and _NOT_YET.is_all_of(value)
        for (head, value), role in zip(cells, roles, strict=True)
    )


def says_not_done(cells: Sequence[Cell], roles: Sequence[Role | None]) -> bool:
    """Whether a row's remark, or its state, tells of something that is not done: 'lid not ordered yet'."""
    told = [value for (_, value), role in zip(cells, roles, strict=True) if role in (Role.REMARK, Role.STATUS)]
    return any(_NOT_DONE.search(fold(value).strip(" .!")) is not None for value in told)


def is_still_open(cells: Sequence[Cell], roles: Sequence[Role | None], as_of: datetime | None) -> bool:
    """Whether an issue's row says who is to do something, or by when, and not how it was overcome."""
    there = set(roles)
    to_do = bool({Role.OWNER, Role.DUE} & there) and not {Role.RESPONSE, Role.REMAINS} & there
    return to_do and not is_closed(cells, roles, as_of)


def passes(topic: Topic, cells: Sequence[Cell], roles: Sequence[Role | None], as_of: datetime | None) -> bool:
    """Whether what a row tells holds only until it is done, and it is."""
    if topic not in (Topic.OPEN, Topic.RISK, Topic.COMMITMENT, Topic.DEADLINE):
        return False
    if topic is Topic.DEADLINE:  # a contract that was signed runs all the same
        roles = [None if role is Role.ACCEPTED else role for role in roles]
    return is_closed(cells, roles, as_of) or (topic is Topic.DEADLINE and is_over(cells, roles))
