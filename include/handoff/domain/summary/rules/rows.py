"""Rows of tables, and runs of `Key: value` lines, which are the same thing written downwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft, Nothing, Said
from handoff.domain.summary.lexicon.states import SETTLED
from handoff.domain.summary.open_items import with_deadline
from handoff.domain.summary.reading.dates import find_day, show_day
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.roles import Role, role_in
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import parts
from handoff.domain.summary.rules.heads import Roles, has_amount, is_day_alone, is_number, roles_of
from handoff.domain.summary.rules.open_work import is_urgent
from handoff.domain.summary.rules.row_topics import ASIDE, day_in, is_to_come, topic_of_row
from handoff.domain.summary.rules.sections import NONE_SAID, is_unsaid, titled
from handoff.domain.summary.rules.states import passes

_UNDATED = frozenset((Topic.OPEN, Topic.DEADLINE, Topic.RISK, Topic.CONTINGENCY, Topic.GOAL, Topic.DELIVERABLE))
"""Topics whose rows tell their own day, or whose day is no deadline."""

_NUMBERING = re.compile(r"(?:no|nr|n|id|num|pos|ref|lfd\.? ?nr)?[.:#°º]*", re.IGNORECASE)
_SETTLED = Terms(SETTLED)
_SLOT = re.compile(r"^(?:<[^>]*>|\[[^\]]*\]|\{[^}]*\}|_+|\.{3,})$")


def rows(passage: Passage) -> Iterator[Said]:
    """Yield a row as one claim: what it is about, then its other cells with their heads."""
    cells = [cell for cell in passage.cells if _says(cell) and not _SLOT.match(cell[1])]
    roles = roles_of(cells, passage.people, passage.as_of)
    topic = topic_of_row(cells, roles, passage)
    if topic is None or topic.section is None or not cells:
        return
    main = _main(cells, roles, topic)
    if main is None:
        return
    done = passes(topic, cells, roles, passage.as_of)
    if done or NONE_SAID.is_all_of(cells[main][1]):
        yield Nothing(topic.section, cells[main][1] if topic is Topic.OPEN and done else "")
        return
    what = titled(passage.below, _named(cells[main]))
    text = what if len(cells) == 1 else f"{what} — {'; '.join(_shown(cells, main))}".removesuffix(" — ")
    due = _day(cells, roles, Role.DUE, Role.DEADLINE, Role.DATE) if topic in (Topic.OPEN, Topic.DEADLINE) else None
    urgent = any(role is Role.PRIORITY and is_urgent(value) for (_, value), role in zip(cells, roles, strict=True))
    said = ""
    for part in parts(text):
        label = topic.label or (_head_at(cells, main, said) if passage.text else "")
        said = f"{said} {part}"
        about = what if topic is Topic.DELIVERABLE and not passage.text else ""
        draft = Draft(topic.section, part, label, due=due, urgent=urgent, about=about)
        if topic is Topic.OPEN:
            yield from with_deadline(draft, _at_its_place(what, cells, roles))
        else:
            yield draft
    if topic is Topic.ACCESS and has_amount(cells, roles):
        yield Draft(Section.MONEY, text)
    if topic not in _UNDATED:
        yield from _ends(_at_its_place(what, cells, roles), cells, roles, passage)


def _at_its_place(what: str, cells: list[Cell], roles: Roles) -> str:
    """Return what a row is about with the place where that is, which tells it from the same thing elsewhere."""
    places = [value for (_, value), role in zip(cells, roles, strict=True) if role is Role.WHERE and value not in what]
    return f"{what} ({', '.join(places)})" if places else what


def _ends(what: str, cells: list[Cell], roles: Roles, passage: Passage) -> Iterator[Said]:
    """Yield the day on which something that is paid for or held runs out, or is renewed, where it is still to come."""
    told = list(zip(cells, roles, strict=True))
    if any(role is Role.STATUS and _SETTLED.begins(value) for (_, value), role in told):
        return
    costs = [f"{head}: {value}" for (head, value), role in told if role is Role.AMOUNT and value not in what]
    shown = f" — {'; '.join(costs)}" if costs else ""
    for (head, value), role in told:
        dated = role in (Role.DEADLINE, Role.DUE) or (is_day_alone(value) and role is Role.INVOICE)
        day = day_in(value) if dated else None
        if day is not None and is_to_come(day, passage.as_of):
            when = show_day(day) if find_day(value) else value
            yield Draft(Section.DEADLINES, f"{when}: {what} ({head}){shown}", "Due", rank=20, due=day, about=what)


def _head_at(cells: list[Cell], main: int, said: str) -> str:
    """Return the head of the cell at which a long row goes on; the main cell's where nothing is said yet."""
    begun = [head for index, (head, _) in enumerate(cells) if index != main and f" {head}: " in said]
    return max(begun, key=lambda head: said.rfind(f" {head}: "), default=cells[main][0])


def _says(cell: Cell) -> bool:
    """Whether a cell says something; 'open' does where it is a status."""
    return not is_unsaid(cell[1]) or (role_in(cell[0]) is Role.STATUS and any(c.isalpha() for c in cell[1]))


def _main(cells: list[Cell], roles: Roles, topic: Topic) -> int | None:
    """Return which cell the row is about: of a role that speaks for the topic, else the first that is a text."""
    mains = [i for i, role in enumerate(roles) if role is not None and role.main and not is_day_alone(cells[i][1])]
    for index in mains:
        role = roles[index]
        if role is not None and topic in role.votes:
            return index
    texts = [i for i, (_, value) in enumerate(cells) if not is_number(value) and not is_day_alone(value)]
    coded = [i for i, (_, value) in enumerate(cells) if roles[i] is None and any(c.isalpha() for c in value)]
    if topic is Topic.DELIVERABLE and coded and not mains:
        return coded[0]  # a drawing is named by its number
    texts = [i for i in texts if roles[i] not in ASIDE] or coded or texts
    return mains[0] if mains else texts[0] if texts else None


def _named(cell: Cell) -> str:
    """Return what a row is about: its main cell, with its head where the value alone says nothing (a figure)."""
    head, value = cell
    return value if not head or (any(c.isalpha() for c in value) and not is_number(value)) else f"{head}: {value}"


def _shown(cells: list[Cell], main: int) -> Iterator[str]:
    for index, (head, value) in enumerate(cells):
        if index != main and (not head or not _NUMBERING.fullmatch(head.strip())):
            yield f"{head}: {value}" if head else value


def _day(cells: list[Cell], roles: Roles, *wanted: Role) -> datetime | None:
    for role in wanted:
        for (_, value), of in zip(cells, roles, strict=True):
            if of is role and (day := find_day(value)):
                return day
    return None
