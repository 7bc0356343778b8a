"""A table of cues, compiled: each word is looked up once, and only cues that begin with it are followed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from handoff.domain.summary.words import fold

Line = tuple[str, float, str]
"""Topic, weight, cues."""

GAP = 5
"""How many words `..` may stand for."""

UNSAID = 1.9
"""What a topic weighs at most of which nothing says the thing itself."""

_CORE = "!"
_TOKEN = re.compile(r"[^\W_]+(?:['.,:/@-][^\W_]+)*(?:'(?!\w))?|[,;:()%€$£?!]")
_BAR = re.compile(r"\s+\|\s+")
_SLASH = re.compile(r"\s*(?<=\S)/\s*(?=\S)|/\s+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'"})


_NUMBERS = """
    two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand
    zwei drei vier funf sechs sieben acht neun zehn elf zwolf funfzehn zwanzig dreissig vierzig funfzig hundert tausend
    dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil
"""
"""Numbers that are written as words."""


class _Atom:
    """One word of a cue."""

    def __init__(self, written: str) -> None:
        parts = [part for part in written.split("/") if part]
        self.exact = frozenset(part for part in parts if "*" not in part and part != "#")
        wild = [re.escape(part).replace(r"\*", r".*") for part in parts if "*" in part]
        if "#" in parts:
            wild += [r".*\d.*", *_NUMBERS.split()]
        self.wild = re.compile("|".join(wild)) if wild else None

    def fits(self, token: str) -> bool:
        return token in self.exact or (self.wild is not None and self.wild.fullmatch(token) is not None)


_Cue = tuple[int, tuple[_Atom | None, ...]]
"""The line that it belongs to, and its words after the first; None is a gap."""


class Table:
    """Weighs what a text shows."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = [(topic, weight) for topic, weight, _ in lines]
        self._cores = frozenset(topic for topic, _ in self._lines if topic.endswith(_CORE))
        self._exact: defaultdict[str, list[_Cue]] = defaultdict(list)
        self._wild: list[tuple[_Atom, _Cue]] = []
        for index, (_, _, cues) in enumerate(lines):
            for cue in _BAR.split(" ".join(cues.split())):
                self._add(index, cue)
        self._beginning = lru_cache(maxsize=65_536)(self._begins)

    def weigh(self, tokens: Sequence[str]) -> Mapping[str, float]:
        """Return the weights of the topics that a text's tokens show.

        A topic that has lines which say the thing itself, and of which none has a cue here, weighs less than enough.
        """
        weights: Counter[str] = Counter()
        said: set[str] = set()
        for index in self._fired(tokens):
            topic, weight = self._lines[index]
            weights[topic.rstrip(_CORE)] += weight  # type: ignore[assignment]  # a Counter adds any number
            said.add(topic)
        for topic in self._cores - said:
            bare = topic.rstrip(_CORE)
            weights[bare] = min(weights[bare], UNSAID)  # type: ignore[assignment]  # so too
        return weights

    def _fired(self, tokens: Sequence[str]) -> set[int]:
        """Return which lines have a cue in a text."""
        fired: set[int] = set()
        for place, token in enumerate(tokens):
            for index, rest in self._beginning(token):
                if index not in fired and _follows(rest, tokens, place + 1):
                    fired.add(index)
        return fired

    def _add(self, index: int, cue: str) -> None:
        words = _SLASH.sub("/", fold(cue).translate(_APOSTROPHES)).split()
        if not words:
            return
        first, rest = _Atom(words[0]), tuple(None if word == ".." else _Atom(word) for word in words[1:])
        for word in first.exact:
            self._exact[word].append((index, rest))
        if first.wild is not None:
            self._wild.append((first, (index, rest)))

    def _begins(self, token: str) -> tuple[_Cue, ...]:
        wild = [cue for atom, cue in self._wild if atom.wild is not None and atom.wild.fullmatch(token)]
        return (*self._exact.get(token, ()), *wild)


def tokens_of(text: str, *features: str) -> list[str]:
    """Return a text's tokens, folded, between its marks of beginning and end, and then the features that it has."""
    return ["^", *_TOKEN.findall(fold(text).translate(_APOSTROPHES)), "$", *features]


def _follows(rest: tuple[_Atom | None, ...], tokens: Sequence[str], place: int) -> bool:
    for step, atom in enumerate(rest):
        if atom is None:
            return any(
                _follows(rest[step + 1 :], tokens, later) for later in range(place, min(place + GAP + 1, len(tokens)))
            )
        if place >= len(tokens) or not atom.fits(tokens[place]):
            return False
        place += 1
    return True
