"""Turns the parser's tree into a query's values, and refuses what only its text can tell, such as bad escapes."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer, Tree, v_args
from lark.exceptions import VisitError
from lark.tree import Meta

from handoff_sandbox.salesforce.soql.dates import is_date_literal
from handoff_sandbox.salesforce.soql.tree import (
    ESCAPED,
    Call,
    Comparison,
    Condition,
    Expression,
    Grouping,
    Junction,
    Kind,
    Literal,
    Membership,
    Order,
    Path,
    Query,
    Selected,
    Subquery,
    TypeOf,
    When,
)

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_KINDS: dict[str, Kind] = {"NUMBER": "number", "DATE": "date", "DATETIME": "datetime", "CURRENCY": "currency"}


class MalformedError(ValueError):
    """A part of a query that the grammar takes and SOQL does not."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


class _Clause:
    """A clause of a query under its name, until the query is put together."""

    def __init__(self, name: str, value: Any) -> None:
        self.name, self.value = name, value


def _at(meta: Meta) -> int:
    return meta.start_pos if not meta.empty else 0


def _values(children: list[Any]) -> list[Any]:
    """Return what is not a keyword and not left out."""
    return [one for one in children if one is not None and not isinstance(one, Token)]


def build(tree: Tree[Token]) -> Query:
    """Return the query of a parser's tree; raises MalformedError."""
    try:
        query: Query = _Build().transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    return query


@v_args(meta=True)
class _Build(Transformer[Token, Query]):
    """One method for each rule of the grammar."""

    def start(self, _: Meta, children: list[Query]) -> Query:
        return children[0]

    def path(self, meta: Meta, children: list[Token]) -> Path:
        return Path(tuple(str(one) for one in children), _at(meta))

    def call(self, meta: Meta, children: list[Any]) -> Call:
        name, *arguments = children
        return Call(str(name), tuple(_values(arguments)), _at(meta))

    def literal(self, meta: Meta, children: list[Token]) -> Literal:
        (token,) = children
        at = _at(meta)
        if token.type == "STRING":
            return Literal("string", _unescape(token, at), at)
        if token.type in ("TRUE", "FALSE"):
            return Literal("boolean", token.lower(), at)
        if token.type == "NULL":
            return Literal("null", "null", at)
        if token.type == "DATE_LITERAL":
            if not is_date_literal(str(token)):
                raise MalformedError(at, f"unexpected token: '{token}'")
            return Literal("date_literal", token.upper(), at)
        return Literal(_KINDS[token.type], str(token), at)

    def alias(self, _: Meta, children: list[Token]) -> _Clause:
        return _Clause("alias", str(children[0]))

    def selected(self, meta: Meta, children: list[Any]) -> Selected:
        expression, alias = children
        return Selected(expression, alias.value if alias else None, _at(meta))

    def subquery(self, meta: Meta, children: list[Query]) -> Subquery:
        return Subquery(children[0], _at(meta))

    def typeof(self, meta: Meta, children: list[Any]) -> TypeOf:
        path, *branches = _values(children)
        return TypeOf(path, tuple(branches), _at(meta))

    def when(self, _: Meta, children: list[Any]) -> When:
        return When(str(children[1]), tuple(_values(children)))

    def otherwise(self, _: Meta, children: list[Any]) -> When:
        return When(None, tuple(_values(children)))

    def scope(self, _: Meta, children: list[Token]) -> _Clause:
        return _Clause("scope", str(children[-1]))

    def where(self, _: Meta, children: list[Any]) -> _Clause:
        return _Clause("where", children[-1])

    def having(self, _: Meta, children: list[Any]) -> _Clause:
        return _Clause("having", children[-1])

    def group(self, meta: Meta, children: list[Any]) -> _Clause:
        return _Clause("group", Grouping("", tuple(_values(children)), _at(meta)))

    def rollup(self, meta: Meta, children: list[Any]) -> _Clause:
        return _Clause("group", Grouping("ROLLUP", tuple(_values(children)), _at(meta)))

    def cube(self, meta: Meta, children: list[Any]) -> _Clause:
        return _Clause("group", Grouping("CUBE", tuple(_values(children)), _at(meta)))

    def order(self, _: Meta, children: list[Any]) -> _Clause:
        return _Clause("order", tuple(_values(children)))

    def ordered(self, _: Meta, children: list[Any]) -> Order:
        words = {str(one).upper() for one in children[1:] if one is not None}
        return Order(children[0], "DESC" in words, "LAST" in words)

    def limit(self, meta: Meta, children: list[Token]) -> _Clause:
        return _Clause("limit", _whole(children[-1], _at(meta)))

    def offset(self, meta: Meta, children: list[Token]) -> _Clause:
        return _Clause("offset", _whole(children[-1], _at(meta)))

    def extra(self, meta: Meta, children: list[Token]) -> _Clause:
        return _Clause("extra", (" ".join(str(one).upper() for one in children), _at(meta)))

    restriction = extra

    def comparison(self, meta: Meta, children: list[Any]) -> Comparison:
        left, operator, value = children
        return Comparison(left, "!=" if operator == "<>" else str(operator), value, _at(meta))

    def like(self, meta: Meta, children: list[Any]) -> Comparison:
        left, _, value = children
        return Comparison(left, "LIKE", value, _at(meta))

    def membership(self, meta: Meta, children: list[Any]) -> Membership:
        left: Expression = children[0]
        operator = " ".join(one.upper() for one in children if isinstance(one, Token))
        right = _values(children[1:])
        if isinstance(right[0], Query):
            if operator not in ("IN", "NOT IN"):
                raise MalformedError(_at(meta), f"unexpected token: '{operator}'")
            return Membership(left, operator, right[0], _at(meta))
        return Membership(left, operator, tuple(right), _at(meta))

    def both(self, _: Meta, children: list[Any]) -> Condition:
        return Junction("AND", tuple(_values(children)))

    def either(self, _: Meta, children: list[Any]) -> Condition:
        return Junction("OR", tuple(_values(children)))

    def negation(self, _: Meta, children: list[Any]) -> Condition:
        return Junction("NOT", tuple(_values(children)))

    def query(self, _: Meta, children: list[Any]) -> Query:
        parts = _values(children)
        select = tuple(one for one in parts if isinstance(one, Selected | TypeOf | Subquery))
        (source,) = (one for one in parts if isinstance(one, Path))
        clauses = [one for one in parts if isinstance(one, _Clause)]
        named = {one.name: one.value for one in clauses if one.name != "extra"}
        return Query(select, source, extras=tuple(one.value for one in clauses if one.name == "extra"), **named)


def _whole(token: Token, at: int) -> int:
    if not token.isdecimal():
        raise MalformedError(at, f"unexpected token: '{token}'")
    return int(token)


def _unescape(token: Token, at: int) -> str:
    text, result, place = str(token)[1:-1], "", 0
    while place < len(text):
        letter = text[place]
        if letter == "\\":
            place += 1
            letter = text[place]
            if letter in ESCAPED:
                result += ESCAPED[letter]
            elif letter.lower() in _ESCAPES:
                result += _ESCAPES[letter.lower()]
            else:
                raise MalformedError(
                    at + place,
                    f"Invalid string literal '{text}'. Illegal character sequence '\\{letter}' in string literal",
                )
        else:
            result += letter
        place += 1
    return result
