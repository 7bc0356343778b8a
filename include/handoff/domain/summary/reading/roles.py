"""Roles: what a column of a table holds, or what stands after the words before a colon.

Which topic a row belongs to is a vote of its columns, with the headings above it weighing in. `Risk | Effect | Owner`
is a risk, `Item | Owner | Due` is something open, and `Item | Amount | Due` is money.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from handoff.domain.summary.lexicon.columns import ROLE_TERMS
from handoff.domain.summary.reading.terms import TermTable
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import words


class Role(Enum):
    """What a cell is, with the topics that it speaks for; a main role names the thing that a row is about."""

    GOAL = ("GOAL", {Topic.GOAL: 4}, True)
    BASELINE = ("BASELINE", {Topic.GOAL: 2}, False)
    TARGET = ("TARGET", {Topic.GOAL: 2}, False)
    RESULT = ("RESULT", {Topic.GOAL: 1}, False)
    VARIANCE = ("VARIANCE", {Topic.GOAL: 2}, False)
    DECISION = ("DECISION", {Topic.DECISION: 4}, True)
    REJECTED = ("REJECTED", {Topic.DECISION: 3}, False)
    REASON = ("REASON", {Topic.DECISION: 1}, False)
    RISK = ("RISK", {Topic.RISK: 4}, True)
    LIKELIHOOD = ("LIKELIHOOD", {Topic.RISK: 3}, False)
    EFFECT = ("EFFECT", {Topic.RISK: 1, Topic.CHALLENGE: 1}, False)
    RESPONSE = ("RESPONSE", {Topic.RISK: 1, Topic.CHALLENGE: 1}, False)
    CHALLENGE = ("CHALLENGE", {Topic.CHALLENGE: 4}, True)
    REMAINS = ("REMAINS", {Topic.CHALLENGE: 2}, False)
    DEADLINE = ("DEADLINE", {Topic.DEADLINE: 4}, True)
    FREQUENCY = ("FREQUENCY", {Topic.DEADLINE: 5}, False)
    IF = ("IF", {Topic.CONTINGENCY: 2}, True)
    THEN = ("THEN", {Topic.CONTINGENCY: 2}, False)
    CALL = ("CALL", {Topic.CONTINGENCY: 2}, False)
    SYSTEM = ("SYSTEM", {Topic.ACCESS: 4}, True)
    RIGHT = ("RIGHT", {Topic.ACCESS: 1, Topic.PERSON: 1}, False)
    HOLDER = ("HOLDER", {Topic.ACCESS: 2}, False)
    PLACE = ("PLACE", {Topic.ACCESS: 3}, False)
    CHANGE = ("CHANGE", {Topic.ACCESS: 2}, False)
    DELIVERABLE = ("DELIVERABLE", {Topic.DELIVERABLE: 4}, True)
    VERSION = ("VERSION", {Topic.DELIVERABLE: 2}, False)
    ACCEPTED = ("ACCEPTED", {Topic.DELIVERABLE: 2}, False)
    HANDED = ("HANDED", {Topic.DELIVERABLE: 2}, False)
    WHERE = ("WHERE", {Topic.OPEN: 0}, False)
    ASKER = ("ASKER", {Topic.OPEN: 0}, False)
    LINK = ("LINK", {Topic.DELIVERABLE: 1}, False)
    TASK = ("TASK", {Topic.OPEN: 3}, True)
    OWNER = ("OWNER", {Topic.OPEN: 1}, False)
    DUE = ("DUE", {Topic.OPEN: 1}, False)
    PRIORITY = ("PRIORITY", {Topic.OPEN: 1}, False)
    CONSEQUENCE = ("CONSEQUENCE", {Topic.OPEN: 1}, False)
    INVOICE = ("INVOICE", {Topic.MONEY: 4}, True)
    AMOUNT = ("AMOUNT", {Topic.MONEY: 3}, False)
    BUDGET = ("BUDGET", {Topic.MONEY: 3}, False)
    PAYER = ("PAYER", {Topic.MONEY: 1}, False)
    PREFERENCE = ("PREFERENCE", {Topic.PREFERENCE: 4, Topic.PERSON: 1}, True)
    COMMITMENT = ("COMMITMENT", {Topic.COMMITMENT: 4}, True)
    PERSON = ("PERSON", {Topic.PERSON: 2}, True)
    STANCE = ("STANCE", {Topic.PERSON: 2}, False)
    EMAIL = ("EMAIL", {Topic.PERSON: 2}, False)
    PHONE = ("PHONE", {Topic.PERSON: 2}, False)
    TACIT = ("TACIT", {Topic.TACIT: 4}, True)
    ITEM = ("ITEM", {Topic.OPEN: 1}, True)
    RECORD = ("RECORD", {Topic.RECORD: 3}, True)
    FATE = ("FATE", {Topic.RECORD: 3}, False)
    BASIS = ("BASIS", {Topic.RECORD: 3}, False)
    RETENTION = ("RETENTION", {Topic.RECORD: 3}, False)
    STATUS = ("STATUS", {Topic.OPEN: 1}, False)
    REMARK = ("REMARK", {Topic.OPEN: 0}, False)
    TYPE = ("TYPE", {Topic.OPEN: 0}, False)
    DATE = ("DATE", {Topic.DEADLINE: 0}, False)

    def __init__(self, key: str, votes: dict[Topic, int], main: bool) -> None:  # noqa: FBT001 - an enum's own values
        self.key = key
        self.votes = votes
        self.main = main


_TABLE = TermTable({role: ROLE_TERMS[role.key] for role in Role})
_NUMBER = re.compile(r"[\s#№.]*(?:no\.?|nr\.?)?[\s#]*\d{1,3}\s*$", re.IGNORECASE)
_LONGEST_HEAD = 6
_ENOUGH = 3
"""How many votes make a row of it; one column that is named `Owner` says nothing."""


@lru_cache(maxsize=8192)
def role_of(head: str) -> Role | None:
    """Return the role that a column's heading, or the words before a colon, name as a whole; None for none."""
    return _TABLE.exact(_NUMBER.sub("", head)) if len(words(head)) <= _LONGEST_HEAD else None


@lru_cache(maxsize=8192)
def role_in(head: str) -> Role | None:
    """Return the role of a column's heading by any term that stands in it ('Target (agreed in May)')."""
    return role_of(head) or (_TABLE.best(head) if len(words(head)) <= _LONGEST_HEAD else None)


def elect(roles: Iterable[Role | None], heading: Topic | None, *, inner: bool) -> Topic | None:
    """Return the topic of a row by the votes of its cells' roles; a heading close above counts more than a title."""
    votes: Counter[Topic] = Counter()
    for role in dict.fromkeys(roles):
        if role is not None:
            votes.update(role.votes)
    if heading is not None and heading.section is not None:
        votes[heading] += 3 if inner else 2
    if not votes:
        return None
    topic, count = votes.most_common(1)[0]
    return topic if count >= _ENOUGH else None
