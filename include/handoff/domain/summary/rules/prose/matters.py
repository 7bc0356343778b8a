"""Sentences of one text that tell one matter: what happened, what became of it, why, and what it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from handoff.domain.summary.drafts import Said
from handoff.domain.summary.lexicon.telling import CONSEQUENCE, CONTINUATION, ELLIPSIS, LEANING, RESOLUTION
from handoff.domain.summary.reading.dates import find_day
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST, content_words, fold
from handoff.domain.summary.rules.prose.hearing import ALSO, BESIDE, PART, TOLD
from handoff.domain.summary.rules.prose.sections import draft_of
from handoff.domain.summary.weighing import ENOUGH

_CONTINUATION = phrases(CONTINUATION)
_CONSEQUENCE = phrases(CONSEQUENCE)
_RESOLUTION = phrases(RESOLUTION)
_LEANS = phrases(LEANING)
_ELLIPSIS = phrases(ELLIPSIS)
_BEGINS = 30
"""Characters of a sentence in which it begins to tell how something was overcome."""

_CARRIED: Final = (*TOLD, Topic.PREFERENCE)
"""What may speak of somebody or something that the sentence before it names."""

_TOLD_ON: Final = frozenset((Topic.TACIT, Topic.PREFERENCE))
"""What is one matter where sentences that follow one another all tell it."""

_LITTLE: Final = 6
"""Content words of a short sentence."""

_FARTHEST: Final = 3
"""So many sentences before it can be what a sentence speaks of."""

_TOGETHER: Final = 3.5
"""What two sentences weigh together to be one, where each shows the topic a little."""


@dataclass(slots=True)
class Heard:
    """A sentence, what it weighs for each topic, the topic that it has (yet), and what it says by its form alone.

    `lapses`: it is open until its day, and nothing says that it is still after that.
    """

    text: str
    weights: Mapping[Topic, float] = field(default_factory=dict)
    topic: Topic | None = None
    said: Sequence[Said] = ()
    lapses: bool = False

    def weight(self, topic: Topic) -> float:
        """Return what it weighs for a topic."""
        return self.weights.get(topic, 0)

    @property
    def is_free(self) -> bool:
        """Whether it has no topic of its own: none, or one that is said beside any other."""
        return not self.said and self.topic in (None, *BESIDE)


def matters(heard: Sequence[Heard]) -> Iterator[Said]:
    """Yield what the sentences of a text say, those that tell one matter together."""
    for one, other in pairwise(heard):
        _tell_together(one, other)
    for one, other in reversed(list(pairwise(heard))):
        _lead_to(one, other)
    yield from _drafts(heard)


def _tell_together(one: Heard, other: Heard) -> None:
    """Give two sentences that follow one another the topic that they show together, where neither has one."""
    if not one.is_free or other.said or not one.weights:
        return
    if other.topic in _CARRIED and _LEANS.search(fold(other.text)):
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


def _lead_to(one: Heard, other: Heard) -> None:
    """Give a sentence to the challenge that the one after it tells on: what happened stands before what was done."""
    if not one.is_free:
        return
    is_met_next = other.topic is Topic.CHALLENGE and one.weight(Topic.CHALLENGE) > 0
    has_changed_something = (
        other.topic is Topic.DECISION
        and _CONSEQUENCE.match(fold(other.text)) is not None
        and one.weight(Topic.CHALLENGE) >= PART  # a decision alone tells less of trouble than a challenge does
    )
    if is_met_next or has_changed_something:
        one.topic = Topic.CHALLENGE


def _drafts(heard: Sequence[Heard]) -> Iterator[Said]:
    topic: Topic | None = None
    lapses = False
    held = own = ""  # what is told, and its own sentences, without those of which they speak
    for index, one in enumerate(heard):
        whole = _with_lead([other.text for other in heard[max(0, index - _FARTHEST) : index]], one.text)
        if topic is not None and _goes_on(topic, held, one, heard[index + 1 : index + 2]):
            held, own, lapses = f"{held} {one.text}", f"{own} {one.text}", lapses and one.lapses
            if one.topic is not None and one.topic is not topic:
                yield from draft_of(one.topic, whole, one.text)
        else:
            if topic is not None:
                yield from draft_of(topic, held, own, lapses=lapses)
            topic, held, own, lapses = one.topic, whole, one.text, one.lapses
        yield from one.said
        for beside in BESIDE:
            dated = beside is Topic.DEADLINE and one.topic is Topic.OPEN and find_day(one.text) is not None
            if one.topic is not beside and one.weight(beside) >= ENOUGH and not dated:
                yield from draft_of(beside, whole, one.text)
        for also, topics in ALSO.items():
            if one.topic in topics and one.weight(also) >= ENOUGH:
                yield from draft_of(also, whole, one.text)
    if topic is not None:
        yield from draft_of(topic, held, own, lapses=lapses)


def _with_lead(before: Sequence[str], text: str) -> str:
    """Return a sentence with those before it of which it speaks without saying it itself, back to one that does."""
    whole, leans = text, _leans(text)
    for lead in reversed(before):
        if not leans or len(lead) + len(whole) > LONGEST:
            break
        whole, leans = f"{lead} {whole}", _leans(lead)
    return whole


def _leans(text: str) -> bool:
    """Whether a sentence speaks of what stands before it, and does not say of what."""
    folded = fold(text)
    short = len(content_words(text)) <= _LITTLE and not folded.endswith("?")
    return bool(_LEANS.search(folded) or (short and _ELLIPSIS.search(folded)))


def _goes_on(topic: Topic, held: str, one: Heard, after: Sequence[Heard]) -> bool:
    """Whether a sentence goes on from what is held: it says so, or adds to the same story."""
    if one.said or len(held) + len(one.text) > LONGEST:
        return False
    if topic is Topic.OPEN and one.topic is topic and find_day(one.text) is not None:
        return False  # what has a day of its own is an item of its own
    if one.topic in (None, topic) and _CONTINUATION.match(fold(one.text)) is not None:
        return True
    return _adds(topic, one) or (
        topic is Topic.CHALLENGE
        and one.topic is None
        and not one.weights
        and any(_adds(topic, other) for other in after)
    )


def _overcomes(one: Heard) -> bool:
    """Whether a sentence begins to tell how something was overcome."""
    return _RESOLUTION.search(fold(one.text)[:_BEGINS]) is not None


def _adds(topic: Topic, one: Heard) -> bool:
    """Whether a sentence adds to what is told of a topic."""
    if one.topic is topic and (topic in _TOLD_ON or _leans(one.text)):
        return True
    match topic:
        case Topic.CHALLENGE:
            overcome = one.weight(topic) > 0 or _overcomes(one)
            return one.topic in (Topic.CHALLENGE, Topic.OPEN) or (one.topic is None and overcome)
        case Topic.GOAL:
            counts = any(c.isdigit() for c in one.text) or one.weight(topic) >= PART
            return one.topic is topic or (one.topic in (None, Topic.MONEY) and counts)
        case Topic.DECISION:
            return one.topic in (None, topic) and one.weight(topic) >= PART  # why, and what was ruled out for it
        case _:
            return False
