"""Whether a cell says that something is done: a word for it, and after that when it was done or through whom.

Whatever else follows may take it back ('done 60 %', 'fertig bis auf die Tests', 'hecho en parte'). A row that is kept
open shows its state to whoever reads it, and one that is closed is gone, so what is not surely done is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from handoff.domain.summary.lexicon.doers import BETWEEN_NAMES, BODIES, EVENTS, SOMEBODY, THROUGH_WHOM
from handoff.domain.summary.lexicon.states import ASSENTS, CLOSED
from handoff.domain.summary.persons import names_role
from handoff.domain.summary.reading.dates import find_day, find_month
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.times import begins_with_time, is_when
from handoff.domain.summary.reading.words import fold

_CLOSED = Terms(CLOSED)
_ASSENTS = Terms(ASSENTS)
_ALL = re.compile(r"(?<!\d)100\s?%")
_PARTING = re.compile(r"[,;()\[\]\u2013\u2014]|:(?!\d)|\s[-/]\s")
_THROUGH = frozenset(THROUGH_WHOM.split())
_BETWEEN = frozenset(BETWEEN_NAMES.split())
_SOMEBODY = frozenset(SOMEBODY.split())
_BODIES = frozenset(BODIES.split())
_EVENTS = frozenset(EVENTS.split())
_MEANS = re.compile(
    r"(?!(?:even|morn|spr|open|clos|meet)ing\b)\w{2,}ing (?:the|an?|it|all|our|both)"
    r"(?: (?!not|still|but|only)[\w-]+){0,3}"
)


def says_done(value: str, as_of: datetime | None = None) -> bool:
    """Whether a cell says that something is done, with when or through whom ('done in May'); a bare 'x' does not."""
    if _ASSENTS.is_all_of(value):
        return False
    if _CLOSED.is_all_of(value):
        return True
    said = _parted(_ALL.sub(" ", value))
    states = (n for n in range(len(said), 0, -1) if _is_state(" ".join(said[:n])))
    return any(_goes_on(said[n:]) for n in states) and not _is_to_come(value, as_of)


def is_all(value: str, as_of: datetime | None) -> bool:
    """Whether a state says a hundred per cent, and nothing that takes it back."""
    whole = _ALL.match(value)
    return whole is not None and _goes_on(_parted(value[whole.end() :])) and not _is_to_come(value, as_of)


def _parted(value: str) -> list[str]:
    return _PARTING.sub(" ", f" {value} ").split()


def _is_state(text: str) -> bool:
    return _CLOSED.is_all_of(text) and not _ASSENTS.is_all_of(text)


def _goes_on(said: Sequence[str]) -> bool:
    """Whether words after a state say when it came about, through whom, or both, and nothing else."""
    through = next((place for place, word in enumerate(said) if fold(word) in _THROUGH), None)
    if through is None:
        return not said or is_when(" ".join(said))
    if through and not _goes_on(said[:through]):
        return False
    after = said[through + 1 :]
    if _MEANS.fullmatch(fold(" ".join(after))):
        return True  # 'solved by replacing the pump'
    who = _length_of_name(after)
    return who > 0 and _goes_on(after[who:])


def _length_of_name(said: Sequence[str]) -> int:
    """Return of how many words the name is that others begin with, 0 for none; 'Friday' and 'handover' are none."""
    length = 0
    for place, word in enumerate(said):
        if begins_with_time(" ".join(said[place:])) or fold(word) in _EVENTS:
            break
        named = word[0].isupper() or fold(word) in _BODIES or names_role(word)
        if named or (place == 0 and fold(word) in _SOMEBODY):
            length = place + 1
        elif fold(word) not in _BETWEEN:
            break
    return length


def _is_to_come(value: str, as_of: datetime | None) -> bool:
    """Whether a text names a day or a month that is still to come."""
    if as_of is None:
        return False
    if (day := find_day(value)) is not None:
        return day > as_of
    month = find_month(value)
    return month is not None and (month.year, month.month) > (as_of.year, as_of.month)
