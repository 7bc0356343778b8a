"""The dossier: what the next professional needs, in sixteen sections, every claim with its source.

A section that has no claims says `none` (looked for and found to be empty) or `unknown` (nothing found); it never
stays blank. The values here are rendered elsewhere and summed up from snapshots in domain/summary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from handoff.domain.canonical import Json, instant
from handoff.domain.cuts import Cut
from handoff.domain.ids import HandoffId
from handoff.domain.narrative import Sentence
from handoff.domain.record import RecordRef


class Section(Enum):
    """The sixteen sections: number, title, and what stands in it."""

    HEADER = (1, "Header", "Client, engagement, dates, kind of exit, cut-off and version")
    DETERMINATION = (2, "Determination", "Who decided, why, and whose change it was")
    CONDITION = (3, "Condition now", "Red, amber or green, and the most urgent item")
    GOALS = (4, "Goals then and now", "Each goal with its baseline, result and variance")
    WORK = (5, "Work delivered", "Deliverables, versions, links and acceptance")
    CHALLENGES = (6, "Challenges", "What happened, its effect, and how it was overcome")
    DECISIONS = (7, "Decisions and constraints", "What was decided, why, and what was rejected")
    LOOSE_ENDS = (8, "Loose ends", "What is open, who owns it now, and when it is due")
    DEADLINES = (9, "Deadlines and contingencies", "If this happens, do that and call them")
    ACCESS = (10, "Systems and access", "Systems, roles, holders, and where each secret is kept")
    RECORDS = (11, "Records ledger", "What is returned, kept or deleted, and on what basis")
    MONEY = (12, "Money", "Final invoice, prepaid work, renewals and licences")
    PEOPLE = (13, "People", "Stakeholders, their preferences and our commitments")
    TACIT = (14, "Only we know, only they know", "What is written nowhere else, and whom to ask")
    FORWARD = (15, "Going forward", "Runbook, contact route and response terms")
    ACCEPTANCE = (16, "Acceptance", "The receiver's own synthesis, exceptions, name and date")

    def __init__(self, number: int, title: str, purpose: str) -> None:
        self.number = number
        self.title = title
        self.purpose = purpose


class Finding(StrEnum):
    """What is said of a section; withheld: something is known, but rests on records that this cut may not show."""

    KNOWN = "known"
    NONE = "none"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from: the record that says it, its address, who wrote it and as of when."""

    record: RecordRef
    title: str
    url: str
    author: str
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence or line of the dossier. There is no claim without a source. `label` heads it ("Due", "Owner")."""

    section: Section
    text: str
    sources: tuple[Source, ...]
    label: str = ""

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError(f"a claim without a source: {self.section.name}")


@dataclass(frozen=True, slots=True)
class Page:
    """One section as it stands in a dossier."""

    section: Section
    finding: Finding
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that could not be read, and why; it is named in the dossier, never skipped in silence."""

    record: RecordRef
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class News:
    """What a version says that the one before (`version`) did not, and what it no longer says, by section and text."""

    version: int
    added: frozenset[tuple[Section, str]] = frozenset()
    gone: tuple[tuple[Section, str], ...] = ()

    @classmethod
    def between(cls, before: Mapping[str, Json], after: Dossier) -> News:
        """Compare a version's JSON, of the same cut, with the next version; KeyError on what is no dossier."""
        sections = before["sections"]
        old = {
            (Section[_NAMES[str(section["number"])]], str(claim["text"])): None
            for section in (sections if isinstance(sections, list) else [])
            if isinstance(section, Mapping) and isinstance(claims := section["claims"], list)
            for claim in claims
            if isinstance(claim, Mapping)
        }
        new = {(claim.section, claim.text) for claim in after.claims}
        version = before["version"]
        return cls(
            version if isinstance(version, int) else 0,
            frozenset(new - old.keys()),
            tuple(key for key in old if key not in new),
        )


_NAMES = {str(section.number): section.name for section in Section}


@dataclass(frozen=True, slots=True)
class Dossier:
    """One version of a client's dossier; `pages` are the sixteen sections in order.

    Of so many records as `sorted_records` a language model said which lines tell what.
    """

    handoff: HandoffId
    client: str
    firm: str
    version: int
    made_at: datetime
    cutoff_at: datetime | None
    pages: tuple[Page, ...]
    unread: tuple[Unread, ...] = ()
    cut: Cut = Cut.INTERNAL
    news: News | None = None
    narrative: tuple[Sentence, ...] = ()
    sorted_records: int = 0

    def __post_init__(self) -> None:
        if tuple(page.section for page in self.pages) != tuple(Section):
            raise ValueError("a dossier has all sixteen sections, in order")

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in order."""
        return tuple(claim for page in self.pages for claim in page.claims)

    def is_new(self, claim: Claim) -> bool:
        """Whether the version before did not say it; in a first version nothing is new."""
        return self.news is not None and (claim.section, claim.text) in self.news.added

    def as_json(self) -> Mapping[str, Json]:
        """Return the dossier as JSON."""
        return {
            "handoff": self.handoff,
            "client": self.client,
            "firm": self.firm,
            "cut": self.cut.value,
            "version": self.version,
            "made_at": instant(self.made_at),
            "cutoff_at": None if self.cutoff_at is None else instant(self.cutoff_at),
            "sections": [
                {
                    "number": page.section.number,
                    "title": page.section.title,
                    "finding": page.finding.value,
                    "claims": [
                        {
                            "text": claim.text,
                            "label": claim.label,
                            "new": self.is_new(claim),
                            "sources": [_source(source) for source in claim.sources],
                        }
                        for claim in page.claims
                    ],
                }
                for page in self.pages
            ],
            "unread": [{"record": u.record.key, "title": u.title, "reason": u.reason} for u in self.unread],
            "sorted_records": self.sorted_records,
            "narrative": [{"text": one.text, "claims": list(one.claims)} for one in self.narrative],
            "news": None if self.news is None else self._news(self.news),
        }

    def _news(self, news: News) -> Json:
        """Return what has gone: by its text in the internal cut alone, since it may have gone for good reason."""
        told = news.gone if self.cut is Cut.INTERNAL else ()
        return {"version": news.version, "gone": [{"section": of.number, "text": text} for of, text in told]}


def _source(source: Source) -> Json:
    return {
        "record": source.record.key,
        "title": source.title,
        "url": source.url,
        "author": source.author,
        "as_of": None if source.as_of is None else instant(source.as_of),
    }
