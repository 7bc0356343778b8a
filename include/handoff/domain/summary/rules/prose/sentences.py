"""Sentences of free prose that show what they say; a sentence that shows nothing is no claim.

A sentence is about the topic that weighs most in it, if that is enough (weighing.py); money and what falls due are
said beside that. What goes on from a sentence (what became of it, how it was overcome, why) stays with it, and two
sentences that only show together what they say are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from handoff.domain.summary.drafts import Said
from handoff.domain.summary.lexicon.phrases import CONTINUATION, LEANING, RESOLUTION
from handoff.domain.summary.reading.dates import find_day, is_to_come
from handoff.domain.summary.reading.keys import keyed
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST, content_words, fold, sentences
from handoff.domain.summary.rules.prose.hearing import BESIDE, HEADED, PART, TOLD, heaviest, weigh_all, weigh_one
from handoff.domain.summary.rules.prose.sections import draft_of
from handoff.domain.summary.rules.rows.names import shown
from handoff.domain.summary.rules.rows.rows import rows
from handoff.domain.summary.rules.rows.values import is_day_alone
from handoff.domain.summary.weighing import ENOUGH

_CONTINUATION = phrases(CONTINUATION)
_RESOLUTION = phrases(RESOLUTION)
_BEGINS = 30
"""Characters of a sentence in which it begins to tell how something was overcome."""

_TELLING: Final = 3
"""Content words of a cell that tells something."""

_CARRIED: Final = TOLD | {Topic.PREFERENCE}
"""What may speak of somebody or something that the sentence before it names."""

_TOGETHER: Final = 3.5
"""What two sentences weigh together to be one, where each shows the topic a little."""

_LEANS = phrases(LEANING)


@dataclass(slots=True)
class _Sentence:
    text: str
    weights: Mapping[Topic, float] = field(default_factory=dict)
    topic: Topic | None = None
    said: Sequence[Said] = ()

    def weight(self, topic: Topic) -> float:
        return self.weights.get(topic, 0)


def sentences_of(passage: Passage) -> Iterator[Said]:
    """Yield the sentences that say something, each with those that go on from it."""
    if passage.cells and not passage.text:
        return
    texts = list(sentences(passage.text))
    heard = [_hear(text, weights, passage) for text, weights in zip(texts, weigh_all(texts, passage), strict=True)]
    for one, other in pairwise(heard):
        _tell_together(one, other)
    yield from _drafts(heard)


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


def _hear(text: str, weights: Mapping[Topic, float], passage: Passage) -> _Sentence:
    if not passage.cells and (cell := keyed(text)) and (said := list(rows(replace(passage, cells=(cell,))))):
        return _Sentence(text, said=said)
    return _Sentence(text, weights, heaviest(weights))


def _tell_together(one: _Sentence, other: _Sentence) -> None:
    """Give two sentences that follow one another the topic that they show together, where neither has one."""
    if one.said or other.said or one.topic not in (None, *BESIDE) or not one.weights:
        return
    if other.topic in _CARRIED and _LEANS.match(fold(other.text)):
        one.topic = other.topic  # 'He alone knows …': of whom it speaks stands before it
        return
    if other.topic in (None, Topic.CHALLENGE) and one.weight(Topic.CHALLENGE) > 0 and _overcomes(other):
        one.topic = other.topic = Topic.CHALLENGE  # 'We solved it with …': what was solved stands before it
        return
    if other.topic in TOLD:
        return
    shared = [topic for topic in TOLD if one.weight(topic) >= PART and other.weight(topic) >= PART]
    best = max(shared, key=lambda topic: one.weight(topic) + other.weight(topic), default=None)
    if best is not None and one.weight(best) + other.weight(best) >= _TOGETHER:
        one.topic = best
        other.topic = other.topic or best


def _drafts(heard: Sequence[_Sentence]) -> Iterator[Said]:
    topic: Topic | None = None
    held = ""
    for index, one in enumerate(heard):
        if topic is not None and _goes_on(topic, held, one, heard[index + 1 : index + 2]):
            held = f"{held} {one.text}"
            if one.topic is not None and one.topic is not topic:
                yield from draft_of(one.topic, one.text)
        else:
            if topic is not None:
                yield from draft_of(topic, held)
            topic, held = one.topic, one.text
        yield from one.said
        for beside in BESIDE:
            dated = beside is Topic.DEADLINE and one.topic is Topic.OPEN and find_day(one.text) is not None
            if one.topic is not beside and one.weight(beside) >= ENOUGH and not dated:
                yield from draft_of(beside, one.text)
    if topic is not None:
        yield from draft_of(topic, held)


def _goes_on(topic: Topic, held: str, one: _Sentence, after: Sequence[_Sentence]) -> bool:
    """Whether a sentence goes on from what is held: it says so, or adds to the same story."""
    if one.said or len(held) + len(one.text) > LONGEST:
        return False
    if one.topic in (None, topic) and _CONTINUATION.match(fold(one.text)) is not None:
        return True
    return _adds(topic, one) or (
        topic is Topic.CHALLENGE
        and one.topic is None
        and not one.weights
        and any(_adds(topic, other) for other in after)
    )


def _overcomes(one: _Sentence) -> bool:
    """Whether a sentence begins to tell how something was overcome."""
    return _RESOLUTION.search(fold(one.text)[:_BEGINS]) is not None


def _adds(topic: Topic, one: _Sentence) -> bool:
    """Whether a sentence adds to what is told of a topic."""
    if one.topic is topic and topic in _CARRIED and _LEANS.match(fold(one.text)):
        return True
    match topic:
        case Topic.CHALLENGE:
            overcome = one.weight(topic) > 0 or _overcomes(one)
            return one.topic in (Topic.CHALLENGE, Topic.OPEN) or (one.topic is None and overcome)
        case Topic.GOAL:
            counts = any(c.isdigit() for c in one.text) or one.weight(topic) >= PART
            return one.topic is topic or (one.topic in (None, Topic.MONEY) and counts)
        case Topic.DECISION:
            return one.topic is None and one.weight(topic) >= PART
        case _:
            return False
