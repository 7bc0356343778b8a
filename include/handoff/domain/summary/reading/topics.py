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
from handoff.domain.summary.lexicon.common import TITLE_WORDS
from handoff.domain.summary.lexicon.headings import TOPIC_TERMS
from handoff.domain.summary.reading.terms import TermTable
from handoff.domain.summary.reading.words import content_words, words


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
    CONDITION = ("CONDITION", Section.CONDITION, "Reported")
    DETERMINATION = ("DETERMINATION", Section.DETERMINATION, "")
    PREFERENCE = ("PREFERENCE", Section.PEOPLE, "Preference")
    COMMITMENT = ("COMMITMENT", Section.PEOPLE, "Commitment")
    TACIT = ("TACIT", Section.TACIT, "")
    FORWARD = ("FORWARD", Section.FORWARD, "")
    DONE = ("DONE", None, "")
    NEUTRAL = ("NEUTRAL", None, "")

    def __init__(self, key: str, section: Section | None, label: str) -> None:
        self.key = key
        self.section = section
        self.label = label


_TABLE = TermTable({topic: TOPIC_TERMS[topic.key] for topic in Topic})
_NUMBERING = re.compile(
    r"^(?:section|abschnitt|kapitel|teil|apartado)?\s*[\dIVX]{1,4}(?:[.\d]*[.)]|\s*[-\u2013:.])\s*", re.IGNORECASE
)
_DIGITS = re.compile(r"[\d._-]+")
_BESIDE = frozenset(words(TITLE_WORDS))
_LONGEST_HEADING = 9
"""How many words a heading may have to be read as naming a topic; beyond, it is a sentence."""

_LONGEST_QUESTION = 12


@lru_cache(maxsize=8192)
def topic_of(heading: str) -> Topic | None:
    """Return the topic that one heading names, None where it names none."""
    bare = _NUMBERING.sub("", heading).replace("\u2019", "'")
    longest = _LONGEST_QUESTION if bare.endswith("?") else _LONGEST_HEADING
    return _TABLE.best(bare) if len(words(bare)) <= longest else None


@lru_cache(maxsize=8192)
def topic_named(text: str) -> Topic | None:
    """Return the topic whose name a text is as a whole, None where it is none."""
    return _TABLE.exact(_NUMBERING.sub("", text))


@lru_cache(maxsize=8192)
def topic_of_title(title: str) -> Topic | None:
    """Return the topic of a document's title: at least half of what the title says must name it.

    'Decision log 2025' is about decisions; 'Statement of work: care retainer' is not about money.
    """
    bare = _DIGITS.sub(" ", title.replace("_", " "))
    said = content_words(bare) - _BESIDE
    topic = _TABLE.best(bare)
    named = {word for word in said if topic is not None and _TABLE.best(word) in (topic, Topic.NEUTRAL)}
    return topic if topic is not None and 2 * max(len(named), _TABLE.words_of(topic, bare)) >= len(said) else None


def find_topic(path: Sequence[str]) -> tuple[Topic | None, tuple[str, ...]]:
    """Return the topic of the innermost heading that names one, and the headings below that one.

    The first of `path` is the document's title.
    """
    for index in range(len(path) - 1, 0, -1):
        if topic := topic_of(path[index]):
            while index > 1 and topic_of(path[index - 1]) is topic:
                index -= 1  # noqa: PLW2901 - 'Challenges' > 'The flood': the outer one names the topic, the inner leads
            return topic, tuple(path[index + 1 :])
    return (topic, tuple(path[1:])) if path and (topic := topic_of_title(path[0])) else (None, ())
