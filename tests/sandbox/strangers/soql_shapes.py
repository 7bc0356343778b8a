"""One shape for a query, made of our tree and of the other parser's, so that the two can be compared.

Conditions are nested lists ["AND", …], ["OR", …], ["NOT", …] and [field, operator, values]; literals are as they stand
in the text. Parentheses that change nothing are gone on both sides.
"""

from __future__ import annotations

import re
from typing import Any

from handoff_sandbox.salesforce.soql.tree import (
    Call,
    Comparison,
    Condition,
    Expression,
    Junction,
    Literal,
    Path,
    Query,
    Selected,
    Subquery,
)

Shape = Any
_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|[^\s,()]+")


def ours(query: Query, text: str) -> dict[str, Shape]:
    """Return the shape of our tree."""
    shape: dict[str, Shape] = {
        "from": str(query.source).lower(),
        "alias": query.alias,
        "fields": [_our_field(one, text) for one in query.select],
        "where": query.where and _our_condition(query.where, text),
        "group": [_our_expression(one, text) for one in query.group.expressions] if query.group else None,
        "rollup": query.group.kind if query.group else "",
        "having": query.having and _our_condition(query.having, text),
        "order": [[_our_expression(one.expression, text), one.descending, one.nulls_last] for one in query.order],
        "limit": query.limit,
        "offset": query.offset,
        "scope": query.scope and query.scope.lower(),
    }
    return shape


def _our_field(one: Any, text: str) -> Shape:
    if isinstance(one, Selected):
        return [_our_expression(one.expression, text), one.alias]
    if isinstance(one, Subquery):
        return ["subquery", ours(one.query, text)]
    branches = [[branch.sobject, [str(path) for path in branch.fields]] for branch in one.branches]
    return ["typeof", str(one.relationship), branches]


def _our_expression(one: Expression | Literal, text: str) -> Shape:
    if isinstance(one, Path):
        return str(one)
    if isinstance(one, Call):
        return [one.function.upper(), *(_our_expression(argument, text) for argument in one.arguments)]
    return _raw(one, text)


def _our_condition(condition: Condition, text: str) -> Shape:
    if isinstance(condition, Junction):
        return _flat([condition.operator, *(_our_condition(part, text) for part in condition.parts)])
    left = _our_expression(condition.left, text)
    if isinstance(condition, Comparison):
        return [left, condition.operator, _raw(condition.value, text)]
    if isinstance(condition.values, Query):
        return [left, condition.operator, ours(condition.values, text)]
    return [left, condition.operator, [_raw(one, text) for one in condition.values]]


def _raw(literal: Literal, text: str) -> str:
    found = _LITERAL.match(text, literal.at)
    assert found, (literal, text)
    return str(_literal(found[0]))


def _literal(raw: Any) -> Any:
    """Return a literal as it stands, the words null, true and false in capitals."""
    if isinstance(raw, list):
        return [_literal(one) for one in raw]
    return raw.upper() if raw.lower() in ("null", "true", "false") else raw


def theirs(query: dict[str, Any]) -> dict[str, Shape]:
    """Return the shape of the other parser's tree."""
    group = query.get("groupBy") or []
    rolled = next((one["fn"] for one in group if one.get("fn", {}).get("functionName") in ("ROLLUP", "CUBE")), None)
    keys = [_call(rolled)[1:]] if rolled else [[_one(one) for one in group]]
    return {
        "from": (query.get("sObject") or query.get("relationshipName") or "").lower(),
        "alias": query.get("sObjectAlias"),
        "fields": [_field(one) for one in query["fields"]],
        "where": query.get("where") and _condition(query["where"]),
        "group": keys[0] or None,
        "rollup": rolled["functionName"] if rolled else "",
        "having": query.get("having") and _condition(query["having"]),
        "order": [
            [_one(one), one.get("order") == "DESC", one.get("nulls") == "LAST"] for one in query.get("orderBy") or []
        ],
        "limit": query.get("limit"),
        "offset": query.get("offset"),
        "scope": query["usingScope"].lower() if query.get("usingScope") else None,
    }


def _one(one: dict[str, Any]) -> Shape:
    return _call(one["fn"]) if one.get("fn") else one["field"]


def _call(one: dict[str, Any]) -> Shape:
    return [one["functionName"].upper(), *(_call(p) if isinstance(p, dict) else p for p in one.get("parameters") or [])]


def _field(one: dict[str, Any]) -> Shape:
    match one["type"]:
        case "FieldSubquery":
            return ["subquery", theirs(one["subquery"])]
        case "FieldTypeof":
            branches = [[branch.get("objectType"), branch["fieldList"]] for branch in one["conditions"]]
            return ["typeof", one["field"], branches]
        case "FieldFunctionExpression":
            return [_call(one), one.get("alias")]
        case "FieldRelationship":
            names = [*one["relationships"], one["field"]]
            front = [one["objectPrefix"]] if one.get("objectPrefix") else []
            return [".".join(front + names), one.get("alias")]
        case _:
            prefix = f"{one['objectPrefix']}." if one.get("objectPrefix") else ""
            return [prefix + one["field"], one.get("alias")]


def _tokens(clause: dict[str, Any] | None) -> list[Any]:
    """Return a chain of conditions as words: '(', ')', 'AND', 'OR', 'NOT' and conditions."""
    found: list[Any] = []
    while clause:
        left = clause.get("left") or {}
        found += ["("] * (left.get("openParen") or 0)
        if "operator" in left:
            found.append(_comparison(left))
        found += [")"] * (left.get("closeParen") or 0)
        if clause.get("operator"):
            found.append(clause["operator"])
        clause = clause.get("right")
    return found


def _comparison(left: dict[str, Any]) -> Shape:
    operator = "!=" if left["operator"] == "<>" else left["operator"].upper()
    value = theirs(left["valueQuery"]) if left.get("valueQuery") else _literal(left.get("value"))
    return [_one(left), operator, value]


def _condition(clause: dict[str, Any]) -> Shape:
    words = _tokens(clause)
    found = _either(words)
    assert not words, words
    return found


def _either(words: list[Any]) -> Shape:
    parts = [_both(words)]
    while words and words[0] == "OR":
        words.pop(0)
        parts.append(_both(words))
    return _flat(["OR", *parts]) if len(parts) > 1 else parts[0]


def _both(words: list[Any]) -> Shape:
    parts = [_unit(words)]
    while words and words[0] == "AND":
        words.pop(0)
        parts.append(_unit(words))
    return _flat(["AND", *parts]) if len(parts) > 1 else parts[0]


def _unit(words: list[Any]) -> Shape:
    word = words.pop(0)
    if word == "NOT":
        return ["NOT", _unit(words)]
    if word != "(":
        return word
    inner = _either(words)
    assert words.pop(0) == ")"
    return inner


def _flat(junction: list[Any]) -> list[Any]:
    """Return a junction with those of the same kind within it dissolved."""
    kind, *parts = junction
    if kind == "NOT":
        return junction
    told = [kind]
    for part in parts:
        told += part[1:] if part[0] == kind else [part]
    return told
