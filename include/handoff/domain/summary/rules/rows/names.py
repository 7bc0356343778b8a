"""What a row is called: the cell that it is about, with what that cell leaves out, and where that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handoff.domain.summary.lexicon.states import CLOSED, OPEN_STATES
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.times import is_no_more_than_days
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import words
from handoff.domain.summary.rules.rows.topics import ASIDE
from handoff.domain.summary.rules.rows.values import Roles, is_code, is_day_alone, is_number

_NUMBERING = re.compile(r"(?:no|nr|n|id|num|pos|ref|lfd\.? ?nr)?[.:#°º]*", re.IGNORECASE)
_STATES = (Terms(OPEN_STATES), Terms(CLOSED))
_NAMED_FOR = frozenset((Topic.MONEY, Topic.OPEN, Topic.DEADLINE, Topic.RISK))
_THINGS = frozenset((None, Role.ITEM, Role.SYSTEM, Role.DELIVERABLE, Role.INVOICE, Role.GOAL, Role.CHALLENGE))
"""Roles of cells that may say to what a next step belongs."""


def main_of(cells: Sequence[Cell], roles: Roles, topic: Topic) -> int | None:
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


def name_of(cells: Sequence[Cell], roles: Roles, main: int, topic: Topic) -> tuple[str, frozenset[int]]:
    """Return a row's name, and which cells it holds.

    What is to be done is named with the thing to which it is done ('Unit 4: test again'), and a bill, or what is open
    or due, with what its number is for ('Claim 2 (Invoice: W-10)'), since none says by itself what it is about.
    """
    if topic is Topic.OPEN and (pair := _thing_and_step(cells, roles, main)):
        thing, step = pair
        return f"{cells[thing][1]}: {cells[step][1]}", frozenset(pair)
    if topic in _NAMED_FOR and is_code(cells[main][1]):
        what = (i for i, role in enumerate(roles) if i != main and role not in ASIDE and _is_text(cells[i][1]))
        index = next(what, None)
        if index is not None and not is_no_more_than_days(cells[index][1]):
            return f"{cells[index][1]} ({_named(cells[main])})", frozenset((main, index))
    return _named(cells[main]), frozenset((main,))


def at_its_place(name: str, cells: Sequence[Cell], roles: Roles) -> str:
    """Return what a row is about with its code and its place, which tell it from the same thing elsewhere."""
    beside = [
        value
        for (head, value), role in zip(cells, roles, strict=True)
        if value not in name and (role is Role.WHERE or (_numbers(head) and is_code(value) and _has_letter(value)))
    ]
    return f"{name} ({', '.join(beside)})" if beside else name


def shown(cells: Sequence[Cell], without: frozenset[int]) -> Iterator[str]:
    """Yield the cells of a row with their heads, but for some, and for its running number ('7', but not 'TB-14')."""
    for index, (head, value) in enumerate(cells):
        if index not in without and not (head and _numbers(head) and not _has_letter(value)):
            yield f"{head}: {value}" if head else value


def _thing_and_step(cells: Sequence[Cell], roles: Roles, main: int) -> tuple[int, int] | None:
    """Return which cell holds a thing and which its next step, one of them the main one; None where there is none."""
    if roles[main] is Role.TASK:
        first = next((i for i, (_, value) in enumerate(cells) if not is_number(value) and not is_code(value)), main)
        thing = first < main and roles[first] in _THINGS and _is_text(cells[first][1])
        return (first, main) if thing else None
    if roles[main] not in _THINGS:
        return None
    steps = (i for i, role in enumerate(roles) if role is Role.TASK and i != main and _is_step(cells[i][1]))
    step = next(steps, None)
    return None if step is None else (main, step)


def _numbers(head: str) -> bool:
    return _NUMBERING.fullmatch(head.strip()) is not None


def _has_letter(value: str) -> bool:
    return any(map(str.isalpha, value))


def _is_step(value: str) -> bool:
    return len(words(value)) > 1 and not any(terms.is_all_of(value) for terms in _STATES)


def _is_text(value: str) -> bool:
    return any(c.isalpha() for c in value) and not is_number(value) and not is_day_alone(value) and not is_code(value)


def _named(cell: Cell) -> str:
    """Return what a row is about: its main cell, with its head where the value alone says nothing (a figure)."""
    head, value = cell
    return value if not head or (any(c.isalpha() for c in value) and not is_number(value)) else f"{head}: {value}"
