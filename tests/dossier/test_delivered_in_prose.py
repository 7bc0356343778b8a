"""Sentences that sound like delivered work: what was agreed on, and what holds of all work, was not delivered."""

from __future__ import annotations

import pytest
from material import said

from handoff.domain.dossier import Section

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
