"""The stems of words, by Snowball's stemmers (the snowballstemmer library)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import snowballstemmer

from handoff.domain.summary.cues.language import Language

_STEMMERS: Final = {
    Language.ENGLISH: snowballstemmer.stemmer("english"),
    Language.GERMAN: snowballstemmer.stemmer("german"),
    Language.SPANISH: snowballstemmer.stemmer("spanish"),
}


def stems_of(tokens: Sequence[str], language: Language) -> list[str]:
    """Return the stems of a sentence's tokens."""
    return [_stem(token, language) for token in tokens]


@lru_cache(maxsize=65_536)
def _stem(token: str, language: Language) -> str:
    return str(_STEMMERS[language].stemWord(token))
