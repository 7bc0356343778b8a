"""By role: who is known by one name behind what they are: 'the inspector Orme', 'der Hausmeister Huber'."""

from __future__ import annotations

import re

from handoff.domain.summary.lexicon.placing import BEFORE_NAMES, BEFORE_NOUNS, LEADING
from handoff.domain.summary.persons import CAPITAL, is_thing
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.times import begins_with_time
from handoff.domain.summary.reading.words import fold
from handoff.domain.summary.rules.prose.introduced import is_department, is_role

_LEAD = phrases(LEADING)
_SMALL = r"[^\W\d_A-Z][\w-]*"
_ROLE_AND_NAME = re.compile(
    rf"\b(?i:{phrases(BEFORE_NAMES).pattern}) (?P<role>(?:{_SMALL} )?{_SMALL}),? (?P<name>{CAPITAL}[^\W\d_]+)\b"
)
_NOUN_AND_NAME = re.compile(
    rf"\b(?i:{phrases(BEFORE_NOUNS).pattern}) (?P<role>{CAPITAL}[\w-]*),? (?P<name>{CAPITAL}[^\W\d_]+)\b"
)


def names_by_role(sentence: str, passage: Passage) -> bool:
    """Whether one name, not a contact's, stands behind a role: 'the inspector Orme', 'their press lead, Orme'."""
    known = passage.people | passage.colleagues
    return any(
        (is_role(found["role"].split()[-1]) or _LEAD.search(found["role"]))
        and fold(found["name"]) not in known
        and not begins_with_time(found["name"])
        and not is_thing(found["name"])
        and not is_department(found["name"])
        for form in (_ROLE_AND_NAME, _NOUN_AND_NAME)
        for found in form.finditer(sentence)
    )
