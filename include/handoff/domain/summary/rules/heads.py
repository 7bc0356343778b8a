"""What the cells of a row are: by the heads of their columns, put right by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from handoff.domain.summary.lexicon.days import FALLS_DUE
from handoff.domain.summary.lexicon.states import ACCEPTED_STATES
from handoff.domain.summary.reading.dates import find_day
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.roles import Role, role_in
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.times import is_no_more_than_days
from handoff.domain.summary.reading.words import fold, words
from handoff.domain.summary.rules.done import says_done

Roles = list[Role | None]

_NUMBER = re.compile(r"^[#A-Za-z]{0,4}[-.]?\d{1,4}\.?$")
_ISSUE = re.compile(r"^(?:(?:v|rev|issue|version)\.?\s?)?(?:\d{1,3}(?:\.\d{1,3}){0,2}|[A-Z]\d?)$", re.IGNORECASE)
_FIGURE = re.compile(r"^[^\w]*\d[\d.,']*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_AMOUNT = re.compile(
    r"(?:ca\.?\s)?(?:[\u20ac$\u00a3]|(?:eur|usd|gbp|chf)\b)\s?\d[\d.,]*.{0,14}|\d[\d.,]*\s?(?:[\u20ac$\u00a3]|(?:eur|euros?|usd|gbp|chf)\b).{0,14}"
)
_ACCEPTED = Terms(ACCEPTED_STATES)
_FALLS_DUE = Terms(FALLS_DUE)
_MEASURE = Terms("measure | measures | metric | what for | wofur | para que")
_COMPARED = frozenset((Role.BASELINE, Role.TARGET, Role.RESULT, Role.VARIANCE))
_HELD = frozenset((Role.HOLDER, Role.RIGHT, Role.PLACE))
_DELIVERED = frozenset((Role.HANDED, Role.ACCEPTED, Role.LINK))
_UNTOLD = frozenset((None, Role.RESPONSE, Role.REMARK))
"""Roles of cells that may say what is to be done, and by when, in a table that says of no column what it is."""


def roles_of(cells: Sequence[Cell], people: frozenset[str], as_of: datetime | None) -> Roles:
    """Return what the cells are by their heads, put right by one another and by what stands in them.

    A column that is named for a date and holds words beside another that holds the day is what falls due ('Frist |
    Datum'), one named for a target and holding a day is when it is due; the first column of words whose name is unknown
    is the item where others say who does it, or by when. A place is a system only where somebody gets in with a login.
    """
    roles = _of_one_another([_role(head, value, people) for head, value in cells], cells)
    mains = _has_main(roles)
    if not mains and _HELD & set(roles):
        roles = [Role.SYSTEM if role is Role.WHERE else role for role in roles]
    dated = any(find_day(value) for _, value in cells)
    for index, (role, (_, value)) in enumerate(zip(roles, cells, strict=True)):
        words_alone = find_day(value) is None and any(c.isalpha() for c in value) and not says_done(value)
        if role is Role.DUE and dated and words_alone:
            roles[index] = Role.DEADLINE
    if not mains and {Role.EMAIL, Role.PHONE} & set(roles) and Role.DUE not in roles:
        roles = [Role.PERSON if role is Role.OWNER else role for role in roles]
    listed = {Role.STATUS, Role.OWNER, Role.DUE} & set(roles)
    if len(listed) > 1 and not _has_main(roles):
        texts = (i for i, (_, value) in enumerate(cells) if roles[i] is None and not is_number(value))
        if (item := next(texts, None)) is not None:
            roles[item] = Role.ITEM
    if not _has_main(roles) and (due := _falling_due(roles, cells, as_of)) is not None:
        roles[due] = Role.DEADLINE
    return roles


def is_number(value: str) -> bool:
    """Whether a cell holds a row's number and nothing else."""
    return _NUMBER.match(value) is not None


def is_day_alone(value: str) -> bool:
    """Whether a cell holds a day and nothing else, but that it is done by then; a row is not about its day."""
    return find_day(value) is not None and (is_no_more_than_days(value) or says_done(value))


def has_amount(cells: Sequence[Cell], roles: Roles) -> bool:
    """Whether a row says what something costs, in figures."""
    return any(
        role is Role.AMOUNT and any(c.isdigit() for c in value) for (_, value), role in zip(cells, roles, strict=True)
    )


def _has_main(roles: Roles) -> bool:
    return any(role is not None and role.main for role in roles)


def _of_one_another(roles: Roles, cells: Sequence[Cell]) -> Roles:
    """Return what cells are that have one name for several things, by what stands beside them.

    A state of acceptance is one; 'Issue' is a document's version where others say when it was handed over; 'Measure'
    is a goal where it is measured against something, and of two goals the figure is the target; a service is to be
    paid for where the row says what it costs, and not who gets in; where a thing is kept is its place if it falls due.
    """
    roles = [
        Role.ACCEPTED if role is Role.STATUS and _ACCEPTED.begins(value) else role
        for role, (_, value) in zip(roles, cells, strict=True)
    ]
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
    if has_amount(cells, roles) and not there & _HELD:
        roles = [Role.INVOICE if role is Role.SYSTEM else role for role in roles]
    return roles


def _falling_due(roles: Roles, cells: Sequence[Cell], as_of: datetime | None) -> int | None:
    """Return which cell says in words what is to be done by a day to come ('inspect again before 31 March')."""
    for index, (role, (_, value)) in enumerate(zip(roles, cells, strict=True)):
        day = find_day(value)
        to_come = day is not None and as_of is not None and day > as_of
        if role in _UNTOLD and to_come and not is_day_alone(value) and _FALLS_DUE.within(value):
            return index
    return None


def _role(head: str, value: str, people: frozenset[str]) -> Role | None:
    """Return what a cell is by its head, else by what stands in it; an address below 'Contact' is an address."""
    match role_in(head):
        case Role.PERSON if _ADDRESS.fullmatch(value.strip()):
            return Role.EMAIL
        case Role.TARGET | Role.TASK if is_day_alone(value):
            return Role.DUE  # 'Next: 3 May'
        case Role.GOAL if not any(c.isalpha() for c in value):
            return Role.TARGET  # 'Objetivo: 4 %'
        case Role.SYSTEM if is_day_alone(value):
            return Role.DATE  # 'Last service'
        case Role.SYSTEM | Role.HOLDER if is_number(value) or _FIGURE.match(value):
            return None  # 'Key no: 12' and 'Users: 140' say which, and how many
        case role:
            return role or _role_by(value, people)


def _role_by(value: str, people: frozenset[str]) -> Role | None:
    """Return what a cell is by what stands in it, where its head says nothing: an address, an amount, a contact."""
    said = words(value)
    if _ADDRESS.fullmatch(value.strip()):
        return Role.EMAIL
    if _AMOUNT.fullmatch(fold(value).strip()):
        return Role.AMOUNT
    return Role.PERSON if len(said) > 1 and people.issuperset(said) else None
