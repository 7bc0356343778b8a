"""Dealing: whether a sentence speaks of how somebody is dealt with, and not only of what they want of the work."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from handoff.domain.summary.cues.classes import classes_of
from handoff.domain.summary.cues.features import tells_only_of_the_past
from handoff.domain.summary.cues.language import Language, languages_of
from handoff.domain.summary.cues.tokens import tokens_of
from handoff.domain.summary.lexicon.dealing import ASKED_FOR_GOOD, ENGLISH, GERMAN, SPANISH
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import spoken

_DEALING: Final = {
    language: re.compile(rf"\b(?:{phrases(ways).pattern})")
    for language, ways in ((Language.ENGLISH, ENGLISH), (Language.GERMAN, GERMAN), (Language.SPANISH, SPANISH))
}
_FOR_GOOD = phrases(ASKED_FOR_GOOD)
_CLASSES: Final = frozenset(("REACH", "PREFERENCE_2"))
_OF_PEOPLE: Final = frozenset((Topic.PREFERENCE, Topic.PERSON))
_SURELY: Final = 5.5
"""What a sentence weighs at least to be a preference by its cues, though it names no way of dealing."""


def is_about_the_work(sentence: str, weight: float, passage: Passage) -> bool:
    """Whether what sounds like a preference is a wish about the work, or a call that was made.

    'She prefers letters' is how she is dealt with, 'she prefers the show in the north' is what she wants of the work.
    `weight` is what the sentence weighs as a preference by its cues.
    """
    if passage.topic in _OF_PEOPLE or weight >= _SURELY:
        return False
    is_over = tells_only_of_the_past(sentence) and _FOR_GOOD.search(spoken(sentence)) is None
    return not _names_a_way(sentence) or is_over


@lru_cache(maxsize=4096)
def _names_a_way(sentence: str) -> bool:
    """Whether a sentence names a way to reach, tell or ask somebody, or a form in which they want their papers."""
    tokens = tokens_of(sentence)
    return any(
        _DEALING[one].search(spoken(sentence)) is not None or not _CLASSES.isdisjoint(classes_of(one).shown(tokens))
        for one in languages_of(tokens)
    )
