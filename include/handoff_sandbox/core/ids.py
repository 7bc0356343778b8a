"""Ids and tokens that look like the vendors'.

A source with the same seed gives the same ids in the same order, so that two servers of one world agree; `secret` alone
is random.
"""

from __future__ import annotations

import random
import secrets
import string

_URL_SAFE = string.ascii_letters + string.digits + "-_"


class Ids:
    """Gives out ids."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - ids that repeat between runs are the point

    def url_safe(self, length: int) -> str:
        """Return letters, digits, '-' and '_', as Google's ids have them."""
        return "".join(self._random.choices(_URL_SAFE, k=length))


def secret(length: int = 32) -> str:
    """Return a random URL-safe secret, different on every call."""
    return "".join(secrets.choice(_URL_SAFE) for _ in range(length))
