"""The topics that a sentence announces by a phrase: 'The decision was …', 'If the pump fails, call …'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from handoff.domain.summary.lexicon.phrases import FIGURE, PHRASES, Need
from handoff.domain.summary.reading.dates import find_day
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic

_PHRASES = tuple((Topic[name], need, phrases(alternatives)) for name, need, alternatives in PHRASES)
_FIGURE = phrases(FIGURE)
_SUPPOSED: Final = frozenset((Topic.DELIVERABLE, Topic.OPEN))
"""What a phrase in the present does not say where it is only supposed."""

_PRESENT = re.compile(r"(?:is|are|owes?|ist|sind|wird|esta|estan)\b")
_SUPPOSES = re.compile(
    r"\b(?:after|once|when|whenever|until|before|if|unless|whether|as soon as|nachdem|sobald|wenn|bis|bevor|falls|ob"
    r"|cuando|hasta que|antes de que|despues de que|en cuanto|si)\b[^,;:.]*$"
)
_OF_ALL = re.compile(
    r"\b(?:(?:all|everything|anything) that|whatever|otherwise|alles,? was|sonst (?:muss|mussen)|todo lo que|si no)\b"
    r"[^,;:.]*$"
)
"""What a phrase stands behind that holds of all work, or of what would be: 'all that is delivered'."""


def announced(folded: str) -> Iterator[Topic]:
    """Yield the topics whose phrases stand in a folded sentence, and are not only supposed."""
    undecided = range(0)
    for topic, need, pattern in _PHRASES:
        found = _find(pattern, folded, undecided if topic is Topic.DECISION else range(0))
        if found is None or not _has(need, folded) or _is_supposed(topic, folded, found):
            continue
        if topic is Topic.OPEN:
            undecided = range(*found.span())  # 'nobody has decided who …' has the words of a decision, and is none
        yield topic


def _find(pattern: re.Pattern[str], folded: str, outside: range) -> re.Match[str] | None:
    """Return the first place of a phrase that does not begin within another."""
    return next((found for found in pattern.finditer(folded) if found.start() not in outside), None)


def _is_supposed(topic: Topic, folded: str, found: re.Match[str]) -> bool:
    """Whether a phrase stands in a clause that only supposes it, or speaks of all: 'after it is accepted'."""
    present = topic in _SUPPOSED and _PRESENT.match(found[0]) is not None
    before = folded[: found.start()]
    of_all = topic is Topic.DELIVERABLE and _OF_ALL.search(before) is not None
    return of_all or (present and _SUPPOSES.search(before) is not None)


def _has(need: Need, folded: str) -> bool:
    if need is Need.DAY:
        return find_day(folded) is not None
    return need is Need.NOTHING or _FIGURE.search(folded) is not None
