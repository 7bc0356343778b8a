"""Series: documents that come again under one name with another date ('Status report 2026-10').

What such a document says of the present, what is open, due or how things stand, holds until the next one comes: only
the latest is believed. What it says of the past (a decision, an outage) is believed of all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from handoff.domain.dossier import Section, Source
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.reading.dates import MONTH_NAMES, find_day
from handoff.domain.summary.reading.words import fold, words

_PASSING = frozenset((Section.CONDITION, Section.LOOSE_ENDS, Section.DEADLINES))
_YEAR_MONTH = re.compile(r"\b(\d{4})[-_./ ](\d{1,2})\b")
_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Latest:
    day: datetime
    said: list[tuple[Said, Source]] = field(default_factory=list)


class Series:
    """Holds what the latest document of each series says of the present."""

    def __init__(self) -> None:
        self._latest: dict[str, _Latest] = {}

    def take(self, snapshot: Snapshot, said: list[Said], source: Source) -> list[Said]:
        """Take what a document said of the present where it is one of a series; return the rest."""
        name, day = name_and_day(snapshot)
        if not name or snapshot.record.kind is not Kind.FILE:
            return said
        latest = self._latest.setdefault(name, _Latest(day))
        if day > latest.day:
            latest.day = day
            latest.said.clear()
        if day == latest.day:
            latest.said += [(one, source) for one in said if _passes(one)]
        return [one for one in said if not _passes(one)]

    def held(self) -> list[tuple[Said, Source]]:
        """Return what the latest of each series says, with its source."""
        return [one for latest in self._latest.values() for one in latest.said]


def name_and_day(snapshot: Snapshot) -> tuple[str, datetime]:
    """Return the name of a record's series and its own day; the name is "" where its title has no date."""
    title = snapshot.title.replace("_", " ")
    named = [word for word in words(title) if not word[0].isdigit() and word not in MONTH_NAMES]
    if len(named) == len(words(title)):
        return "", _FIRST
    return " ".join(named), find_day(title) or _month(title) or snapshot.as_of or _FIRST


def _month(title: str) -> datetime | None:
    if found := _YEAR_MONTH.search(title):
        return find_day(f"{found[1]}-{found[2]}-01")
    spoken = re.search(rf"\b({'|'.join(MONTH_NAMES)})\.?\s+(\d{{4}})\b", fold(title))
    return find_day(f"1 {spoken[1]} {spoken[2]}") if spoken else None


def _passes(said: Said) -> bool:
    return isinstance(said, Draft) and said.section in _PASSING
