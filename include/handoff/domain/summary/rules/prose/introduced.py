"""Introduced: whether what stands beside a name says who that is, what they do, or where they work."""

from __future__ import annotations

import re
from typing import Final

from handoff.domain.summary.cues.language import Language, languages_of
from handoff.domain.summary.cues.tokens import tokens_of
from handoff.domain.summary.lexicon.introducing import (
    DUTIES,
    FORMER,
    FURTHER,
    IS,
    LEADS,
    LEAVES,
    NOT,
    NOT_WITH_VERB,
    THROUGH,
    WHILE,
    WHO,
)
from handoff.domain.summary.lexicon.placing import (
    DEPARTMENTS,
    HANDS_OVER,
    ORGANISATIONS,
    REACHES,
    WORKPLACES,
)
from handoff.domain.summary.persons import CAPITAL, is_known, names_role
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.words import fold, words

_IS = re.compile(rf"(?:, (?:who|que|quien|der|die) [^,;:]{{3,60}},)?,? ?(?:{phrases(IS).pattern})\b(?P<rest>[^,.;:]*)")
_DUTY = re.compile(rf",? ?(?:{phrases(DUTIES).pattern})")
_WHO = re.compile(rf", (?:{phrases(WHO).pattern})".replace("{duty}", f"(?:{phrases(DUTIES).pattern})"))
_LEAVES = re.compile(rf",? ?(?:{phrases(LEAVES).pattern})")
_LED = re.compile(rf"(?:^|[,;] )(?P<role>[^,;:]*?),? (?:{phrases(LEADS).pattern}) $")
_ROLE_BEFORE = re.compile(r"(?:(?P<other>[\w'&-]+) )?(?P<last>[\w'-]+)(?P<comma>,)? $")
_HANDS_OVER = re.compile(rf",? ?(?:{phrases(HANDS_OVER).pattern})")
_DEPARTMENT = re.compile(rf",? ?(?:{phrases(DEPARTMENTS).pattern})")
_WORKPLACE = re.compile(rf",? ?(?:{phrases(WORKPLACES).pattern})")
_REACHES = re.compile(rf"(?:{phrases(REACHES).pattern}) [\w'-]+(?: [\w'-]+)?$")
_AT = re.compile(
    rf",? (?:at|of|from|with|bei|von|vom|de|del|en) (?P<firm>{CAPITAL}[\w.'-]*(?: (?:&|{CAPITAL}[\w.'-]*))*)"
)
_ORGANISATION = phrases(ORGANISATIONS)
_THROUGH = re.compile(rf"\b(?:{phrases(THROUGH).pattern}) $")
_FORMER = re.compile(rf"\b(?:{phrases(FORMER).pattern})\b")
_NOT = re.compile(rf"\b(?:{phrases(NOT).pattern})(?!\w)")
_NOT_WITH_VERB = re.compile(rf"^[^,.;:]*?\b(?:{phrases(NOT_WITH_VERB).pattern})(?!\w)")
_WHILE = phrases(WHILE)
_FURTHER = phrases(FURTHER)
_BESIDE = re.compile(r"\s?(?:, | \(|\()(?P<rest>[^,;:.()]+)(?=[,;.)]|$)")
_FURTHEST: Final = 8
"""Words between a name and the role that somebody is said to have."""

_NEAR: Final = 60
"""Characters before a name in which its role stands."""

_LONGEST: Final = 7
"""Words of an apposition: 'the chair of the tenants' association'."""


def is_introduced(sentence: str, name: re.Match[str], passage: Passage) -> bool:
    """Whether what stands beside a name says who that is: a role, or what they do.

    What somebody does says little by itself of two words that only look like a name: in a contract they are a firm's.
    """
    before, after = sentence[: name.start()], sentence[name.end() :]
    own = words(name["name"])
    is_contact = not passage.people.isdisjoint(own)
    goes = _LEAVES.match(fold(after)) is not None and is_known(name, passage.people)
    if not is_contact and not passage.colleagues.isdisjoint(own):
        return goes or _HANDS_OVER.match(fold(after)) is not None
    if before.rstrip().endswith(":"):
        return False  # 'Dashboard: Hugo Serrano, administrator' is a row about the dashboard
    beside = _BESIDE.match(after)
    if goes or (beside is not None and len(beside["rest"].split()) <= _LONGEST and is_role(beside["rest"])):
        return True
    if not is_contact and (_has_role_before(before[-_NEAR:], after) or _works_somewhere(name, after)):
        return True
    led = _LED.search(f"{fold(before)} ")
    if led is not None and is_role(" ".join(led["role"].split()[-_FURTHEST:])):
        return True
    known = is_known(name, passage.people) or passage.jotted or passage.written_to_somebody
    folded = fold(after)
    return _is_called(folded) or (known and (_does(folded) or _THROUGH.search(f"{fold(before)} ") is not None))


def _has_role_before(before: str, after: str) -> bool:
    """Whether a role stands right before a name: 'ring the clerk, Jo Marsh, who …', 'Photographer Lena Orme'."""
    found = _ROLE_BEFORE.search(fold(before) + " " if before.endswith(" ") else "")
    if found is None or (found["comma"] and after[:1] not in (",", ".", ";", ")", "")):
        return False
    last, other = found["last"], found["other"] or ""
    return is_role(last) or (not names_role(other) and is_role(f"{other} {last}"))


def _works_somewhere(name: re.Match[str], after: str) -> bool:
    """Whether a place in a house, or a firm, stands behind a name.

    Two nouns of German may look like a name, so there it has to have a title.
    """
    firm = _AT.match(after)
    if firm is not None and _ORGANISATION.search(firm["firm"]) is not None:
        return True
    titled = bool(name["title"])
    if _WORKPLACE.match(fold(after)) is not None:
        return titled or _REACHES.search(fold(name.string[: name.end()])) is not None
    return _DEPARTMENT.match(fold(after)) is not None and (
        titled or Language.GERMAN not in languages_of(tokens_of(after))
    )


def is_department(name: str) -> bool:
    """Whether a word is no name but where somebody works: 'die Leiterin Einkauf'."""
    return _DEPARTMENT.match(f"im {fold(name)}") is not None


def is_what(after: str) -> bool:
    """Whether what follows a name, or 'he', says what somebody is or does, or that they leave."""
    return _is_called(after) or _does(after) or _LEAVES.match(after) is not None


def _is_called(after: str) -> bool:
    """Whether what follows a name, or 'he', says what somebody is."""
    said = _IS.match(after)
    return said is not None and is_role(" ".join(said["rest"].split()[:_FURTHEST]))


def _does(after: str) -> bool:
    """Whether what follows a name, or 'he', says what somebody does as their work."""
    does = _DUTY.match(after) or _WHO.match(after)
    return does is not None and not denies(after[does.start() :])


def denies(verb: str) -> bool:
    """Whether what begins with a verb denies it: 'does not look after …'."""
    return _NOT_WITH_VERB.match(verb.lstrip(", ")) is not None


def is_role(text: str) -> bool:
    """Whether a text names a role that somebody still has, and is not said not to have."""
    own = _FURTHER.sub("", _WHILE.sub("", fold(text)))
    return names_role(own) and _FORMER.search(own) is None and _NOT.search(own) is None
