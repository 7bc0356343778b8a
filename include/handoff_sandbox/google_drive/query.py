"""The `q` of files.list: its grammar, and what a term means for a file.

Strict: a field, an operator or a value that Drive does not document is a 400 `invalid`, never an empty or a full list.
https://developers.google.com/workspace/drive/api/guides/ref-search-terms
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import LarkError, VisitError

from handoff_sandbox.google_drive import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_GRAMMAR = r"""
?start: either
?either: both ("or"i both)*
?both: negated ("and"i negated)*
?negated: "not"i negated -> negation
    | "(" either ")"
    | STRING "in"i NAME -> member
    | NAME OPERATOR (STRING | BOOLEAN) -> comparison
    | NAME "contains"i STRING -> contains
    | NAME "has"i "{" "key" "=" STRING "and" "value" "=" STRING "}" -> has
    | NAME -> alone
OPERATOR: "=" | "!=" | "<=" | "<" | ">=" | ">"
BOOLEAN.2: /(true|false)\b/
NAME: /[A-Za-z][A-Za-z.]*/
STRING: /'(?:[^'\\]|\\.)*'/
%ignore /\s+/
"""

_EQUALITY = frozenset({"=", "!="})
_ORDER = _EQUALITY | {"<", "<=", ">", ">="}
_TEXTS = {"name": _EQUALITY | {"contains"}, "mimeType": _EQUALITY | {"contains"}, "fullText": frozenset({"contains"})}
_TIMES = frozenset({"modifiedTime", "viewedByMeTime", "createdTime", "sharedWithMeTime"})
_FLAGS = frozenset({"trashed", "starred", "sharedWithMe"})
_COLLECTIONS = frozenset({"parents", "owners", "writers", "readers"})
_VISIBILITIES = frozenset({"anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink", "limited"})


@dataclass(frozen=True)
class Term:
    """One condition: `value` is text, a flag, an instant or, for properties, a key with its value."""

    field: str
    operator: str
    value: str | bool | datetime | tuple[str, str]


@dataclass(frozen=True)
class Combination:
    """Conditions joined by 'and' or 'or', or one under 'not'."""

    operator: str
    parts: tuple[Query, ...]


Query = Term | Combination


def parse(text: str) -> Query:
    """Parse a `q`; raises DriveError (400 invalid) for anything that Drive does not know."""
    try:
        tree: Query = _Build().transform(_parser().parse(text))
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


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr")


@v_args(inline=True)
class _Build(Transformer[Token, Query]):
    """Turns the tree into terms and checks each against what Drive documents."""

    def either(self, *parts: Query) -> Query:
        return Combination("or", parts)

    def both(self, *parts: Query) -> Query:
        return Combination("and", parts)

    def negation(self, part: Query) -> Query:
        return Combination("not", (part,))

    def member(self, value: Token, collection: Token) -> Query:
        _require(collection in _COLLECTIONS)
        return Term(str(collection), "in", _text(value))

    def alone(self, name: Token) -> Query:
        _require(name == "sharedWithMe")
        return Term("sharedWithMe", "=", value=True)

    def contains(self, name: Token, value: Token) -> Query:
        _require("contains" in _TEXTS.get(name, ()))
        return Term(str(name), "contains", _text(value))

    def has(self, name: Token, key: Token, value: Token) -> Query:
        _require(name in {"properties", "appProperties"})
        return Term(str(name), "has", (_text(key), _text(value)))

    def comparison(self, name: Token, operator: Token, value: Token) -> Query:
        field, sign = str(name), str(operator)
        if value.type == "BOOLEAN":
            _require(field in _FLAGS and sign in _EQUALITY)
            return Term(field, sign, value=value == "true")
        text = _text(value)
        if field in _TIMES:
            _require(sign in _ORDER)
            return Term(field, sign, _time(text))
        if field == "visibility":
            _require(sign in _EQUALITY and text in _VISIBILITIES)
        elif field == "shortcutDetails.targetId":
            _require(sign in _EQUALITY)
        else:
            _require(sign in _TEXTS.get(field, ()))
        return Term(field, sign, text)


def _require(holds: Any) -> None:  # noqa: ANN401 - any truth value
    if not holds:
        raise ValueError("not a term of Drive's query language")


def _text(token: Token) -> str:
    text, result, escaped = str(token)[1:-1], [], False
    for character in text:
        if escaped:
            _require(character in "\\'")
        if character != "\\" or escaped:
            result.append(character)
        escaped = character == "\\" and not escaped
    return "".join(result)


def _time(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
