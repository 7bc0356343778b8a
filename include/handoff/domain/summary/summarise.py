"""Summing up: from snapshots and documents to the sixteen sections, by rules alone.

What always holds: every section is there and says something; every claim has its sources; every text has passed the
redaction, before a rule saw it and again before it became a claim; snapshots stream, and of each document no more
than one group of passages is held. What can't be read is named. What Handoff itself delivered earlier is no source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from handoff.domain.dossier import Claim, Dossier, Finding, Page, Section, Source, Unread
from handoff.domain.handoff import Handoff
from handoff.domain.people import Owner
from handoff.domain.ports.tools import Block
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.condition import condition
from handoff.domain.summary.drafts import Nothing, Said
from handoff.domain.summary.ledgers import source_of
from handoff.domain.summary.merging import Merger
from handoff.domain.summary.passage import Passage
from handoff.domain.summary.passages import Passages
from handoff.domain.summary.rules import LEDGERS, RECORD_RULES, TEXT_RULES
from handoff.domain.summary.rules.framing import Framing
from handoff.domain.summary.series import Series
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.texts import Reader, blocks_of, title_of
from handoff.domain.summary.words import tidy
from handoff.errors import PermanentError

Redact = Callable[[str], str]
_INTRODUCTIONS = 20
_OURS = re.compile(r"\bHandoff:? h-[0-9a-f]{12}\b")


def summarise(
    snapshots: Iterable[Snapshot | Unread],
    read: Reader,
    *,
    redact: Redact,
    handoff: Handoff,
    owners: Mapping[str, Owner],
    firm: str,
    version: int,
    made_at: datetime,
) -> Dossier:
    """Return the dossier of what was gathered.

    `read` yields the pieces of a snapshot's content and is called for those that have some; a PermanentError of it
    makes the record an unread one, any other error is the caller's. `owners` are by owner id, `made_at` is aware.
    """
    summary = _Summary(redact, Setting(handoff, owners, firm, made_at))
    for item in snapshots:
        summary.take(item, read)
    return Dossier(
        handoff=handoff.id,
        client=tidy(redact(handoff.name)),
        firm=firm,
        version=version,
        made_at=made_at,
        cutoff_at=handoff.cutoff_at or (handoff.determination.cutoff_at if handoff.determination else None),
        pages=summary.pages(),
        unread=tuple(summary.unread),
    )


class _Summary:
    def __init__(self, redact: Redact, setting: Setting) -> None:
        self._redact = redact
        self._setting = setting
        self._merger = Merger(redact)
        self._empty: set[Section] = set()
        self._series = Series()
        self._framing = Framing(setting)
        self._ledgers = [self._framing, *(ledger(setting) for ledger in LEDGERS)]
        self.unread: list[Unread] = []

    def take(self, item: Snapshot | Unread, read: Reader) -> None:
        if isinstance(item, Unread):
            self._name_unread(item)
            return
        snapshot = self._clean(item)
        try:
            said = list(self._say(snapshot, read))
        except _OursError:
            return
        source = source_of(snapshot)
        for ledger in self._ledgers:
            ledger.see(snapshot)
        for one in self._series.take(snapshot, said, source):
            self._hear(one, source)

    def _say(self, snapshot: Snapshot, read: Reader) -> Iterator[Said]:
        for record_rule in RECORD_RULES:
            yield from record_rule(snapshot, self._setting)
        passages = Passages(title_of(snapshot), self._redact)
        try:
            yield from _told(passages.read(self._foreign(blocks_of(snapshot, read))))
        except PermanentError as error:
            self._name_unread(Unread(snapshot.record, snapshot.title, error.what))

    def _foreign(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield blocks, but stop at a text that names a handoff by its id: Handoff wrote it."""
        for block in blocks:
            if self._setting.handoff.id in block.text or _OURS.search(block.text):
                raise _OursError
            yield block

    def _clean(self, snapshot: Snapshot) -> Snapshot:
        fields = {
            name: self._redact(value) if isinstance(value, str) else value for name, value in snapshot.fields.items()
        }
        url = snapshot.url if self._redact(snapshot.url) == snapshot.url else ""
        title, author = tidy(self._redact(snapshot.title)), tidy(self._redact(snapshot.author))
        return replace(snapshot, title=title or str(snapshot.record), author=author, url=url, fields=fields)

    def _name_unread(self, item: Unread) -> None:
        title, reason = (tidy(self._redact(text)) for text in (item.title, item.reason))
        self.unread.append(Unread(item.record, title or str(item.record), reason))

    def _hear(self, said: Said, source: Source | None = None) -> None:
        if isinstance(said, Nothing):
            self._empty.add(said.section)
        else:
            self._merger.add(said, source)

    def pages(self) -> tuple[Page, ...]:
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


def _told(passages: Iterable[Passage]) -> Iterator[Said]:
    """Yield what passages say. The paragraphs that introduce a document speak where nothing else in it does so."""
    introductions: list[Passage] = []
    topics: set[Section] = set()
    for passage in passages:
        said = _first_said(passage)
        topics.update(one.section for one in said)
        yield from said
        if not said and passage.introduces and len(introductions) < _INTRODUCTIONS:
            introductions.append(replace(passage, item=True))
    for passage in introductions:
        if passage.topic is not None and passage.topic.section not in topics:
            yield from _first_said(passage)


def _first_said(passage: Passage) -> list[Said]:
    for rule in TEXT_RULES:
        if said := list(rule(passage)):
            return said
    return []
