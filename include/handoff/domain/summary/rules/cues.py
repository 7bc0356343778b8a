"""Sentences of free prose that show what they say; a sentence that shows nothing is no claim.

A sentence is about the topic that weighs most in it, if that is enough (weighing.py); money and what falls due are
said beside that. What goes on from a sentence (what became of it, how it was overcome, why) stays with it, and two
sentences that only show together what they say are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from handoff.domain.summary.courtesy import is_courtesy
from handoff.domain.summary.dates import find_day, last_day
from handoff.domain.summary.drafts import Said
from handoff.domain.summary.keys import keyed
from handoff.domain.summary.passage import Passage
from handoff.domain.summary.phrases import CONTINUATION, FIGURE, INTRODUCTION, LEANING, PHRASES, RESOLUTION, Need
from handoff.domain.summary.rules.rows import rows
from handoff.domain.summary.rules.sections import draft_of, is_marked_closed
from handoff.domain.summary.terms import phrases
from handoff.domain.summary.topics import Topic
from handoff.domain.summary.weighing import ENOUGH, Signs, tells_of_the_past, weigh
from handoff.domain.summary.words import LONGEST, content_words, fold, sentences

_PHRASES = tuple((Topic[name], need, phrases(alternatives)) for name, need, alternatives in PHRASES)
_FIGURE = phrases(FIGURE)
_CONTINUATION = phrases(CONTINUATION)
_INTRODUCTION = phrases(INTRODUCTION)
_RESOLUTION = phrases(RESOLUTION)
_BEGINS = 30
"""Characters of a sentence in which it begins to tell how something was overcome."""

_FEWEST = 3
"""A sentence of fewer content words says too little to stand alone."""

_PHRASE: Final = 3.0
"""What a phrase that announces a topic weighs."""

_HEADED: Final = 1.5
"""What a title adds for its topic to a sentence that shows that topic too."""

_BESIDE: Final = frozenset((Topic.MONEY, Topic.DEADLINE))
"""What is said beside a sentence's own topic."""

_TOLD: Final = frozenset((Topic.GOAL, Topic.CHALLENGE, Topic.DECISION, Topic.TACIT))
"""What is often told in two sentences that show it only together."""

_ALONE: Final = ((Topic.ACCESS, 2.5), (Topic.MONEY, 2.0))
"""What is enough in a sentence that says nothing else: a way in, an amount."""

_PLAIN: Final = (Topic.MONEY, Topic.ACCESS)
_VAGUE: Final = frozenset((Topic.DECISION, Topic.CHALLENGE, Topic.TACIT))
_CLEARLY: Final = 4.0
"""What a sentence that is plainly about money or access must weigh to be about something told as well."""

_CARRIED: Final = _TOLD | {Topic.PREFERENCE}
"""What may speak of somebody or something that the sentence before it names."""

_TOGETHER: Final = 3.5
_PART: Final = 1.0
"""What two sentences weigh together, and each of them at least, to be one."""

_LEANS = phrases(LEANING)
_SUPPOSED: Final = frozenset((Topic.DELIVERABLE, Topic.OPEN))
_PRESENT = re.compile(r"(?:is|are|ist|sind|wird|esta|estan)\b")
_SUPPOSES = re.compile(
    r"\b(?:after|once|when|whenever|until|before|if|unless|whether|as soon as|nachdem|sobald|wenn|bis|bevor|falls|ob"
    r"|cuando|hasta que|antes de que|despues de que|en cuanto|si)\b[^,;:.]*$"
)


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
    heard = [_hear(sentence, passage) for sentence in sentences(passage.text)]
    for one, other in pairwise(heard):
        _tell_together(one, other)
    yield from _drafts(heard)


def rows_of_no_heading(passage: Passage) -> Iterator[Said]:
    """Yield a table's row whose columns say nothing that is known, by what its cells say."""
    if not passage.cells or passage.text:
        return
    topic = _heaviest(_weights("; ".join(value for _, value in passage.cells), passage))
    if topic is not None:
        first, *more = (value for _, value in passage.cells)
        heads = [head for head, _ in passage.cells][1:]
        told = "; ".join(f"{head}: {value}" if head else value for head, value in zip(heads, more, strict=True))
        yield from draft_of(topic, f"{first} — {told}" if told else first)


def said_beside(passage: Passage) -> Iterator[Said]:
    """Yield what the sentences of a passage say of money and of what falls due, whatever the passage is about."""
    for sentence in sentences(passage.text):
        weights = _weights(sentence, passage)
        for topic in _BESIDE:
            if weights.get(topic, 0) >= ENOUGH:
                yield from draft_of(topic, sentence)


def lent(passage: Passage, topic: Topic) -> Iterator[Said]:
    """Yield the sentences of a letter or a note to which its subject lends its topic: those that show it a little."""
    for sentence in sentences(passage.text):
        if _weights(sentence, passage).get(topic, 0) >= _HEADED + _PART:
            yield from draft_of(topic, sentence)


def weightier(passage: Passage, topic: Topic) -> Topic:
    """Return the topic of an item below a heading: the heading's, unless the item itself says another clearly."""
    if topic not in _TOLD or passage.cells:
        return topic
    weights = _weights(passage.text, passage)
    others = (Topic.OPEN, Topic.CONTINGENCY, Topic.DEADLINE) if topic is Topic.TACIT else (Topic.OPEN,)
    for other in others:
        if weights.get(other, 0) >= max(ENOUGH, weights.get(topic, 0)):
            return other
    return topic


def _hear(text: str, passage: Passage) -> _Sentence:
    if not passage.cells and (cell := keyed(text)) and (said := list(rows(replace(passage, cells=(cell,))))):
        return _Sentence(text, said=said)
    weights = _weights(text, passage)
    return _Sentence(text, weights, _heaviest(weights))


def _weights(sentence: str, passage: Passage) -> Mapping[Topic, float]:
    folded = fold(sentence)
    asks = folded.endswith("?") and find_day(folded) is None
    empty = len(content_words(sentence)) < _FEWEST or is_courtesy(sentence) or _INTRODUCTION.match(folded)
    if asks or empty:
        return {}
    signs = Signs(
        passage.as_of, passage.speaks_of_client(sentence), passage.item, passage.jotted, story=_is_story(passage.text)
    )
    weights = dict(weigh(sentence, signs))
    if passage.topic is not None and weights.get(passage.topic, 0) > 0:
        weights[passage.topic] += _HEADED
    for topic, need, pattern in _PHRASES:
        if _has(need, folded) and (found := pattern.search(folded)) and not _is_supposed(topic, folded, found):
            weights[topic] = weights.get(topic, 0) + _PHRASE
    if weights.get(Topic.DEADLINE, 0) > 0 and weights.get(Topic.OPEN, 0) < ENOUGH and _is_over(sentence, passage):
        del weights[Topic.DEADLINE]
    return weights


def _is_over(sentence: str, passage: Passage) -> bool:
    """Whether what a sentence says of a day is over: it says that it is done, or the day was no longer to come."""
    day = last_day(sentence)
    passed = day is not None and passage.as_of is not None and day.date() <= passage.as_of.date()
    return passed or is_marked_closed(sentence)


def _is_supposed(topic: Topic, folded: str, found: re.Match[str]) -> bool:
    """Whether a phrase stands in a clause that only supposes it: 'after it is accepted', 'if some are open'."""
    present = topic in _SUPPOSED and _PRESENT.match(found[0]) is not None
    return present and _SUPPOSES.search(folded[: found.start()]) is not None


@lru_cache(maxsize=256)
def _is_story(text: str) -> bool:
    """Whether a text has several sentences, and most of them tell of the past."""
    told = [tells_of_the_past(sentence) for sentence in sentences(text)]
    return len(told) > 1 and 2 * sum(told) >= len(told)


def _heaviest(weights: Mapping[Topic, float]) -> Topic | None:
    """Return the topic that weighs most and enough; of equals the first in the table of phrases.

    What is said beside others anyway is a sentence's own topic only where it has no other.
    """
    enough = [topic for topic, weight in weights.items() if weight >= ENOUGH]
    if not enough:
        return next((topic for topic, least in _ALONE if weights.get(topic, 0) >= least), None)
    if any(weights.get(topic, 0) >= ENOUGH for topic in _PLAIN):
        enough = [topic for topic in enough if topic not in _VAGUE or weights[topic] >= _CLEARLY]
    if Topic.MONEY in enough and weights.get(Topic.OPEN, 0) <= weights[Topic.MONEY] + _PART:
        enough = [topic for topic in enough if topic is not Topic.OPEN]  # a bill that is not paid is about money
    enough = [topic for topic in enough if topic not in _BESIDE] or enough
    order = [topic for topic, _, _ in _PHRASES]
    return max(enough, key=lambda topic: (weights[topic], -order.index(topic)), default=None)


def _has(need: Need, folded: str) -> bool:
    if need is Need.DAY:
        return find_day(folded) is not None
    return need is Need.NOTHING or _FIGURE.search(folded) is not None


def _tell_together(one: _Sentence, other: _Sentence) -> None:
    """Give two sentences that follow one another the topic that they show together, where neither has one."""
    if one.said or other.said or one.topic not in (None, *_BESIDE) or not one.weights:
        return
    if other.topic in _CARRIED and _LEANS.match(fold(other.text)) and one.weight(other.topic) >= 0:
        one.topic = other.topic  # 'He alone knows …': of whom it speaks stands before it
        return
    if other.topic in _TOLD:
        return
    shared = [topic for topic in _TOLD if one.weight(topic) >= _PART and other.weight(topic) >= _PART]
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
        for beside in _BESIDE:
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


def _adds(topic: Topic, one: _Sentence) -> bool:
    """Whether a sentence adds to what is told of a topic."""
    if one.topic is topic and topic in _CARRIED and _LEANS.match(fold(one.text)):
        return True
    match topic:
        case Topic.CHALLENGE:
            overcome = one.weight(topic) > 0 or _RESOLUTION.search(fold(one.text)[:_BEGINS]) is not None
            return one.topic in (Topic.CHALLENGE, Topic.OPEN) or (one.topic is None and overcome)
        case Topic.GOAL:
            counts = any(c.isdigit() for c in one.text) or one.weight(topic) >= _PART
            return one.topic is topic or (one.topic in (None, Topic.MONEY) and counts)
        case Topic.DECISION:
            return one.topic is None and one.weight(topic) >= _PART
        case _:
            return False
