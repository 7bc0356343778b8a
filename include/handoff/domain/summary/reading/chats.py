"""Chats: the messages of an exported conversation, each with a stamp of when it was sent and who sent it."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ \u202f]?[ap]\.?[ \u202f]?m\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?"
_STAMP = re.compile(
    rf"(?:\[(?:{_DAY},?\s)?{_CLOCK}(?:,\s{_DAY})?\]|{_DAY},?\s{_CLOCK})\s?(?:[-\u2013]\s?)?(?=[^\s:][^:\n]{{0,40}}:\s)",
    re.IGNORECASE,
)
"""'[21/02/2026, 09:05] Caspar: …', '12.03.26, 17:40 - Jana: …', '[14:05] Ruth: …'."""

_SENDER_FIRST = re.compile(
    r"(?!(?:At|Um|Las|Before|After|From|Until|By|Vor|Nach|Ab|Bis)\b)[A-Z\u00c0-\u00dd][\w'-]*"
    r"(?: [A-Z\u00c0-\u00dd][\w.'-]*)?,? \(?\d{1,2}:\d{2}\)?:? (?=\S)"
)
"""'Iwan 14:09 turn it off': a clock alone tells no day that could be taken for another."""


def begins_message(line: str) -> bool:
    """Whether a line begins a message."""
    return any(form.match(line.lstrip()) for form in (_STAMP, _SENDER_FIRST))


def without_stamp(text: str) -> str:
    """Return a message as who sent it and what it says; any other text as it is.

    When it was sent is no day that it speaks of.
    """
    return text[stamp.end() :] if (stamp := _STAMP.match(text)) else text
