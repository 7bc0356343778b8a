"""The functions that read one field: parts of dates, labels of picklist values; and those that sum up a group.

Days and hours are in UTC; the fiscal year is the calendar year.
https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_date_functions.htm
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from handoff_sandbox.salesforce.definitions.schema import NUMBERS, Field


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _quarter(value: date) -> int:
    return (value.month + 2) // 3


DATE_FUNCTIONS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "CALENDAR_MONTH": ("int", lambda value: value.month),
    "CALENDAR_QUARTER": ("int", _quarter),
    "CALENDAR_YEAR": ("int", lambda value: value.year),
    "DAY_IN_MONTH": ("int", lambda value: value.day),
    "DAY_IN_WEEK": ("int", lambda value: value.isoweekday() % 7 + 1),
    "DAY_IN_YEAR": ("int", lambda value: value.timetuple().tm_yday),
    "DAY_ONLY": ("date", _day),
    "FISCAL_MONTH": ("int", lambda value: value.month),
    "FISCAL_QUARTER": ("int", _quarter),
    "FISCAL_YEAR": ("int", lambda value: value.year),
    "HOUR_IN_DAY": ("int", lambda value: value.hour),
    "WEEK_IN_MONTH": ("int", lambda value: (value.day - 1) // 7 + 1),
    "WEEK_IN_YEAR": ("int", lambda value: (value.timetuple().tm_yday - 1) // 7 + 1),
}
"""By name the type of what a function gives, and how it gives it."""
ONLY_INSTANTS = frozenset({"DAY_ONLY", "HOUR_IN_DAY"})

AGGREGATES = frozenset({"COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"})


def to_label(field: Field, value: Any) -> Any:
    """Return the label of a picklist's value."""
    labels = {option.value: option.label for option in field.options}
    if isinstance(value, str):
        return ";".join(labels.get(one, one) for one in value.split(";"))
    return value


def allowed(function: str, field: Field) -> bool:
    """Say whether a field can be summed up by a function."""
    if function in ("SUM", "AVG"):
        return field.type in NUMBERS
    if function in ("MIN", "MAX"):
        return field.sortable and field.type != "boolean"
    return field.filterable


def result_type(function: str, field: Field) -> str:
    """Return the type of what a function makes of a group."""
    if function in ("COUNT", "COUNT_DISTINCT"):
        return "int"
    return "double" if function == "AVG" else field.type


def sum_up(function: str, values: Sequence[Any]) -> Any:
    """Return what a function makes of a group's values; nulls do not count."""
    there = [one for one in values if one is not None]
    match function:
        case "COUNT":
            return len(there)
        case "COUNT_DISTINCT":
            return len({one.lower() if isinstance(one, str) else one for one in there})
        case "SUM":
            return sum(there) if there else None
        case "AVG":
            return sum(there) / len(there) if there else None
        case "MIN":
            return min(there, key=comparable, default=None)
        case _:
            return max(there, key=comparable, default=None)


def comparable(value: Any) -> Any:
    """Return a value as it is compared: texts without regard to case."""
    return value.lower() if isinstance(value, str) else value
