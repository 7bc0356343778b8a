"""SOSL: what a search looks for, in which fields, and what it returns of what it finds.

The words of a search are found as whole words in any order, `*` and `?` stand for letters in a word, words in quotes
stand beside each other. WITH clauses, which only change rank and show, are refused, as is what is not known here.
https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl.htm
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handoff_sandbox.salesforce.errors import SalesforceError, bad_request

MOST = 2000
"""Records that a search finds at most."""
GROUPS = {"ALL": None, "SIDEBAR": None, "NAME": "name", "EMAIL": "email", "PHONE": "phone"}
_SEARCH = re.compile(
    r"\s*FIND\s*\{(?P<find>(?:\\.|[^\\}])*)\}"
    r"(?:\s+IN\s+(?P<group>\w+)\s+FIELDS)?"
    r"(?:\s+RETURNING\s+(?P<returning>.*?))?"
    r"(?:\s+LIMIT\s+(?P<limit>\d+))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_INNER_LIMIT = re.compile(r"\s+LIMIT\s+(\d+)(?:\s+OFFSET\s+(\d+))?\s*$", re.IGNORECASE)
_TERM = re.compile(r'"(?:\\.|[^"\\])*"|\(|\)|[^\s()"]+')
_WORD = re.compile(r"\w+")
Matches = Callable[[str], bool]


@dataclass(frozen=True)
class Returned:
    """What is told of one object's records: `clauses` are SOQL from its fields on, without LIMIT."""

    sobject: str
    fields: str = "Id"
    clauses: str = ""
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True)
class Search:
    """One search; `group` is the type of the fields that are looked at, None for all; `returned` is empty for all."""

    matches: Matches
    group: str | None
    returned: tuple[Returned, ...]
    limit: int


def parse(text: str) -> Search:
    """Return the search that a text asks for; raises Salesforce's 400."""
    found = _SEARCH.fullmatch(text)
    if found is None:
        raise _wrong("unexpected token or a clause that is not known here")
    group = (found["group"] or "ALL").upper()
    if group not in GROUPS:
        raise _wrong(f"unexpected search group: {group}")
    returned = tuple(_returned(one) for one in _split(found["returning"] or ""))
    return Search(matcher(found["find"]), GROUPS[group], returned, min(int(found["limit"] or MOST), MOST))


def matcher(text: str) -> Matches:
    """Return whether a text, a field a line, matches the words of a search; raises Salesforce's 400."""
    words = _TERM.findall(re.sub(r"\\([^\w\s])", r" ", text))
    if sum(len(word.strip('"*?')) for word in words) < 2:
        raise _wrong("search term must be longer than one character")
    places = iter([*words, ")"])
    found = _either(places)
    if next(places, None) is not None:
        raise _wrong("unbalanced parentheses in the search term")
    return lambda value: found("\n".join(" ".join(_WORD.findall(line)) for line in value.casefold().splitlines()))


def _either(words: Iterator[str]) -> Matches:
    """Read until a closing parenthesis: alternatives of words that are all to be there."""
    groups: list[list[Matches]] = [[]]
    negate = False
    for word in words:
        upper = word.upper()
        if word == ")":
            break
        if upper == "OR":
            groups.append([])
        elif upper in ("NOT", "AND"):
            negate = upper == "NOT" or (negate and upper != "AND")
        else:
            one = _either(words) if word == "(" else _one(word)
            groups[-1].append(_not(one) if negate else one)
            negate = False
    else:
        raise _wrong("unbalanced parentheses in the search term")
    return lambda value: any(group and all(one(value) for one in group) for group in groups)


def _not(one: Matches) -> Matches:
    return lambda value: not one(value)


def _one(term: str) -> Matches:
    parts = re.findall(r"[\w*?]+", term.strip('"').casefold())
    pattern = " ".join(part.replace("*", r"\w*").replace("?", r"\w") for part in parts)
    compiled = re.compile(rf"(?<!\w){pattern}(?!\w)")
    return lambda value: bool(compiled.search(value))


def _returned(text: str) -> Returned:
    found = re.fullmatch(r"\s*(\w+)\s*(?:\((.*)\)\s*)?", text, re.DOTALL)
    if found is None:
        raise _wrong(f"unexpected token: {text.strip()[:40]}")
    inner = found[2] or "Id"
    cut = _INNER_LIMIT.search(inner)
    limit, offset = (int(cut[1]), int(cut[2] or 0)) if cut else (None, 0)
    inner = inner[: cut.start()] if cut else inner
    fields, *rest = re.split(r"\s+(?=(?:WHERE|ORDER\s+BY|USING)\b)", inner.strip(), maxsplit=1, flags=re.IGNORECASE)
    return Returned(found[1], fields, rest[0] if rest else "", limit, offset)


def _split(text: str) -> Iterator[str]:
    """Yield what commas outside parentheses divide."""
    depth, start = 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            yield text[start:place]
            start = place + 1
    if text[start:].strip():
        yield text[start:]


def _wrong(message: str) -> SalesforceError:
    return bad_request("MALFORMED_SEARCH", message)
