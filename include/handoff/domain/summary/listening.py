"""Listening: what each record says, read once and redacted, for all cuts; by the rules, or as a sorter says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from handoff.domain.cuts import RecordClass
from handoff.domain.dossier import Section, Unread
from handoff.domain.ports.tools import Block
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.classes import Classifier
from handoff.domain.summary.drafts import Draft, Nothing, Said, holds
from handoff.domain.summary.reading.generality import names_of
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.passages import Passages
from handoff.domain.summary.reading.texts import Reader, about_a_person, blocks_of, title_of
from handoff.domain.summary.reading.words import tidy, words
from handoff.domain.summary.rules import RECORD_RULES
from handoff.domain.summary.rules.records.deliverables import is_delivered
from handoff.domain.summary.rules.records.meetings import is_held_later
from handoff.domain.summary.rules.records.open_work import is_open_work
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.settling import settled
from handoff.domain.summary.sorting import Laid, Sorter
from handoff.domain.summary.told import told
from handoff.errors import PermanentError

Redact = Callable[[str], str]
_BEGINNING = 3
"""Pieces of a document in which it says that it is internal."""

_MOST_CHARACTERS = 200_000
_MOST_RECORDS = 500
"""Of what is held to be laid before a sorter together."""

_OF_OPEN_WORK = frozenset((Section.MONEY, Section.DEADLINES, Section.ACCESS))
"""What the text of an open task or ticket says beside being open; for the rest it is too early."""

_OURS = re.compile(r"\bHandoff:? h-[0-9a-f]{12}\b")


@dataclass(frozen=True, slots=True)
class Heard:
    """What one record says, before it is known who may hear it."""

    snapshot: Snapshot
    kind: RecordClass
    said: Sequence[Said]
    unread: Unread | None
    by_sorter: bool


@dataclass(slots=True)
class _Opened:
    """A record as it was gathered, and redacted; passages are read as they are gone through, and `beginning` fills."""

    gathered: Snapshot
    snapshot: Snapshot
    passages: Iterable[Passage]
    beginning: list[str]
    broken: Exception | None = None
    """What broke the reading off, where it was read before it is told."""

    kind: RecordClass | None = None
    """Its class, once it was read: what it begins with counts."""

    def read(self) -> int:
        """Read the passages now; return how many characters they hold, with their headings and cells."""
        kept: list[Passage] = []
        try:
            for passage in self.passages:
                kept.append(passage)  # noqa: PERF402 - what was read before it broke off is kept
        except (PermanentError, _OursError) as error:
            self.broken = error
        self.passages = kept
        return sum(len(passage.text) + sum(map(len, chain(passage.path, *passage.cells))) for passage in kept)

    @property
    def is_ours(self) -> bool:
        """Whether it was read, and Handoff wrote it."""
        return isinstance(self.broken, _OursError)


class Listener:
    """Listens to each record once.

    A record that is internal is laid before no sorter: what must not leave the firm is read by the rules.
    """

    def __init__(
        self,
        redact: Redact,
        setting: Setting,
        read: Reader,
        classifier: Classifier,
        sorter: Sorter | None = None,
    ) -> None:
        self._redact = redact
        self._setting = setting
        self._read = read
        self._classifier = classifier
        self._sorter = sorter
        self._colleagues = frozenset(word for owner in setting.owners.values() for word in words(owner.name))
        self._client = names_of(setting.handoff.client)
        self._people: frozenset[str] = frozenset()
        """The names of the contacts that were read; a CRM's contacts come before what is written about them."""

    def listen(self, items: Iterable[Snapshot | Unread]) -> Iterator[Heard | Unread]:
        """Yield what each record says; nothing of one that Handoff itself wrote."""
        held: list[_Opened] = []
        size = 0
        for item in items:
            if isinstance(item, Unread):
                yield self._unread(item)
                continue
            opened = self._open(item)
            if self._sorter is None:
                yield from self._hear(opened, told(opened.passages))
                continue
            held.append(opened)
            size += opened.read()
            if not opened.is_ours:
                opened.kind = self._class_of(opened)
            if size >= _MOST_CHARACTERS or len(held) == _MOST_RECORDS:
                yield from self._hear_sorted(held, self._sorter)
                held, size = [], 0
        if self._sorter is not None:
            yield from self._hear_sorted(held, self._sorter)

    def _hear_sorted(self, held: Sequence[_Opened], sorter: Sorter) -> Iterator[Heard]:
        """Hear records as a sorter says; the rules hear what it must not read or did not."""
        laid = {
            place: out
            for place, one in enumerate(held)
            if one.kind is not RecordClass.INTERNAL and not one.is_ours
            if (out := Laid.out(one.snapshot, one.passages)).transcript.lines
        }
        transcripts = [out.transcript for out in laid.values()]
        answers = sorter.sort(transcripts, self._setting.now) if transcripts else ()
        verdicts = dict(zip(laid, answers, strict=True))
        for place, opened in enumerate(held):
            if (said := verdicts.get(place)) is None:
                yield from self._hear(opened, told(opened.passages))
            else:
                nothing = (one for one in told(opened.passages) if isinstance(one, Nothing))
                rest = (one for one in told(laid[place].rest) if isinstance(one, Draft))
                yield from self._hear(opened, chain(nothing, rest, laid[place].drafts(said)), by_sorter=True)

    def _open(self, item: Snapshot) -> _Opened:
        snapshot = self._clean(item)
        if snapshot.record.kind is Kind.CONTACT:
            self._people |= frozenset(words(snapshot.text("name"))) - {""}
        like = Passage(
            "",
            (),
            as_of=snapshot.as_of,
            to_person=about_a_person(snapshot),
            jotted=snapshot.record.kind in (Kind.NOTE, Kind.CALL, Kind.MESSAGE),
            people=self._people,
            colleagues=self._colleagues,
            written_to_somebody=snapshot.record.kind in (Kind.EMAIL, Kind.MESSAGE),
            in_file=snapshot.record.kind is Kind.FILE,
            delivered=is_delivered(snapshot),
            in_ticket=snapshot.record.kind is Kind.TICKET,
            client=self._client,
        )
        beginning: list[str] = []
        blocks = () if is_held_later(snapshot, self._setting.now) else blocks_of(snapshot, self._read)
        passages = Passages(title_of(snapshot), self._redact, like)
        return _Opened(item, snapshot, passages.read(self._foreign(blocks, beginning)), beginning)

    def _hear(self, opened: _Opened, says: Iterable[Said], *, by_sorter: bool = False) -> Iterator[Heard]:
        """Yield what a record says by its fields and as `says` has it; nothing of what Handoff wrote."""
        snapshot = opened.snapshot
        own = [one for rule in RECORD_RULES for one in rule(snapshot, self._setting)]
        said = list(own)
        unread = None
        try:
            said += (one for one in says if _is_more(one, own, snapshot))  # it may break off: what it said is kept
            if opened.broken is not None:
                raise opened.broken
        except _OursError:
            if not is_open_work(snapshot):
                return  # what is still to be done is told, whatever its text quotes
        except PermanentError as error:
            unread = self._unread(Unread(snapshot.record, snapshot.title, error.what))
        said = settled(said, snapshot, opened.beginning, self._setting.now)
        yield Heard(snapshot, opened.kind or self._class_of(opened), said, unread, by_sorter)

    def _class_of(self, opened: _Opened) -> RecordClass:
        """Return a record's class, once: what hangs on it is judged by it."""
        return self._classifier.of(opened.gathered, opened.beginning)

    def _unread(self, item: Unread) -> Unread:
        """Return an unread record as it may be named."""
        title, reason = (tidy(self._redact(text)) for text in (item.title, item.reason))
        return Unread(item.record, title or str(item.record), reason)

    def _foreign(self, blocks: Iterable[Block], beginning: list[str]) -> Iterator[Block]:
        """Yield blocks, but stop at a text that names a handoff by its id: Handoff wrote it. Keep the first ones."""
        for block in blocks:
            if self._setting.handoff.id in block.text or _OURS.search(block.text):
                raise _OursError
            if len(beginning) < _BEGINNING:
                beginning.append(block.text)
            yield block

    def _clean(self, snapshot: Snapshot) -> Snapshot:
        fields = {
            name: self._redact(value) if isinstance(value, str) else value for name, value in snapshot.fields.items()
        }
        url = snapshot.url if self._redact(snapshot.url) == snapshot.url else ""
        title, author = tidy(self._redact(snapshot.title)), tidy(self._redact(snapshot.author))
        return replace(snapshot, title=title or str(snapshot.record), author=author, url=url, fields=fields)


def _is_more(one: Said, own: Sequence[Said], snapshot: Snapshot) -> bool:
    """Whether what a record's text says is more than its fields say, and to be told of such a record."""
    wanted = not is_open_work(snapshot) or one.section in _OF_OPEN_WORK
    return wanted and not any(holds(other, one) for other in own)


class _OursError(Exception):
    """The document at hand is one that Handoff delivered."""
