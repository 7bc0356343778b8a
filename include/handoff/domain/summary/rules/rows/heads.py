"""What the cells of a row are: by the heads of their columns, put right by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from handoff.domain.summary.lexicon.beside import UNITS
from handoff.domain.summary.lexicon.days import FALLS_DUE
from handoff.domain.summary.reading.columns import role_of_column
from handoff.domain.summary.reading.dates import find_day, is_to_come
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.words import fold, words
from handoff.domain.summary.rules.rows.done import says_done
from handoff.domain.summary.rules.rows.neighbours import HELD, of_one_another
from handoff.domain.summary.rules.rows.values import Roles, is_day_alone, is_figure, is_number

_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_AMOUNT = re.compile(
    r"(?:ca\.?\s)?(?:[\u20ac$\u00a3]|(?:eur|usd|gbp|chf)\b)\s?\d[\d.,'\u2019]*.{0,14}|\d[\d.,'\u2019]*\s?(?:[\u20ac$\u00a3]|(?:eur|euros?|usd|gbp|chf)\b).{0,14}"
)
_UNIT = re.compile(rf"\b(?:{phrases(UNITS).pattern})$")
_FALLS_DUE = Terms(FALLS_DUE)
_OF_A_DAY = {
    Role.TARGET: Role.DUE,  # 'Next: 3 May'
    Role.TASK: Role.DUE,
    Role.COMMITMENT: Role.DUE,  # 'Promised: 3 May'
    Role.BASELINE: Role.HANDED,  # 'Ausgang: 5.2.2026'
    Role.SYSTEM: Role.DATE,  # 'Last service'
    Role.DECISION: Role.DATE,  # 'Settled'
}
"""What a cell that holds a day and nothing else is, below the heading of something else."""

_WORKED_ON = frozenset(
    (Role.TASK, Role.OWNER, Role.DUE, Role.STATUS, Role.PRIORITY, Role.HANDED, Role.ACCEPTED, Role.AMOUNT)
)
"""What is said of something that is to be done, was delivered or is paid."""

_REACHED = frozenset((Role.EMAIL, Role.PHONE))
_UNTOLD = frozenset((None, Role.RESPONSE, Role.REMARK))
"""Roles of cells that may say what is to be done, and by when, in a table that says of no column what it is."""


def roles_of(cells: Sequence[Cell], people: frozenset[str], as_of: datetime | None) -> Roles:
    """Return what the cells are by their heads, put right by one another and by what stands in them.

    A column that is named for a date and holds words beside another that holds the day is what falls due ('Frist |
    Datum'), or who did it ('By'); one named for a target and holding a day is when it is due; the first column of words
    whose name is unknown is the item where others say who does it, or by when. A place is a system only where somebody
    gets in with a login.
    """
    roles = of_one_another([_role(head, value, people) for head, value in cells], cells)
    if (
        _REACHED & set(roles)
        and Role.PERSON not in roles
        and (roles[0] is Role.OWNER or (roles[0] is None and not cells[0][0]))
    ):
        roles[0] = Role.PERSON  # who can be reached, in a column that needs no heading
    if Role.HOLDER in roles and not _WORKED_ON & set(roles):
        roles = [Role.SYSTEM if role is Role.ITEM else role for role in roles]  # 'Thing | Who has it'
    mains = _has_main(roles)
    if not mains and HELD & set(roles):
        roles = [Role.SYSTEM if role is Role.WHERE else role for role in roles]
    dated = any(find_day(value) for _, value in cells)
    for index, (role, (head, value)) in enumerate(zip(roles, cells, strict=True)):
        words_alone = find_day(value) is None and any(c.isalpha() for c in value) and not says_done(value)
        if role is Role.DUE and dated and words_alone:
            roles[index] = Role.OWNER if fold(head) == "by" else Role.DEADLINE
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


def _has_main(roles: Roles) -> bool:
    return any(role is not None and role.main for role in roles)


def _falling_due(roles: Roles, cells: Sequence[Cell], as_of: datetime | None) -> int | None:
    """Return which cell says in words what is to be done by a day to come ('inspect again before 31 March')."""
    for index, (role, (_, value)) in enumerate(zip(roles, cells, strict=True)):
        if (
            role in _UNTOLD
            and is_to_come(find_day(value), as_of)
            and not is_day_alone(value)
            and _FALLS_DUE.within(value)
        ):
            return index
    return None


def _role(head: str, value: str, people: frozenset[str]) -> Role | None:
    """Return what a cell is by its head, else by what stands in it; an address below 'Contact' is an address."""
    role = role_of_column(head)
    if role is Role.AMOUNT and ((_UNIT.search(fold(head)) and is_figure(value)) or not any(map(str.isdigit, value))):
        return None  # 'Total h: 8.0', 'Gross kg: 2.4', 'Value: as on the sleeve'
    if role in _OF_A_DAY and is_day_alone(value):
        return _OF_A_DAY[role]
    match role:
        case Role.PERSON if _ADDRESS.fullmatch(value.strip()):
            return Role.EMAIL
        case Role.GOAL if not any(c.isalpha() for c in value):
            return Role.TARGET  # 'Objetivo: 4 %'
        case Role.SYSTEM | Role.HOLDER if is_number(value) or is_figure(value):
            return None  # 'Key no: 12' and 'Users: 140' say which, and how many
        case _:
            return role or _role_by(value, people)


def _role_by(value: str, people: frozenset[str]) -> Role | None:
    """Return what a cell is by what stands in it, where its head says nothing: an address, an amount, a contact."""
    said = words(value)
    if _ADDRESS.fullmatch(value.strip()):
        return Role.EMAIL
    if _AMOUNT.fullmatch(fold(value).strip()):
        return Role.AMOUNT
    return Role.PERSON if len(said) > 1 and people.issuperset(said) else None
