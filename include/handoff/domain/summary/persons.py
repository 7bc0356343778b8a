"""Persons: where a text names somebody, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from handoff.domain.summary.cues.classes import classes_of
from handoff.domain.summary.cues.language import languages_of
from handoff.domain.summary.cues.tokens import tokens_of
from handoff.domain.summary.lexicon.common import STOP_WORDS
from handoff.domain.summary.lexicon.introducing import CALLINGS, MACHINES, PRODUCTS, TITLES
from handoff.domain.summary.reading.dates import MONTH_NAMES
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.words import fold, words

CAPITAL: Final = r"[^\W\d_a-z\u00df-\u00ff]"
"""A capital letter."""

_WORD = rf"{CAPITAL}[^\W\d_]*(?:['\u2019-][^\W\d_]+)*"
_TITLED = rf"(?P<title>(?:(?:{TITLES})\b\.? )+)?"
_NAME = re.compile(rf"(?<![\w-]){_TITLED}(?P<name>{_WORD}(?: (?:(?:de|del|la|von|van|der|zu|y|St\.) )*{_WORD}){{0,3}})")
_NO_NAMES: Final = frozenset(STOP_WORDS.split()) | MONTH_NAMES
_CALLING = phrases(CALLINGS)
_MACHINES = phrases(MACHINES)
_PRODUCT = phrases(PRODUCTS)
_ROLES: Final = frozenset(("ROLE",))
_THINGS: Final = frozenset(("DOCUMENT", "SYSTEM", "ACCESS", "MONEY", "LICENCE", "LOGISTICS", "SMALL_TALK", "AUTHORITY"))
"""Word classes of what is no name, though it has capitals and stands behind a role."""


def persons_in(text: str, people: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield where a text names somebody: with a title, by two names or more, or by a name of the contacts.

    `people` are the words of the contacts' names, folded. A word that opens a sentence and is no name ('The', 'Our')
    makes what follows none; two nouns in German may look like a name, so a rule has to ask for more than that.
    """
    for found in _NAME.finditer(text):
        match = _without_role(found, text)
        said = words(match["name"])
        looks_like_one = len(said) > 1 and _NO_NAMES.isdisjoint(said) and not names_role(match["name"])
        looks_like_one = looks_like_one and _PRODUCT.fullmatch(said[-1]) is None
        if looks_like_one or is_known(match, people):
            yield match


def _without_role(match: re.Match[str], text: str) -> re.Match[str]:
    """Return a name without the role that begins it: 'Photographer Lena Orme' is Lena Orme.

    What is named for a role is nobody: 'Manager Training Plan'.
    """
    first, *more = match["name"].split(" ")
    if not more or not names_role(first) or is_thing(" ".join(more)):
        return match
    after = _NAME.match(text, match.start("name") + len(first) + 1)
    return match if after is None else _without_role(after, text)


def is_known(name: re.Match[str], people: frozenset[str]) -> bool:
    """Whether a name is surely somebody's: it has a title, or is a contact's."""
    return bool(name["title"]) or not people.isdisjoint(words(name["name"]))


def names_role(text: str) -> bool:
    """Whether a text names what somebody is: an office, a trade; a page builder is nobody."""
    somebodys = _MACHINES.sub(" ", fold(text))
    if _shows(text if somebodys == fold(text) else somebodys, _ROLES):
        return True
    return any(_CALLING.fullmatch(word) is not None for word in somebodys.replace(",", " ").split())


def is_thing(text: str) -> bool:
    """Whether what stands behind a role is no name, though it has capitals: 'the supplier Portal'."""
    return _PRODUCT.fullmatch(fold(text).rpartition(" ")[2]) is not None or _shows(text, _THINGS)


def _shows(text: str, classes: frozenset[str]) -> bool:
    tokens = tokens_of(text)
    return any(not classes.isdisjoint(classes_of(language).shown(tokens)) for language in languages_of(tokens))
