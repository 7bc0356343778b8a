"""Introductions: who somebody is and what somebody gave their word for, told in whatever sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from handoff.domain.summary.drafts import Said
from handoff.domain.summary.lexicon.introducing import NOTHING_GIVEN, PROMISES, PRONOUN
from handoff.domain.summary.lexicon.placing import PRESENT
from handoff.domain.summary.persons import persons_in
from handoff.domain.summary.reading.courtesy import is_courtesy
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST, fold, sentences, spoken
from handoff.domain.summary.rules.prose.by_role import names_by_role
from handoff.domain.summary.rules.prose.introduced import denies, is_introduced, is_what
from handoff.domain.summary.rules.prose.sections import draft_of

_PROMISE = re.compile(rf",? ?(?:{phrases(PROMISES).pattern})")
_NOTHING_GIVEN = re.compile(rf"\s*(?:zu |a |to )?(?:{phrases(NOTHING_GIVEN).pattern})\b")
_TO_NOTHING = re.compile(r" to (?:nothing|no)$")
_LONG_AGO = re.compile(r"\b1[0-8]\d\d\b")
_PRONOUN = re.compile(PRONOUN)
_PRESENT = phrases(PRESENT)
_MOST: Final = 2
"""More names than these beside a role are a list of who was there."""


def introductions(passage: Passage) -> Iterator[Said]:
    """Yield the sentences of a text that introduce somebody, and those in which somebody promises something."""
    shielded = passage.topic is Topic.NEUTRAL and len(passage.path) - len(passage.below) > 1
    if passage.cells or shielded:
        return
    before = ""
    for sentence in sentences(passage.text):
        if not _says_nothing(sentence):
            yield from _told(sentence, before, passage)
        before = sentence


def _told(sentence: str, before: str, passage: Passage) -> Iterator[Said]:
    named = list(persons_in(sentence, passage.people | passage.colleagues))
    afters = [sentence[one.end() : one.end() + LONGEST] for one in named]
    if len(named) <= _MOST and _introduces(sentence, named, passage):
        yield from draft_of(Topic.PERSON, sentence)
        return
    if any(_promises(spoken(after)) for after in afters):
        yield from draft_of(Topic.COMMITMENT, sentence)
        return
    goes_on = _PRONOUN.match(fold(sentence))
    if goes_on is None or len(before) + len(sentence) > LONGEST or not any(persons_in(before, passage.people)):
        return
    after = fold(sentence)[goes_on.end() :]
    topic = Topic.COMMITMENT if _promises(after) else Topic.PERSON if is_what(after) else None
    if topic is not None:
        yield from draft_of(topic, f"{before} {sentence}")


def _introduces(sentence: str, named: Sequence[re.Match[str]], passage: Passage) -> bool:
    return any(is_introduced(sentence, one, passage) for one in named) or names_by_role(sentence, passage)


def _says_nothing(sentence: str) -> bool:
    listed = _PRESENT.match(fold(sentence)) is not None
    return listed or sentence.endswith("?") or is_courtesy(sentence) or _LONG_AGO.search(sentence) is not None


def _promises(after: str) -> bool:
    """Whether what follows a name, or 'he', says that somebody gave their word: for something, and not for nothing."""
    promise = _PROMISE.match(after)
    if promise is None or _NOTHING_GIVEN.match(after, promise.end()) or _TO_NOTHING.search(promise.group()):
        return False
    return not denies(promise.group())
