"""A sentence's tokens: its words and marks, folded, as the word classes and the weights are written."""

from __future__ import annotations

import re
from typing import Final

from handoff.domain.summary.reading.words import spoken

BEGIN: Final = "^"
END: Final = "$"
NUMBER: Final = "#"

_TOKEN = re.compile(r"[^\W_]+(?:['.,:/@-][^\W_]+)*(?:'(?!\w))?|[,;:()%\u20ac$\u00a3?!]")


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text between the marks of its beginning and its end."""
    return [BEGIN, *_TOKEN.findall(spoken(text)), END]


def plain(token: str) -> str:
    """Return a token as the weights know it: whatever has a digit is a number."""
    return NUMBER if any(letter.isdigit() for letter in token) else token
