"""Word classes: 'burst', 'seized up' and 'fell over' are all FAIL. One file for each language, in words/.

A class is a line with its name and, below it, its members, parted by ` | `; a blank line ends it. A member is one or
more words; `a/b` is either word, `want*` one that begins so, `*ausfall` one that ends so, `#` a number, `..` up to
five words. All is compared folded. Each word of a text is looked up once, and only the members that begin with it are
followed. A class with a number (GOAL_2) holds what speaks for or against one topic, whatever it means elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from handoff.domain.summary.cues.language import Language
from handoff.domain.summary.cues.tokens import NUMBER, plain
from handoff.domain.summary.reading.words import spoken

GAP = 5
"""How many words `..` may stand for."""

_BAR = re.compile(r"\s+\|\s+|\s+\|$")
_GAP = ".."
_NUMBERS = re.compile(
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand"
    r"|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|funfzehn|zwanzig|dreissig|vierzig|funfzig|hundert|tausend"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|mil"
)
"""Numbers that are written as words."""

_Member = tuple[str, tuple[str, ...]]
"""The class that it belongs to, and its words after the first."""


class WordClasses:
    """The word classes of one language; `written` is the text of its file."""

    def __init__(self, written: str) -> None:
        self._exact: defaultdict[str, list[_Member]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[_Member]] = defaultdict(list)
        self._endings: defaultdict[str, list[_Member]] = defaultdict(list)
        read = dict(_read(written))
        self.names = tuple(read)
        for name, members in read.items():
            for member in members:
                self._add(name, member)
        self._starting = lru_cache(maxsize=65_536)(self._members_that_start)

    def shown(self, tokens: Sequence[str]) -> set[str]:
        """Return the names of the classes that have a member among tokens."""
        found: set[str] = set()
        for place, token in enumerate(tokens):
            for name, rest in self._starting(token):
                if name not in found and _follows(rest, tokens, place + 1):
                    found.add(name)
        return found

    def _add(self, name: str, member: str) -> None:
        either, *rest = member.split()
        for first in either.split("/"):
            if first.endswith("*"):
                self._beginnings[first[:-1]].append((name, tuple(rest)))
            elif first.startswith("*"):
                self._endings[first[1:]].append((name, tuple(rest)))
            else:
                self._exact[first].append((name, tuple(rest)))

    def _members_that_start(self, token: str) -> tuple[_Member, ...]:
        found = list(self._exact.get(token, ()))
        if _is_number(token):
            found += self._exact.get(NUMBER, ())
        for length in range(1, len(token) + 1):
            found += self._beginnings.get(token[:length], ())
            found += self._endings.get(token[-length:], ())
        return tuple(found)


@lru_cache(maxsize=3)
def classes_of(language: Language) -> WordClasses:
    """Return the word classes of a language."""
    folder = files("handoff.domain.summary.cues") / "words"
    return WordClasses((folder / f"{language.value}.txt").read_text(encoding="utf-8"))


def _read(written: str) -> Iterator[tuple[str, list[str]]]:
    for block in re.split(r"\n\s*\n", written.strip()):
        name, _, members = block.partition("\n")
        yield name.strip(), [spoken(one) for one in _BAR.split(" ".join(members.split())) if one.strip()]


def _follows(rest: Sequence[str], tokens: Sequence[str], place: int) -> bool:
    for step, word in enumerate(rest):
        if word == _GAP:
            return any(
                _follows(rest[step + 1 :], tokens, later) for later in range(place, min(place + GAP + 1, len(tokens)))
            )
        if place >= len(tokens) or not _fits(word, tokens[place]):
            return False
        place += 1
    return True


def _fits(word: str, token: str) -> bool:
    if "/" in word:
        return any(_fits(either, token) for either in word.split("/"))
    if word == NUMBER:
        return _is_number(token)
    if word.endswith("*"):
        return token.startswith(word[:-1])
    return token == word or (word.startswith("*") and token.endswith(word[1:]))


def _is_number(token: str) -> bool:
    return plain(token) == NUMBER or _NUMBERS.fullmatch(token) is not None
