"""Weighing: what a sentence is about, by the phrases that announce it and the cues that show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from handoff.domain.summary.cues import challenges, decisions, goals, open_work, people, records, tacit, talk
from handoff.domain.summary.cues.language import Language, languages_of
from handoff.domain.summary.cues.table import Table, tokens_of
from handoff.domain.summary.dates import find_day
from handoff.domain.summary.topics import Topic
from handoff.domain.summary.words import fold

ENOUGH: Final = 3.0
"""From this weight on a sentence is about a topic."""

_CUES: Final = (goals, challenges, decisions, tacit, people, open_work, records, talk)
_TABLES: Final = {
    Language.ENGLISH: Table([line for module in _CUES for line in module.ENGLISH]),
    Language.GERMAN: Table([line for module in _CUES for line in module.GERMAN]),
    Language.SPANISH: Table([line for module in _CUES for line in module.SPANISH]),
}
_MONEY = re.compile(
    r"(?:[€$£]|\b(?:eur|usd|gbp|chf|mxn|euros?|dollars?|pounds?))\s?\d"
    r"|\d[\d.,]*\s?(?:k\b\s?)?(?:[€$£]|(?:eur|usd|gbp|chf|mxn|euros?|dollars?|pounds?|dolares|pesos|franken|libras)\b)"
)


_TOLD: Final = (Topic.GOAL, Topic.CHALLENGE, Topic.DECISION, Topic.TACIT, Topic.PREFERENCE, Topic.OPEN)
"""What small talk, jokes and daydreams weigh against."""


def weigh(sentence: str, as_of: datetime | None = None, *, to_person: bool = False) -> Mapping[Topic, float]:
    """Return what a sentence weighs for each topic.

    `as_of` is the day of its record; `to_person` says that the record is about a contact.
    """
    folded = fold(sentence)
    features = ["<money>"] if _MONEY.search(folded) else []
    if to_person:
        features.append("<contact>")
    if (day := find_day(folded)) is not None and as_of is not None:
        features.append("<future>" if day > as_of else "<past-day>")
    tokens = tokens_of(sentence, *features)
    weights: Counter[Topic] = Counter()
    for language in languages_of(tokens):
        for name, weight in _TABLES[language].weigh(tokens).items():
            topic = Topic[name]
            weights[topic] = max(weights[topic], weight) if topic in weights else weight  # type: ignore[assignment]
    if chat := weights.pop(Topic.NEUTRAL, 0):
        for topic in _TOLD:
            weights[topic] += chat
    return weights
