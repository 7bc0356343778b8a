"""The `q` of files.list and drives.list: its grammar, and which terms there are.

Strict: a field, an operator or a value that Drive does not know is a 400 `invalid`, never an empty or a full list. What
it takes beside what it documents, and clients rely on, is texts in double quotes and `parents in 'x'` turned round.
'and' and 'or' bind alike and are read from left to right, as Google documents it, 'not' binds to what follows it.
https://developers.google.com/workspace/drive/api/guides/ref-search-terms
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import LarkError, VisitError

from handoff_sandbox.google_drive import errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GRAMMAR = r"""
?start: chain
?chain: negated
    | chain "and"i negated -> both
    | chain "or"i negated -> either
?negated: "not"i negated -> negation
    | "(" chain ")"
    | STRING "in"i NAME -> member
    | NAME "in"i STRING -> collection
    | NAME OPERATOR (STRING | BOOLEAN | NUMBER) -> comparison
    | NAME "contains"i STRING -> contains
    | NAME "has"i "{" "key" "=" STRING "and"i "value" "=" STRING "}" -> has
    | NAME -> alone
OPERATOR: "=" | "!=" | "<=" | "<" | ">=" | ">"
BOOLEAN.2: /(true|false)\b/i
NUMBER: /\d+/
NAME: /[A-Za-z][A-Za-z.]*/
STRING: /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/s
%ignore /\s+/
"""

_EQUALITY = frozenset({"=", "!="})
_ORDER = _EQUALITY | {"<", "<=", ">", ">="}
_TEXT = _EQUALITY | {"contains"}


@dataclass(frozen=True)
class Field:
    """A term of the language: what its value is ('text', 'time', 'flag', 'number' or 'map'), and its operators."""

    kind: str
    operators: frozenset[str]
    values: frozenset[str] | None = None
    """The only values that there are; None for any."""


_TIME, _FLAG, _NUMBER = Field("time", _ORDER), Field("flag", _EQUALITY), Field("number", _ORDER)
_COLLECTION = Field("text", frozenset({"in"}))
_VISIBILITIES = frozenset({"anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink", "limited"})

FILES: Mapping[str, Field] = {
    **dict.fromkeys(("name", "mimeType"), Field("text", _TEXT)),
    **dict.fromkeys(("modifiedTime", "viewedByMeTime", "createdTime", "sharedWithMeTime"), _TIME),
    **dict.fromkeys(("trashed", "starred", "sharedWithMe"), _FLAG),
    **dict.fromkeys(("parents", "owners", "writers", "readers"), _COLLECTION),
    **dict.fromkeys(("properties", "appProperties"), Field("map", frozenset({"has"}))),
    "fullText": Field("text", frozenset({"contains"})),
    "visibility": Field("text", _EQUALITY, _VISIBILITIES),
    "shortcutDetails.targetId": Field("text", _EQUALITY),
}
"""The terms of files.list."""

DRIVES: Mapping[str, Field] = {
    "name": Field("text", _TEXT),
    "createdTime": _TIME,
    "hidden": _FLAG,
    "memberCount": _NUMBER,
    "organizerCount": _NUMBER,
}
"""The terms of drives.list; the sandbox's organisation has no organisational units."""


Value = str | bool | int | datetime | tuple[str, str]


@dataclass(frozen=True)
class Term:
    """One condition: `value` is text, a flag, a number, an instant or, for properties, a key with its value."""

    field: str
    operator: str
    value: Value


@dataclass(frozen=True)
class Combination:
    """Conditions joined by 'and' or 'or', or one under 'not'."""

    operator: str
    parts: tuple[Query, ...]

    @cached_property
    def folders(self) -> frozenset[str] | None:
        """The folders, where the condition is to lie in one of several and nothing else."""
        named = [part.value for part in self.parts if isinstance(part, Term) and part.field == "parents"]
        return frozenset(map(str, named)) if self.operator == "or" and len(named) == len(self.parts) else None


Query = Term | Combination


def parse(text: str, fields: Mapping[str, Field] = FILES) -> Query:
    """Parse a `q`; raises DriveError (400 invalid) for anything that Drive does not know."""
    try:
        tree: Query = _Build(fields).transform(_parser().parse(text))
    except (LarkError, VisitError, ValueError):
        raise errors.invalid("q") from None
    return tree


def terms(query: Query | None) -> Iterator[Term]:
    """Yield every condition of a query."""
    if isinstance(query, Term):
        yield query
    elif query:
        for part in query.parts:
            yield from terms(part)


def parents_of(query: Query | None) -> frozenset[str] | None:
    """Return the folders outside of which a query finds nothing; None where it is not bound to folders."""
    if isinstance(query, Term):
        return frozenset({str(query.value)}) if query.field == "parents" else None
    if query is None or query.operator == "not":
        return None
    bounds = [parents_of(part) for part in query.parts]
    known = [bound for bound in bounds if bound is not None]
    if query.operator == "and":
        return min(known, key=len, default=None)
    return frozenset().union(*known) if len(known) == len(bounds) else None


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr")


@v_args(inline=True)
class _Build(Transformer[Token, Query]):
    """Turns the tree into terms and checks each against what Drive documents."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__()
        self._fields = fields

    def both(self, left: Query, right: Query) -> Query:
        return _joined("and", left, right)

    def either(self, left: Query, right: Query) -> Query:
        return _joined("or", left, right)

    def negation(self, part: Query) -> Query:
        return Combination("not", (part,))

    def member(self, value: Token, collection: Token) -> Query:
        return self._term(collection, "in", _text(value))

    def collection(self, collection: Token, value: Token) -> Query:
        return self._term(collection, "in", _text(value))

    def alone(self, name: Token) -> Query:
        _require(name == "sharedWithMe" and name in self._fields)
        return Term("sharedWithMe", "=", value=True)

    def contains(self, name: Token, value: Token) -> Query:
        return self._term(name, "contains", _text(value))

    def has(self, name: Token, key: Token, value: Token) -> Query:
        return self._term(name, "has", (_text(key), _text(value)))

    def comparison(self, name: Token, operator: Token, value: Token) -> Query:
        kind = self._fields[name].kind if name in self._fields else ""
        match value.type:
            case "BOOLEAN":
                _require(kind == "flag")
                return self._term(name, operator, value.lower() == "true")
            case "NUMBER":
                _require(kind == "number")
                return self._term(name, operator, int(value))
        text = _text(value)
        _require(kind in ("text", "time"))
        return self._term(name, operator, _time(text) if kind == "time" else text)

    def _term(self, name: Token, operator: str, value: Value) -> Term:
        field = self._fields.get(name)
        _require(field and operator in field.operators and (field.values is None or value in field.values))
        return Term(str(name), str(operator), value)


def _joined(operator: str, left: Query, right: Query) -> Combination:
    """Join two conditions, flat where the left one is such a chain itself."""
    same = isinstance(left, Combination) and left.operator == operator
    return Combination(operator, (*left.parts, right) if same else (left, right))  # type: ignore[union-attr]  # `same`


def _require(holds: Any) -> None:
    if not holds:
        raise ValueError("not a term of Drive's query language")


def _text(token: Token) -> str:
    text, result, escaped = str(token)[1:-1], [], False
    for character in text:
        if escaped:
            _require(character in "\\'\"")
        if character != "\\" or escaped:
            result.append(character)
        escaped = character == "\\" and not escaped
    return "".join(result)


def _time(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
