"""Sorting: who says which lines of a record tell what, instead of the rules, where the policy names a language model.

A sorter says no more than that. What is told are the lines themselves, word by word and with their source, so that it
can put no word into a dossier; what it says of lines that are not there, or that do not follow one another, is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handoff.domain.dossier import Section
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import parts, sentences
from handoff.domain.summary.rules.prose.sections import draft_of, says_nothing_itself, titled
from handoff.domain.summary.rules.records.open_work import is_closed_work, is_open_work
from handoff.domain.summary.told import is_done, told

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

_MOST_TOGETHER = 20
"""Lines that may tell one matter."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or the item of a list, below its headings. It is redacted."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """What one record says in words: `kind` names its kind ('note', 'open ticket'), `as_of` is its day.

    The first line of a closed task or ticket is its title, for it says what was done.
    """

    kind: str
    title: str
    author: str
    as_of: datetime | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What lines of a transcript tell, which follow one another: their places, from 0, and one matter's topic."""

    lines: tuple[int, ...]
    topic: Topic


class Sorter(Protocol):
    """Says what the lines of transcripts tell. What fails says nothing, and the rules read that record."""

    def sort(self, transcripts: Sequence[Transcript], now: datetime) -> Sequence[Sequence[Verdict] | None]:
        """Return for each transcript what its lines tell; None for one that was not read."""
        ...


@dataclass(frozen=True, slots=True)
class Laid:
    """One record as it is laid before a sorter: of each line its passage with that one's place; `rest` is the rules'.

    `headed`: the first line is the record's title.
    """

    transcript: Transcript
    passages: tuple[tuple[int, Passage], ...]
    rest: tuple[Passage, ...]
    headed: bool

    @classmethod
    def out(cls, snapshot: Snapshot, passages: Iterable[Passage]) -> Laid:
        """Lay a record out. Tables, boxes, keys that are known and what holds for every client stay with the rules."""
        closed = is_closed_work(snapshot)
        title = Passage(snapshot.title, (snapshot.title,))
        lines = [Line(title.text)] if closed else []
        of = [(-1, title)] if closed else []
        rest: list[Passage] = []
        for place, passage in enumerate(passages):
            texts = _lines(passage)
            if not texts or len(lines) + len(texts) > _MOST_LINES:
                rest.append(passage)
                continue
            lines += (Line(text, passage.path[1:]) for text in texts)
            of += ((place, passage) for _ in texts)
        state = "closed " if closed else "open " if is_open_work(snapshot) else ""
        kind = state + snapshot.record.kind.value
        transcript = Transcript(kind, snapshot.title, snapshot.author, snapshot.as_of, tuple(lines))
        return cls(transcript, tuple(of), tuple(rest), headed=closed)

    def drafts(self, verdicts: Iterable[Verdict]) -> list[Draft]:
        """Return what the lines tell by what was said of them, in their order; of a section no line twice."""
        last = len(self.transcript.lines) - 1
        meant = {one for one in verdicts if one.topic in TOPICS and _follow_one_another(one.lines, last)}
        used: defaultdict[Section | None, set[int]] = defaultdict(set)
        found: list[tuple[int, Draft]] = []
        for verdict in sorted(meant, key=lambda one: (-len(one.lines), one.lines, one.topic.key)):
            taken = used[verdict.topic.section]
            lines = [line for line in verdict.lines if line not in taken]
            taken.update(lines)
            found += ((run[0], draft) for run in self._together(lines) for draft in self._drafts(run, verdict.topic))
        return [draft for _, draft in sorted(found, key=lambda one: one[0])]

    def _drafts(self, places: Sequence[int], topic: Topic) -> Iterator[Draft]:
        title, rest = self._led(places)
        _, first = self.passages[rest[0]]
        text = " ".join(self.transcript.lines[place].text for place in rest)
        below = first.path[1:] if first.topic is None else first.below
        for part in parts(f"{title}{titled(below, text)}"):
            yield from draft_of(topic, part)

    def _led(self, places: Sequence[int]) -> tuple[str, Sequence[int]]:
        """Return the title that leads lines, "" where it is not among them or stands alone, and the lines."""
        if self.headed and places[0] == 0 and len(places) > 1:
            return f"{self.transcript.lines[0].text.rstrip('.')}: ", places[1:]
        return "", places

    def _together(self, places: Sequence[int]) -> Iterator[list[int]]:
        """Part lines between which the record says something else, or begins another chapter."""
        run: list[int] = []
        for place in places:
            if run and not self._goes_on(run[-1], place):
                yield run
                run = []
            run.append(place)
        if run:
            yield run

    def _goes_on(self, one: int, other: int) -> bool:
        (before, above), (after, below) = self.passages[one], self.passages[other]
        headed = self.headed and one == 0
        return other == one + 1 and after - before <= 1 and (headed or above.path == below.path)


def _lines(passage: Passage) -> list[str]:
    """Return the lines of a passage, none longer than a claim may be; no line of what is the rules' or says nothing."""
    if not passage.text or passage.checked is not None or passage.general or is_done(passage):
        return []
    if passage.cells:
        return [] if any(True for _ in told((passage,))) else list(parts(passage.text))
    if says_nothing_itself(passage.text) and not passage.text.endswith(":"):
        return []
    return [part for sentence in sentences(passage.text) for part in parts(sentence)]


def _follow_one_another(places: Sequence[int], last: int) -> bool:
    if not 0 < len(places) <= _MOST_TOGETHER or not all(0 <= place <= last for place in places):
        return False
    return list(places) == list(range(places[0], places[0] + len(places)))
