"""What stands below a heading that names a topic is about that topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.domain.summary.cues.features import tells_of_the_past
from handoff.domain.summary.drafts import Draft, Nothing, Said
from handoff.domain.summary.lexicon.days import AS_OF, TIMES
from handoff.domain.summary.lexicon.phrases import FIGURE
from handoff.domain.summary.lexicon.states import CLOSED, NOTHING, UNSAID
from handoff.domain.summary.lexicon.telling import INTRODUCTION
from handoff.domain.summary.open_items import with_deadline
from handoff.domain.summary.reading.courtesy import is_courtesy
from handoff.domain.summary.reading.dates import find_day, without_days
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.topics import Topic, topic_named
from handoff.domain.summary.reading.words import content_words, fold, parts

NONE_SAID = Terms(NOTHING)
NOT_SAID = Terms(UNSAID)
IS_CLOSED = Terms(CLOSED)
_AS_OF = Terms(AS_OF)
_FIGURE = phrases(FIGURE)
_INTRODUCTION = phrases(INTRODUCTION)
_MARKED_CLOSED = re.compile(
    r"[(\[]\s*([^()\[\],]{1,24}?)(?:\s+(?:on|am|el|,)\s[^()\[\]]*)?[)\]]\s*[.;]?$"
    r"|\s[-\u2013\u2014\u2192]\s*([^-\u2013\u2014\u2192]{1,24})$|~~.*~~$"
)
_SAID_CLOSED = re.compile(
    r"\b(?:is|are|was|were|been|ist|sind|wurde|wurden|esta|estan|quedo|quedaron)"
    r"\s+(?:(?:now|already|all|inzwischen|bereits|schon|alles|ya|todo)\s+)?(\w+(?: \w+)?)\W*$"
)
_NOT_SO = re.compile(
    r"n't\b|\b(?:not|never|no|until|once|when|if|before|whether|nicht|nie|noch|kein\w*|bis|wenn|sobald|ob|sin|aun|todavia"
    r"|cuando|hasta|si|nunca)\b"
)
_PASSING = frozenset((Topic.OPEN, Topic.RISK, Topic.COMMITMENT))
_TIME = phrases(TIMES)
_NAME = re.compile(r"\S\s+[^\W\d_a-z\u00df-\u00ff]|^\S+(?:\s\S+)?$|@|\d{3}|[:\u2013\u2014(]|^\S+,")
"""Somebody's name, a way to reach them, or a name and what it is."""

_IS_DATED = re.compile(r"[^:]{3,60}:\s*\S")
_MARKS = " -\u2013\u2014?.\u2026_/*"
_SLOT = re.compile(r"^(?:<[^>]*>|\[(?!secret removed)[^\]]*\]|\{[^}]*\}|_+|\.{3,})$")


def below_headings(passage: Passage) -> Iterator[Said]:
    """Yield a passage as a claim of its heading's section.

    A plain paragraph right below the document's title is no claim: it introduces the document.
    """
    topic = passage.topic
    if topic is None or topic.section is None or (passage.cells and not passage.text):
        return
    if passage.introduces or says_nothing_itself(passage.text) or _is_beside(passage, topic):
        return
    if (
        NONE_SAID.is_all_of(passage.text)
        or only_dates(passage.text)
        or (topic in _PASSING and IS_CLOSED.is_all_of(passage.text))
    ):
        yield Nothing(topic.section)
        return
    if topic in _PASSING and is_marked_closed(passage.text):
        yield Nothing(topic.section, _MARKED_CLOSED.sub("", passage.text).strip() if topic is Topic.OPEN else "")
        return
    if topic is Topic.OPEN and _IS_DATED.match(passage.text) and is_day(passage.text.partition(":")[2]):
        topic = Topic.DEADLINE  # 'Cut-over: 12 May' in a list of what is open is only its day
    for part in parts(passage.text):
        yield from draft_of(topic, titled(passage.below, part))


def _is_beside(passage: Passage, topic: Topic) -> bool:
    """Whether a passage lacks what its heading promises: an invoice's letterhead, a diary's entry, a photo's crowd."""
    folded = fold(passage.text)
    if topic is Topic.PERSON:
        return _NAME.search(passage.text) is None
    wanted = {Topic.MONEY: _FIGURE, Topic.DEADLINE: _TIME}.get(topic)
    titled_only = len(passage.path) - len(passage.below) == 1
    if titled_only and topic is Topic.DEADLINE and not passage.item and tells_of_the_past(passage.text):
        return True  # a diary that tells what was
    return titled_only and wanted is not None and wanted.search(folded) is None


def draft_of(topic: Topic, text: str, own: str = "", *, lapses: bool = False) -> Iterator[Draft]:
    """Yield what a text says under a topic: a claim, and for something open its deadline too.

    `own` is the part of the text in which its day stands, where the rest only tells of what it speaks; `lapses` is a
    draft's.
    """
    if topic.section is None:
        return
    if topic is Topic.OPEN:
        due = find_day(own or text)
        yield from with_deadline(Draft(topic.section, text, topic.label, due=due, lapses=lapses), text)
    else:
        due = find_day(own or text) if topic is Topic.DEADLINE else None
        yield Draft(topic.section, text, topic.label, due=due)


def titled(below: tuple[str, ...], text: str) -> str:
    """Return a text with the headings that lead to it, unless it says them itself."""
    said = content_words(text)
    lead = [heading for heading in below if not content_words(heading) <= said]
    return f"{' / '.join(lead)}: {text}" if lead else text


def is_day(text: str) -> bool:
    """Whether a text is a day and nothing else."""
    return find_day(text) is not None and not any(c.isalnum() for c in without_days(text))


def only_dates(text: str) -> bool:
    """Whether a text says only of which day the list is: 'As of 24 November 2026'."""
    return find_day(text) is not None and not content_words(_AS_OF.without(without_days(text)))


def is_unsaid(text: str) -> bool:
    """Whether a text holds no word at all, or only one for what nobody knows yet: '???', 'tbd'."""
    return not text.strip(_MARKS) or NOT_SAID.is_all_of(text)


def is_marked_closed(text: str) -> bool:
    """Whether an item ends with a word that says that it is done: '(done)', '- erledigt', 'is done'."""
    said = _SAID_CLOSED.search(fold(text))
    if said is not None and IS_CLOSED.is_all_of(said[1]) and not _NOT_SO.search(fold(text)):
        return True
    match = _MARKED_CLOSED.search(text)
    return match is not None and (match.group(0).startswith("~~") or IS_CLOSED.is_all_of(match[1] or match[2] or ""))


def says_nothing_itself(text: str) -> bool:
    """Whether a text is only a slot of a form, a word for what nobody knows, a courtesy, or a lead."""
    slot = text.endswith(":") or is_unsaid(text) or bool(_SLOT.match(text))
    slot = slot or topic_named(text) not in (None, Topic.NEUTRAL)
    return slot or is_courtesy(text) or bool(_INTRODUCTION.match(fold(text)))
