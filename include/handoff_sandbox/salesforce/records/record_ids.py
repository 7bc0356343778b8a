"""Record ids: 15 characters that tell upper from lower case, or 18 whose last three make them safe where case is lost.

An id begins with its object's prefix (001 is an Account). Ids go out with 18 characters and come in with either.
https://help.salesforce.com/s/articleView?id=000385585
"""

from __future__ import annotations

import re
import string

_SUFFIX = string.ascii_uppercase + "012345"
_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?", re.IGNORECASE)


def full(short: str) -> str:
    """Return the 18 characters of an id of 15: each of the last three tells which of five letters are capitals."""
    suffix = ""
    for start in (0, 5, 10):
        bits = sum(1 << place for place, letter in enumerate(short[start : start + 5]) if letter in _SUFFIX[:26])
        suffix += _SUFFIX[bits]
    return short + suffix


def read(text: str) -> str | None:
    """Return the 18 characters of an id as a client sent it; None for what has not the form of an id."""
    if not _ID.fullmatch(text):
        return None
    if len(text) == 15:
        return full(text)
    restored = _restore_case(text)
    return full(restored) if restored else None


def _restore_case(text: str) -> str | None:
    """Return the first 15 characters in the case that the last three tell."""
    restored = ""
    for place, letter in enumerate(text[:15]):
        bits = _SUFFIX.find(text[15 + place // 5].upper())
        if bits < 0:
            return None
        restored += letter.upper() if bits >> place % 5 & 1 else letter.lower()
    return restored


def numbered(prefix: str, number: int) -> str:
    """Return the id of a number: 801 with the prefix 006 is 006000000000801AAA."""
    return full(f"{prefix}{number:012d}")


def fresh(prefix: str, serial: int) -> str:
    """Return the id of the next record that the organisation creates; never one that `numbered` gives."""
    digits = ""
    while serial:
        serial, rest = divmod(serial, 62)
        digits = _BASE62[rest] + digits
    return full(f"{prefix}Hf{digits:0>10}")
