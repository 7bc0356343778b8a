"""Preferences: how somebody is dealt with is one, what they want of the work is none."""

from __future__ import annotations

import pytest
from material import record, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind

OLA = record(Kind.CONTACT, name="Ola Berg")


def people(sentence: str) -> list[str]:
    """Return what a note says of people, but for the contact herself."""
    note = record(Kind.NOTE, body=f"Lunch at the canteen. {sentence}")
    return [text for text in texts(sum_up(OLA, note), Section.PEOPLE) if text != "Ola Berg"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola wants to be asked before anything is moved.",
        "Ola hates surprises, so tell her early.",
        "Please copy Ola on invoices.",
        "Ola möchte vorher gefragt werden, wenn etwas verschoben wird.",
        "Ola legt Wert auf Pünktlichkeit.",
        "Ola quiere que se le consulte antes de mover nada.",
        "A Ola no le gustan las sorpresas: avísala con tiempo.",
        "Ola wants the figures in a table.",
        "Ola bevorzugt Zahlen als Tabelle.",
        "Ola quiere las cifras en una tabla.",
    ],
)
def test_way_of_dealing_with_somebody_is_a_preference(sentence: str) -> None:
    """How and when somebody wants to be asked, told and written to is what a successor has to know."""
    assert people(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola insists on the blue curtains.",
        "Ola wants a second boiler before winter.",
        "Ola prefers the oak to the ash.",
        "Ola prefers the oak tables.",
        "Mr Lee prefers the oak.",
        "Ola insists on the word heritage on the label.",
        "Die Firma von Ola bevorzugt die Eiche.",
        "Ola prefiere las tablas de roble.",
        "Everybody likes the new roof.",
        "The bank wants to see the accounts before the loan is paid.",
        "Ola wünscht sich einen zweiten Kessel vor dem Winter.",
        "Ola bevorzugt die Eiche.",
        "Ola prefiere el roble.",
        "Ola pide que la segunda caldera llegue antes del invierno.",
        "Rang Ola at home. She allowed the oak by mail.",
    ],
)
def test_wish_about_the_work_is_no_preference(sentence: str) -> None:
    """What somebody wants made, shown or paid is about the work, and a call that was made says nothing of the next."""
    assert people(sentence) == []


def test_below_a_heading_that_says_so_any_wish_is_a_preference() -> None:
    """Whoever lists it as a preference knows."""
    note = record(Kind.NOTE, body="Preferences\n\n- Ola insists on the blue curtains.\n- Ola prefers the oak.")
    assert {"Ola insists on the blue curtains.", "Ola prefers the oak."} <= set(
        texts(sum_up(OLA, note), Section.PEOPLE)
    )
