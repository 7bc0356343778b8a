"""What cells are that have one name for several things, by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handoff.domain.summary.lexicon.beside import DESTINATIONS, MEASURES, UNITS
from handoff.domain.summary.lexicon.states import ACCEPTED_STATES, CLOSED, OPEN_STATES, VERDICTS
from handoff.domain.summary.persons import names_role
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.words import fold
from handoff.domain.summary.rules.rows.values import (
    Roles,
    begins_with_day,
    begins_with_yearless_day,
    day_in,
    has_amount,
    is_figure,
)

_ISSUE = re.compile(r"^(?:(?:v|rev|issue|version)\.?\s?)?(?:\d{1,3}(?:\.\d{1,3}){0,2}|[A-Z]\d?)$", re.IGNORECASE)
_NUMBERED_ISSUE = re.compile(r"(?:v|rev|version)\.?\s?\d{1,3}(?:\.\d{1,3}){0,2}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ACCEPTED = Terms(ACCEPTED_STATES)
_VERDICT = Terms(VERDICTS)
_OPEN = Terms(OPEN_STATES)
_CLOSED = Terms(CLOSED)
_MEASURED = re.compile(rf"\d[\d.,]*\s?(?:{phrases(UNITS).pattern})")
"""A figure with a unit that is no money."""

_MEASURE = Terms(MEASURES)
_COMPARED = frozenset((Role.BASELINE, Role.TARGET, Role.RESULT, Role.VARIANCE))
HELD = frozenset((Role.HOLDER, Role.RIGHT, Role.PLACE))
"""What says of something that somebody gets in, and how."""

_DELIVERED = frozenset((Role.HANDED, Role.ACCEPTED, Role.LINK))
_SUM = 3
"""Digits of a sum; fewer are years."""

_TIMED = frozenset((Role.DUE, Role.DEADLINE, Role.DATE, Role.OWNER, Role.CONSEQUENCE))
"""What says of something that comes again when it does, or whose duty it is."""

_KEPT = frozenset((Role.RECORD, Role.BASIS, Role.RETENTION))
_DESTINATION = Terms(DESTINATIONS)
_TO_DO = frozenset((Role.DUE, Role.STATUS, Role.PRIORITY))
_WHAT_THEN = frozenset((Role.THEN, Role.CALL))


def _by_value(role: Role | None, value: str) -> Role | None:
    """Return what a cell is by its value: 'Decision: pending' decides nothing, 86 kg are no price."""
    worded = any(map(str.isalpha, value))
    match role:
        case Role.STATUS if _ACCEPTED.begins(value):
            role = Role.ACCEPTED
        case Role.STATUS if _NUMBERED_ISSUE.fullmatch(value.strip()):
            role = Role.VERSION  # 'Stand: v3'
        case Role.DECISION if _VERDICT.is_all_of(value) or _OPEN.is_all_of(value):
            role = Role.STATUS
        case Role.RETENTION if is_figure(value) and sum(map(str.isdigit, value)) >= _SUM:
            role = Role.AMOUNT
        case Role.DEADLINE if day_in(value) is None and not worded and not begins_with_yearless_day(value):
            role = None  # 'Ends: 22:00'
        case Role.BUDGET:
            role = Role.AMOUNT if any(map(str.isdigit, value)) and day_in(value) is None else None
        case _:
            pass
    return None if role is Role.AMOUNT and _MEASURED.fullmatch(fold(value)) else role


def _with_item(roles: Roles, cells: Sequence[Cell]) -> Roles:
    """Return roles in which a stage that comes first, in a row of nothing else, is the item: 'Stage: Hand over B2'."""
    if not cells or roles[0] is not Role.STATUS or any(role is not None and role.main for role in roles):
        return roles
    stage = cells[0][1]
    stands = any(terms.begins(stage) for terms in (_OPEN, _CLOSED, _ACCEPTED, _VERDICT))
    named = not stands and any(map(str.isalpha, stage)) and day_in(stage) is None
    return [Role.ITEM, *roles[1:]] if named else roles


def _of_duties(roles: Roles, cells: Sequence[Cell]) -> Roles:
    """Return the roles of cells that say how often something comes: without a day or a doer it is no duty ('ferry')."""
    if not _TIMED & set(roles) and not any(day_in(value) for _, value in cells):
        return [None if role is Role.FREQUENCY else role for role in roles]
    if not has_amount(cells, roles):
        return [None if role is Role.INVOICE else role for role in roles]  # 'Renewal: every year'
    return roles


def _of_people(roles: Roles, cells: Sequence[Cell]) -> Roles:
    """Return the roles of the cells of a list of people, where a task is somebody's office: 'Aufgabe: Buchhalter'."""
    if Role.PERSON not in roles or _TO_DO & set(roles):
        return roles
    named = zip(roles, cells, strict=True)
    return [Role.RIGHT if role is Role.TASK and names_role(value) else role for role, (_, value) in named]


def of_one_another(roles: Roles, cells: Sequence[Cell]) -> Roles:
    """Return what cells are that have one name for several things, by what stands beside them.

    'Issue' is a document's version where others say when it was handed over; 'Measure' is a goal where it is measured
    against something, and of two goals the figure is the target; a service is to be paid for where the row says what it
    costs, and not who gets in; where a thing is kept is its place if it falls due, and so is where goods go; an event
    is what happens on the day that its row begins with; somebody's task is what they are where it names a role.
    """
    roles = _with_item([_by_value(role, value) for role, (_, value) in zip(roles, cells, strict=True)], cells)
    there = set(roles)
    if there & _DELIVERED:
        roles = [
            Role.VERSION if role is Role.CHALLENGE and _ISSUE.match(value) else role
            for role, (_, value) in zip(roles, cells, strict=True)
        ]
    if roles.count(Role.GOAL) > 1:
        roles = [
            Role.TARGET if role is Role.GOAL and any(c.isdigit() for c in value) else role
            for role, (_, value) in zip(roles, cells, strict=True)
        ]
    if Role.TARGET in there:
        roles = [
            Role.RESULT if role is None and _YEAR.search(head) and any(c.isdigit() for c in value) else role
            for role, (head, value) in zip(roles, cells, strict=True)
        ]
    if not there & _COMPARED and not any(_YEAR.search(head) for head, _ in cells):
        roles = [
            None if role is Role.GOAL and _MEASURE.is_all_of(head) else role
            for role, (head, _) in zip(roles, cells, strict=True)
        ]
    if Role.DUE in there and not there & {Role.SYSTEM, Role.HOLDER, Role.RIGHT}:
        roles = [Role.WHERE if role is Role.PLACE else role for role in roles]
    if has_amount(cells, roles) and not there & HELD:
        roles = [Role.INVOICE if role is Role.SYSTEM else role for role in roles]
    if Role.FREQUENCY in there:
        roles = _of_duties(roles, cells)
    if not there & _KEPT:
        roles = [
            Role.WHERE if role is Role.FATE and _DESTINATION.is_all_of(head) else role
            for role, (head, _) in zip(roles, cells, strict=True)
        ]
    roles = _of_people(roles, cells)
    if begins_with_day(cells, roles) and not there & _WHAT_THEN:
        roles = [Role.ITEM if role is Role.IF else role for role in roles]
    return roles
