"""Which language a text is in, of those that are known: by its small words, which no text does without."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language whose cues are known."""

    ENGLISH = "en"
    GERMAN = "de"
    SPANISH = "es"


_SMALL: Final = {
    Language.ENGLISH: """
        the a an and or but of to in on at by for with from is are was were be been it its this that these
        there they we our us you your he his she her i will would has have had do does did not if then than as
        who what when which so about after before still only never out up all their them
    """,
    Language.GERMAN: """
        der die das den dem des ein eine einen einem einer eines und oder aber von zu zum zur im am auf bei
        mit fur aus als ist sind war waren wird werden wurde wurden hat haben hatte es er sie wir ihr nicht
        kein keine wenn dann auch noch nach bis durch uber dass ich sich so nur soll muss vor unter wie was
        wer um man seit sein ihre unser unsere
    """,
    Language.SPANISH: """
        el la los las un una unos unas y o pero de del al en con por para sin es son era fue ha han se su sus
        lo le les que nuestro nuestra como si no ya muy mas esta este hay nos cada todo todos cuando desde
        hasta sobre entre donde porque quien ni tiene ser estan
    """,
}
_WORDS: Final = {language: frozenset(words.split()) for language, words in _SMALL.items()}


def languages_of(tokens: Iterable[str]) -> tuple[Language, ...]:
    """Return the language that most small words of a text belong to; all of them where none leads."""
    found = list(tokens)
    counts = {language: sum(token in small for token in found) for language, small in _WORDS.items()}
    most = max(counts.values())
    if most == 0:
        return tuple(Language)
    return tuple(language for language, count in counts.items() if count == most)
