"""Topics: what a passage is about, read off the headings above it; each topic belongs to one section.

The innermost heading that names a topic decides. A document's own title counts as its outermost heading. A heading
that names something neutral (an agenda, a template) shields what is below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from handoff.domain.dossier import Section
from handoff.domain.summary.lexicon import TOPIC_TERMS
from handoff.domain.summary.terms import TermTable
from handoff.domain.summary.words import words


class Topic(Enum):
    """What a passage is about: its name in the lexicon, its section, and how its claims are labelled."""

    GOAL = ("GOAL", Section.GOALS, "Goal")
    DELIVERABLE = ("DELIVERABLE", Section.WORK, "Deliverable")
    CHALLENGE = ("CHALLENGE", Section.CHALLENGES, "")
    DECISION = ("DECISION", Section.DECISIONS, "Decision")
    CONSTRAINT = ("CONSTRAINT", Section.DECISIONS, "Constraint")
    OPEN = ("OPEN", Section.LOOSE_ENDS, "Open")
    DEADLINE = ("DEADLINE", Section.DEADLINES, "Deadline")
    RISK = ("RISK", Section.DEADLINES, "Risk")
    CONTINGENCY = ("CONTINGENCY", Section.DEADLINES, "Contingency")
    ACCESS = ("ACCESS", Section.ACCESS, "System")
    RECORD = ("RECORD", Section.RECORDS, "")
    MONEY = ("MONEY", Section.MONEY, "")
    PERSON = ("PERSON", Section.PEOPLE, "Person")
    PREFERENCE = ("PREFERENCE", Section.PEOPLE, "Preference")
    COMMITMENT = ("COMMITMENT", Section.PEOPLE, "Commitment")
    TACIT = ("TACIT", Section.TACIT, "")
    FORWARD = ("FORWARD", Section.FORWARD, "")
    NEUTRAL = ("NEUTRAL", None, "")

    def __init__(self, key: str, section: Section | None, label: str) -> None:
        self.key = key
        self.section = section
        self.label = label


_TABLE = TermTable({topic: TOPIC_TERMS[topic.key] for topic in Topic})
_NUMBERING = re.compile(
    r"^(?:section|abschnitt|kapitel|teil|apartado)?\s*[\dIVX]{1,4}(?:[.\d]*[.)]|\s*[-\u2013:.])\s*", re.IGNORECASE
)
_LONGEST_HEADING = 9
"""How many words a heading may have to be read as naming a topic; beyond, it is a sentence."""


@lru_cache(maxsize=8192)
def topic_of(heading: str) -> Topic | None:
    """Return the topic that one heading names, None where it names none."""
    bare = _NUMBERING.sub("", heading)
    return _TABLE.best(bare) if len(words(bare)) <= _LONGEST_HEADING else None


def find_topic(path: Sequence[str]) -> tuple[Topic | None, tuple[str, ...]]:
    """Return the topic of the innermost heading that names one, and the headings below that one."""
    for index in range(len(path) - 1, -1, -1):
        if topic := topic_of(path[index]):
            return topic, tuple(path[index + 1 :])
    return None, ()
