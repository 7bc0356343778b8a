"""What the passages of one record say: by the first rule that has something to say, and in passing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft, Nothing, Said, holds
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules import TEXT_RULES
from handoff.domain.summary.rules.prose.asides import asides
from handoff.domain.summary.rules.prose.introductions import introductions
from handoff.domain.summary.rules.prose.promises import with_promises
from handoff.domain.summary.rules.prose.sections import draft_of
from handoff.domain.summary.rules.prose.sentences import lent, said_beside, sentences_of, weightier
from handoff.domain.summary.rules.prose.unfounded import is_unfounded

_INTRODUCTIONS = 20
"""So many paragraphs that introduce a document are held, for what nothing else in it says."""

_GENERAL = frozenset((Section.FORWARD, Section.CONDITION, Section.DETERMINATION, Section.RECORDS))
"""Sections that take in whatever stands below a heading; what its sentences say is said in its own section too."""


def told(passages: Iterable[Passage]) -> Iterator[Said]:
    """Yield what passages say. The paragraphs that introduce a document speak where nothing else in it does so."""
    held: list[Passage] = []
    topics: set[Section] = set()
    for passage in passages:
        said = _with_asides(passage, _first_said(passage))
        topics.update(one.section for one in said)
        yield from said
        if not said and passage.introduces and len(held) < _INTRODUCTIONS:
            held.append(replace(passage, item=True))
    for passage in held:
        topic = passage.topic
        if topic is not None and topic.section not in topics:
            yield from lent(passage, topic) if passage.written_to_somebody else _first_said(passage)


def _with_asides(passage: Passage, said: list[Said]) -> list[Said]:
    """Return what a passage says, and what it says in passing that its section does not hold yet."""
    if is_done(passage):
        return said
    said = [one for one in said if not is_unfounded(one, passage)]
    beside = [one for one in asides(passage) if not (one.section is Section.WORK and is_unfounded(one, passage))]
    for one in (*beside, *introductions(passage)):
        said = _added(one, said) if isinstance(one, Draft) else said
    return with_promises(said, passage)


def is_done(passage: Passage) -> bool:
    """Whether a passage stands below a heading that says that all of it is done.

    The subject of a letter or a note does not: who writes that the heating is ready tells what went wrong with it too.
    """
    by_title = not passage.in_file and len(passage.below) == len(passage.path) - 1
    return passage.topic is Topic.DONE and not by_title


def _added(one: Draft, said: list[Said]) -> list[Said]:
    """Return what a passage says with one draft more, instead of those that say less of its section.

    What one says already is a promise where this is one: a promise is owed, whatever else it tells of somebody.
    """
    for place, other in enumerate(said):
        if isinstance(other, Draft) and holds(other, one):
            promised = one.label == Topic.COMMITMENT.label
            return [*said[:place], replace(other, label=one.label), *said[place + 1 :]] if promised else said
    return [*(other for other in said if not holds(one, other)), one]


def _first_said(passage: Passage) -> list[Said]:
    """Return what the first rule that has something to say finds, and what its sentences say beside that."""
    if is_done(passage):
        return [Nothing(Section.LOOSE_ENDS, passage.text)]
    if passage.topic is not None and passage.text and (topic := weightier(passage, passage.topic)) is not passage.topic:
        return list(draft_of(topic, passage.text))
    for rule in TEXT_RULES:
        if said := list(rule(passage)):
            sections = {one.section for one in said}
            more = sentences_of if sections <= _GENERAL else said_beside
            return said + [one for one in more(passage) if one.section not in sections]
    return []
