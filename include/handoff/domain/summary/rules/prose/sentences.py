"""Sentences of free prose that show what they say; a sentence that shows nothing is no claim.

A sentence is about the topic that weighs most in it, if that is enough (weighing.py); money and what falls due are
said beside that. What goes on from a sentence stays with it (matters.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.reading.dates import is_to_come
from handoff.domain.summary.reading.keys import keyed
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import content_words, sentences
from handoff.domain.summary.rules.prose.hearing import (
    BESIDE,
    HEADED,
    PART,
    TOLD,
    heaviest,
    is_owed,
    weigh_all,
    weigh_one,
)
from handoff.domain.summary.rules.prose.matters import Heard, matters
from handoff.domain.summary.rules.prose.sections import draft_of, titled
from handoff.domain.summary.rules.rows.names import shown
from handoff.domain.summary.rules.rows.rows import rows
from handoff.domain.summary.rules.rows.values import is_day_alone
from handoff.domain.summary.weighing import ENOUGH

_REPLY: Final = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|rv|antw)\s*:\s*|(?:ticket\s*)?[\[(]?#\d+[\])]?\s*:?\s*)+", re.IGNORECASE
)
"""What a title begins with that is only a number, or says that it is an answer."""

_TELLING: Final = 3
"""Content words of a cell that tells something."""


def sentences_of(passage: Passage) -> Iterator[Said]:
    """Yield the sentences that say something, each with those that go on from it."""
    if passage.cells and not passage.text:
        return
    texts = list(sentences(passage.text))
    heard = [_hear(text, weights, passage) for text, weights in zip(texts, weigh_all(texts, passage), strict=True)]
    said = matters(heard)
    yield from _titled(said, _matter_of(passage.path[0])) if passage.in_ticket else said


def rows_of_no_heading(passage: Passage) -> Iterator[Said]:
    """Yield a table's row whose columns say nothing that is known, by what its cells say; plain data says nothing.

    It is named by its first cell that is no day.
    """
    if not passage.cells or passage.text or not any(_tells(value) for _, value in passage.cells):
        return
    values = "; ".join(value for _, value in passage.cells)
    topic = heaviest(weigh_one(values, passage))
    if topic is not None:
        first = next((i for i, (_, value) in enumerate(passage.cells) if not is_day_alone(value)), 0)
        told = "; ".join(shown(passage.cells, frozenset((first,))))
        name = passage.cells[first][1]
        for one in draft_of(topic, f"{name} — {told}" if told else name):
            draft = replace(one, values=values)
            over = topic is Topic.OPEN and draft.due is not None and not is_to_come(draft.due, passage.as_of)
            if not over:
                yield draft
            elif draft.section is topic.section:
                yield replace(draft, due=None)  # a day that is past is when something was, and not by when it is due


def _tells(cell: str) -> bool:
    """Whether a cell tells something in words, and does not only name or count."""
    return sum(word.isalpha() for word in content_words(cell)) >= _TELLING


def said_beside(passage: Passage) -> Iterator[Said]:
    """Yield what the sentences of a passage say of money and of what falls due, whatever the passage is about."""
    for sentence in sentences(passage.text):
        weights = weigh_one(sentence, passage)
        for topic in BESIDE:
            if weights.get(topic, 0) >= ENOUGH:
                yield from draft_of(topic, sentence)


def lent(passage: Passage, topic: Topic) -> Iterator[Said]:
    """Yield the sentences of a letter or a note to which its subject lends its topic: those that show it a little."""
    for sentence in sentences(passage.text):
        if weigh_one(sentence, passage).get(topic, 0) >= HEADED + PART:
            yield from draft_of(topic, sentence)


def weightier(passage: Passage, topic: Topic) -> Topic:
    """Return the topic of an item below a heading: the heading's, unless the item itself says another clearly."""
    if topic not in TOLD or passage.cells:
        return topic
    weights = weigh_one(passage.text, passage)
    others = (Topic.OPEN, Topic.CONTINGENCY, Topic.DEADLINE) if topic is Topic.TACIT else (Topic.OPEN,)
    for other in others:
        if weights.get(other, 0) >= max(ENOUGH + HEADED, weights.get(topic, 0)):
            return other
    return topic


def _titled(said: Iterable[Said], matter: str) -> Iterator[Said]:
    """Yield what a ticket says, its first challenge led by what its title says was the matter."""
    led = not matter
    for one in said:
        if not led and isinstance(one, Draft) and one.section is Section.CHALLENGES:
            led = True
            yield replace(one, text=titled((matter,), one.text))
        else:
            yield one


def _matter_of(title: str) -> str:
    """Return what a ticket's title says was the matter; "" where it only asks."""
    bare = _REPLY.sub("", title).strip()
    return "" if bare.endswith("?") or not content_words(bare) else bare


def _hear(text: str, weights: Mapping[Topic, float], passage: Passage) -> Heard:
    if not passage.cells and (cell := keyed(text)) and (said := list(rows(replace(passage, cells=(cell,))))):
        return Heard(text, said=said)
    topic = heaviest(weights)
    if topic is Topic.DEADLINE and is_owed(text, weights, passage):
        return Heard(text, weights, Topic.OPEN, lapses=True)
    return Heard(text, weights, topic)
