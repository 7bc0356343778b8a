"""Introductions: who somebody is and what somebody gave their word for, told in whatever sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from handoff.domain.summary.drafts import Said
from handoff.domain.summary.lexicon.introducing import (
    DUTIES,
    FORMER,
    FURTHER,
    IS,
    LEADS,
    NOT,
    NOT_WITH_VERB,
    NOTHING_GIVEN,
    PROMISES,
    PRONOUN,
    THROUGH,
    WHILE,
    WHO,
)
from handoff.domain.summary.persons import is_known, names_role, persons_in
from handoff.domain.summary.reading.courtesy import is_courtesy
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST, fold, sentences, spoken
from handoff.domain.summary.rules.sections import draft_of

_IS = re.compile(rf",? ?(?:{phrases(IS).pattern})\b(?P<rest>[^,.;:]*)")
_DUTY = re.compile(rf",? ?(?:{phrases(DUTIES).pattern})")
_WHO = re.compile(rf", (?:{phrases(WHO).pattern})".replace("{duty}", f"(?:{phrases(DUTIES).pattern})"))
_LED = re.compile(rf"(?P<role>[^,;:]*?),? (?:{phrases(LEADS).pattern}) $")
_THROUGH = re.compile(rf"\b(?:{phrases(THROUGH).pattern}) $")
_PROMISE = re.compile(rf",? ?(?:{phrases(PROMISES).pattern})")
_FORMER = re.compile(rf"\b(?:{phrases(FORMER).pattern})\b")
_NOT = re.compile(rf"\b(?:{phrases(NOT).pattern})(?!\w)")
_NOT_WITH_VERB = re.compile(rf"^[^,.;:]*?\b(?:{phrases(NOT_WITH_VERB).pattern})(?!\w)")
_NOTHING_GIVEN = re.compile(rf"\s*(?:zu |a |to )?(?:{phrases(NOTHING_GIVEN).pattern})\b")
_TO_NOTHING = re.compile(r" to (?:nothing|no)$")
_LONG_AGO = re.compile(r"\b1[0-8]\d\d\b")
_WHILE = phrases(WHILE)
_FURTHER = phrases(FURTHER)
_PRONOUN = re.compile(PRONOUN)
_BESIDE = re.compile(r"\s?(?:, | \(|\()(?P<rest>[^,;:.()]+)(?=[,;.)]|$)")
_FURTHEST: Final = 8
"""Words between a name and the role that somebody is said to have."""

_LONGEST: Final = 7
"""Words of an apposition: 'the chair of the tenants' association'."""

_MOST: Final = 2
"""More names than these beside a role are a list of who was there."""


def introductions(passage: Passage) -> Iterator[Said]:
    """Yield the sentences of a text that introduce somebody, and those in which somebody promises something."""
    if passage.cells or passage.topic is Topic.NEUTRAL:
        return
    before = ""
    for sentence in sentences(passage.text):
        if not _says_nothing(sentence):
            yield from _told(sentence, before, passage)
        before = sentence


def _told(sentence: str, before: str, passage: Passage) -> Iterator[Said]:
    named = list(persons_in(sentence, passage.people))
    afters = [sentence[one.end() :] for one in named]
    if len(named) <= _MOST and any(_is_introduced(sentence, one, passage) for one in named):
        yield from draft_of(Topic.PERSON, sentence)
        return
    if any(_promises(spoken(after)) for after in afters):
        yield from draft_of(Topic.COMMITMENT, sentence)
        return
    goes_on = _PRONOUN.match(fold(sentence))
    if goes_on is None or len(before) + len(sentence) > LONGEST or not any(persons_in(before, passage.people)):
        return
    after = fold(sentence)[goes_on.end() :]
    topic = Topic.COMMITMENT if _promises(after) else Topic.PERSON if _is_what(after) else None
    if topic is not None:
        yield from draft_of(topic, f"{before} {sentence}")


def _says_nothing(sentence: str) -> bool:
    return sentence.endswith("?") or is_courtesy(sentence) or _LONG_AGO.search(sentence) is not None


def _is_introduced(sentence: str, name: re.Match[str], passage: Passage) -> bool:
    """Whether what stands beside a name says who that is: a role, or what they do.

    What somebody does says little by itself of two words that only look like a name: in a contract they are a firm's.
    """
    before, after = sentence[: name.start()], sentence[name.end() :]
    if before.rstrip().endswith(":"):
        return False  # 'Dashboard: Hugo Serrano, administrator' is a row about the dashboard
    beside = _BESIDE.match(after)
    if beside is not None and len(beside["rest"].split()) <= _LONGEST and _is_role(beside["rest"]):
        return True
    led = _LED.match(f"{fold(before)} ")
    if led is not None and _is_role(" ".join(led["role"].split()[-_FURTHEST:])):
        return True
    known = is_known(name, passage.people) or passage.jotted or passage.written_to_somebody
    folded = fold(after)
    return _is_called(folded) or (known and (_does(folded) or _THROUGH.search(f"{fold(before)} ") is not None))


def _is_what(after: str) -> bool:
    return _is_called(after) or _does(after)


def _is_called(after: str) -> bool:
    """Whether what follows a name, or 'he', says what somebody is."""
    said = _IS.match(after)
    return said is not None and _is_role(" ".join(said["rest"].split()[:_FURTHEST]))


def _does(after: str) -> bool:
    """Whether what follows a name, or 'he', says what somebody does as their work."""
    does = _DUTY.match(after) or _WHO.match(after)
    return does is not None and _NOT_WITH_VERB.match(after[does.start() :].lstrip(", ")) is None


def _promises(after: str) -> bool:
    """Whether what follows a name, or 'he', says that somebody gave their word: for something, and not for nothing."""
    promise = _PROMISE.match(after)
    if promise is None or _NOTHING_GIVEN.match(after, promise.end()) or _TO_NOTHING.search(promise.group()):
        return False
    return _NOT_WITH_VERB.match(promise.group().lstrip(", ")) is None


def _is_role(text: str) -> bool:
    """Whether a text names a role that somebody still has, and is not said not to have."""
    own = _FURTHER.sub("", _WHILE.sub("", fold(text)))
    return names_role(own) and _FORMER.search(own) is None and _NOT.search(own) is None
