"""Summing up: from snapshots and documents to the sixteen sections in three cuts, by rules alone.

What always holds: every section is there and says something; every claim has its sources; every text has passed the
redaction, before a rule saw it and again before it became a claim; snapshots stream, and of each document no more
than one group of passages is held. What can't be read is named. What Handoff itself delivered earlier is no source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from handoff.domain.cuts import Cut, CutRules, RecordClass
from handoff.domain.dossier import Claim, Dossier, Finding, Page, Section, Source, Unread
from handoff.domain.ports.tools import Block
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.classes import Classifier, says_internal
from handoff.domain.summary.condition import condition
from handoff.domain.summary.drafts import Nothing, Said, holds
from handoff.domain.summary.ledgers import source_of
from handoff.domain.summary.merging import Merger
from handoff.domain.summary.reading.generality import names_of
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.passages import Passages
from handoff.domain.summary.reading.texts import Reader, about_a_person, blocks_of, title_of
from handoff.domain.summary.reading.words import tidy, words
from handoff.domain.summary.rules import LEDGERS, RECORD_RULES
from handoff.domain.summary.rules.records.deliverables import is_delivered
from handoff.domain.summary.rules.records.framing import Framing
from handoff.domain.summary.rules.records.meetings import is_held_later
from handoff.domain.summary.rules.records.open_work import is_open_work
from handoff.domain.summary.series import Series
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.settling import settled
from handoff.domain.summary.told import told
from handoff.errors import PermanentError

Redact = Callable[[str], str]
_BEGINNING = 3
"""Pieces of a document in which it says that it is internal."""

_OF_OPEN_WORK = frozenset((Section.MONEY, Section.DEADLINES, Section.ACCESS))
"""What the text of an open task or ticket says beside being open; for the rest it is too early."""

_OURS = re.compile(r"\bHandoff:? h-[0-9a-f]{12}\b")


def summarise(
    snapshots: Iterable[Snapshot | Unread],
    read: Reader,
    setting: Setting,
    *,
    redact: Redact,
    version: int,
    rules: CutRules | None = None,
    outside: bool = False,
) -> Mapping[Cut, Dossier]:
    """Return the dossier of what was gathered, in each of its cuts.

    `read` yields the pieces of a snapshot's content and is called for those that have some; a PermanentError of it
    makes the record an unread one, any other error is the caller's. `outside` says that the successor is no colleague.
    A cut is summed up from the records that it may rest on and from no other, so that nothing else can shine through in
    a count or a condition.
    """
    handoff = setting.handoff
    redact = lru_cache(maxsize=8192)(redact)  # the three cuts hold the same texts
    reading = _Reading(redact, setting)
    classifier = Classifier(handoff.client, rules or CutRules())
    cuts = {cut: _Summary(redact, setting, cut) for cut in Cut}
    admitted = {cut: classifier.rules.classes(cut, outside=outside) for cut in Cut}
    for item in snapshots:
        if isinstance(item, Unread):
            for cut in (Cut.SUCCESSOR, Cut.INTERNAL):
                cuts[cut].unread.append(reading.unread(item))
            continue
        heard = reading.hear(item, read)
        if heard is not None:
            kind = RecordClass.INTERNAL if heard.internal else classifier.of(item)
            for cut, summary in cuts.items():
                if kind in admitted[cut]:
                    summary.take(heard)
    full = cuts[Cut.INTERNAL].pages()
    return {
        cut: Dossier(
            handoff=handoff.id,
            client=tidy(redact(handoff.name)),
            firm=setting.firm,
            version=version,
            made_at=setting.now,
            cutoff_at=handoff.cutoff_at or (handoff.determination.cutoff_at if handoff.determination else None),
            pages=full if cut is Cut.INTERNAL else _limited(summary.pages(), full),
            unread=tuple(summary.unread),
            cut=cut,
        )
        for cut, summary in cuts.items()
    }


def _limited(pages: Iterable[Page], full: Iterable[Page]) -> tuple[Page, ...]:
    """Say of a section that is empty in one cut alone that it is withheld: a limited answer says that it is limited."""
    return tuple(
        replace(page, finding=Finding.WITHHELD) if whole.claims and not page.claims else page
        for page, whole in zip(pages, full, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one record says, before it is known who may hear it."""

    snapshot: Snapshot
    said: Sequence[Said]
    unread: Unread | None
    internal: bool


class _Reading:
    """Reads each record once, redacted, for all cuts."""

    def __init__(self, redact: Redact, setting: Setting) -> None:
        self._redact = redact
        self._setting = setting
        self._colleagues = frozenset(word for owner in setting.owners.values() for word in words(owner.name))
        self._client = names_of(setting.handoff.client)
        self._people: frozenset[str] = frozenset()
        """The names of the contacts that were read; a CRM's contacts come before what is written about them."""

    def hear(self, item: Snapshot, read: Reader) -> _Heard | None:
        """Return what a record says; None where Handoff itself wrote it."""
        snapshot = self._clean(item)
        own = [one for rule in RECORD_RULES for one in rule(snapshot, self._setting)]
        said = list(own)
        beginning: list[str] = []
        unread = None
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
        passages = Passages(title_of(snapshot), self._redact, like)
        try:
            blocks = () if is_held_later(snapshot, self._setting.now) else blocks_of(snapshot, read)
            heard = told(passages.read(self._foreign(blocks, beginning)))
            said += (one for one in heard if _is_more(one, own, snapshot))  # it may break off: what it said is kept
        except _OursError:
            if not is_open_work(snapshot):
                return None  # what is still to be done is told, whatever its text quotes
        except PermanentError as error:
            unread = self.unread(Unread(snapshot.record, snapshot.title, error.what))
        said = settled(said, snapshot, beginning, self._setting.now)
        return _Heard(snapshot, said, unread, any(says_internal(text) for text in beginning))

    def unread(self, item: Unread) -> Unread:
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


class _Summary:
    """One cut: the claims of the records that it may rest on."""

    def __init__(self, redact: Redact, setting: Setting, cut: Cut) -> None:
        self._setting = setting
        self._merger = Merger(redact)
        self._empty: set[Section] = set()
        self._series = Series()
        self._framing = Framing(setting, cut)
        self._ledgers = [self._framing, *(ledger(setting) for ledger in LEDGERS)]
        self.unread: list[Unread] = []

    def take(self, heard: _Heard) -> None:
        """Take in what one record says."""
        source = source_of(heard.snapshot)
        if heard.unread is not None:
            self.unread.append(heard.unread)
        for ledger in self._ledgers:
            ledger.see(heard.snapshot)
        for one in self._series.take(heard.snapshot, list(heard.said), source):
            self._hear(one, source)

    def _hear(self, said: Said, source: Source | None = None) -> None:
        if isinstance(said, Nothing):
            self._empty.add(said.section)
            if said.done and source is not None:
                self._merger.add_done(said.done, source)
        else:
            self._merger.add(said, source)

    def pages(self) -> tuple[Page, ...]:
        """Return the sixteen sections."""
        for one, source in self._series.held():
            self._hear(one, source)
        for ledger in self._ledgers:
            for said in ledger.say():
                self._hear(said)
        marked = self._framing.source
        looked = Section.LOOSE_ENDS in self._empty
        if now := condition(self._merger.of(Section.LOOSE_ENDS), self._setting.now, looked=looked, marked=marked):
            self._hear(now)
        return tuple(self._page(section, self._merger.claims(section)) for section in Section)

    def _page(self, section: Section, claims: tuple[Claim, ...]) -> Page:
        finding = Finding.KNOWN if claims else Finding.NONE if section in self._empty else Finding.UNKNOWN
        return Page(section, finding, claims)


class _OursError(Exception):
    """The document at hand is one that Handoff delivered."""
