"""Sentences of free prose that show by a phrase what they say; a sentence that shows nothing is no claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handoff.domain.summary.dates import find_day
from handoff.domain.summary.drafts import Said
from handoff.domain.summary.keys import keyed
from handoff.domain.summary.passage import Passage
from handoff.domain.summary.phrases import CONTINUATION, FIGURE, INTRODUCTION, PHRASES, RESOLUTION, Need
from handoff.domain.summary.rules.rows import rows
from handoff.domain.summary.rules.sections import draft_of
from handoff.domain.summary.terms import phrases
from handoff.domain.summary.topics import Topic
from handoff.domain.summary.words import LONGEST, content_words, fold, sentences

_PHRASES = tuple((Topic[name], need, phrases(alternatives)) for name, need, alternatives in PHRASES)
_FIGURE = phrases(FIGURE)
_RESOLUTION = phrases(RESOLUTION)
_CONTINUATION = phrases(CONTINUATION)
_INTRODUCTION = phrases(INTRODUCTION)
_BEGINS = 12
"""Characters before a word with which a sentence begins."""
_FEWEST = 3
"""A sentence of fewer content words says too little to stand alone."""


def sentences_of(passage: Passage) -> Iterator[Said]:
    """Yield the sentences that say something, each with those that go on from it."""
    found: list[tuple[Topic, str]] = []
    if passage.cells and not passage.text:
        return
    for sentence, before in _with_the_one_before(passage.text):
        if not passage.cells and (cell := keyed(sentence)) and (said := list(rows(replace(passage, cells=(cell,))))):
            yield from said
            found.append((Topic.NEUTRAL, sentence))
            continue
        topic = topic_said(sentence)
        if found and topic in (None, found[-1][0], Topic.CHALLENGE) and _goes_on(found[-1], sentence, topic):
            found[-1] = (found[-1][0], f"{found[-1][1]} {sentence}")
        elif topic in (None, Topic.CHALLENGE) and _resolves(sentence) and _tells(before, found):
            found.append((Topic.CHALLENGE, f"{before} {sentence}"))
        elif topic is not None:
            found.append((topic, sentence))
        elif found:
            found.append((Topic.NEUTRAL, sentence))
    yield from _drafts(found)


def _with_the_one_before(text: str) -> Iterator[tuple[str, str]]:
    before = ""
    for sentence in sentences(text):
        yield sentence, before
        before = sentence


def _resolves(sentence: str) -> bool:
    """Whether a sentence tells how something was overcome; what that was stands before it.

    Without a phrase of its own it has to be short and to begin so ('Gelöst durch …', 'Lo resolvimos con …').
    """
    found = _RESOLUTION.search(fold(sentence))
    return found is not None and (topic_said(sentence) is not None or found.start() < _BEGINS)


def _tells(before: str, found: Sequence[tuple[Topic, str]]) -> bool:
    """Whether the sentence before says something and is part of no claim yet."""
    taken = bool(found) and found[-1][0] is not Topic.NEUTRAL and found[-1][1].endswith(before)
    return len(content_words(before)) >= _FEWEST and not before.endswith(("?", ":", ",")) and not taken


def topic_said(sentence: str) -> Topic | None:
    """Return what a sentence is about by its phrases, None where it shows nothing; a question says nothing."""
    folded = fold(sentence)
    if folded.endswith("?") or len(content_words(sentence)) < _FEWEST or _INTRODUCTION.match(folded):
        return None
    for topic, need, pattern in _PHRASES:
        if pattern.search(folded) and _has(need, folded):
            return topic
    return None


def _has(need: Need, folded: str) -> bool:
    if need is Need.DAY:
        return find_day(folded) is not None
    return need is Need.NOTHING or _FIGURE.search(folded) is not None


def _goes_on(last: tuple[Topic, str], sentence: str, topic: Topic | None) -> bool:
    if last[0] is Topic.NEUTRAL or len(last[1]) + len(sentence) > LONGEST:
        return False
    return _CONTINUATION.match(fold(sentence)) is not None or (topic is last[0] is Topic.CHALLENGE)


def _drafts(found: Sequence[tuple[Topic, str]]) -> Iterator[Said]:
    for topic, text in found:
        yield from draft_of(topic, text)
