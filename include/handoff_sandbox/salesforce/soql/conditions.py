"""Conditions as predicates: each literal is checked against its field's type, and refused where Salesforce refuses it.

Texts are compared without regard to case. `!=`, NOT IN and EXCLUDES hold for null too; an order never does. A null
boolean is false.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from string import ascii_letters
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.definitions.schema import NUMBERS, Field
from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.records.values import read_instant
from handoff_sandbox.salesforce.soql.dates import span
from handoff_sandbox.salesforce.soql.functions import comparable
from handoff_sandbox.salesforce.soql.tree import (
    ESCAPED,
    Comparison,
    Condition,
    Expression,
    Junction,
    Literal,
    Membership,
    Query,
)

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.errors import SalesforceError
    from handoff_sandbox.salesforce.soql.plan import Operand, Predicate

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


class _NoIdError(ValueError):
    """A text that is no id."""


@dataclass(frozen=True)
class Conditions:
    """Makes predicates; `operand` reads what stands on the left, `join` answers a subquery with its set of ids."""

    operand: Callable[[Expression], Operand]
    join: Callable[[Query], frozenset[str]]
    wrong: Callable[[str, int, str], SalesforceError]
    now: datetime

    def predicate(self, condition: Condition) -> Predicate:
        """Return the predicate of a condition; raises Salesforce's 400."""
        if isinstance(condition, Junction):
            parts = [self.predicate(part) for part in condition.parts]
            match condition.operator:
                case "AND":
                    return lambda row: all(part(row) for part in parts)
                case "OR":
                    return lambda row: any(part(row) for part in parts)
                case _:
                    return lambda row: not parts[0](row)
        operand = self.operand(condition.left)
        if isinstance(condition, Comparison):
            return self._comparison(condition, operand)
        return self._membership(condition, operand)

    def _comparison(self, condition: Comparison, operand: Operand) -> Predicate:
        operator, get, field = condition.operator, operand.get, operand.field
        if operator in _NOT_FOR.get(field.type, ()):
            raise self._bad_operator("invalid operator on id field", condition.at)
        if field.type in ("boolean", "multipicklist") and operator not in ("=", "!="):
            raise self._bad_operator(f"invalid operator on {field.type} field", condition.at)
        if operator == "LIKE":
            return self._like(condition, operand)
        right = self._value(operand, condition.value)
        if isinstance(right, tuple):
            return _in_span(get, operator, right)
        if operator == "=":
            return lambda row: comparable(get(row)) == right
        if operator == "!=":
            return lambda row: comparable(get(row)) != right
        if right is None:
            raise self._bad_operator(f"{operator} cannot be used with null", condition.at)
        order = _ORDERS[operator]
        return lambda row: (value := get(row)) is not None and order(comparable(value), right)

    def _like(self, condition: Comparison, operand: Operand) -> Predicate:
        if not operand.field.is_text:
            raise self._bad_operator(f"invalid operator on {operand.field.type} field", condition.at)
        if self._value(operand, condition.value) is None:
            return lambda row: operand.get(row) is None
        text = condition.value.text
        kinds = {"%": ".*", "_": ".", ESCAPED["%"]: "%", ESCAPED["_"]: "_"}
        pattern = re.compile("".join(kinds.get(one, re.escape(one)) for one in text), re.IGNORECASE | re.DOTALL)
        return lambda row: (value := operand.get(row)) is not None and pattern.fullmatch(str(value)) is not None

    def _membership(self, condition: Membership, operand: Operand) -> Predicate:
        operator, get = condition.operator, operand.get
        if isinstance(condition.values, Query):
            if operand.field.type not in ("id", "reference"):
                message = f"The left operand of a semi join should be an id field, cannot use: '{operand.label}'"
                raise self.wrong("INVALID_FIELD", condition.at, message)
            ids = self.join(condition.values)
            if operator == "IN":
                return lambda row: get(row) in ids
            return lambda row: get(row) not in ids
        if operator in ("INCLUDES", "EXCLUDES"):
            return self._options(condition, operand, condition.values)
        if operand.field.type == "multipicklist":
            raise self._bad_operator("invalid operator on multipicklist field", condition.at)
        values = {self._value(operand, one) for one in condition.values}
        spans = [one for one in values if isinstance(one, tuple)]
        plain = values.difference(spans)

        def holds(row: Any) -> bool:
            value = comparable(get(row))
            return value in plain or any(value is not None and one[0] <= value < one[1] for one in spans)

        return holds if operator == "IN" else lambda row: not holds(row)

    def _options(self, condition: Membership, operand: Operand, literals: tuple[Literal, ...]) -> Predicate:
        if operand.field.type != "multipicklist":
            raise self._bad_operator(f"invalid operator on {operand.field.type} field", condition.at)
        wanted = [set(str(self._value(operand, one)).split(";")) for one in literals]

        def includes(row: Any) -> bool:
            held = set(str(operand.get(row) or "").lower().split(";"))
            return any(one <= held for one in wanted)

        return includes if condition.operator == "INCLUDES" else lambda row: not includes(row)

    def _value(self, operand: Operand, literal: Literal) -> Any:
        """Return what a literal means for a field: a comparable value, or a span of days or instants."""
        field, text = operand.field, literal.text
        if literal.kind == "null":
            return False if field.type == "boolean" else None
        if literal.kind == "date_literal" and field.type in ("date", "datetime"):
            return self._span(field, text)
        reader = _READERS.get((_class(field), literal.kind))
        if reader is None:
            raise self._wrong_type(operand, literal)
        try:
            return reader(text)
        except _NoIdError:
            raise self.wrong("INVALID_QUERY_FILTER_OPERATOR", literal.at, f"invalid ID field: {text}") from None
        except ValueError:
            raise self.wrong("MALFORMED_QUERY", literal.at, f"invalid date: {text}") from None

    def _wrong_type(self, operand: Operand, literal: Literal) -> SalesforceError:
        wanted = {"datetime": "dateTime", "number": "double", "id": "ID", "text": "string"}
        kind = "int" if operand.field.type == "int" else wanted.get(_class(operand.field), operand.field.type)
        quotes = "should be enclosed in quotes" if kind in ("string", "ID") else "should not be enclosed in quotes"
        message = f"value of filter criterion for field '{operand.label}' must be of type {kind} and {quotes}"
        return self.wrong("INVALID_FIELD", literal.at, message)

    def _span(self, field: Field, text: str) -> tuple[Any, Any]:
        first, end = span(text, self.now.date())
        if field.type == "date":
            return first, end
        return datetime.combine(first, time(), UTC), datetime.combine(end, time(), UTC)

    def _bad_operator(self, message: str, at: int) -> SalesforceError:
        return self.wrong("INVALID_QUERY_FILTER_OPERATOR", at, message)


def _class(field: Field) -> str:
    """Return what kind of literal a field is compared with."""
    if field.type in NUMBERS:
        return "number"
    if field.type in ("id", "reference"):
        return "id"
    return "text" if field.is_text else field.type


def _id(text: str) -> str:
    found = record_ids.read(text)
    if found is None:
        raise _NoIdError(text)
    return found.lower()


def _number(text: str) -> float:
    return float(text.lstrip(ascii_letters))


def _plain(text: str) -> str:
    """Return a text as it is compared: in lower case, escaped wildcards as they stand for themselves."""
    for letter, escaped in ESCAPED.items():
        text = text.replace(escaped, letter)
    return text.lower()


_NOT_FOR = {"id": ("LIKE",), "reference": ("LIKE", *_ORDERS)}
"""The operators that ids do not take; a record's own can be compared, as the chunking of large exports by them does:
https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/async_api_headers_enable_pk_chunking.htm
"""

_READERS: dict[tuple[str, str], Callable[[str], Any]] = {
    ("id", "string"): _id,
    ("text", "string"): _plain,
    ("number", "number"): _number,
    ("number", "currency"): _number,
    ("boolean", "boolean"): lambda text: text == "true",
    ("date", "date"): date.fromisoformat,
    ("datetime", "datetime"): read_instant,
}
"""How a literal is read, by the field's kind and its own."""


def _in_span(get: Callable[[Any], Any], operator: str, bounds: tuple[Any, Any]) -> Predicate:
    first, end = bounds
    tests: dict[str, Callable[[Any], bool]] = {
        "=": lambda value: first <= value < end,
        "!=": lambda value: not first <= value < end,
        "<": lambda value: value < first,
        "<=": lambda value: value < end,
        ">": lambda value: value >= end,
        ">=": lambda value: value >= first,
    }
    test = tests[operator]
    return lambda row: test(value) if (value := get(row)) is not None else operator == "!="
