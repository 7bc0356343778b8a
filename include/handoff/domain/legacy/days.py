"""The days of a manifest: written in one way, so that none is guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

_EARLIEST = 1970
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?)?(?: ?(?:Z|UTC))?")
_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")


def day_of(text: str) -> date:
    """Return the day that a cell names; ValueError, in words for people, where it names none for certain.

    What a spreadsheet keeps as a date is read as one; a time of day beside it is left out.
    """
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(_why(text))
    try:
        day = date.fromisoformat(match.group(1))
    except ValueError:
        raise ValueError("There is no such day.") from None
    if day.year < _EARLIEST:
        raise ValueError(f"It lies before {_EARLIEST}.")
    return day


def begins(day: date) -> datetime:
    """Return the instant, in UTC, at which a day begins."""
    return datetime.combine(day, time(), UTC)


def ends(day: date) -> datetime:
    """Return the instant, in UTC, at which a day ends: access that ends on a day is there until then."""
    return begins(day + timedelta(days=1))


def _why(text: str) -> str:
    match = _PARTS.fullmatch(text.strip())
    if match is None:
        return "It is no day."
    first, second = int(match.group(1)), int(match.group(2))
    if first != second and 1 <= first <= 12 and 1 <= second <= 12:
        return f"It may mean two days: nobody can tell whether {first} or {second} is the month."
    return "It is not written as a day is here."
