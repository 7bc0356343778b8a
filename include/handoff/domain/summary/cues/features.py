"""What a sentence shows: its words, their stems and order, the classes they belong to, and a few signs of its form.

The weights (weights.py) know each of these by the text that is yielded here. Whoever changes this has to learn the
weights anew (docs/evaluation.md).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from handoff.domain.summary.cues.classes import classes_of
from handoff.domain.summary.cues.language import languages_of
from handoff.domain.summary.cues.stems import stems_of
from handoff.domain.summary.cues.tense import Tense, tells_of_now, tense_of
from handoff.domain.summary.cues.tokens import plain, tokens_of
from handoff.domain.summary.reading.dates import find_day
from handoff.domain.summary.reading.words import spoken

_MONEY = re.compile(
    r"(?:[\u20ac$\u00a3]|\b(?:eur|usd|gbp|chf|mxn|euros?|dollars?|pounds?)\b)\s?\d"
    r"|(?<![\d.,])[.,]*\d[\d.,]*\s?(?:k\b\s?|mio\.?\s|mil\s|thousand\s|tausend\s)?"
    r"(?:[\u20ac$\u00a3]|(?:eur|usd|gbp|chf|mxn|euros?|dollars?|pounds?|quid|dolares|pesos|franken|libras|p)\b)"
    r"|\b(?:mil|hundred|thousand|tausend|\w+tausend|\w*hundert|cientos|hundreds) (?:de )?"
    r"(?:euros?|pounds|dollars|pesos|franken)\b"
)
"""An amount with its currency, in a folded text."""

_NAMED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Sra?|Don|Do\u00f1a)\.?\s[A-Z\u00c0-\u00dd]")
_SHORT_TEXT: Final = 8
_LONG_TEXT: Final = 16


def features_of(sentence: str) -> frozenset[str]:
    """Return what a sentence shows."""
    folded = spoken(sentence)
    tokens = tokens_of(sentence)
    shown = {name for name, holds in _signs(sentence, folded) if holds}
    languages = languages_of(tokens)
    for language in languages:
        tense = tense_of(folded, sentence, language)
        shown.add(str(tense))
        shown.update(f"[{name}]" for name in classes_of(language).shown(tokens))
    plainly = [plain(token) for token in tokens]
    shown.update(plainly[1:-1])
    shown.update(map(" ".join, pairwise(plainly)))
    shown.update(map(" ".join, zip(plainly, plainly[1:], plainly[2:], strict=False)))
    stems = stems_of(plainly, languages[0])  # the first where it is in doubt
    shown.update(f"~{stem}" for stem in stems[1:-1])
    shown.update(f"~{one} {next_one}" for one, next_one in pairwise(stems))
    shown.update(f"~{one} _ {other}" for one, other in zip(stems, stems[2:], strict=False))
    shown.add("<short>" if len(tokens) < _SHORT_TEXT else "<middling>" if len(tokens) < _LONG_TEXT else "<long>")
    return frozenset(shown)


def names_money(folded: str) -> bool:
    """Whether a folded text names an amount with its currency."""
    return _MONEY.search(folded) is not None


def tells_of_the_past(sentence: str) -> bool:
    """Whether a sentence is in the past."""
    folded = spoken(sentence)
    return any(tense_of(folded, sentence, language) is Tense.PAST for language in languages_of(tokens_of(sentence)))


def tells_only_of_the_past(sentence: str) -> bool:
    """Whether a sentence is in the past, and says nothing of how things are."""
    folded = spoken(sentence)
    return tells_of_the_past(sentence) and not any(
        tells_of_now(folded, language) for language in languages_of(tokens_of(sentence))
    )


def _signs(sentence: str, folded: str) -> tuple[tuple[str, bool], ...]:
    return (
        ("<money>", names_money(folded)),
        ("<named>", _NAMED.search(sentence) is not None),
        ("<day>", find_day(folded) is not None),
        ("<asks>", folded.endswith("?")),
    )
