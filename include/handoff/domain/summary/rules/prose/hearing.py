"""What the sentences of a passage weigh for each topic: by their cues, by phrases that announce one, by headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from handoff.domain.summary.cues.features import names_money, tells_of_the_past
from handoff.domain.summary.lexicon.phrases import FIGURE, INTRODUCTION, PHRASES, Need
from handoff.domain.summary.reading.courtesy import is_courtesy
from handoff.domain.summary.reading.dates import find_day, is_to_come, last_day
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import content_words, fold
from handoff.domain.summary.rules.prose.dealing import is_about_the_work
from handoff.domain.summary.rules.prose.sections import is_marked_closed
from handoff.domain.summary.weighing import ENOUGH, weigh

_PHRASES = tuple((Topic[name], need, phrases(alternatives)) for name, need, alternatives in PHRASES)
_FIGURE = phrases(FIGURE)
_INTRODUCTION = phrases(INTRODUCTION)
_FEWEST = 3
"""A sentence of fewer content words says too little to stand alone."""

_PHRASE: Final = ENOUGH
"""What a phrase that announces a topic weighs at least."""

_ANNOUNCED: Final = 5.0
_OFTEN: Final = frozenset((Topic.GOAL, Topic.CHALLENGE, Topic.DECISION))
"""What such a phrase adds for a topic whose words people use for much else, and those topics."""

_TO_COME: Final = 2.0
_AMOUNT: Final = 1.5
"""What a day that is still to come adds for what falls due, and an amount for money."""

HEADED: Final = 1.5
"""What a title adds for its topic to a sentence that shows that topic too."""

BESIDE: Final = frozenset((Topic.MONEY, Topic.DEADLINE))
"""What is said beside a sentence's own topic."""

TOLD: Final = frozenset((Topic.GOAL, Topic.CHALLENGE, Topic.DECISION, Topic.TACIT))
"""What is often told in two sentences that show it only together."""

_PLAIN: Final = (Topic.MONEY, Topic.ACCESS)
_VAGUE: Final = frozenset((Topic.DECISION, Topic.CHALLENGE, Topic.TACIT))
_CLEARLY: Final = 4.0
"""What a sentence that is plainly about money or access must weigh to be about something told as well."""

_ELSEWHERE: Final = 1.9
"""What a sentence has to weigh more to tell of delivered work where it does not stand in a file that was delivered."""

PART: Final = 1.0
"""What a sentence weighs at least that shows a topic a little."""

_SUPPOSED: Final = frozenset((Topic.DELIVERABLE, Topic.OPEN))
_PRESENT = re.compile(r"(?:is|are|ist|sind|wird|esta|estan)\b")
_SUPPOSES = re.compile(
    r"\b(?:after|once|when|whenever|until|before|if|unless|whether|as soon as|nachdem|sobald|wenn|bis|bevor|falls|ob"
    r"|cuando|hasta que|antes de que|despues de que|en cuanto|si)\b[^,;:.]*$"
)
_OF_ALL = re.compile(
    r"\b(?:(?:all|everything|anything) that|whatever|otherwise|alles,? was|sonst (?:muss|mussen)|todo lo que|si no)\b"
    r"[^,;:.]*$"
)
"""What a phrase stands behind that holds of all work, or of what would be: 'all that is delivered'."""


def weigh_all(texts: Sequence[str], passage: Passage) -> Iterator[Mapping[Topic, float]]:
    """Yield what each sentence of a passage weighs for each topic, by its cues, its phrases and its headings."""
    for text, learnt in zip(texts, weigh(tuple(texts)), strict=True):
        yield _with_phrases(text, _as_stands(learnt, passage), passage)


def weigh_one(sentence: str, passage: Passage) -> Mapping[Topic, float]:
    """Return what one sentence weighs by itself."""
    return next(weigh_all([sentence], passage))


def _with_phrases(sentence: str, learnt: Mapping[Topic, float], passage: Passage) -> Mapping[Topic, float]:
    folded = fold(sentence)
    asks = folded.endswith("?") and find_day(folded) is None
    empty = len(content_words(sentence)) < _FEWEST or is_courtesy(sentence) or _INTRODUCTION.match(folded)
    if asks or empty:
        return {}
    weights = dict(learnt)
    says_nothing = weights.pop(Topic.NEUTRAL) >= ENOUGH
    if passage.topic is not None and weights.get(passage.topic, 0) > 0:
        weights[passage.topic] += HEADED
    if is_to_come(last_day(sentence, passage.as_of), passage.as_of) and not tells_of_the_past(sentence):
        weights[Topic.DEADLINE] += _TO_COME
    if names_money(folded):
        weights[Topic.MONEY] += _AMOUNT
    for topic in _announced(folded):
        if topic in _OFTEN:
            weights[topic] += _ANNOUNCED
        elif not (says_nothing and topic is Topic.CONTINGENCY):  # 'If you have any questions, call us'
            weights[topic] = max(weights.get(topic, 0), _PHRASE)
    if is_about_the_work(sentence, learnt[Topic.PREFERENCE], passage):
        weights[Topic.PREFERENCE] = min(weights[Topic.PREFERENCE], PART)
    if weights.get(Topic.DEADLINE, 0) > 0 and weights.get(Topic.OPEN, 0) < ENOUGH and _is_over(sentence, passage):
        del weights[Topic.DEADLINE]
    return weights


def _as_stands(learnt: Mapping[Topic, float], passage: Passage) -> Mapping[Topic, float]:
    """Return what a sentence weighs where it stands: a file that was delivered tells of its delivery, others seldom."""
    return learnt if passage.delivered else {**learnt, Topic.DELIVERABLE: learnt[Topic.DELIVERABLE] - _ELSEWHERE}


def _announced(folded: str) -> Iterator[Topic]:
    for topic, need, pattern in _PHRASES:
        if _has(need, folded) and (found := pattern.search(folded)) and not _is_supposed(topic, folded, found):
            yield topic


def _is_over(sentence: str, passage: Passage) -> bool:
    """Whether what a sentence says of a day is over: it says that it is done, or the day was no longer to come."""
    day = last_day(sentence, passage.as_of)
    passed = day is not None and passage.as_of is not None and day.date() <= passage.as_of.date()
    return passed or is_marked_closed(sentence)


def _is_supposed(topic: Topic, folded: str, found: re.Match[str]) -> bool:
    """Whether a phrase stands in a clause that only supposes it, or speaks of all: 'after it is accepted'."""
    present = topic in _SUPPOSED and _PRESENT.match(found[0]) is not None
    before = folded[: found.start()]
    of_all = topic is Topic.DELIVERABLE and _OF_ALL.search(before) is not None
    return of_all or (present and _SUPPOSES.search(before) is not None)


def heaviest(weights: Mapping[Topic, float]) -> Topic | None:
    """Return the topic that weighs most and enough; of equals the first in the table of phrases.

    What is said beside others anyway is a sentence's own topic only where it has no other.
    """
    enough = [topic for topic, weight in weights.items() if weight >= ENOUGH]
    if any(weights.get(topic, 0) >= ENOUGH for topic in _PLAIN):
        enough = [topic for topic in enough if topic not in _VAGUE or weights[topic] >= _CLEARLY]
    if Topic.MONEY in enough and weights.get(Topic.OPEN, 0) <= weights[Topic.MONEY] + PART:
        enough = [topic for topic in enough if topic is not Topic.OPEN]  # a bill that is not paid is about money
    enough = [topic for topic in enough if topic not in BESIDE] or enough
    order = list(Topic)
    return max(enough, key=lambda topic: (weights[topic], -order.index(topic)), default=None)


def _has(need: Need, folded: str) -> bool:
    if need is Need.DAY:
        return find_day(folded) is not None
    return need is Need.NOTHING or _FIGURE.search(folded) is not None
