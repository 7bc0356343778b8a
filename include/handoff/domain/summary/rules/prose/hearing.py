"""What the sentences of a passage weigh for each topic: by their cues, by phrases that announce one, by headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from handoff.domain.summary.cues.features import names_money, tells_of_the_past, tells_only_of_the_past
from handoff.domain.summary.lexicon.days import CALENDAR_NAMES
from handoff.domain.summary.lexicon.mistaken import (
    ACCOUNT_OFFICES,
    EITHER_WAY,
    ENDS_BY_ITSELF,
    NEVER,
    PASSED_ON,
    POLITE_IFS,
    SIGNED,
)
from handoff.domain.summary.lexicon.telling import INSIDE, INTRODUCTION
from handoff.domain.summary.reading.courtesy import is_courtesy
from handoff.domain.summary.reading.dates import begins_with_day, is_to_come, last_day, with_years, without_days
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import content_words, fold
from handoff.domain.summary.rules.prose.announcing import announced
from handoff.domain.summary.rules.prose.dealing import is_about_the_work
from handoff.domain.summary.rules.prose.sections import is_marked_closed
from handoff.domain.summary.weighing import ENOUGH, weigh

_INTRODUCTION = phrases(INTRODUCTION)
_INSIDE = phrases(INSIDE)
_NOT_SO = {
    Topic.OPEN: phrases(f"{NEVER} | {EITHER_WAY}"),
    Topic.ACCESS: phrases(ACCOUNT_OFFICES),
    Topic.PERSON: phrases(PASSED_ON),
    Topic.DECISION: phrases(SIGNED),
    Topic.DELIVERABLE: phrases(SIGNED),
}
"""What says of a sentence that it does not tell of a topic, whatever its cues."""

_POLITE = phrases(POLITE_IFS)
_ENDS_BY_ITSELF = phrases(ENDS_BY_ITSELF)
_CALENDAR = Terms(CALENDAR_NAMES)

_FEWEST = 3
"""A sentence of fewer content words says little."""

_CASE = re.compile(r"(?:if|should|in case|wenn|falls|sollten?|si)\b")
"""How a sentence begins that tells what to do in one case; 'when' and 'whenever' tell of habits too."""

_CURTLY: Final = 2.0
"""What a sentence of so few words has to weigh more: 'Bleached it is not.'"""

_PHRASE: Final = ENOUGH
"""What a phrase that announces a topic weighs at least."""

_UNSURE: Final = frozenset((Topic.OPEN, Topic.TACIT, Topic.PREFERENCE, Topic.DELIVERABLE, Topic.ACCESS))
_HARDLY: Final = -3.0
"""What phrases announce that have other uses too, and what a sentence weighs more than that may be about what one of
these, its heading or a lead says: 'Our rooms are open' owes nothing.
"""

_ANNOUNCED: Final = 7.0
_OFTEN: Final = frozenset((Topic.GOAL, Topic.CHALLENGE, Topic.DECISION))
"""What such a phrase adds for a topic whose words people use for much else, and those topics."""

_ASKS: Final = 0.5
"""What a question weighs more to be an open one."""

_TO_COME: Final = 2.6
_AMOUNT: Final = 3.2
"""What a day that is still to come adds for what falls due, and an amount for money."""

_OWED: Final = 1.5
"""What a sentence that falls due weighs at least to be what somebody has to do: 'Gareth sends the hours by 16 May'."""

_TOLD_OF: Final = 5.0
"""What a sentence that tells only of the past has to weigh more for something to fall due."""

HEADED: Final = 1.5
"""What a title adds for its topic to a sentence that shows that topic too."""

BESIDE: Final = (Topic.MONEY, Topic.DEADLINE, Topic.CONTINGENCY, Topic.ACCESS)
"""What is said beside a sentence's own topic, in this order."""

ALSO: Final[Mapping[Topic, frozenset[Topic]]] = {
    Topic.PREFERENCE: frozenset(Topic) - {Topic.PREFERENCE, Topic.PERSON},
    Topic.OPEN: frozenset((Topic.CHALLENGE,)),
}
"""What is said beside some topics alone: how somebody is dealt with, beside all that is not told of them anyway, and
what a trouble left to be done.
"""

TOLD: Final = (Topic.GOAL, Topic.CHALLENGE, Topic.DECISION, Topic.TACIT)
"""What is often told in two sentences that show it only together."""

_PLAIN: Final = (Topic.MONEY, Topic.ACCESS)
_VAGUE: Final = frozenset((Topic.DECISION, Topic.CHALLENGE, Topic.TACIT))
_CLEARLY: Final = 4.0
"""What a sentence that is plainly about money or access must weigh to be about something told as well."""

_BY_ITSELF: Final = 4.0
"""What a sentence that tells what to do in a case must weigh to be a tacit fact all the same."""

_ELSEWHERE: Final = 0.6
"""What a sentence has to weigh more to tell of delivered work where it does not stand in a file that was delivered."""

PART: Final = 1.0
"""What a sentence weighs at least that shows a topic a little."""


def weigh_all(texts: Sequence[str], passage: Passage) -> Iterator[Mapping[Topic, float]]:
    """Yield what each sentence of a passage weighs for each topic, by its cues, its phrases and its headings."""
    inside = False
    for text, learnt in zip(texts, weigh(tuple(texts), passage.where), strict=True):
        leads = _INSIDE.search(fold(text)) is not None
        weights = _with_phrases(text, _as_stands(learnt, passage), passage)
        if (inside or (leads and ":" in text)) and weights.get(Topic.TACIT, _HARDLY) > _HARDLY:
            weights[Topic.TACIT] += HEADED
        inside = inside or leads
        yield _nobodys_news(weights) if passage.general else weights


def weigh_one(sentence: str, passage: Passage) -> Mapping[Topic, float]:
    """Return what one sentence weighs by itself."""
    return next(weigh_all([sentence], passage))


def _with_phrases(sentence: str, learnt: Mapping[Topic, float], passage: Passage) -> dict[Topic, float]:
    folded, telling = fold(sentence), content_words(sentence)
    if is_courtesy(sentence) or _INTRODUCTION.match(folded) or not any(map(str.isalpha, telling)):
        return {}  # a machine's line says nothing: 'cache1 300 IN A 203.0.113.31'
    day = last_day(sentence, passage.as_of)
    planned = is_to_come(day, passage.as_of) and _is_line_of_calendar(sentence, passage)
    if len(telling) < _FEWEST and not planned:
        return {topic: learnt[topic] - _CURTLY for topic in TOLD}
    if folded.endswith("?") and day is None:
        return {Topic.OPEN: learnt[Topic.OPEN] + _ASKS}
    weights = dict(learnt)
    says_nothing = weights.pop(Topic.NEUTRAL) >= ENOUGH
    if passage.topic is not None and weights.get(passage.topic, _HARDLY) > _HARDLY:
        weights[passage.topic] += HEADED
    if tells_only_of_the_past(sentence):
        weights[Topic.DEADLINE] -= _TOLD_OF
    elif is_to_come(day, passage.as_of) and not tells_of_the_past(sentence):
        weights[Topic.DEADLINE] += _TO_COME
        if planned:
            weights[Topic.DEADLINE] = max(weights[Topic.DEADLINE], ENOUGH)
    if names_money(folded):
        weights[Topic.MONEY] += _AMOUNT
    weights |= {topic: min(weights[topic], PART) for topic, said in _NOT_SO.items() if said.search(folded)}
    _announce(weights, sentence, says_nothing=says_nothing)
    if is_about_the_work(sentence, learnt[Topic.PREFERENCE], passage):
        weights[Topic.PREFERENCE] = min(weights[Topic.PREFERENCE], PART)
    _date(weights, sentence, day, passage)
    return weights


def _is_line_of_calendar(sentence: str, passage: Passage) -> bool:
    """Whether a line of what is called a calendar says what is on a day: '30 Oct visa of the stillman'."""
    named = any(map(_CALENDAR.within, passage.path))
    return (
        named and begins_with_day(sentence) and bool(content_words(without_days(with_years(sentence, passage.as_of))))
    )


def _announce(weights: dict[Topic, float], sentence: str, *, says_nothing: bool) -> None:
    """Add what a sentence announces; what is to be done in a case is no tacit fact, unless it is so plainly."""
    folded = fold(sentence)
    is_turn = says_nothing or _POLITE.match(folded) is not None  # 'If you have any questions, call us'
    no_case = is_turn or tells_of_the_past(sentence)  # 'When it failed, …'
    said = frozenset(announced(folded))
    for topic in said:
        if topic in _OFTEN:
            weights[topic] += _ANNOUNCED
        elif not (no_case and topic is Topic.CONTINGENCY) and not (topic in _UNSURE and weights[topic] <= _HARDLY):
            weights[topic] = max(weights.get(topic, 0), _PHRASE)
    if Topic.PREFERENCE in said:
        weights[Topic.PERSON] = min(weights[Topic.PERSON], PART)  # what they prefer, and not who they are
    if weights.get(Topic.CONTINGENCY, 0) >= ENOUGH and weights[Topic.TACIT] < _BY_ITSELF and _CASE.match(folded):
        weights[Topic.TACIT] = min(weights[Topic.TACIT], PART)


def _date(weights: dict[Topic, float], sentence: str, day: datetime | None, passage: Passage) -> None:
    """Make what is open until a day fall due on it, and let nothing fall due that is over."""
    if weights.get(Topic.OPEN, 0) >= ENOUGH and is_to_come(day, passage.as_of):
        weights[Topic.DEADLINE] = max(weights[Topic.DEADLINE], ENOUGH)
    elif weights.get(Topic.OPEN, 0) < ENOUGH and _is_over(sentence, day, passage):
        weights.pop(Topic.DEADLINE, None)


def _as_stands(learnt: Mapping[Topic, float], passage: Passage) -> Mapping[Topic, float]:
    """Return what a sentence weighs where it stands: a file that was delivered tells of its delivery, others seldom."""
    return learnt if passage.delivered else {**learnt, Topic.DELIVERABLE: learnt[Topic.DELIVERABLE] - _ELSEWHERE}


def _nobodys_news(weights: Mapping[Topic, float]) -> Mapping[Topic, float]:
    """Return what a sentence weighs that holds for every client: it tells nothing of this one."""
    return {topic: min(weight, 0) if topic in TOLD else weight for topic, weight in weights.items()}


def _is_over(sentence: str, day: datetime | None, passage: Passage) -> bool:
    """Whether what a sentence says of a day is over: it says that it is done, or the day was no longer to come."""
    passed = day is not None and passage.as_of is not None and day.date() <= passage.as_of.date()
    return passed or is_marked_closed(sentence)


def is_owed(text: str, weights: Mapping[Topic, float], passage: Passage) -> bool:
    """Whether what falls due on a day to come is what somebody has to do until then, and not only when a thing ends."""
    to_come = is_to_come(last_day(text, passage.as_of), passage.as_of)
    return to_come and weights.get(Topic.OPEN, 0) >= _OWED and _ENDS_BY_ITSELF.search(fold(text)) is None


def heaviest(weights: Mapping[Topic, float]) -> Topic | None:
    """Return the topic that weighs most and enough; of equals the first in the table of phrases.

    What is said beside others anyway is a sentence's own topic only where it has no other.
    """
    enough = [topic for topic, weight in weights.items() if weight >= ENOUGH]
    if any(weights.get(topic, 0) >= ENOUGH for topic in _PLAIN):
        enough = [topic for topic in enough if topic not in _VAGUE or weights[topic] >= _CLEARLY]
    enough = [topic for topic in enough if topic not in BESIDE] or enough
    order = list(Topic)
    return max(enough, key=lambda topic: (weights[topic], -order.index(topic)), default=None)
