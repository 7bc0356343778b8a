"""Doubles: the same matter, told by several records of one section, as one claim.

A task, a row of a list and a line of a report that speak of one matter seldom have the same words. They are one where
the words of the shorter name stand in the longer one, in whatever form, and their days agree. Days that differ stay
visible: nobody here decides which is right. What one record tells apart stays apart, and so do two tasks of a CRM.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from handoff.domain.dossier import Section, Source
from handoff.domain.record import Kind, RecordRef
from handoff.domain.summary.contradictions import LABEL, named
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.dates import show_day, without_days
from handoff.domain.summary.reading.words import content_words

_MERGED = frozenset((Section.LOOSE_ENDS, Section.DEADLINES))
_APART = frozenset(("Risk", "Contingency"))
"""Labels of what is another kind of claim than the matter that it is about."""

_FEWEST = 2
_FEWEST_OF_OTHER_DAYS = 3
_ASIDE = re.compile(r"\([^()]*\)")
_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?:es|en|er|s|e|n)$")
_DETAIL = re.compile(r"; | \u2014 ")


def name_of(draft: Draft) -> str:
    """Return the short name of what a draft is about."""
    return draft.about or re.split(r" \u2014 |; Due: ", draft.text, maxsplit=1)[0].rstrip(".")


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of one section in their order, each matter once: with all sources and all that is said."""
    if not drafts or drafts[0].section not in _MERGED:
        return list(drafts)
    matters = [_Matter([draft], _stems(name_of(draft))) for draft in drafts]
    holding: defaultdict[str, set[int]] = defaultdict(set)
    for index, matter in enumerate(matters):
        for stem in matter.stems:
            holding[stem].add(index)
    into = list(range(len(matters)))
    for index in sorted(range(len(matters)), key=lambda place: len(matters[place].stems)):
        mine = matters[index]
        if into[index] != index or len(mine.stems) < _FEWEST:
            continue
        around = set.intersection(*(holding[stem] for stem in mine.stems)) - {index}
        fitting = [other for other in sorted(around) if into[other] == other and _is_one(mine, matters[other])]
        longest = max(fitting, key=lambda other: (len(matters[other].stems), -other), default=index)
        for other in _same([index, *fitting], matters):
            if other != longest and not _told_apart(matters[other].records, matters[longest].records):
                matters[longest].drafts += matters[other].drafts
                into[other] = longest
    return [_one(matter.drafts) for index, matter in enumerate(matters) if into[index] == index]


@dataclass(slots=True)
class _Matter:
    drafts: list[Draft]
    stems: frozenset[str] = field(default_factory=frozenset)

    @property
    def records(self) -> set[RecordRef]:
        return {source.record for draft in self.drafts for source in draft.sources}

    @property
    def days(self) -> set[str]:
        return {show_day(draft.due) for draft in self.drafts if draft.due}


def _is_one(shorter: _Matter, longer: _Matter) -> bool:
    """Whether two matters are one; the stems of the first stand in those of the second."""
    mine, theirs = shorter.records, longer.records
    if _told_apart(mine, theirs) or _figures(shorter.stems) != _figures(longer.stems):
        return False
    if any(draft.label in _APART for draft in (*shorter.drafts, *longer.drafts)):
        return False
    if shorter.days and shorter.days == longer.days:
        return True
    near = 2 * len(shorter.stems) >= len(longer.stems)
    return near and (not (shorter.days and longer.days) or len(shorter.stems) >= _FEWEST_OF_OTHER_DAYS)


def _same(places: Sequence[int], matters: Sequence[_Matter]) -> Sequence[int]:
    """Return which of a short name's matter (the first) and those that its name stands in are to become one.

    Where the longer names stand in one another the first goes into the longest. Where they don't, nobody can say which
    is meant, unless all have one day: then they are one matter, however it is told.
    """
    first, *others = (matters[place] for place in places)
    names = sorted((matter.stems for matter in others), key=len)
    if all(one <= other for one, other in pairwise(names)):
        return places[:1]
    return places if first.days and all(other.days == first.days for other in others) else ()


def _told_apart(mine: set[RecordRef], theirs: set[RecordRef]) -> bool:
    """Whether one record says both, or both rest on a task, or on a ticket: each of those is done for itself."""
    kinds = {one.kind for one in mine} & {one.kind for one in theirs}
    return bool(mine & theirs or kinds & {Kind.TASK, Kind.TICKET})


def _one(drafts: Sequence[Draft]) -> Draft:
    """Return one draft for several: the first's place, the text that says most, and what only the others say."""
    if len(drafts) == 1:
        return drafts[0]
    drafts = sorted(drafts, key=lambda draft: (draft.label != "Due", -len(draft.text)))
    first, *others = drafts
    text = first.text
    contradicted = any(draft.label == LABEL for draft in drafts)
    for other in others:
        differs = first.due is not None and other.due is not None and show_day(first.due) != show_day(other.due)
        for detail in _details(other, text, without_day=differs):
            if not content_words(detail) <= content_words(text):
                text = f"{text}; {detail}"
        if differs and other.due is not None:
            text = f"{text} \u2014 but due {show_day(other.due)}, says {named(other.sources[0])}"
            contradicted = True
    dues = [draft.due for draft in drafts if draft.due]
    sources: dict[Source, None] = dict.fromkeys(source for draft in drafts for source in draft.sources)
    return replace(
        first,
        text=text,
        label=LABEL if contradicted else first.label,
        rank=min(draft.rank for draft in drafts),
        due=min(dues, default=None),
        urgent=any(draft.urgent for draft in drafts),
        sources=tuple(sources),
    )


def _details(draft: Draft, said: str, *, without_day: bool) -> Iterator[str]:
    """Yield the parts of a draft's text, its name and each of its details, without its day where that is said."""
    day = show_day(draft.due) if draft.due else ""
    text = draft.text
    if day and (without_day or day in said):
        text = text.removeprefix(f"{day}: ").replace(f"; Due: {day}", "")
    yield from (part.strip(" .") for part in _DETAIL.split(text) if part.strip(" ."))


def _stems(name: str) -> frozenset[str]:
    bare = content_words(_ASIDE.sub(" ", without_days(name)))
    return frozenset(_ENDING.sub("", word) for word in bare if len(word) > 1 or word.isdigit())


def _figures(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if any(letter.isdigit() for letter in stem))
