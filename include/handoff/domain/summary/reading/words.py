"""Words and sentences: how two texts are compared, and how a long one is parted.

Everything is compared folded: lower case, without accents, so that 'Übergabe' and 'ubergabe' are one word. Nothing
here knows what a text means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from handoff.domain.summary.lexicon.common import STOP_WORDS

_STOP_WORDS = frozenset(STOP_WORDS.split())
LONGEST = 700
"""How many characters one claim may have; a longer text is parted at its sentences."""

_WORD = re.compile(r"[^\W_]+(?:[.,:/-][^\W_]+)*")
_CLOSING = "\"'\u201c\u201d\u2019\u00ab\u00bb)\\]"
_SENTENCE_END = re.compile(rf"(?:(?<=[.!?…])|(?<=[.!?…][{_CLOSING}]))\s+(?=[\"'“„«»\u2018¿¡(\[]?[^\W_a-zß-öø-ÿ])")
_QUOTED = re.compile(
    r"""(?<![\w"])"(?=[^\s"])[^"]{1,400}(?<=\S)"(?!\w)|\u201c[^\u201c\u201d\u201e]{1,400}\u201d"""
    r"""|\u201e[^\u201c\u201d\u201e"]{1,400}[\u201c\u201d"]|\u00ab[^\u00ab\u00bb]{1,400}\u00bb"""
    r"""|\u00bb[^\u00ab\u00bb]{1,400}\u00ab|(?<![\w'\u2018])['\u2018](?=\w)(?:[^'\u2018\u2019]|(?<=\w)['\u2019](?=\w)){1,400}"""
    r"""(?<=[.!?\u2026])['\u2019](?!\w)"""
)
"""What is said within quotation marks that are closed again; an inch ('5" pipe') opens none."""

_MOST_QUOTED = 4
"""Sentences of a quotation that is not parted; a longer one is a text of its own."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:[a-z]|z\.\s?b|d\.\s?h|u\.\s?a|e\.g|i\.e|approx|bzw|ca|dr|etc|evtl|ggf|inkl|max|min|mr|mrs|ms|p\.\s?ej"
    r"|prof|sr|sra|st|str|vgl|vs)|\b\d{1,2})\.$",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(r"\b(?:no|nr|num|art|abs|fig|pp?|vol|kap)\.$", re.IGNORECASE)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return a text in lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def spoken(text: str) -> str:
    """Return a text folded, with plain apostrophes."""
    return fold(text).translate(_APOSTROPHES)


def tidy(text: str) -> str:
    """Return a text on one line, without control characters and direction marks."""
    return " ".join(_CONTROL.sub(" ", text).split())


def words(text: str) -> list[str]:
    """Return the folded words of a text, numbers and dates each as one."""
    return _WORD.findall(fold(text))


def content_words(text: str) -> frozenset[str]:
    """Return the words that carry a text's meaning: folded, without articles, prepositions and the like."""
    return frozenset(word for word in words(text) if word not in _STOP_WORDS)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text in order; abbreviations and ordinals ('z. B.', '3. Mai') do not end one.

    Nor does what ends within quotation marks: 'She said: "I know. I was there."' is one.
    """
    start = 0
    quoted = _quoted(text)
    for end in _SENTENCE_END.finditer(text):
        before = text[start : end.start()]
        if any(begin < end.start() < close for begin, close in quoted):
            continue
        if _ABBREVIATION.search(before) or (text[end.end()].isdigit() and _BEFORE_NUMBER.search(before)):
            continue
        yield text[start : end.start()].strip()
        start = end.end()
    if rest := text[start:].strip():
        yield rest


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of a few sentences begin and end."""
    spans = (match.span() for match in _QUOTED.finditer(text))
    return [(a, b) for a, b in spans if len(_SENTENCE_END.findall(text, a, b)) < _MOST_QUOTED]


def parts(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Yield a text in parts of at most `longest` characters, at sentence ends where there are any; nothing is lost."""
    held = ""
    for sentence in sentences(text):
        for piece in _pieces(sentence, longest):
            if held and len(held) + 1 + len(piece) > longest:
                yield held
                held = ""
            held = f"{held} {piece}".strip()
    if held:
        yield held


def _pieces(sentence: str, longest: int) -> Iterator[str]:
    while len(sentence) > longest:
        cut = sentence.rfind(" ", 1, longest)
        cut = cut if cut > 0 else longest
        yield sentence[:cut]
        sentence = sentence[cut:].strip()
    if sentence:
        yield sentence
