"""Which sentences of a text tell one matter: what happened stands before what was done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules.prose.matters import Heard, matters

CURE = Heard("We relined it over the weekend.", {Topic.CHALLENGE: 5.0}, Topic.CHALLENGE)


def weak(text: str, weight: float, topic: Topic = Topic.CHALLENGE) -> Heard:
    """Make a sentence that shows a topic, but not enough to have it."""
    return Heard(text, {topic: weight})


def told(*heard: Heard) -> list[tuple[Section, str]]:
    """Return what sentences say together."""
    return [(one.section, one.text) for one in matters(heard) if isinstance(one, Draft)]


def test_what_happened_is_told_with_what_was_done() -> None:
    """A sentence that shows a challenge a little leads the one that tells how it was met."""
    kiln = weak("The kiln had a crack on Friday.", 0.6)
    assert told(kiln, CURE) == [(Section.CHALLENGES, f"{kiln.text} {CURE.text}")]


def test_all_that_leads_to_it_is_told() -> None:
    """What leads to a challenge is itself led to."""
    first, second = weak("Steam came out of the lid.", 0.4), weak("The kiln had a crack.", 0.9)
    assert told(first, second, CURE) == [(Section.CHALLENGES, f"{first.text} {second.text} {CURE.text}")]


@pytest.mark.parametrize("weight", [0.0, -2.0])
def test_what_shows_nothing_of_it_stays_out(weight: float) -> None:
    """A sentence that shows no challenge is not told with one that says by itself of what it speaks."""
    cure = replace(CURE, text="We relined the kiln over the weekend.")
    assert told(weak("The kiln is green.", weight), cure) == [(Section.CHALLENGES, cure.text)]


def test_what_a_sentence_speaks_of_is_told_with_it() -> None:
    """'It' is what stands before: without that nobody could tell what was relined."""
    assert told(weak("The kiln is green.", 0), CURE) == [(Section.CHALLENGES, f"The kiln is green. {CURE.text}")]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("The boiler feeds hall 2.", "Don't rotate it."),
        ("The mailbox goes to Owen only.", "Must be someone else by 1 Oct."),
        ("Die Pumpe steht im Keller.", "Muss jede Woche entlüftet werden."),
        ("La bomba está en el sótano.", "Nunca apagarla de golpe."),
    ],
)
def test_short_sentence_without_its_own_thing_is_told_with_the_one_before(before: str, text: str) -> None:
    """A few words that say of nothing by themselves are no claim that anybody understands."""
    tip = Heard(text, {Topic.TACIT: 4.0}, Topic.TACIT)
    assert told(weak(before, 0), tip) == [(Section.TACIT, f"{before} {text}")]


def test_a_sentence_of_another_topic_keeps_it() -> None:
    """What has a topic of its own is not given to the challenge after it, even where that speaks of it."""
    goal = Heard("They want two firings a day.", {Topic.GOAL: 4.0, Topic.CHALLENGE: 1.0}, Topic.GOAL)
    cure = replace(CURE, text="We relined the kiln over the weekend.")
    assert told(goal, cure) == [(Section.GOALS, goal.text), (Section.CHALLENGES, cure.text)]
    assert told(goal, CURE) == [(Section.GOALS, goal.text), (Section.CHALLENGES, f"{goal.text} {CURE.text}")]


@pytest.mark.parametrize("words", ["Since then we", "Seither", "Ab sofort", "Desde entonces", "From now on we"])
def test_what_has_held_since_tells_that_something_happened(words: str) -> None:
    """Before a decision that holds 'since then' stands what made it necessary."""
    cut = weak("A glazer cut his hand on the shelf.", 1.4)
    rule = Heard(f"{words} gloves.", {Topic.DECISION: 4.0}, Topic.DECISION)
    assert told(cut, rule) == [(Section.CHALLENGES, cut.text), (Section.DECISIONS, rule.text)]


def test_what_has_a_day_of_its_own_is_an_item_of_its_own() -> None:
    """Two things to do are two, each with its day, though one sentence follows the other."""
    first = Heard("We still have to order the filters by 3 July 2026.", {Topic.OPEN: 4.0}, Topic.OPEN)
    second = Heard("It also needs a crane by 10 August 2026.", {Topic.OPEN: 4.0}, Topic.OPEN)
    drafts = [one for one in matters([first, second]) if isinstance(one, Draft)]
    days = [one.due.day for one in drafts if one.section is Section.LOOSE_ENDS and one.due]
    assert days == [3, 10]
    assert [one.section for one in drafts].count(Section.DEADLINES) == 2


@pytest.mark.parametrize(
    "text", ["All invoices go to Ola.", "Check the fuse box first.", "Carlos prefiere un audio.", "3 pallets arrive."]
)
def test_short_sentence_with_its_own_thing_stands_alone(text: str) -> None:
    """What says of what it speaks takes nothing along."""
    tip = Heard(text, {Topic.TACIT: 4.0}, Topic.TACIT)
    assert told(weak("The fair was fine.", 0), tip) == [(Section.TACIT, text)]


@pytest.mark.parametrize("topic", [Topic.TACIT, Topic.DECISION, Topic.DEADLINE])
def test_what_is_said_of_somebody_is_told_beside_whatever_else(topic: Topic) -> None:
    """'She never reads past the first page, so ring her' is a trick, and how she is dealt with."""
    both = Heard("Ring her before nine.", {topic: 5.0, Topic.PREFERENCE: 4.0}, topic)
    assert (Section.PEOPLE, both.text) in told(both)
    little = replace(both, weights={topic: 5.0, Topic.PREFERENCE: 2.0})
    assert Section.PEOPLE not in {section for section, _ in told(little)}


def test_of_somebody_one_thing_is_said() -> None:
    """Who somebody is and how they are dealt with stand in one section, and one line says both."""
    both = Heard("Ring her before nine.", {Topic.PERSON: 5.0, Topic.PREFERENCE: 4.0}, Topic.PERSON)
    assert told(both) == [(Section.PEOPLE, both.text)]
