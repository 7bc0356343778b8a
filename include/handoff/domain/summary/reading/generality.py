"""Whether a paper is about this client, or holds for every one: a house page, a guide, a manual of use.

What it tells is nobody's news. It says so by its title, or at its head.
"""

from __future__ import annotations

import re
from typing import Final

from handoff.domain.people import Client
from handoff.domain.summary.lexicon.general import GENERAL_HEADS, GENERAL_TITLES
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.words import content_words, fold

_TITLES = phrases(GENERAL_TITLES)
_HEADS = phrases(GENERAL_HEADS)
_HEAD: Final = 2
"""Pieces of a paper that are its head."""

_NAME_WORD = re.compile(r"[^\W_]+")
_SPELLED = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00df": "ss"})
"""How a mail domain spells what it may not hold."""


def names_of(client: Client | None) -> frozenset[str]:
    """Return the words by which a text names the client, folded: its name's first, and those that its domains have.

    'The' and 'und' are none: every text has them.
    """
    if client is None:
        return frozenset()
    said = [word for word in _NAME_WORD.findall(client.name.lower()) if content_words(word)]
    in_domain = (word for word in said if any(word.translate(_SPELLED) in domain for domain in client.domains))
    return frozenset(fold(word) for word in (*said[:1], *in_domain))


def names_any(names: frozenset[str], text: str) -> bool:
    """Whether a text has one of some names: also in a compound ('Acme-Kessel') or with an s ('Acmes')."""
    return any(word in names or word.removesuffix("s") in names for word in _NAME_WORD.findall(fold(text)))


class Generality:
    """Follows a paper from its head on; `like` tells in what record it stands, and whose names are the client's."""

    def __init__(self, title: str, like: Passage) -> None:
        self._names = like.people | like.client
        self._may_be = like.in_file and not names_any(self._names, title)
        self._is = self._may_be and _TITLES.search(fold(title)) is not None
        self._taken = 0

    def take(self, one: Passage) -> bool:
        """Take the next piece of the paper in; return whether it is known to hold for every client."""
        self._taken += 1
        if self._taken <= _HEAD and self._may_be:
            self._may_be = not names_any(self._names, one.text)
            self._is = self._may_be and (self._is or _HEADS.search(fold(one.text)) is not None)
        return self._is and not names_any(self._names, " ".join((*one.path[1:], one.text, *map(" ".join, one.cells))))
