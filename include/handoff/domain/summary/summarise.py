"""Summing up: from snapshots and documents to the sixteen sections in three cuts, by rules unless a sorter is given.

What always holds: every section is there and says something; every claim has its sources; every text has passed the
redaction, before a rule saw it and again before it became a claim; snapshots stream, and of each document no more
than one group of passages is held (where a sorter is asked, those of some hundred records). What can't be read is
named. What Handoff itself delivered earlier is no source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from handoff.domain.cuts import Cut, CutRules
from handoff.domain.dossier import Claim, Dossier, Finding, Page, Section, Source, Unread
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.classes import Classifier
from handoff.domain.summary.condition import condition
from handoff.domain.summary.drafts import Nothing, Said
from handoff.domain.summary.ledgers import source_of
from handoff.domain.summary.listening import Heard, Listener, Redact
from handoff.domain.summary.merging import Merger
from handoff.domain.summary.reading.texts import Reader
from handoff.domain.summary.reading.words import tidy
from handoff.domain.summary.rules import LEDGERS
from handoff.domain.summary.rules.records.framing import Framing
from handoff.domain.summary.series import Series
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.sorting import Sorter


def summarise(
    snapshots: Iterable[Snapshot | Unread],
    read: Reader,
    setting: Setting,
    *,
    redact: Redact,
    version: int,
    rules: CutRules | None = None,
    outside: bool = False,
    sorter: Sorter | None = None,
) -> Mapping[Cut, Dossier]:
    """Return the dossier of what was gathered, in each of its cuts.

    `read` yields the pieces of a snapshot's content and is called for those that have some; a PermanentError of it
    makes the record an unread one, any other error is the caller's. `outside` says that the successor is no colleague;
    `sorter` is who says which lines tell what instead of the rules.
    A cut is summed up from the records that it may rest on and from no other, so that nothing else can shine through in
    a count or a condition.
    """
    handoff = setting.handoff
    redact = lru_cache(maxsize=8192)(redact)  # the three cuts hold the same texts
    classifier = Classifier(handoff.client, rules or CutRules())
    listener = Listener(redact, setting, read, classifier, sorter)
    cuts = {cut: _Summary(redact, setting, cut) for cut in Cut}
    admitted = {cut: classifier.rules.classes(cut, outside=outside) for cut in Cut}
    for heard in listener.listen(snapshots):
        if isinstance(heard, Unread):
            for cut in (Cut.SUCCESSOR, Cut.INTERNAL):
                cuts[cut].unread.append(heard)
            continue
        for cut, summary in cuts.items():
            if heard.kind in admitted[cut]:
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
            sorted_records=summary.sorted_records,
        )
        for cut, summary in cuts.items()
    }


def _limited(pages: Iterable[Page], full: Iterable[Page]) -> tuple[Page, ...]:
    """Say of a section that is empty in one cut alone that it is withheld: a limited answer says that it is limited."""
    return tuple(
        replace(page, finding=Finding.WITHHELD) if whole.claims and not page.claims else page
        for page, whole in zip(pages, full, strict=True)
    )


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
        self.sorted_records = 0

    def take(self, heard: Heard) -> None:
        """Take in what one record says."""
        source = source_of(heard.snapshot)
        self.sorted_records += heard.by_sorter
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
