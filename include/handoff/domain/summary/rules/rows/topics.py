"""What a row is about: by its key, its column of kinds, the votes of its columns, or what stands in it."""

from __future__ import annotations

from datetime import datetime

from handoff.domain.summary.lexicon.columns import QUANTITIES
from handoff.domain.summary.lexicon.days import SCHEDULE_NAMES
from handoff.domain.summary.lexicon.names import MENUS
from handoff.domain.summary.reading.columns import role_of_column
from handoff.domain.summary.reading.dates import is_to_come
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.roles import Role, elect, role_of
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.topics import Topic, topic_named
from handoff.domain.summary.rules.rows.states import (
    answers_not_done,
    has_open_state,
    is_closed,
    is_still_open,
    says_not_done,
)
from handoff.domain.summary.rules.rows.values import Roles, day_in, has_amount, is_day_alone, is_figure

ASIDE = frozenset(
    (
        *(Role.WHERE, Role.ASKER, Role.OWNER, Role.HOLDER, Role.STATUS, Role.PRIORITY, Role.TYPE, Role.DATE, Role.DUE),
        *(Role.ACCEPTED, Role.HANDED, Role.VERSION, Role.EMAIL, Role.PHONE, Role.AMOUNT, Role.REMARK, Role.PAYER),
        *(Role.CHANGE, Role.CONSEQUENCE, Role.FREQUENCY, Role.BUDGET, Role.STANCE),
    )
)
"""What a row is not about, whatever column comes first."""

_SCHEDULE = Terms(SCHEDULE_NAMES)
_MENU = Terms(MENUS)
_QUANTITY = Terms(QUANTITIES)
_OWED = frozenset((Role.STATUS, Role.DUE, Role.PAYER, Role.INVOICE, Role.DATE))
_GETS_IN = frozenset((Role.RIGHT, Role.HOLDER, Role.PLACE))
_DOERS = frozenset((Role.TASK, Role.OWNER, Role.PRIORITY, Role.ASKER, Role.CHALLENGE))
_KEPT = frozenset((Role.FATE, Role.BASIS, Role.RETENTION))
_TO_DO = frozenset((Role.OWNER, Role.DUE))
_WEIGHED = frozenset((Role.REASON, Role.REJECTED))
_OVERCOME = frozenset((Role.CHALLENGE, Role.EFFECT, Role.RESPONSE, Role.REMAINS))


def topic_of_row(cells: list[Cell], roles: Roles, passage: Passage) -> Topic | None:
    """Return what a row is about; None where nothing says it."""
    inner = len(passage.path) - len(passage.below) > 1
    named = _named_topic(cells) or _typed_topic(cells, roles, passage.as_of)
    topic = named or elect(roles, passage.topic, inner=inner)
    if named is None:
        topic = _by_what_is_unsaid(topic, cells, roles, passage) or topic
        topic = Topic.MONEY if topic is Topic.OPEN and _only_costs(cells, roles, passage) else topic
    undone = says_not_done(cells, roles) or answers_not_done(cells, roles)
    if topic is None and not passage.text and undone:
        topic = Topic.OPEN
    if topic is None and not passage.text:
        topic = elect([*roles, *_unsaid(cells, passage)], passage.topic, inner=inner)
    if topic is None and _has_thing_and_day_to_come(cells, roles, passage):
        topic = Topic.DEADLINE
    if topic is None and has_open_state(cells, roles):
        topic = Topic.OPEN
    if topic is None and passage.topic is Topic.DELIVERABLE and Role.ITEM in roles and not passage.text:
        topic = Topic.DELIVERABLE  # whatever else a list of what was delivered says of each thing
    if topic is Topic.OPEN and passage.topic is Topic.DEADLINE and not {Role.TASK, Role.STATUS} & set(roles):
        topic = Topic.DEADLINE
    return _as_it_stands(topic, cells, roles, passage, named=named is not None)


def _as_it_stands(
    topic: Topic | None, cells: list[Cell], roles: Roles, passage: Passage, *, named: bool
) -> Topic | None:
    """Return what a row is about by how its thing stands; `named` says that the row names its topic itself."""
    if topic is Topic.PERSON and passage.topic is Topic.ACCESS and _GETS_IN & set(roles):
        return Topic.ACCESS
    if not named and _is_only_counted(topic, cells, roles, passage):
        return None
    if topic is Topic.DEADLINE and not named and _is_paid_for(cells, roles):
        return Topic.MONEY
    if topic is Topic.DECISION and not named and set(roles) >= _TO_DO and not _WEIGHED & set(roles):
        return Topic.OPEN  # what was agreed that somebody does by a day
    if topic is Topic.CHALLENGE and (
        is_still_open(cells, roles, passage.as_of)
        or (not named and Role.OWNER in roles and not _OVERCOME & set(roles))  # a list of faults, ticked off
    ):
        return Topic.OPEN
    return topic


def _is_only_counted(topic: Topic | None, cells: list[Cell], roles: Roles, passage: Passage) -> bool:
    """Whether a row says what a dish costs whoever eats it, or how many there are of a thing in a store."""
    if topic is Topic.ACCESS:
        return len(cells) > 1 and all(_QUANTITY.is_all_of(head) and is_figure(value) for head, value in cells[1:])
    return topic is Topic.MONEY and any(map(_MENU.within, passage.path)) and not _OWED & set(roles)


def _by_what_is_unsaid(topic: Topic | None, cells: list[Cell], roles: Roles, passage: Passage) -> Topic | None:
    """Return access or money where the columns in which a row says nothing tell that its table is about that.

    Where a key has no place ('-') the list is still one of keys; a row without an amount has to hold another figure.
    """
    unsaid = _unsaid(cells, passage)
    if topic not in (None, Topic.OPEN) or not unsaid:
        return None
    match elect([*roles, *unsaid], passage.topic, inner=False):
        case Topic.ACCESS:
            return Topic.ACCESS
        case Topic.MONEY if any(is_figure(value) for _, value in cells):
            return Topic.MONEY
        case _:
            return None


def _unsaid(cells: list[Cell], passage: Passage) -> Roles:
    """Return the roles of the columns in which a row says nothing: its table is about them all the same."""
    empty = [head for head, value in passage.cells if (head, value) not in cells]
    return [role_of_column(head) for head in (*empty, *passage.unsaid)]


def _only_costs(cells: list[Cell], roles: Roles, passage: Passage) -> bool:
    """Whether a row says what something costs, by when and how that stands, and nobody who has to do it."""
    return has_amount(cells, roles) and passage.topic is not Topic.OPEN and not _DOERS & set(roles)


def _is_paid_for(cells: list[Cell], roles: Roles) -> bool:
    """Whether a row that has a day says of a thing what it costs: its end is told beside that."""
    ends = [value for (_, value), role in zip(cells, roles, strict=True) if role is Role.DEADLINE]
    return bool(ends) and not any(map(_has_words, ends)) and has_amount(cells, roles)


def _has_words(value: str) -> bool:
    return not is_day_alone(value) and any(map(str.isalpha, value))


def _has_thing_and_day_to_come(cells: list[Cell], roles: Roles, passage: Passage) -> bool:
    """Whether a row of a table whose columns name no topic says of a thing until when it holds, or when it is to be."""
    dated = {Role.DUE, Role.DEADLINE} | ({Role.DATE} if any(map(_SCHEDULE.within, passage.path)) else set())
    days = [day_in(value) for (_, value), role in zip(cells, roles, strict=True) if role in dated]
    to_come = any(is_to_come(day, passage.as_of) for day in days)
    things = [i for i, role in enumerate(roles) if role not in ASIDE and not is_day_alone(cells[i][1])]
    return to_come and not passage.text and bool(things)


def _named_topic(cells: list[Cell]) -> Topic | None:
    """Return the topic that a single `Key: value` line names by its key, where the key is no column's name."""
    if len(cells) != 1 or role_of(cells[0][0]) is not None:
        return None
    return topic_named(cells[0][0])


def _typed_topic(cells: list[Cell], roles: Roles, as_of: datetime | None) -> Topic | None:
    """Return the topic that a column of kinds gives a row of a mixed log ('Type: Risk'), None where there is none.

    An issue that is open is a loose end; one that is closed is a challenge that was overcome. The classes of a list of
    records say who gets them, and not what they are.
    """
    if _KEPT & set(roles):
        return None
    for (_, value), role in zip(cells, roles, strict=True):
        if role is not Role.TYPE:
            continue
        of = role_of(value)
        topic = topic_named(value) or (of.votes and max(of.votes, key=lambda one: of.votes[one]) if of else None)
        if topic is Topic.CHALLENGE and Role.STATUS in roles and not is_closed(cells, roles, as_of):
            return Topic.OPEN
        return topic or None
    return None
