"""Asides: what a sentence says in passing of people, acceptance, money and ways in, whatever else it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from handoff.domain.summary.drafts import Said
from handoff.domain.summary.lexicon.mistaken import NOT_IN_PASSING
from handoff.domain.summary.lexicon.passing import BLOCKS, PASSING
from handoff.domain.summary.reading.courtesy import is_courtesy
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import parts, sentences, spoken
from handoff.domain.summary.rules.prose.sections import draft_of, is_marked_closed

_SPACED = re.compile(r"\s+\|\s+|\n\s+")


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile one entry of passing.py: its blocks put in, the spaces around bars and ends of lines left out."""
    for name, block in BLOCKS.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{block.strip()})")
    return re.compile(_SPACED.sub(lambda found: "|" if "|" in found[0] else "", pattern.strip()))


_PASSING = tuple((Topic[name], _compiled(pattern)) for name, pattern in PASSING)
_NOT_SO = {Topic[name]: _compiled(pattern) for name, pattern in NOT_IN_PASSING.items()}


def asides(passage: Passage) -> Iterator[Said]:
    """Yield the sentences of a text that say something in passing, under each topic of which they do."""
    told = list(sentences(passage.text))
    for topic, pattern in _PASSING:
        for says, together in groupby(told, lambda sentence: _says(sentence, topic, pattern)):  # noqa: B023 - used at once
            if says:
                for part in parts(" ".join(together)):
                    yield from draft_of(topic, part)


def _says(sentence: str, topic: Topic, pattern: re.Pattern[str]) -> bool:
    """Whether a sentence says something of a topic in passing."""
    folded = spoken(sentence)
    if folded.endswith("?") or is_courtesy(sentence) or is_marked_closed(sentence):
        return False
    return pattern.search(folded) is not None and _NOT_SO[topic].search(folded) is None
