"""Ends: the day on which something that is paid for or held runs out, is renewed or falls due, and is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.lexicon.days import DAYS_NAMES, FALLS_DUE, LASTS, RECURS
from handoff.domain.summary.lexicon.states import GIVEN_UP, PAID
from handoff.domain.summary.reading.dates import find_day, is_to_come, show_day, with_years
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules.rows.values import Row, day_in, is_code, is_day_alone

_PAID = Terms(PAID)
_GIVEN_UP = Terms(GIVEN_UP)
_LASTS = Terms(LASTS)
_RECURS = Terms(RECURS)
_FALLS_DUE = Terms(FALLS_DUE)
_CLAUSE = re.compile(r"\s*[;,(]\s*")
_TOLD_IN_WORDS = frozenset((Topic.MONEY, Topic.ACCESS))
"""What runs out where any cell says so in words."""

_BESIDE = frozenset((Role.AMOUNT, Role.STATUS, Role.REMARK, Role.PAYER, Role.DEADLINE, Role.DUE))
"""What is said of an end: what it costs, how it stands, and its other days."""

_DAYS_NAMES = Terms(DAYS_NAMES)
_SHORT = 60
"""Characters of a cell that says a day and little else."""


def ends(name: str, row: Row, topic: Topic, as_of: datetime | None) -> Iterator[Draft]:
    """Yield the days to come of a row that is about `name`, each once."""
    told = list(zip(row.cells, row.roles, strict=True))
    if any(_is_settled(value, row.cells) for (_, value), role in told if role is Role.STATUS):
        return
    days = set()
    for cell, meant, role in zip(row.cells, row.dated, row.roles, strict=True):
        for day, why in _days(cell, meant[1], role, topic, as_of):
            when = show_day(day) if find_day(meant[1]) else cell[1]
            if is_to_come(day, as_of) and day not in days:
                days.add(day)
                beside = "; ".join(_beside(told, cell, name))
                shown = f" \u2014 {beside}" if beside else ""
                yield Draft(
                    Section.DEADLINES,
                    f"{when}: {name}{_unless_in(name, why)}{shown}",
                    "Due",
                    rank=20,
                    due=day,
                    about=name,
                    values="; ".join(value for _, value in row.cells),
                )


def _beside(told: Sequence[tuple[Cell, Role | None]], cell: Cell, name: str) -> Iterator[str]:
    """Yield the cells that are said of an end, and the number of its bill, with their heads."""
    for other, role in told:
        head, value = other
        numbered = role in (None, Role.INVOICE) and is_code(value) and any(map(str.isalpha, value))
        if (role in _BESIDE or numbered) and value not in name and other != cell:
            yield f"{head}: {value}"


def _days(
    cell: Cell, meant: str, role: Role | None, topic: Topic, as_of: datetime | None
) -> Iterator[tuple[datetime, str]]:
    """Yield the days of a cell on which something ends, each with how the cell says that, where that tells more.

    `meant` is the cell's value with the years of its days, by the day `as_of` of its list.
    """
    head, value = cell
    dated = role in (Role.DEADLINE, Role.DUE) or (is_day_alone(meant) and role is Role.INVOICE)
    if dated and (day := day_in(meant)):
        kept = topic is Topic.RECORD and role is Role.DUE
        named = "kept until" if kept else "" if _DAYS_NAMES.is_all_of(head) else head
        written = as_written(day, cell)
        said = f"{named}; {written}" if kept and written else written or named
        yield day, f" ({said})" if said else ""
    elif role is Role.DATE and topic is Topic.MONEY and (day := day_in(meant)):
        written = as_written(day, cell)
        yield day, f" ({written})" if written else ""
    elif not dated and topic in _TOLD_IN_WORDS:
        for clause in _CLAUSE.split(value):
            if _FALLS_DUE.within(clause) and (day := day_in(with_years(clause, as_of))):
                yield day, f" ({clause.strip(' )')})"


def as_written(day: datetime, cell: Cell) -> str:
    """Return a cell that names a day, with its head; "" where it writes the day as we do, or tells much beside it."""
    head, value = cell
    written = value.strip().rstrip(".")
    if written == show_day(day) or len(written) > _SHORT:
        return ""
    return f"{head}: {written}" if head else written


def _unless_in(name: str, why: str) -> str:
    """Return how a cell says that something ends, but for what the row's name says already."""
    return "" if why.strip(" ()") in name else why


def _is_settled(state: str, cells: Sequence[Cell]) -> bool:
    """Whether a state says that nothing is to come: given up, or paid, and that neither until a day nor every year."""
    if _GIVEN_UP.begins(state):
        return True
    recurs = any(_RECURS.within(f"{head} {value}") for head, value in cells)
    return _PAID.begins(state) and not recurs and not _LASTS.within(state)
