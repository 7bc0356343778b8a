"""Rows of tables, and runs of `Key: value` lines, which are the same thing written downwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft, Nothing, Said
from handoff.domain.summary.open_items import with_deadline
from handoff.domain.summary.reading.columns import role_of_column
from handoff.domain.summary.reading.dates import find_day, is_to_come, with_years
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import parts
from handoff.domain.summary.rules.prose.sections import NONE_SAID, is_unsaid, titled
from handoff.domain.summary.rules.records.open_work import is_urgent
from handoff.domain.summary.rules.rows.calendars import day_of_calendar
from handoff.domain.summary.rules.rows.ends import as_written, ends
from handoff.domain.summary.rules.rows.heads import roles_of
from handoff.domain.summary.rules.rows.names import at_its_place, main_of, name_of, shown
from handoff.domain.summary.rules.rows.states import passes
from handoff.domain.summary.rules.rows.topics import topic_of_row
from handoff.domain.summary.rules.rows.values import Row, has_amount, is_code

_UNDATED = frozenset((Topic.OPEN, Topic.DEADLINE, Topic.RISK, Topic.CONTINGENCY, Topic.GOAL, Topic.DELIVERABLE))
"""Topics whose rows tell their own day, or whose day is no deadline."""

_HOW = frozenset((Role.STATUS, Role.REMARK))
"""What is said of something open beside the day by which it is due: how it stands."""

_SAYS_WHAT = frozenset((Role.TASK, Role.ITEM, Role.STATUS, Role.REMARK))
_STATES = frozenset((Role.STATUS, Role.DECISION, Role.RESULT))
_SLOT = re.compile(r"^(?:<[^>]*>|\[[^\]]*\]|\{[^}]*\}|_+|\.{3,})$")


def rows(passage: Passage) -> Iterator[Said]:
    """Yield a row as one claim: what it is about, then its other cells with their heads."""
    kept = [index for index, cell in enumerate(passage.cells) if _says(cell) and not _SLOT.match(cell[1])]
    cells = [passage.cells[index] for index in kept]
    passage = replace(passage, cells=tuple((head, with_years(cell, passage.as_of)) for head, cell in passage.cells))
    dated = [passage.cells[index] for index in kept]
    roles = roles_of(dated, passage.people, passage.as_of)
    row = Row(cells, dated, roles)
    planned = day_of_calendar(passage, roles_of(passage.cells, passage.people, passage.as_of))
    if planned is not None and not is_to_come(planned, passage.as_of):
        yield Nothing(Section.DEADLINES)
        return
    topic = Topic.DEADLINE if planned is not None else topic_of_row(dated, roles, passage)
    if topic is None or topic.section is None or not cells:
        return
    main = main_of(dated, roles, topic)
    if main is None:
        return
    done = passes(topic, cells, roles, passage.as_of)
    if done or NONE_SAID.is_all_of(cells[main][1]):
        yield Nothing(topic.section, cells[main][1] if topic is Topic.OPEN and done else "")
        return
    name, holds = name_of(cells, roles, main, topic)
    what = titled(passage.below, name)
    text = what if len(cells) == 1 else f"{what} — {'; '.join(shown(cells, holds))}".removesuffix(" — ")
    due, written = _due(row, topic, passage.as_of)
    urgent = any(role is Role.PRIORITY and is_urgent(value) for (_, value), role in zip(cells, roles, strict=True))
    said, values = "", "; ".join(value for _, value in cells)
    for part in parts(text):
        label = topic.label or (_head_at(cells, main, said) if passage.text else "")
        said = f"{said} {part}"
        about = what if topic is Topic.DELIVERABLE and not passage.text else ""
        draft = Draft(topic.section, part, label, due=due, urgent=urgent, about=about, values=values)
        if topic is Topic.OPEN:
            beside = _how_it_stands(row) if is_code(cells[main][1]) else ""
            yield from with_deadline(draft, at_its_place(what, cells, roles), written, beside)
        else:
            yield draft
    if topic is Topic.ACCESS and has_amount(cells, roles):
        yield Draft(Section.MONEY, text)
    if topic not in _UNDATED:
        yield from ends(at_its_place(what, cells, roles), row, topic, passage.as_of)


def _how_it_stands(row: Row) -> str:
    """Return what a row says of how its thing stands: a number alone says nothing by its day."""
    told = zip(row.cells, row.roles, strict=True)
    return "; ".join(f"{head}: {value}" if head else value for (head, value), role in told if role in _HOW)


def _head_at(cells: list[Cell], main: int, said: str) -> str:
    """Return the head of the cell at which a long row goes on; the main cell's where nothing is said yet."""
    begun = [head for index, (head, _) in enumerate(cells) if index != main and f" {head}: " in said]
    return max(begun, key=lambda head: said.rfind(f" {head}: "), default=cells[main][0])


def _says(cell: Cell) -> bool:
    """Whether a cell says something; 'open' does where it is a status."""
    return not is_unsaid(cell[1]) or (role_of_column(cell[0]) in _STATES and any(c.isalpha() for c in cell[1]))


def _due(row: Row, topic: Topic, as_of: datetime | None) -> tuple[datetime | None, str]:
    """Return the day of what is open or falls due, and how the row writes it; a column that only says 'Date' has it
    where it is to come.
    """
    if topic not in (Topic.OPEN, Topic.DEADLINE):
        return None, ""
    for wanted in (Role.DUE, Role.DEADLINE, Role.DATE):
        for cell, (_, value), of in zip(row.cells, row.dated, row.roles, strict=True):
            day = find_day(value) if of is wanted else None
            if day is not None and (topic is Topic.DEADLINE or of is not Role.DATE or is_to_come(day, as_of)):
                return day, as_written(day, cell)
    if topic is Topic.OPEN:
        for (_, value), of in zip(row.dated, row.roles, strict=True):
            day = find_day(value) if of in _SAYS_WHAT else None
            if is_to_come(day, as_of):
                return day, ""  # 'Next: file in Portugal on 5 April 2027'
    return None, ""
