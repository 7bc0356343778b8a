"""Promises: what is owed is a loose end beside a line about people, what is kept or names nothing is neither."""

from __future__ import annotations

import pytest
from material import claims, record, sum_up

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules.prose.promises import with_promises

OLA = record(Kind.CONTACT, name="Ola Berg")


def told(text: str, section: Section) -> list[str]:
    """Return what a note says in a section, but for the contact herself."""
    note = record(Kind.NOTE, body=f"Lunch at the canteen. {text}")
    return [claim.text for claim in claims(sum_up(OLA, note), section) if claim.label != "Contact"]


def left(before: str, promise: str) -> list[tuple[Section, str]]:
    """Return what the rule alone makes of a promise, however its words are weighed."""
    passage = Passage(f"{before} {promise}".strip(), ("Lunch",), people=frozenset({"ola", "berg"}), jotted=True)
    heard = Draft(Section.PEOPLE, promise, Topic.COMMITMENT.label)
    return [(one.section, one.text) for one in with_promises([heard], passage) if isinstance(one, Draft)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I promised Ola that we would paint the gate.",
        "We told Ola that we would paint the gate.",
        "You promised us the figures for May.",
        "Ich habe Ola versprochen, dass wir das Tor streichen.",
        "Les dije que pintaríamos la puerta.",
        "Le prometí a Ola que pintaríamos la puerta.",
    ],
)
def test_promise_that_is_owed_is_a_loose_end_too(sentence: str) -> None:
    """Whoever takes over owes what their predecessor gave their word for."""
    assert told(sentence, Section.PEOPLE) == [sentence]
    assert told(sentence, Section.LOOSE_ENDS) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I promised Ola that the gate stays open every Sunday.",
        "I promised Ola that we would not paint the gate.",
        "Ola promised us the keys by Easter.",
        "Ich habe Ola versprochen, dass das Tor sonntags immer offen bleibt.",
        "Le prometí a Ola que la puerta seguiría abierta cada domingo.",
    ],
)
def test_promise_for_good_or_of_somebody_else_is_no_loose_end(sentence: str) -> None:
    """What is kept from day to day is never done, and what others promised is theirs to keep."""
    assert told(sentence, Section.PEOPLE) == [sentence]
    assert told(sentence, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The gate was painted in May, as promised.",
        "We promised Ola a new gate and kept our word.",
        "Wie versprochen wurde das Tor im Mai gestrichen.",
    ],
)
def test_promise_that_was_kept_is_none(sentence: str) -> None:
    """It is told as done: nobody owes it any more."""
    assert told(sentence, Section.PEOPLE) == told(sentence, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Ola asked for the plans as a model.", "I said I would look into it."),
        ("Ola wants the plans as a model.", "Said yes."),
        ("Ola asks who pays for the gate.", "I said I would come back to her."),
        ("The plans of the mill are with the printer.", "I have promised them for the end of the month."),
    ],
)
def test_promise_that_names_nothing_takes_along_what_it_is_about(before: str, sentence: str) -> None:
    """'I said I would look into it' is a loose end with the sentence before it, and nothing about people."""
    assert told(f"{before} {sentence}", Section.LOOSE_ENDS) == [f"{before} {sentence}"]
    assert sentence not in told(f"{before} {sentence}", Section.PEOPLE)


def test_yes_to_what_was_only_asked_is_no_promise() -> None:
    """Whoever says that they know the mill promises nothing."""
    assert told("Ola wondered whether we know the mill. Told her yes.", Section.PEOPLE) == []
    assert told("Ola wondered whether we know the mill. Told her yes.", Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I promised Ola I would have a look at the boiler by Friday.",
        "We said we would look into the price of oak.",
        "We promised Ola the spare keys, which stand in the hall.",
        "I promised Ola a new gate, which did not happen.",
        "We promised Ola a new gate and did nothing.",
        "Wir haben Ola ein Tor versprochen und nicht gehalten.",
        "Wir haben Ola ein Tor versprochen, was nicht geschah.",
        "Le prometimos a Ola una puerta y no cumplimos.",
        "Le prometimos a Ola una puerta, pero no lo hemos cumplido.",
        "Le prometí a Ola una puerta, que sigue en el taller.",
    ],
)
def test_promise_that_names_its_thing_or_was_broken_is_owed(sentence: str) -> None:
    """What was promised is owed by itself, whatever stands before it, and all the more where nothing came of it."""
    for before in ("Lunch at the canteen.", ""):
        assert left(before, sentence) == [(Section.PEOPLE, sentence), (Section.LOOSE_ENDS, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I said I would look into it.",
        "I said I would find out what that takes.",
        "I promised Ola I would have a look.",
        "Das habe ich zugesagt.",
        "Ich habe ja gesagt.",
        "Dije que sí.",
    ],
)
def test_promise_that_names_nothing_and_stands_alone_is_a_loose_end_by_itself(sentence: str) -> None:
    """A promise is never lost: where nothing can be put before it, it stands alone."""
    assert left("", sentence) == [(Section.LOOSE_ENDS, sentence)]
    assert left("We talked of oak. " * 60 + "x" * 700 + ".", sentence)[-1] == (Section.LOOSE_ENDS, sentence)


@pytest.mark.parametrize(
    ("asked", "told", "sentence"),
    [
        ("Ola wants the plans as a model.", "Ola knows the mill.", "Said yes."),
        ("Ola möchte die Pläne als Modell.", "Ola kennt die Mühle.", "Wir haben ja gesagt."),
        ("Ola quiere los planos en maqueta.", "Ola conoce el molino.", "Le dije que sí."),
    ],
)
def test_yes_is_a_promise_where_something_was_asked_for(asked: str, told: str, sentence: str) -> None:
    """In each language, whoever says yes to a wish gave their word, and whoever says yes to a remark did not."""
    assert left(asked, sentence) == [(Section.LOOSE_ENDS, f"{asked} {sentence}")]
    assert left(told, sentence) == []
    assert left("", f"{asked.rstrip('.')}; {sentence}") != []
    assert left("", f"{told.rstrip('.')}; {sentence}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We promised Ola that the gate will not shut.",
        "Wir haben Ola versprochen, dass das Tor nicht schließt.",
        "Le dijimos a Ola que la puerta no cerrará.",
        "The gate stays open every Sunday, we promised.",
    ],
)
def test_promise_not_to_do_something_stands_for_good(sentence: str) -> None:
    """What is left alone is never done with."""
    assert left("", sentence) == [(Section.PEOPLE, sentence)]


def test_promise_to_her_takes_along_who_she_is() -> None:
    """'Promised her' says nothing to whoever doesn't read the sentence before; without a day is no deadline."""
    before, promise = "Ola Berg fears for the roof.", "Promised her: Jonas is on call all the winter."
    whole = f"{before} {promise}"
    assert left(before, promise) == [(Section.PEOPLE, whole), (Section.LOOSE_ENDS, whole)]
    assert left("The roof leaks.", promise)[0] == (Section.PEOPLE, promise)
    passage = Passage(whole, ("Lunch",), people=frozenset({"ola"}), jotted=True)
    heard = [Draft(Section.PEOPLE, promise, Topic.COMMITMENT.label), Draft(Section.DEADLINES, promise, "Deadline")]
    assert [one.section for one in with_promises(heard, passage)] == [Section.PEOPLE, Section.LOOSE_ENDS]
