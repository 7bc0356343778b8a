"""The narrative: claims told in prose by a model, where the policy wants it. It may only rephrase.

Each sentence names the claims that it rests on, by their numbers. One that names none, names one that is not there, or
holds a figure or a name that its claims don't, is dropped: what is said here stands below with its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_WORD = re.compile(r"[^\W_]+(?:[.,:][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the numbers of its claims, from 1 in the order of the dossier."""

    text: str
    claims: tuple[int, ...]


class Narrator(Protocol):
    """Tells claims in prose. What fails gives no sentences: the dossier stands without."""

    def tell(self, claims: Sequence[str]) -> Sequence[Sentence]:
        """Return sentences that rest on some claims, numbered from 1."""
        ...


def kept(sentences: Sequence[Sentence], claims: Sequence[str]) -> tuple[Sentence, ...]:
    """Return the sentences that rest on their claims and say nothing beside them."""
    return tuple(sentence for sentence in sentences if sentence.text.strip() and _rests(sentence, claims))


def _rests(sentence: Sentence, claims: Sequence[str]) -> bool:
    if not sentence.claims or not all(1 <= number <= len(claims) for number in sentence.claims):
        return False
    said = {word.casefold() for number in sentence.claims for word in _WORD.findall(claims[number - 1])}
    words = _WORD.findall(sentence.text)
    return all(word.casefold() in said for place, word in enumerate(words) if _tells(word, first=place == 0))


def _tells(word: str, *, first: bool) -> bool:
    """Whether a word is a figure, or a name by its capital (which the first word of a sentence has anyway)."""
    return any(letter.isdigit() for letter in word) or (word[0].isupper() and not first)
