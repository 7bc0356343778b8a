"""Sorting: a reader other than the rules says which lines of a record tell what, where the policy names one.

It says no more than that. What is told are the lines themselves, word by word and with their source, so that no sorter
can put a word into a dossier; what it says of lines that are not there, or that do not follow one another, is dropped.
Tables, boxes and the fields of records are read by the rules all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import parts, sentences
from handoff.domain.summary.rules.prose.sections import draft_of, says_nothing_itself, titled
from handoff.domain.summary.rules.records.open_work import is_closed_work, is_open_work

TOPICS = (
    Topic.GOAL,
    Topic.DELIVERABLE,
    Topic.CHALLENGE,
    Topic.DECISION,
    Topic.CONSTRAINT,
    Topic.OPEN,
    Topic.DEADLINE,
    Topic.CONTINGENCY,
    Topic.ACCESS,
    Topic.MONEY,
    Topic.PERSON,
    Topic.PREFERENCE,
    Topic.COMMITMENT,
    Topic.TACIT,
)
"""What a sorter may say that a line tells."""

_MOST_LINES = 2000
"""Lines of one record that are laid before a sorter; the rules read the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or the item of a list, below its headings. It is redacted."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one record says in words: `kind` names its kind ('note', 'open ticket'), `as_of` is its day.

    The first line of a closed task or ticket is its title, for it says what was done.
    """

    kind: str
    title: str
    author: str
    as_of: datetime | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Lines of a sheet that follow one another and tell one matter: their places, from 0."""

    lines: tuple[int, ...]
    topic: Topic


class Sorter(Protocol):
    """Says what the lines of sheets tell. What fails says nothing, and the rules read that sheet."""

    def sort(self, sheets: Sequence[Sheet], now: datetime) -> Sequence[Sequence[Told] | None]:
        """Return for each sheet what its lines tell; None for one that was not read."""
        ...


@dataclass(frozen=True, slots=True)
class Laid:
    """One record as it is laid before a sorter: the passage of each line, and `rest` for the rules.

    `headed`: the first line is the record's title.
    """

    sheet: Sheet
    passages: tuple[Passage, ...]
    rest: tuple[Passage, ...]
    headed: bool = False

    @classmethod
    def out(cls, snapshot: Snapshot, passages: Iterable[Passage]) -> Laid:
        """Lay a record out."""
        done = [Passage(snapshot.title, (snapshot.title,))] if is_closed_work(snapshot) else []
        lines = [Line(passage.text) for passage in done]
        of = list(done)
        rest: list[Passage] = []
        for passage in passages:
            texts = _lines(passage)
            if not texts or len(lines) + len(texts) > _MOST_LINES:
                rest.append(passage)
                continue
            lines += (Line(text, passage.path[1:]) for text in texts)
            of += (passage for _ in texts)
        state = "closed " if done else "open " if is_open_work(snapshot) else ""
        sheet = Sheet(state + snapshot.record.kind.value, snapshot.title, snapshot.author, snapshot.as_of, tuple(lines))
        return cls(sheet, tuple(of), tuple(rest), headed=bool(done))

    def drafts(self, told: Iterable[Told]) -> Iterator[Draft]:
        """Yield what the lines tell by what was said of them, in their order."""
        last = len(self.sheet.lines) - 1
        for one in sorted(told, key=lambda one: one.lines):
            if one.topic in TOPICS and _follow_one_another(one.lines, last):
                yield from self._draft(one)

    def _draft(self, told: Told) -> Iterator[Draft]:
        first = self.passages[told.lines[0]]
        texts = [self.sheet.lines[place].text for place in told.lines]
        if self.headed and told.lines[0] == 0 and len(texts) > 1:
            texts[0] = f"{texts[0].rstrip('.')}:"
        text = " ".join(texts)
        for part in parts(titled(first.below, text) if first.topic is not None else text):
            yield from draft_of(told.topic, part)


def _lines(passage: Passage) -> list[str]:
    """Return the lines of a passage; none of a table's row, of a box, and of what says nothing itself."""
    if not passage.text or passage.checked is not None or says_nothing_itself(passage.text):
        return []
    return [passage.text] if passage.cells else list(sentences(passage.text))


def _follow_one_another(places: Sequence[int], last: int) -> bool:
    if not places or not all(0 <= place <= last for place in places):
        return False
    return list(places) == list(range(places[0], places[0] + len(places)))
