"""Keys: the words before a colon, and headings of a word or two, that say what the text after them is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handoff.domain.summary.reading.chats import begins_message, without_stamp
from handoff.domain.summary.reading.roles import Role, role_in, role_of
from handoff.domain.summary.reading.topics import Topic, topic_named, topic_of
from handoff.domain.summary.reading.words import words
from handoff.domain.summary.reading.wrapping import unwrapped

Cell = tuple[str, str]

_KEY = re.compile(r"^([^\W\d_][^:=\n]{0,48}?)\s*:\s+(\S.*)$", re.DOTALL)
_ASKED = re.compile(r"^(?:q|f|p|question|frage|pregunta)\s?\d{0,2}\s*[:.)]\s*(?=\S)", re.IGNORECASE)
_ANSWERED = re.compile(r"^(?:a|r|answer|antwort|respuesta)\s?\d{0,2}\s*:\s*(?=\S)", re.IGNORECASE)
_LONGEST_LEAD = 8
_LONGEST_KEY = 3
_MAIN = frozenset((Role.GOAL, Role.DECISION, Role.RISK, Role.CHALLENGE))
_TELLING = frozenset(
    (
        *(Role.CHALLENGE, Role.EFFECT, Role.RESPONSE, Role.REMAINS, Role.DECISION, Role.REJECTED, Role.REASON),
        *(Role.IF, Role.THEN, Role.CONSEQUENCE),
    )
)


def keyed(text: str) -> Cell | None:
    """Return key and value of a `Key: value` text whose key the lexicon knows; None for any other text."""
    match = _KEY.match(text)
    if match is None or not (role_of(match[1]) or _names_topic(match[1]) or _names_a_main_thing(match[1])):
        return None
    return match[1].strip(), match[2].strip()


def tells(heading: str) -> bool:
    """Whether a heading is one part of a told event or decision: 'What happened', 'Effect', 'Alternatives'."""
    return role_of(heading) in _TELLING


def begins_anew(cells: Sequence[Cell], cell: Cell) -> bool:
    """Whether a `Key: value` line begins another row rather than going on with the one of `cells`."""
    role = role_in(cell[0])
    again = cell[0].casefold() in (head.casefold() for head, _ in cells)
    return again or role is None or (role.main and role is not Role.IF)


def is_question(text: str) -> bool:
    """Whether a line asks for a topic, so that what follows answers it."""
    return text.endswith("?") and topic_of(text) not in (None, Topic.NEUTRAL)


def bare(text: str) -> str:
    """Return a line of questions and answers without the letter before it, and a message without its stamp."""
    text = without_stamp(text)
    asked = _ASKED.sub("", text) if text.rstrip().endswith("?") else text
    return _ANSWERED.sub("", asked)


def is_lead(text: str) -> bool:
    """Whether a line heads what follows: it ends in a colon, is a topic's name and nothing else, or asks for one."""
    if is_question(text):
        return True
    few = len(words(text)) <= _LONGEST_LEAD
    return few and (text.endswith(":") or (text[-1:].isalpha() and _names_topic(text)))


def lines(text: str) -> list[str]:
    """Part a paragraph before its messages, and its `Key: value` lines where it has several; else where it was not
    wrapped, so that a list without marks is one line a thing.
    """
    own = [line.strip() for line in text.splitlines() if line.strip()]
    parted: list[str] = []
    keys = 0
    for line in own:
        key = keyed(line) is not None or bool(_ASKED.match(line) or _ANSWERED.match(line))
        key = key or is_question(line) or bool(parted and is_question(parted[-1])) or begins_message(line)
        keys += key
        if key or not parted:
            parted.append(line)
        else:
            parted[-1] = f"{parted[-1]} {line}"
    asks = any(is_question(bare(line)) for line in parted)
    return parted if keys > 1 or asks else unwrapped(own)


def _names_a_main_thing(key: str) -> bool:
    """Whether a key of a few words is about what claims are made of: 'Main risk', 'Objetivo inicial'."""
    return len(words(key)) <= _LONGEST_KEY and role_in(key) in _MAIN


def _names_topic(key: str) -> bool:
    return topic_named(key) not in (None, Topic.NEUTRAL)
