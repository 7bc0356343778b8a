"""Sentences that sound like delivered work: what was agreed on, and what holds of all work, was not delivered."""

from __future__ import annotations

import pytest
from material import record, said, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules.prose.unfounded import is_unfounded

DELIVERED = "The handbook was delivered to the school on 3 May and accepted without reservation."


@pytest.mark.parametrize("title", ["Letter of engagement", "Contract of 2025", "Mietvertrag", "Hoja de encargo"])
def test_contract_tells_of_no_delivered_work(title: str) -> None:
    """A contract says what will be delivered, whatever its words."""
    assert said(title, DELIVERED, Section.WORK) == []
    assert said("Visit to the school", DELIVERED, Section.WORK) == [DELIVERED]


@pytest.mark.parametrize(
    "sentence",
    [
        "The school owns everything that is delivered, plans included.",
        "Der Schule gehört alles, was geliefert ist, auch die Pläne.",
        "Die Schule muss zustimmen; sonst müssen die Pläne auf Papier übergeben werden.",
    ],
)
def test_what_holds_of_all_work_or_would_be_is_no_delivered_work(sentence: str) -> None:
    """It tells of nothing that somebody got."""
    assert said("Visit to the school", sentence, Section.WORK) == []


def test_registered_on_a_day_is_no_system() -> None:
    """A deed is registered on a day, a domain with somebody."""
    assert said("Visit to the school", "The deed was sealed and registered on 17 April 2026.", Section.ACCESS) == []
    assert said("Visit to the school", "The domain is registered with Namehub.", Section.ACCESS) != []


def test_note_about_the_contract_tells_what_was_delivered() -> None:
    """Only a file is a contract: a call about it may tell of work that was accepted."""
    sentence = "We delivered the new gate on 3 May and Ola accepted it without remarks."
    note = record(Kind.NOTE, "Call about the contract", body=f"Lunch at the canteen. {sentence}")
    told = Draft(Section.WORK, sentence, Topic.DELIVERABLE.label)
    assert not is_unfounded(told, Passage(sentence, ("Call about the contract",)))
    assert is_unfounded(told, Passage(sentence, ("Contract",), in_file=True))
    assert any(sentence in text for text in texts(sum_up(note), Section.WORK))
