"""Grouped queries: what may be selected beside a GROUP BY, under which names, and how groups are read.

A group is a list of records. Every selected field must be one of the keys; what has no alias is called expr0, expr1…
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.definitions.schema import Field
from handoff_sandbox.salesforce.soql.functions import AGGREGATES, DATE_FUNCTIONS, allowed, result_type, sum_up
from handoff_sandbox.salesforce.soql.plan import Aggregate, Operand, Sort
from handoff_sandbox.salesforce.soql.tree import Call, Expression, Path, Query, Selected

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.errors import SalesforceError
    from handoff_sandbox.salesforce.soql.conditions import Conditions

OperandOf = Callable[[Expression], Operand]
Wrong = Callable[[str, int, str], "SalesforceError"]


def is_aggregate(one: object) -> bool:
    """Say whether a selected expression sums up records."""
    expression = one.expression if isinstance(one, Selected) else one
    return isinstance(expression, Call) and expression.function.upper() in AGGREGATES


def bind_aggregate(
    operand: OperandOf, conditions: Conditions, wrong: Wrong, query: Query
) -> tuple[Aggregate, tuple[Sort, ...]]:
    """Return what a grouped query gives, and its order; raises Salesforce's MALFORMED_QUERY."""
    group = query.group
    if group and group.kind:
        message = f"GROUP BY {group.kind} is not supported by this emulator"
        raise wrong("MALFORMED_QUERY", group.at, message)
    if group is None and query.limit is not None:
        message = "Non-grouped query that uses overall aggregate functions cannot also use LIMIT"
        raise wrong("MALFORMED_QUERY", query.source.at, message)
    keys = {_key(one): _groupable(operand, one, wrong) for one in (group.expressions if group else ())}

    def of_group(expression: Expression) -> Operand:
        """Return how an expression is read from a group."""
        if is_aggregate(expression) and isinstance(expression, Call):
            return _summed(operand, expression, wrong)
        key = keys.get(_key(expression)) or aliased.get(_key(expression))
        if key is None:
            message = f"Field must be grouped or aggregated: {expression}"
            raise wrong("MALFORMED_QUERY", expression.at, message)
        return Operand(lambda rows: key.get(rows[0]), key.field, key.label)

    aliased: dict[str, Operand] = {}
    results: list[tuple[str, Callable[[Any], Any]]] = []
    unnamed = 0
    for one in query.select:
        if not isinstance(one, Selected):
            raise wrong("MALFORMED_QUERY", one.at, "Subqueries and TYPEOF cannot stand in a grouped query")
        told = of_group(one.expression)
        if one.alias is None and isinstance(one.expression, Call):
            name, unnamed = f"expr{unnamed}", unnamed + 1
        else:
            name = one.alias or told.field.name
        if any(name.lower() == other.lower() for other, _ in results):
            raise wrong("MALFORMED_QUERY", one.at, f"duplicate alias: {name}")
        results.append((name, told.get))
    having = replace(conditions, operand=of_group).predicate(query.having) if query.having else None
    order = tuple(Sort(of_group(one.expression).get, one.descending, one.nulls_last) for one in query.order)
    return Aggregate(tuple(one.get for one in keys.values()), tuple(results), having), order


def _key(expression: Expression) -> str:
    return str(expression).lower().replace(" ", "")


def _groupable(operand: OperandOf, expression: Expression, wrong: Wrong) -> Operand:
    if isinstance(expression, Call) and expression.function.upper() not in DATE_FUNCTIONS:
        raise wrong("MALFORMED_QUERY", expression.at, f"{expression.function} cannot stand in GROUP BY")
    found = operand(expression)
    if isinstance(expression, Path) and not found.field.groupable:
        message = f"field '{found.field.name}' can not be grouped in a query call"
        raise wrong("MALFORMED_QUERY", expression.at, message)
    return found


def _summed(operand: OperandOf, call: Call, wrong: Wrong) -> Operand:
    function = call.function.upper()
    if function == "COUNT" and not call.arguments:
        raise wrong("MALFORMED_QUERY", call.at, "COUNT() must be the only selected expression; COUNT(Id) need not be")
    argument = call.arguments[0] if len(call.arguments) == 1 else None
    if not isinstance(argument, Path | Call):
        raise wrong("MALFORMED_QUERY", call.at, f"{call.function} takes one field")
    found = operand(argument)
    if not allowed(function, found.field):
        message = f"field {argument} does not support aggregate operator {call.function}"
        raise wrong("MALFORMED_QUERY", call.at, message)

    def get(rows: Sequence[Any]) -> Any:
        return sum_up(function, [found.get(row) for row in rows])

    return Operand(get, Field(str(call), str(call), result_type(function, found.field)), str(call))
