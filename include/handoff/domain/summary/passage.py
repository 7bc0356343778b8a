"""A passage: one piece of a document, with its headings, ready for the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.summary.topics import Topic, find_topic


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a document.

    `path` starts with the document's title; `cells` are a row's, by their heads. A table's row has no text, a run of
    `Key: value` lines has both. `as_of` is the day of the record; `to_person` says that it is about a contact.
    """

    text: str
    path: tuple[str, ...]
    cells: tuple[tuple[str, str], ...] = ()
    checked: bool | None = None
    item: bool = False
    as_of: datetime | None = None
    to_person: bool = False

    @property
    def topic(self) -> Topic | None:
        """What the headings say that it is about."""
        return find_topic(self.path)[0]

    @property
    def below(self) -> tuple[str, ...]:
        """The headings below the one that names the topic."""
        return find_topic(self.path)[1]

    @property
    def introduces(self) -> bool:
        """Whether it is a plain paragraph right below the document's title."""
        return len(self.path) == 1 and not self.item and not self.cells
