"""Promises: what a sentence that gives somebody's word leaves for the successor to keep.

A promise that whoever writes gave, and that is neither kept nor stands for good, is a loose end beside a line about
people. One that names nothing itself ('I said I would find out') is no line about people; with what stands before it,
it is a loose end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeGuard

from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.lexicon.promising import (
    AS_PROMISED,
    ASKED,
    ASSENT,
    KEPT,
    OWED,
    STANDING,
    TO_COME,
    VAGUE,
)
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST, sentences, spoken
from handoff.domain.summary.rules.prose.sections import draft_of, is_marked_closed

_OWED = phrases(OWED)
_STANDING = phrases(STANDING)
_KEPT = phrases(KEPT)
_AS_PROMISED = phrases(AS_PROMISED)
_TO_COME = phrases(TO_COME)
_VAGUE = phrases(VAGUE)
_ASSENT = phrases(ASSENT)
_ASKED = phrases(ASKED)
_LISTED: Final = frozenset((Topic.COMMITMENT, Topic.OPEN))


def with_promises(said: Sequence[Said], passage: Passage) -> list[Said]:
    """Return what a passage says, with what its promises leave to be kept, and without those that were."""
    if passage.cells or passage.topic in _LISTED:
        return list(said)
    kept = [one for one in said if not _is_promise(one) or _stands(one.text)]
    owed = [draft for one in said if _is_promise(one) for draft in _owed(one.text, passage)]
    return [*(one for one in kept if not any(_holds(draft, one) for draft in owed)), *owed]


def _is_promise(said: Said) -> TypeGuard[Draft]:
    return isinstance(said, Draft) and said.label == Topic.COMMITMENT.label


def _stands(text: str) -> bool:
    """Whether a promise says something about people: it was not kept yet, and names what was promised."""
    return not _is_kept(text) and _VAGUE.search(spoken(text)) is None


def _owed(text: str, passage: Passage) -> Iterator[Draft]:
    """Yield the loose end that a promise leaves."""
    told = spoken(text)
    if _is_kept(text) or _OWED.search(told) is None or _STANDING.search(told):
        return
    whole = _with_what_it_is_about(text, told, passage) if _VAGUE.search(told) else text
    if whole:
        yield from draft_of(Topic.OPEN, whole)


def _holds(owed: Draft, other: Said) -> bool:
    """Whether a loose end says all that another one says, and more."""
    return isinstance(other, Draft) and other.section is owed.section and other.text in owed.text


def _is_kept(text: str) -> bool:
    """Whether a promise is told as kept: 'Shut two days in all, as promised'."""
    told = spoken(text)
    if _KEPT.search(told) or is_marked_closed(text):
        return True
    return _AS_PROMISED.search(told) is not None and _TO_COME.search(told) is None


def _with_what_it_is_about(text: str, told: str, passage: Passage) -> str:
    """Return a promise with the sentence before it; "" where there is none, both are long, or nothing was asked for."""
    for before, sentence in pairwise(sentences(passage.text)):
        if text.startswith(sentence) and len(before) + len(text) < LONGEST:
            asked = _ASSENT.search(told) is None or _ASKED.search(spoken(before)) is not None
            return f"{before} {text}" if asked else ""
    return ""
