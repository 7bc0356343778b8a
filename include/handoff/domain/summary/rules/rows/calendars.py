"""Calendars: tables whose rows begin with a day, and say what is to happen on it and what follows if it does not."""

from __future__ import annotations

from datetime import datetime

from handoff.domain.summary.lexicon.days import CALENDAR_NAMES
from handoff.domain.summary.reading.columns import role_of_column
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.roles import Role, elect
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules.rows.values import Roles, begins_with_day, day_in, has_amount

_CALENDAR = Terms(CALENDAR_NAMES)
_HAPPENING = frozenset((Role.ITEM, Role.DEADLINE))
_PLANNED = frozenset((None, Topic.DEADLINE, Topic.CONTINGENCY, Topic.RISK))
"""What the columns of a calendar tell; all else is a list of that, in the order of its days."""


def day_of_calendar(passage: Passage, roles: Roles) -> datetime | None:
    """Return the day of a calendar's row, None where it is none; `roles` are those of all its cells.

    A calendar says so above it and names what is to happen, or has a column for what follows if a day is missed.
    What is to be done by somebody and has a state is a list of tasks, and what has an amount is to be paid.
    """
    cells = passage.cells
    if passage.text or not begins_with_day(cells, roles) or has_amount(cells, roles) or Role.STATUS in roles:
        return None
    follows = any(role_of_column(head) is Role.CONSEQUENCE for head, _ in cells)
    named = passage.topic is Topic.DEADLINE or any(map(_CALENDAR.within, passage.path))
    planned = follows or (named and not _HAPPENING.isdisjoint(roles))
    others = [role for role in roles if role not in (Role.CONSEQUENCE, Role.OWNER)]
    if not planned or elect(others, None, inner=False) not in _PLANNED:
        return None
    return day_in(cells[0][1])
