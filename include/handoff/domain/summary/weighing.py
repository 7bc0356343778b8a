"""Weighing: what a sentence is about, by the phrases that announce it and the cues that show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from handoff.domain.summary.cues import challenges, decisions, goals, open_work, people, records, remedies, tacit, talk
from handoff.domain.summary.cues.language import Language, languages_of
from handoff.domain.summary.cues.table import UNSAID, Table, tokens_of
from handoff.domain.summary.cues.tense import Tense, tense_of
from handoff.domain.summary.dates import last_day
from handoff.domain.summary.topics import Topic
from handoff.domain.summary.words import fold

ENOUGH: Final = 3.0
"""From this weight on a sentence is about a topic."""

_CUES: Final = (goals, challenges, remedies, decisions, tacit, people, open_work, records, talk)
_TABLES: Final = {
    Language.ENGLISH: Table([line for module in _CUES for line in module.ENGLISH]),
    Language.GERMAN: Table([line for module in _CUES for line in module.GERMAN]),
    Language.SPANISH: Table([line for module in _CUES for line in module.SPANISH]),
}
_MONEY = re.compile(
    r"(?:[\u20ac$\u00a3]|\b(?:eur|usd|gbp|chf|mxn|euros?|dollars?|pounds?)\b)\s?\d"
    r"|\d[\d.,]*\s?(?:k\b\s?|mio\.?\s|mil\s|thousand\s|tausend\s)?"
    r"(?:[\u20ac$\u00a3]|(?:eur|usd|gbp|chf|mxn|euros?|dollars?|pounds?|quid|dolares|pesos|franken|libras|p)\b)"
    r"|\b(?:mil|hundred|thousand|tausend|\w+tausend|\w*hundert|cientos|hundreds) (?:de )?"
    r"(?:euros?|pounds|dollars|pesos|franken)\b"
)
"""An amount with its currency, in a folded text."""

_NAMED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Sra?|Don|Do\u00f1a)\.?\s[A-Z\u00c0-\u00dd]")
_TOLD: Final = (Topic.GOAL, Topic.CHALLENGE, Topic.DECISION, Topic.TACIT, Topic.PREFERENCE, Topic.OPEN)
"""What small talk, jokes and daydreams weigh against."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a sentence beside its words: the day of its record, whether it or its record is about somebody
    at the client, whether it is an item of a list, whether it was jotted down as a note or after a call, and whether it
    stands in a text that mostly tells of the past.
    """

    as_of: datetime | None = None
    of_person: bool = False
    item: bool = False
    jotted: bool = False
    story: bool = False

    def features(self, sentence: str, folded: str) -> Iterator[str]:
        """Yield the features of a sentence that cues name."""
        if _MONEY.search(folded):
            yield "<money>"
        if self.jotted:
            yield "<note>"
        if self.story:
            yield "<story>"
        if self.item:
            yield "<item>"
        if self.of_person or _NAMED.search(sentence):
            yield "<contact>"
        if self.as_of is not None and (day := last_day(folded)) is not None:
            yield "<future>" if day > self.as_of else "<past-day>"


def tells_of_the_past(sentence: str) -> bool:
    """Whether a sentence is in the past."""
    folded = fold(sentence).replace("\u2019", "'")
    return any(tense_of(folded, sentence, language) is Tense.PAST for language in languages_of(tokens_of(sentence)))


@lru_cache(maxsize=1024)
def weigh(sentence: str, signs: Signs) -> Mapping[Topic, float]:
    """Return what a sentence weighs for each topic. Several rules ask for the same sentence, one after another."""
    folded = fold(sentence).replace("\u2019", "'")
    tokens = tokens_of(sentence, *signs.features(sentence, folded))
    weights: Counter[Topic] = Counter()
    for language in languages_of(tokens):
        tense = tense_of(folded, sentence, language)
        for name, weight in _TABLES[language].weigh([*tokens, tense]).items():
            topic = Topic[name]
            weights[topic] = max(weights[topic], weight) if topic in weights else weight  # type: ignore[assignment]  # a Counter holds any number
    person = weights.pop(Topic.PERSON, 0)
    liked = weights[Topic.PREFERENCE]
    weights[Topic.PREFERENCE] = liked + person if person else min(liked, UNSAID)  # type: ignore[assignment]  # a Counter holds any number
    if chat := weights.pop(Topic.NEUTRAL, 0):
        for topic in _TOLD:
            weights[topic] += chat
    return weights
