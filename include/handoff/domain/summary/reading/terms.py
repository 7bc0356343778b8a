"""Finding terms of the lexicon in a text.

A longer term beats a shorter one; of equals the later in the text, since what a heading is about stands at its end in
English and German ('Hosting runbook').
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, TypeVar

from handoff.domain.summary.lexicon.days import MONTH_WORDS
from handoff.domain.summary.lexicon.introducing import LEAVING
from handoff.domain.summary.lexicon.mistaken import ASKING
from handoff.domain.summary.lexicon.phrases import ACTS, CONSENT, LASTS, LOSING, NOBODY, SPAN
from handoff.domain.summary.lexicon.states import AWAITED
from handoff.domain.summary.lexicon.telling import SOURCE
from handoff.domain.summary.reading.words import fold, words

Name = TypeVar("Name")

_BAR = re.compile(r"\s+\|\s+")
_NAMED = {
    "act": ACTS,
    "consent": CONSENT,
    "span": SPAN,
    "lasts": LASTS,
    "losing": LOSING,
    "nobody": NOBODY,
    "source": SOURCE,
    "asking": ASKING,
    "awaited": AWAITED,
    "leaving": LEAVING,
    "month": MONTH_WORDS,
}
"""The lists of alternatives that a pattern may name in braces, and those that come after it in here."""


def phrases(alternatives: str) -> re.Pattern[str]:
    """Compile the regular expressions of one entry of phrases.py, to be searched for in folded text."""
    spelled = "|".join(_BAR.split(alternatives.strip()))
    for name, listed in _NAMED.items():
        spelled = spelled.replace(f"{{{name}}}", f"(?:{'|'.join(_BAR.split(listed.strip()))})")
    return re.compile(spelled)


class Terms:
    """One list of terms, compiled; `a|b*` as in the lexicon."""

    def __init__(self, terms: str) -> None:
        ordered = sorted({fold(term) for term in terms.split("|")}, key=len, reverse=True)
        pattern = "|".join(re.escape(term).replace(r"\*", r"\w*") for term in ordered)
        self._anywhere = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")
        self._whole = re.compile(rf"(?:{pattern})")

    def longest(self, text: str) -> tuple[int, int] | None:
        """Return length and place of the longest term that stands in a text (the last of equals), None for none."""
        found = [(len(match.group()), match.start()) for match in self._anywhere.finditer(fold(text))]
        return max(found) if found else None

    def within(self, text: str) -> bool:
        """Whether a term stands anywhere in a text, as whole words."""
        return self._anywhere.search(fold(text)) is not None

    def ends(self, text: str) -> bool:
        """Whether a text ends with a term, as whole words, but for marks."""
        folded = fold(text).rstrip(" .!*_()[]")
        return any(match.end() == len(folded) for match in self._anywhere.finditer(folded))

    def begins(self, text: str) -> bool:
        """Whether a text begins with a term, as whole words."""
        return self._anywhere.match(fold(text)) is not None

    def without(self, text: str) -> str:
        """Return a text, folded, without the terms that stand in it."""
        return self._anywhere.sub(" ", fold(text))

    def is_all_of(self, text: str) -> bool:
        """Whether a text is a term and nothing else, but for closing punctuation."""
        folded = fold(text)
        return any(self._whole.fullmatch(form) is not None for form in (folded, folded.strip(" .!*_()[]")))


class TermTable(Generic[Name]):
    """Several lists of terms by name."""

    def __init__(self, tables: Mapping[Name, str]) -> None:
        self._tables = {name: Terms(terms) for name, terms in tables.items()}

    def best(self, text: str) -> Name | None:
        """Return whose term stands in a text, of several the longest term's, None where none does."""
        found = [
            (place, -index, name)
            for index, (name, terms) in enumerate(self._tables.items())
            if (place := terms.longest(text))
        ]
        return max(found, key=lambda item: item[:2])[2] if found else None

    def words_of(self, name: Name, text: str) -> int:
        """Return how many words the longest of a name's terms in a text has."""
        place = self._tables[name].longest(text)
        if place is None:
            return 0
        length, start = place
        return len(words(fold(text)[start : start + length]))

    def exact(self, text: str) -> Name | None:
        """Return whose term a text is as a whole, None where it is no one's."""
        return next((name for name, terms in self._tables.items() if terms.is_all_of(text)), None)
