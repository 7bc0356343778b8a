"""The search: filter groups, the text query, sorting and paging.

A filter on a property without a value never matches, but for NOT_HAS_PROPERTY. Texts compare without case; the values
of IN and NOT_IN on a text must be in lower case, as HubSpot asks; enumerations compare exactly.
https://developers.hubspot.com/docs/api-reference/2026-03/crm/search-the-crm
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from handoff_sandbox.hubspot.errors import HubSpotError, invalid
from handoff_sandbox.hubspot.records.values import as_text, read_instant

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.definitions.definitions import Definition
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.store import Store

MOST_GROUPS, MOST_IN_GROUP, MOST_FILTERS = 5, 6, 18
MOST_ON_PAGE, MOST_RESULTS, MOST_QUERY = 200, 10_000, 3_000
Test = Callable[["Record"], bool]
Comparable = str | float


@dataclass(frozen=True)
class Page:
    """One page of a search; `after` is where the next one begins."""

    total: int
    records: list[Record]
    after: int | None


class Search:
    """One search among the records of a type, seen as the index shows them: as far ago as the search lags."""

    def __init__(self, store: Store, kind: ObjectType, lag: float | None = None) -> None:
        self._store, self._kind = store, kind
        lag = store.switches.search_lag_seconds if lag is None else lag
        self._at: datetime | None = store.clock.now() - timedelta(seconds=lag) if lag else None
        self._definitions = store.definitions[kind.name]

    def run(self, body: Mapping[str, Any]) -> Page:
        """Return a page; raises HubSpot's 400 for what it does not take."""
        limit = _whole(body.get("limit", 10), "limit")
        start = _whole(body.get("after") or 0, "after")
        if limit > MOST_ON_PAGE:
            raise invalid(f"limit {limit} is more than {MOST_ON_PAGE}")
        if start + limit > MOST_RESULTS:
            raise invalid(f"after {start} with limit {limit} goes beyond the {MOST_RESULTS} results of a query")
        test, words = self._groups(body.get("filterGroups") or []), self._words(body.get("query"))
        found = [record for record in self._visible() if test(record) and self._has_words(record, words)]
        found = self._sorted(found, body.get("sorts") or [])
        end = start + limit
        return Page(len(found), found[start:end], end if end < len(found) else None)

    def _visible(self) -> list[Record]:
        if self._at is None:
            return self._store.all(self._kind)
        records = self._store.all(self._kind) + self._store.all(self._kind, archived=True)
        return [r for r in records if r.created <= self._at and (r.archived_at is None or r.archived_at > self._at)]

    def _value(self, record: Record, name: str) -> str | None:
        return self._store.value(record, name, self._at)

    def _groups(self, groups: object) -> Test:
        filters = _read_groups(groups)
        sizes = [len(group) for group in filters]
        if len(sizes) > MOST_GROUPS or max(sizes, default=0) > MOST_IN_GROUP or sum(sizes) > MOST_FILTERS:
            raise invalid(
                f"A search takes at most {MOST_GROUPS} filterGroups of {MOST_IN_GROUP} filters, {MOST_FILTERS} in all"
            )
        tests = [[self._filter(one) for one in group] for group in filters]
        return lambda record: not tests or any(all(test(record) for test in group) for group in tests)

    def _filter(self, one: Mapping[str, Any]) -> Test:
        name, operator = str(one.get("propertyName")), str(one.get("operator"))
        if name.startswith("associations."):
            return self._association(name, operator, one)
        definition = self._definitions.get(name)
        if definition is None:
            raise HubSpotError(
                400, "There was a problem with the request.", "VALIDATION_ERROR",
                errors=[{
                    "message": f'Property "{name}" does not exist', "code": "PROPERTY_DOESNT_EXIST",
                    "context": {"propertyName": [name]},
                }],
            )  # fmt: skip
        test = _operator(definition, operator, one)

        def matches(record: Record) -> bool:
            value = self._value(record, name)
            return test(value) if value else operator == "NOT_HAS_PROPERTY"

        return matches

    def _association(self, name: str, operator: str, one: Mapping[str, Any]) -> Test:
        target = self._store.types[name.removeprefix("associations.")].singular
        if operator not in ("EQ", "IN"):
            raise invalid(f"{name} takes the operators EQ and IN, not {operator}")
        wanted = {as_text(value) for value in (one.get("values") or [one.get("value")])}
        ids_of = self._store.associations.ids
        found = {record_id for other in wanted for record_id in ids_of((target, other), self._kind.singular)}
        return lambda record: record.id in found

    def _words(self, query: object) -> list[str]:
        text = as_text(query)
        if len(text) > MOST_QUERY:
            raise invalid(f"query has {len(text)} characters, the limit is {MOST_QUERY}")
        return text.lower().split()

    def _has_words(self, record: Record, words: list[str]) -> bool:
        if not words:
            return True
        text = " ".join(self._value(record, name) or "" for name in (*self._kind.searched, "hs_object_id")).lower()
        tokens = [*text.split(), *_tokens(text)]
        return all(any(token.startswith(word) for token in tokens) for word in words)

    def _sorted(self, records: list[Record], sorts: object) -> list[Record]:
        if not isinstance(sorts, list) or len(sorts) > 1:
            raise invalid("A search takes a list of one sort")
        if not sorts:
            return sorted(records, key=lambda record: record.created)
        name, descending = _read_sort(sorts[0])
        definition = self._definitions.get(name)
        if definition is None:
            raise invalid(f'Property "{name}" does not exist')
        having = [record for record in records if self._value(record, name)]
        without = [record for record in records if not self._value(record, name)]
        having.sort(key=lambda record: _comparable(definition, self._value(record, name) or ""), reverse=descending)
        return having + without


def filter_test(store: Store, kind: ObjectType, one: Mapping[str, Any]) -> Test:
    """Return the test of one filter, on the records as they are now; raises HubSpot's 400."""
    return Search(store, kind, lag=0)._filter(one)  # noqa: SLF001 - its own module


def _read_groups(groups: object) -> list[list[Mapping[str, Any]]]:
    try:
        filters: list[list[Mapping[str, Any]]] = [[{**one} for one in group.get("filters") or []] for group in groups]  # type: ignore[attr-defined]  # what is none is caught
    except (AttributeError, TypeError):
        raise invalid("filterGroups is a list of objects with filters") from None
    return filters


def _read_sort(sort: object) -> tuple[str, bool]:
    if isinstance(sort, Mapping):
        return str(sort.get("propertyName")), sort.get("direction") == "DESCENDING"
    text = str(sort)
    return text.removeprefix("-"), text.startswith("-")


def _whole(value: object, name: str) -> int:
    try:
        number = int(as_text(value))
    except ValueError:
        number = -1
    if number < 0:
        raise invalid(f"{name} is a whole number, not {value!r}")
    return number


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _comparable(definition: Definition, text: str) -> Comparable:
    """Return what orders the values of a property; raises ValueError."""
    if definition.type == "number":
        return float(text)
    if definition.type in ("date", "datetime"):
        return read_instant(text).timestamp()
    return text if definition.type == "enumeration" else text.lower()


def _operand(definition: Definition, one: Mapping[str, Any], key: str) -> Comparable:
    try:
        return _comparable(definition, as_text(one[key]))
    except (KeyError, ValueError, OverflowError, OSError):
        raise invalid(
            f"The filter on {definition.name} with {one.get('operator')} needs a {definition.type} as {key}, "
            f"not {one.get(key)!r}"
        ) from None


def _operator(definition: Definition, operator: str, one: Mapping[str, Any]) -> Callable[[str], bool]:
    """Return the test of a value that is there."""

    def read(text: str) -> Any:
        return _comparable(definition, text)

    match operator:
        case "HAS_PROPERTY" | "NOT_HAS_PROPERTY":
            return lambda _: operator == "HAS_PROPERTY"
        case "EQ" | "NEQ":
            wanted = _operand(definition, one, "value")
            several = definition.several

            def equals(text: str) -> bool:
                return bool(read(text) == wanted) or (several and str(wanted) in text.split(";"))

            return equals if operator == "EQ" else lambda text: not equals(text)
        case "LT" | "LTE" | "GT" | "GTE":
            bound: Any = _operand(definition, one, "value")
            return {
                "LT": lambda text: read(text) < bound,
                "LTE": lambda text: read(text) <= bound,
                "GT": lambda text: read(text) > bound,
                "GTE": lambda text: read(text) >= bound,
            }[operator]
        case "BETWEEN":
            low: Any = _operand(definition, one, "value")
            high: Any = _operand(definition, one, "highValue")
            return lambda text: bool(low <= read(text) <= high)
        case "IN" | "NOT_IN":
            return _among(definition, operator, one)
        case "CONTAINS_TOKEN" | "NOT_CONTAINS_TOKEN":
            pattern = as_text(one.get("value")).lower()
            if not pattern:
                raise invalid(f"The filter on {definition.name} with {operator} needs a value")
            contains = operator == "CONTAINS_TOKEN"
            return lambda text: _contains(text.lower(), pattern) is contains
    raise invalid(f"{operator} is not a filter operator")


def _among(definition: Definition, operator: str, one: Mapping[str, Any]) -> Callable[[str], bool]:
    values = one.get("values")
    if not isinstance(values, list) or not values:
        raise invalid(f"The filter on {definition.name} with {operator} needs values, a list")
    if definition.type == "string":
        wanted: set[Comparable] = {as_text(value) for value in values}
    else:
        wanted = {_operand(definition, {"operator": operator, "value": value}, "value") for value in values}

    def chosen(text: str) -> bool:
        parts = text.split(";") if definition.several else [text]
        return any(_comparable(definition, part) in wanted for part in parts)

    return chosen if operator == "IN" else lambda text: not chosen(text)


def _contains(text: str, pattern: str) -> bool:
    if "*" in pattern:
        return any(fnmatchcase(part, pattern) for part in (text, *text.split(), *_tokens(text)))
    return set(_tokens(pattern)) <= set(_tokens(text))
