"""Promises: what a sentence that gives somebody's word leaves for the successor to keep.

A promise that whoever writes gave, and that is neither kept nor stands for good, is a loose end beside a line about
people. One that names nothing itself ('I said I would find out') is no line about people; with what stands before it,
it is a loose end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, TypeGuard

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft, Said, holds
from handoff.domain.summary.lexicon.promising import (
    AS_PROMISED,
    ASKED,
    ASSENT,
    GOES_ON,
    KEPT,
    OWED,
    STANDING,
    TO_COME,
    TO_WHOM,
    VAGUE,
)
from handoff.domain.summary.persons import persons_in
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST, sentences, spoken
from handoff.domain.summary.rules.prose.sections import draft_of, is_marked_closed

_OWED = phrases(OWED)
_STANDING = phrases(STANDING)
_KEPT = phrases(KEPT)
_GOES_ON = phrases(GOES_ON)
_TO_WHOM = phrases(TO_WHOM)
_AS_PROMISED = phrases(AS_PROMISED)
_TO_COME = phrases(TO_COME)
_VAGUE = phrases(VAGUE)
_ASSENT = phrases(ASSENT)
_ASKED = phrases(ASKED)
_LISTED: Final = frozenset((Topic.COMMITMENT, Topic.OPEN))


def with_promises(said: Sequence[Said], passage: Passage) -> list[Said]:
    """Return what a passage says, with what its promises leave to be kept, and without those that were.

    What somebody here owes without a day is no deadline: the loose end says it. What holds for good is none, and
    what others promised is theirs to keep.
    """
    if passage.cells or passage.topic in _LISTED:
        return list(said)
    promises = [one for one in said if _is_promise(one)]
    drafts = [draft for one in promises for draft in _drafts_of(one, passage)]
    texts = frozenset(one.text for one in promises if _OWED.search(spoken(one.text)))
    not_owed = frozenset(one.text for one in promises if not _binds(spoken(one.text)))
    others = [one for one in said if not (_is_promise(one) or _is_dayless(one, texts) or _is_open(one, not_owed))]
    return [*(one for one in others if not any(holds(draft, one) for draft in drafts)), *drafts]


def _is_promise(said: Said) -> TypeGuard[Draft]:
    return isinstance(said, Draft) and said.label == Topic.COMMITMENT.label


def _is_open(said: Said, not_owed: frozenset[str]) -> bool:
    """Whether a loose end is only a promise that nobody here owes."""
    return isinstance(said, Draft) and said.section is Section.LOOSE_ENDS and said.text in not_owed


def _is_dayless(said: Said, promised: frozenset[str]) -> bool:
    """Whether a deadline without a day is a promise, and nothing else."""
    return isinstance(said, Draft) and said.section is Section.DEADLINES and not said.due and said.text in promised


def _drafts_of(promise: Draft, passage: Passage) -> Iterator[Draft]:
    """Yield what a promise says: a line about people, unless it names nothing itself, and what is owed.

    Whoever only said yes to what nobody asked for promised nothing.
    """
    told = spoken(promise.text)
    before = _before(promise.text, passage)
    vague = _VAGUE.search(told) is not None
    if _is_kept(promise.text) or (vague and _is_unasked(told, spoken(before))):
        return
    told_to = _TO_WHOM.search(told) is not None and any(persons_in(before, passage.people | passage.colleagues))
    whole = f"{before} {promise.text}" if before and (vague or told_to) else promise.text
    owed = _binds(told)
    if not (owed and vague):
        yield replace(promise, text=whole)
    if owed:
        yield from draft_of(Topic.OPEN, whole)


def _is_unasked(told: str, before: str) -> bool:
    """Whether a promise is a yes to something else than a wish: 'She asked whether we know the mill; told her yes'."""
    yes = _ASSENT.search(told)
    if yes is None:
        return False
    own = told[: yes.start()].rpartition(";" if ";" in told else ",")[0]
    return bool(own or before) and _ASKED.search(own or before) is None


def _binds(told: str) -> bool:
    """Whether somebody here gave their word for what is done once; of the promise's own clause, where it goes on."""
    promise = _OWED.search(told)
    if promise is None:
        return False
    if not told[promise.end() :].strip(" .!"):
        return _STANDING.search(told) is None  # 'The gate stays open, we promised': what is promised stands before it
    end = _GOES_ON.search(told, promise.end())
    return _STANDING.search(told, promise.start(), end.start() if end else len(told)) is None


def _is_kept(text: str) -> bool:
    """Whether a promise is told as kept: 'Shut two days in all, as promised'."""
    told = spoken(text)
    if _KEPT.search(told) or is_marked_closed(text):
        return True
    return _AS_PROMISED.search(told) is not None and _TO_COME.search(told) is None


def _before(text: str, passage: Passage) -> str:
    """Return the sentence before a promise; "" where there is none, or both are long."""
    for before, sentence in pairwise(sentences(passage.text)):
        if text.startswith(sentence) and len(before) + len(text) < LONGEST:
            return before
    return ""
