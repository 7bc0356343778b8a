"""What a cell's value is by its form: a number, a day, an amount, a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.summary.reading.dates import find_day, find_month
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.times import is_no_more_than_days
from handoff.domain.summary.rules.rows.done import says_done

Roles = list[Role | None]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as they stand, the same with the years of all days, and what each is."""

    cells: Sequence[Cell]
    dated: Sequence[Cell]
    roles: Roles


_NUMBER = re.compile(r"^[#A-Za-z]{0,4}[-.]?\d{1,4}\.?$")
_CODE = re.compile(r"^(?=\S*\d)[\w./#-]+$")
_YEARLESS = re.compile(r"\d{1,2}[./-]\s?(?:\d{1,2}|[A-Za-z]{3})\b\.?")
_FIGURE = re.compile(r"^[^\w]*\d[\d.,']*$")


def is_number(value: str) -> bool:
    """Whether a cell holds a row's number and nothing else."""
    return _NUMBER.match(value) is not None


def is_code(value: str) -> bool:
    """Whether a cell holds the number of a paper and nothing else ('2026-014', 'W-10', 'HW/310')."""
    return _CODE.match(value) is not None and find_day(value) is None


def is_figure(value: str) -> bool:
    """Whether a cell holds a figure and nothing else."""
    return _FIGURE.match(value) is not None and find_day(value) is None


def is_day_alone(value: str) -> bool:
    """Whether a cell holds a day and nothing else, but that it is done by then; a row is not about its day."""
    return find_day(value) is not None and (is_no_more_than_days(value) or says_done(value))


def begins_with_yearless_day(value: str) -> bool:
    """Whether a cell begins with a day without a year, in the short forms of sheets ('28/04 JB', '14-Apr')."""
    return _YEARLESS.match(value.strip()) is not None


def day_in(value: str) -> datetime | None:
    """Return the day that a cell names, or the last of the month that it names alone; None where it names neither."""
    return find_day(value) or find_month(value)


def begins_with_day(cells: Sequence[Cell], roles: Sequence[Role | None]) -> bool:
    """Whether a row begins with a day, or a month, as those of calendars and logs do."""
    if not cells or roles[0] not in (Role.DATE, Role.DUE):
        return False
    return day_in(cells[0][1]) is not None and is_no_more_than_days(cells[0][1])


def has_amount(cells: Sequence[Cell], roles: Sequence[Role | None]) -> bool:
    """Whether a row says what something costs, in figures."""
    return any(
        role is Role.AMOUNT and any(c.isdigit() for c in value) for (_, value), role in zip(cells, roles, strict=True)
    )
