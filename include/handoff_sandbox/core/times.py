"""Times in a world file: absolute ISO 8601, or relative to the server's start (`-30d`, `+2h`, `-1d 4h`, `now`).

A relative time names units from weeks down to seconds; its sign counts for all of them. An absolute time without an
offset is UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from handoff_sandbox.core.clock import Clock

_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_RELATIVE = re.compile(r"([+-])((?:\d+[wdhms] ?)+)")


def parse_time(value: str | datetime, clock: Clock) -> datetime:
    """Return the instant that `value` names, aware, in UTC; raises ValueError for what is neither form."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    text = value.strip()
    if text == "now":
        return clock.started
    if (span := _span(text)) is not None:
        return clock.started + span
    try:
        absolute = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{value!r} is not a time: write ISO 8601 ('2026-11-03T09:00:00Z'), "
            "a span from the start ('-30d', '+2h') or 'now'"
        ) from None
    return absolute.astimezone(UTC) if absolute.tzinfo else absolute.replace(tzinfo=UTC)


@cache
def _span(text: str) -> timedelta | None:
    """Return the span that a relative time names; a world of any size has few different ones."""
    relative = _RELATIVE.fullmatch(text)
    if relative is None:
        return None
    parts = re.findall(r"(\d+)([wdhms])", relative[2])
    span = sum((timedelta(**{_UNITS[unit]: int(count)}) for count, unit in parts), timedelta())
    return -span if relative[1] == "-" else span


def _check(value: str) -> str:
    if _span(value.strip()) is None:
        parse_time(value, Clock())
    return value


WorldTime = Annotated[str, AfterValidator(_check)]
"""A pydantic field that holds a time as written; its form is checked with the section, `parse_time` reads it later."""
