"""Weighing: what the sentences of a text are about, by the cues in them and in their neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from handoff.domain.summary.cues.weights import likelihoods
from handoff.domain.summary.reading.topics import Topic

ENOUGH: Final = 3.0
"""From this weight on a sentence is about a topic."""

LEAST: Final[Mapping[Topic, float]] = {
    Topic.GOAL: -0.3,
    Topic.CHALLENGE: 0.8,
    Topic.DECISION: 0.6,
    Topic.TACIT: -0.25,
    Topic.PREFERENCE: 0.8,
    Topic.OPEN: -0.4,
    Topic.DEADLINE: -0.25,
    Topic.MONEY: 0.5,
    Topic.ACCESS: 1.5,
    Topic.DELIVERABLE: 0.3,
    Topic.PERSON: 0.6,
    Topic.NEUTRAL: 2.0,
}
"""The log-odds from which on a sentence is about a topic by its cues alone.

They were set by the worlds of the evaluation (docs/evaluation.md), so that nine lines of ten are right and no more is
lost for it than need be.
"""

HARDER: Final[Mapping[str, Mapping[Topic, float]]] = {
    "file": {Topic.DECISION: -0.4, Topic.TACIT: 1.1, Topic.CHALLENGE: -0.5, Topic.GOAL: 0.4},
    "letter": {
        **dict.fromkeys((Topic.CHALLENGE, Topic.OPEN, Topic.DELIVERABLE, Topic.MONEY), -0.4),
        **dict.fromkeys((Topic.DECISION, Topic.DEADLINE, Topic.PERSON), -0.3),
    },
    "jotted": {
        Topic.TACIT: -1.1,
        Topic.OPEN: 0.4,
        Topic.CHALLENGE: -1.1,
        Topic.PREFERENCE: -0.5,
        Topic.PERSON: -0.6,
        Topic.DECISION: 0.2,
    },
}
"""How much more than that it takes (or less) where a sentence stands (Passage.where): what a note tells of somebody's
ways is seldom everybody's knowledge, while guides and manuals sound like that too.
"""

SHARPNESS: Final = 1.5
"""What a step of the log-odds weighs, beside what phrases and headings add."""

_SUBJECTS: Final = {Topic.NEUTRAL: "none"}


@lru_cache(maxsize=1024)
def weigh(sentences: tuple[str, ...], where: frozenset[str] = frozenset()) -> Sequence[Mapping[Topic, float]]:
    """Return what each of some sentences that follow one another weighs for each topic.

    `where` says in what they stand (Passage.where). Several rules ask for the same text, one after another.
    """
    return [
        {topic: _weight(topic, odds[_SUBJECTS.get(topic, topic.key.lower())], where) for topic in LEAST}
        for odds in likelihoods(sentences, where)
    ]


def _weight(topic: Topic, odds: float, where: frozenset[str]) -> float:
    """Return what log-odds weigh where a sentence stands; a place makes no part of a topic more of a part."""
    harder = sum(HARDER.get(sign, {}).get(topic, 0) for sign in where)
    anywhere = ENOUGH + SHARPNESS * (odds - LEAST[topic])
    there = anywhere - SHARPNESS * harder
    return there if there >= ENOUGH else min(there, anywhere)
