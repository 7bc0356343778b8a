"""Ids and tokens that look like the vendors'.

A source with the same seed gives the same ids in the same order, so that two servers of one world agree; `secret` alone
is random.
"""

from __future__ import annotations

import random
import secrets
import string
import uuid
from itertools import count

_BASE62 = string.ascii_letters + string.digits
_URL_SAFE = _BASE62 + "-_"


class Ids:
    """Gives out ids; `start` is the first number."""

    def __init__(self, seed: str, start: int = 1) -> None:
        self._random = random.Random(seed)  # noqa: S311 - ids that repeat between runs are the point
        self._numbers = count(start)

    def number(self) -> str:
        """Return the next number, as text."""
        return str(next(self._numbers))

    def base62(self, length: int) -> str:
        """Return letters and digits."""
        return "".join(self._random.choices(_BASE62, k=length))

    def url_safe(self, length: int) -> str:
        """Return letters, digits, '-' and '_', as Google's ids have them."""
        return "".join(self._random.choices(_URL_SAFE, k=length))

    def uuid(self) -> str:
        """Return a UUID of version 4, in lower case with dashes."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))


def secret(length: int = 32) -> str:
    """Return a random URL-safe secret, different on every call."""
    return "".join(secrets.choice(_URL_SAFE) for _ in range(length))
