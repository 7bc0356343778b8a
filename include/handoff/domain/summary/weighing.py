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
    Topic.GOAL: 1.9,
    Topic.CHALLENGE: 2.1,
    Topic.DECISION: 1.4,
    Topic.TACIT: 0.8,
    Topic.PREFERENCE: 0.5,
    Topic.OPEN: 1.0,
    Topic.DEADLINE: -0.3,
    Topic.MONEY: -0.2,
    Topic.ACCESS: 0.4,
    Topic.DELIVERABLE: 0.0,
    Topic.PERSON: 0.7,
    Topic.NEUTRAL: 2.0,
}
"""The log-odds from which on a sentence is about a topic by its cues alone.

A topic that is told is said at much better than even odds, since what is wrongly told does harm; what may be said
beside another, at less. They were set by the worlds of the evaluation (docs/evaluation.md).
"""

_SUBJECTS: Final = {Topic.NEUTRAL: "none"}


@lru_cache(maxsize=1024)
def weigh(sentences: tuple[str, ...]) -> Sequence[Mapping[Topic, float]]:
    """Return what each of some sentences that follow one another weighs for each topic.

    Several rules ask for the same text, one after another.
    """
    return [
        {topic: ENOUGH + odds[_SUBJECTS.get(topic, topic.key.lower())] - least for topic, least in LEAST.items()}
        for odds in likelihoods(sentences)
    ]
