"""Date literals: TODAY, LAST_N_DAYS:30, THIS_FISCAL_YEAR and the rest, as spans of days.

Weeks begin on Sunday, and the fiscal year is the calendar year, as in an organisation that has not changed them; days
are in UTC.
https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
"""

from __future__ import annotations

from datetime import date, timedelta

_DAYS = {"TODAY": (0, 1), "YESTERDAY": (-1, 0), "TOMORROW": (1, 2), "LAST_90_DAYS": (-90, 1), "NEXT_90_DAYS": (1, 91)}
"""The first day of each, and the day after its last, counted from today."""
_UNITS = ("WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR")
_NUMBERED = frozenset(
    {f"{way}_N_{unit}S" for way in ("LAST", "NEXT") for unit in ("DAY", *_UNITS)}
    | {f"N_{unit}S_AGO" for unit in ("DAY", *_UNITS)}
)
_NAMED = frozenset(_DAYS) | {f"{way}_{unit}" for way in ("LAST", "THIS", "NEXT") for unit in _UNITS}


def is_date_literal(text: str) -> bool:
    """Say whether a word is a date literal."""
    name, colon, _ = text.upper().partition(":")
    return name in (_NUMBERED if colon else _NAMED)


def span(text: str, today: date) -> tuple[date, date]:
    """Return the first day of a literal's span, and the day after its last."""
    name, _, number = text.upper().partition(":")
    if name in _DAYS:
        first, end = _DAYS[name]
        return today + timedelta(days=first), today + timedelta(days=end)
    count = int(number or 1)
    if name.endswith("_AGO"):
        unit, first, end = name[2:].removesuffix("_AGO"), -count, 1 - count
    else:
        way, _, unit = name.partition("_")
        unit = unit.removeprefix("N_")
        first, end = {"LAST": (-count, 0), "THIS": (0, 1), "NEXT": (1, count + 1)}[way]
    unit = unit.removesuffix("S").removeprefix("FISCAL_")
    if unit == "DAY" and name.startswith("LAST"):
        end = 1  # the last n days reach to the end of today; the next n begin tomorrow
    return _start(today, unit, first), _start(today, unit, end)


def _start(today: date, unit: str, step: int) -> date:
    """Return the first day of the unit that lies `step` units after today's."""
    if unit == "DAY":
        return today + timedelta(days=step)
    if unit == "WEEK":
        sunday = today - timedelta(days=(today.weekday() + 1) % 7)
        return sunday + timedelta(weeks=step)
    months = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}[unit]
    index = (today.year * 12 + today.month - 1) // months * months + step * months
    return date(index // 12, index % 12 + 1, 1)
