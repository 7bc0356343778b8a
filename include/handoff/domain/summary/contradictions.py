"""Contradictions: what one record calls open and another done, and one thing that two records give another figure.

Nobody here decides who is right: each such claim says what the other record says, and names both as its sources. Two
tasks of one name are no contradiction but a task that comes again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handoff.domain.dossier import Section, Source
from handoff.domain.record import Kind
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.dates import show_day
from handoff.domain.summary.reading.words import content_words

LABEL = "Contradiction"
_FIGURED = frozenset((Section.MONEY, Section.DEADLINES, Section.GOALS, Section.PEOPLE))
_FEWEST = 2
"""Two texts that share fewer words may speak of two things."""

_MOST = 8
"""What is said more often with other figures comes again and again, and is no contradiction."""


@dataclass(frozen=True, slots=True)
class Done:
    """Something that a record says is done."""

    what: str
    source: Source


def done_elsewhere(drafts: Sequence[Draft], done: Iterable[Done]) -> list[Draft]:
    """Return the drafts of one section, those that another record calls done with that, and its source."""
    by_words = {content_words(one.what): one for one in done}
    return [_said_done(draft, by_words) or draft for draft in drafts]


def otherwise_figured(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of one section, those to which another gives another figure with that, and its source."""
    figures = _other_figures(drafts)
    return [figures.get(index, draft) for index, draft in enumerate(drafts)]


def _said_done(draft: Draft, done: dict[frozenset[str], Done]) -> Draft | None:
    if draft.section is not Section.LOOSE_ENDS:
        return None
    said = done.get(content_words(_short(draft.text)))
    if said is None or len(content_words(said.what)) < _FEWEST or not _differ(draft.sources, (said.source,)):
        return None
    return replace(
        draft,
        text=f"{draft.text} — but done, says {named(said.source)}",
        label=LABEL,
        sources=(*draft.sources, said.source),
    )


def _other_figures(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Return, by place, the drafts of which another has the same words and all but one of the same figures."""
    same: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        bare = frozenset(word for word in content_words(draft.text) if not _is_figure(word))
        if draft.section in _FIGURED and len(bare) >= _FEWEST:
            same[bare].append(index)
    found: dict[int, Draft] = {}
    for places in same.values():
        if len(places) > _MOST:
            continue
        for one in places:
            for other in places:
                if one != other and one not in found and _one_differs(drafts[one], drafts[other]):
                    found[one] = _beside(drafts[one], drafts[other])
    return found


def _one_differs(one: Draft, other: Draft) -> bool:
    mine, theirs = _figures(one), _figures(other)
    return len(mine - theirs) == len(theirs - mine) == 1 and _differ(one.sources, other.sources)


def _beside(one: Draft, other: Draft) -> Draft:
    [figure] = _figures(other) - _figures(one)
    source = other.sources[0]
    return replace(
        one,
        text=f"{one.text} — but {figure}, says {named(source)}",
        label=LABEL,
        sources=(*one.sources, *other.sources),
    )


def _differ(mine: Sequence[Source], theirs: Sequence[Source]) -> bool:
    """Whether two claims rest on different records, and not both on a task that comes again."""
    records, others = {source.record for source in mine}, {source.record for source in theirs}
    tasks = all(record.kind is Kind.TASK for record in records | others)
    return not records & others and not tasks


def named(source: Source) -> str:
    """Return a source as a contradiction names it: its title and its day."""
    return f"{source.title} ({show_day(source.as_of)})" if source.as_of else source.title


def _figures(draft: Draft) -> frozenset[str]:
    return frozenset(word for word in content_words(draft.text) if _is_figure(word))


def _is_figure(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _short(text: str) -> str:
    return text.split(" — ", 1)[0].split("; Due: ", 1)[0].rstrip(".")
