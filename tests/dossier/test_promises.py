"""Promises: what is owed is a loose end beside a line about people, what is kept or names nothing is neither."""

from __future__ import annotations

import pytest
from material import claims, record, sum_up

from handoff.domain.dossier import Section
from handoff.domain.record import Kind

OLA = record(Kind.CONTACT, name="Ola Berg")


def told(text: str, section: Section) -> list[str]:
    """Return what a note says in a section, but for the contact herself."""
    note = record(Kind.NOTE, body=f"Lunch at the canteen. {text}")
    return [claim.text for claim in claims(sum_up(OLA, note), section) if claim.label != "Contact"]


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
