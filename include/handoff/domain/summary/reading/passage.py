"""A passage: one piece of a document, with its headings, ready for the rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.summary.reading.topics import Topic, find_topic
from handoff.domain.summary.reading.words import words

_EVENT = re.compile(
    r"^(?:the|der|die|das|el|la) (?!challenges|problem|issue|herausf|schwierig|reto|incidenc)", re.IGNORECASE
)
"""How a heading begins that is the event itself: 'The March flood', 'Der Wasserschaden'."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a document.

    `path` starts with the document's title; `cells` are a row's, by their heads, and `unsaid` the heads of its empty
    ones. A table's row has no text, a run of `Key: value` lines has both. `as_of` is the day of the record; `to_person`
    says that it is about a contact; `people` are the names of the contacts, folded, `colleagues` those of the firm's
    people; `written_to_somebody` says that the title is a letter's subject, `in_ticket` that it stands in a ticket,
    `in_file` in a file, `delivered` in one that was delivered; `client` are the words of the client's name, and
    `general` says that it holds for every client and names nothing of this one's.
    """

    text: str
    path: tuple[str, ...]
    cells: tuple[tuple[str, str], ...] = ()
    checked: bool | None = None
    item: bool = False
    as_of: datetime | None = None
    to_person: bool = False
    jotted: bool = False
    people: frozenset[str] = frozenset()
    colleagues: frozenset[str] = frozenset()
    written_to_somebody: bool = False
    in_file: bool = False
    delivered: bool = False
    in_ticket: bool = False
    client: frozenset[str] = frozenset()
    general: bool = False
    unsaid: tuple[str, ...] = ()

    @property
    def topic(self) -> Topic | None:
        """What the headings say that it is about."""
        return find_topic(self.path)[0]

    @property
    def below(self) -> tuple[str, ...]:
        """The headings below the one that names the topic, and that one too where it names the very event."""
        topic, below = find_topic(self.path)
        named = len(self.path) - len(below) - 1
        if topic is Topic.CHALLENGE and named > 0 and _EVENT.match(self.path[named]):
            return self.path[named:]
        return below

    @property
    def where(self) -> frozenset[str]:
        """In what it stands, by the words that the weights know."""
        signs = {
            "file": self.in_file,
            "letter": self.written_to_somebody and not self.jotted,
            "jotted": self.jotted,
            "item": self.item,
        }
        return frozenset(sign for sign, holds in signs.items() if holds)

    def speaks_of_client(self, sentence: str) -> bool:
        """Whether a sentence, or the record in which it stands, is about somebody at the client."""
        return self.to_person or not self.people.isdisjoint(words(sentence))

    @property
    def introduces(self) -> bool:
        """Whether it is a plain paragraph right below the document's title."""
        return len(self.path) == 1 and not self.item and not self.cells
