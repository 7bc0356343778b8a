"""Rows of tables, and runs of `Key: value` lines, which are the same thing written downwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from handoff.domain.dossier import Section
from handoff.domain.summary.dates import find_day, show_day
from handoff.domain.summary.drafts import Draft, Nothing, Said
from handoff.domain.summary.keys import Cell
from handoff.domain.summary.lexicon import OPEN_STATES
from handoff.domain.summary.open_items import with_deadline
from handoff.domain.summary.passage import Passage
from handoff.domain.summary.roles import Role, elect, role_in, role_of
from handoff.domain.summary.rules.open_work import is_urgent
from handoff.domain.summary.rules.sections import IS_CLOSED, NONE_SAID, is_unsaid, titled
from handoff.domain.summary.terms import Terms
from handoff.domain.summary.topics import Topic, topic_named
from handoff.domain.summary.words import fold, parts, words

_PASSING = frozenset((Topic.OPEN, Topic.RISK, Topic.COMMITMENT, Topic.DEADLINE))
_UNDATED = frozenset((Topic.OPEN, Topic.DEADLINE, Topic.RISK, Topic.CONTINGENCY, Topic.GOAL, Topic.DELIVERABLE))
"""Topics whose rows tell their own day, or whose day is no deadline."""

_ASIDE = frozenset(
    (
        *(Role.WHERE, Role.ASKER, Role.OWNER, Role.HOLDER, Role.STATUS, Role.PRIORITY, Role.TYPE, Role.DATE, Role.DUE),
        *(Role.ACCEPTED, Role.HANDED, Role.VERSION, Role.EMAIL, Role.PHONE, Role.AMOUNT),
    )
)
"""What a row is not about, whatever column comes first."""

_NUMBER = re.compile(r"^[#A-Za-z]{0,4}[-.]?\d{1,4}\.?$")
_NUMBERING = re.compile(r"(?:no|nr|n|id|num|pos|ref|lfd\.? ?nr)?[.:#°º]*", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_AMOUNT = re.compile(
    r"(?:ca\.?\s)?(?:[\u20ac$\u00a3]|(?:eur|usd|gbp|chf)\b)\s?\d[\d.,]*.{0,14}|\d[\d.,]*\s?(?:[\u20ac$\u00a3]|(?:eur|euros?|usd|gbp|chf)\b).{0,14}"
)
_IS_OPEN = Terms(OPEN_STATES)
_WORDS_OF_A_DAY = 5
_SLOT = re.compile(r"^(?:<[^>]*>|\[[^\]]*\]|\{[^}]*\}|_+|\.{3,})$")


def rows(passage: Passage) -> Iterator[Said]:
    """Yield a row as one claim: what it is about, then its other cells with their heads."""
    cells = [cell for cell in passage.cells if _says(cell) and not _SLOT.match(cell[1])]
    roles = _roles(cells, passage.people)
    topic = _topic(cells, roles, passage)
    if topic is None or topic.section is None or not cells:
        return
    main = _main(cells, roles, topic)
    if main is None:
        return
    if NONE_SAID.is_all_of(cells[main][1]) or (topic in _PASSING and _is_closed(cells, roles)):
        done = cells[main][1] if topic is Topic.OPEN and _is_closed(cells, roles) else ""
        yield Nothing(topic.section, done)
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
    if topic not in _UNDATED and not _is_closed(cells, roles):
        yield from _ends(_at_its_place(what, cells, roles), cells, roles, passage)


def _topic(cells: list[Cell], roles: list[Role | None], passage: Passage) -> Topic | None:
    """Return what a row is about: by its key, its column of kinds, the votes of its columns, or what stands in it."""
    inner = len(passage.path) - len(passage.below) > 1
    topic = _named_topic(cells) or _typed_topic(cells, roles) or elect(roles, passage.topic, inner=inner)
    if topic is None and _has_thing_and_day_to_come(cells, roles, passage):
        topic = Topic.DEADLINE
    if topic is None and _has_thing_that_is_open(cells, roles):
        topic = Topic.OPEN
    if topic is Topic.OPEN and passage.topic is Topic.DEADLINE and not {Role.TASK, Role.STATUS} & set(roles):
        topic = Topic.DEADLINE
    if topic is Topic.CHALLENGE and _is_still_open(cells, roles):
        topic = Topic.OPEN
    return topic


def _at_its_place(what: str, cells: list[Cell], roles: list[Role | None]) -> str:
    """Return what a row is about with the place where that is, which tells it from the same thing elsewhere."""
    places = [value for (_, value), role in zip(cells, roles, strict=True) if role is Role.WHERE and value not in what]
    return f"{what} ({', '.join(places)})" if places else what


def _has_thing_and_day_to_come(cells: list[Cell], roles: list[Role | None], passage: Passage) -> bool:
    """Whether a row of a table whose columns name no topic says of a thing until when it holds."""
    days = [find_day(value) for (_, value), role in zip(cells, roles, strict=True) if role in (Role.DUE, Role.DEADLINE)]
    to_come = any(day is not None and passage.as_of is not None and day > passage.as_of for day in days)
    things = [i for i, role in enumerate(roles) if role not in _ASIDE and not _is_day(cells[i][1])]
    return to_come and not passage.text and bool(things)


def _has_thing_that_is_open(cells: list[Cell], roles: list[Role | None]) -> bool:
    """Whether a row of a table whose columns name no topic says of a thing that it is not done."""
    states = [value for (_, value), role in zip(cells, roles, strict=True) if role is Role.STATUS]
    return any(map(_IS_OPEN.is_all_of, states)) and Role.ITEM in roles


def _ends(what: str, cells: list[Cell], roles: list[Role | None], passage: Passage) -> Iterator[Said]:
    """Yield the day on which something that is paid for or held runs out, or is renewed, where it is still to come."""
    for (head, value), role in zip(cells, roles, strict=True):
        day = (
            find_day(value) if role in (Role.DEADLINE, Role.DUE) or (_is_day(value) and role is Role.INVOICE) else None
        )
        if day is not None and passage.as_of is not None and day > passage.as_of:
            yield Draft(Section.DEADLINES, f"{show_day(day)}: {what} ({head})", "Due", rank=20, due=day, about=what)


def _head_at(cells: list[Cell], main: int, said: str) -> str:
    """Return the head of the cell at which a long row goes on; the main cell's where nothing is said yet."""
    begun = [head for index, (head, _) in enumerate(cells) if index != main and f" {head}: " in said]
    return max(begun, key=lambda head: said.rfind(f" {head}: "), default=cells[main][0])


def _says(cell: Cell) -> bool:
    """Whether a cell says something; 'open' does where it is a status."""
    return not is_unsaid(cell[1]) or (role_in(cell[0]) is Role.STATUS and any(c.isalpha() for c in cell[1]))


def _roles(cells: list[Cell], people: frozenset[str]) -> list[Role | None]:
    """Return what the cells are by their heads; two things are put right by what stands in them.

    A column that is named for a date and holds words beside another that holds the day is what falls due ('Frist |
    Datum'), one named for a target and holding a day is when it is due; the first column of words whose name is unknown
    is the item where others say who does it, or by when. A place is a system only where somebody gets in with a login.
    """
    roles = [_role(head, value, people) for head, value in cells]
    mains = any(role is not None and role.main for role in roles)
    if not mains and {Role.HOLDER, Role.RIGHT, Role.PLACE} & set(roles):
        roles = [Role.SYSTEM if role is Role.WHERE else role for role in roles]
    dated = any(find_day(value) for _, value in cells)
    for index, (role, (_, value)) in enumerate(zip(roles, cells, strict=True)):
        if role is Role.DUE and dated and find_day(value) is None and any(c.isalpha() for c in value):
            roles[index] = Role.DEADLINE
    if not mains and {Role.EMAIL, Role.PHONE} & set(roles) and Role.DUE not in roles:
        roles = [Role.PERSON if role is Role.OWNER else role for role in roles]
    listed = {Role.STATUS, Role.OWNER, Role.DUE} & set(roles)
    if len(listed) > 1 and not any(role is not None and role.main for role in roles):
        texts = (i for i, (_, value) in enumerate(cells) if roles[i] is None and not _NUMBER.match(value))
        if (item := next(texts, None)) is not None:
            roles[item] = Role.ITEM
    return roles


def _role(head: str, value: str, people: frozenset[str]) -> Role | None:
    """Return what a cell is by its head, else by what stands in it; an address below 'Contact' is an address."""
    role = role_in(head)
    if role is Role.PERSON and _ADDRESS.fullmatch(value.strip()):
        return Role.EMAIL
    if role is Role.TARGET and _is_day(value):
        return Role.DUE
    if role is Role.SYSTEM and _is_day(value):
        return Role.DATE  # 'Last service'
    return role or _role_by(value, people)


def _role_by(value: str, people: frozenset[str]) -> Role | None:
    """Return what a cell is by what stands in it, where its head says nothing: an address, an amount, a contact."""
    said = words(value)
    if _ADDRESS.fullmatch(value.strip()):
        return Role.EMAIL
    if _AMOUNT.fullmatch(fold(value).strip()):
        return Role.AMOUNT
    return Role.PERSON if len(said) > 1 and people.issuperset(said) else None


def _named_topic(cells: list[Cell]) -> Topic | None:
    """Return the topic that a single `Key: value` line names by its key, where the key is no column's name."""
    if len(cells) != 1 or role_of(cells[0][0]) is not None:
        return None
    return topic_named(cells[0][0])


def _typed_topic(cells: list[Cell], roles: list[Role | None]) -> Topic | None:
    """Return the topic that a column of kinds gives a row of a mixed log ('Type: Risk'), None where there is none.

    An issue that is open is a loose end; one that is closed is a challenge that was overcome.
    """
    for (_, value), role in zip(cells, roles, strict=True):
        if role is not Role.TYPE:
            continue
        of = role_of(value)
        topic = topic_named(value) or (of.votes and max(of.votes, key=lambda one: of.votes[one]) if of else None)
        if topic is Topic.CHALLENGE and Role.STATUS in roles and not _is_closed(cells, roles):
            return Topic.OPEN
        return topic or None
    return None


def _main(cells: list[Cell], roles: list[Role | None], topic: Topic) -> int | None:
    """Return which cell the row is about: of a role that speaks for the topic, else the first that is a text."""
    mains = [i for i, role in enumerate(roles) if role is not None and role.main and not _is_day(cells[i][1])]
    for index in mains:
        role = roles[index]
        if role is not None and topic in role.votes:
            return index
    texts = [i for i, (_, value) in enumerate(cells) if not _NUMBER.match(value) and not _is_day(value)]
    texts = [i for i in texts if roles[i] not in _ASIDE] or texts
    return mains[0] if mains else texts[0] if texts else None


def _is_day(value: str) -> bool:
    """Whether a cell holds a day and hardly anything else; a row is not about its day."""
    return find_day(value) is not None and len(words(value)) <= _WORDS_OF_A_DAY


def _named(cell: Cell) -> str:
    """Return what a row is about: its main cell, with its head where the value alone says nothing (a figure)."""
    head, value = cell
    return value if any(c.isalpha() for c in value) or not head else f"{head}: {value}"


def _shown(cells: list[Cell], main: int) -> Iterator[str]:
    for index, (head, value) in enumerate(cells):
        if index != main and (not head or not _NUMBERING.fullmatch(head.strip())):
            yield f"{head}: {value}" if head else value


def _is_closed(cells: list[Cell], roles: list[Role | None]) -> bool:
    return any(
        role is Role.STATUS and IS_CLOSED.is_all_of(value) for (_, value), role in zip(cells, roles, strict=True)
    )


def _is_still_open(cells: list[Cell], roles: list[Role | None]) -> bool:
    """Whether an issue's row says who is to do something, or by when, and not how it was overcome."""
    there = set(roles)
    return (
        bool({Role.OWNER, Role.DUE} & there)
        and not {Role.RESPONSE, Role.REMAINS} & there
        and not _is_closed(cells, roles)
    )


def _day(cells: list[Cell], roles: list[Role | None], *wanted: Role) -> datetime | None:
    for role in wanted:
        for (_, value), of in zip(cells, roles, strict=True):
            if of is role and (day := find_day(value)):
                return day
    return None
