"""What a sentence announces by its form: a question that waits, a debt, how long something lasts, what to do if."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from material import record, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.summary.reading.dates import last_day
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules.prose.hearing import heaviest, weigh_all


def noted(sentence: str, section: Section) -> list[str]:
    """Return what a note of three sentences tells in a section."""
    body = f"Long talk with the team today. {sentence} The weather was fine."
    return texts(sum_up(record(Kind.NOTE, "Call", body=body)), section)


@pytest.mark.parametrize(
    "sentence",
    [
        "Do you still want the spare labels, and who pays for them?",
        "Pavel is to measure the hall again next week.",
        "The printer still owes us the proof of the label.",
        "Nobody has decided who takes the old van.",
        "Niemand hat bisher entschieden, wer den alten Wagen nimmt.",
        "Faltan todavía dos firmas del contrato nuevo.",
    ],
)
def test_what_waits_is_a_loose_end(sentence: str) -> None:
    """A question to somebody, a person who is to do something, and what is owed to us are loose ends."""
    assert noted(sentence, Section.LOOSE_ENDS) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The best way is to go in through the yard.",
        "All visitors are to wear hard hats in the hall.",
        "My job is to keep the peace between the two.",
        "The gate is to the right of the shed.",
        "Das ist uns noch nie passiert.",
        "Niemand hat bisher gekündigt, alle sind geblieben.",
    ],
)
def test_what_only_sounds_like_it_waits_for_nobody(sentence: str) -> None:
    """A definition, a rule, and a place."""
    assert noted(sentence, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The colour is undecided, but we agreed to use oak for the doors.",
        "Niemand hat bisher geklagt, und wir haben uns entschieden, bei Ziegel zu bleiben.",
    ],
)
def test_what_was_decided_after_all_is_a_decision(sentence: str) -> None:
    """The words of 'not yet decided' are no decision; others of the same sentence are."""
    assert noted(sentence, Section.DECISIONS) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I notice that a year later they still use the old form.",
        "Our notice board was repainted a week ago.",
        "Mit Garantie dauert das zwei Wochen.",
        "The warranty ran out two years ago.",
        "Con toda garantía, en dos días está aquí.",
        "Sí, hemos perdido la llave del almacén.",
        "Once a year the auditor asks for the blue folder.",
    ],
)
def test_what_only_sounds_like_it_falls_due_never(sentence: str) -> None:
    """Notice that is taken, a guarantee in passing, a warranty that is over, and what is no case."""
    assert noted(sentence, Section.DEADLINES) == []


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("Put out for tender in June, the roof must be let by 31 July 2026.", Section.DEADLINES),
        ("Redactado por el abogado, el contrato vence el 30 de julio de 2026.", Section.DEADLINES),
        ("When the bell rings twice, only Tom knows that lunch is late.", Section.TACIT),
    ],
)
def test_how_a_sentence_begins_does_not_silence_it(sentence: str, section: Section) -> None:
    """What was written by somebody, and what happens whenever, is told."""
    assert sentence in noted(sentence, section)


@pytest.mark.parametrize("sentence", ["How was the weekend at the lake?", "Who would have thought that?"])
def test_small_talk_asks_nothing(sentence: str) -> None:
    """A question that asks nothing of the work is none."""
    assert noted(sentence, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The warranty on the boiler runs for twenty-four months.",
        "The period for defects is twelve months from that day.",
        "Either side may leave at three months' notice.",
        "Die Gewährleistung dauert fünf Jahre.",
        "Die Kündigungsfrist beträgt drei Monate.",
        "Die Garantie gilt acht Jahre.",
        "La garantía dura dieciocho meses.",
        "El preaviso es de tres meses.",
    ],
)
def test_how_long_a_warranty_or_a_notice_lasts_is_a_deadline(sentence: str) -> None:
    """A warranty, a period for defects and a notice end, though no day is named."""
    assert noted(sentence, Section.DEADLINES) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "If the belt slips, Joana decides and rings the workshop.",
        "Wenn der Brenner ausfällt, zuerst den Hahn zudrehen und Herrn Lutz anrufen.",
        "Si no llegan antes del lunes, perdemos la feria entera.",
    ],
)
def test_what_to_do_in_a_case_is_a_contingency(sentence: str) -> None:
    """If this, do that: it stands with the deadlines, and is no tacit fact where it tells no trick."""
    assert noted(sentence, Section.DEADLINES) == [sentence]
    assert noted(sentence, Section.TACIT) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "If the pump trips, reset it at panel 2 and wait ten minutes.",
        "If the drum jams, pull the red lever and call Ivo.",
    ],
)
def test_trick_for_a_case_is_told_with_the_contingencies_too(sentence: str) -> None:
    """What only insiders know to do is wanted in the case as much as any plan for it."""
    assert noted(sentence, Section.DEADLINES) == [sentence]
    assert noted(sentence, Section.TACIT) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Written up from two talks with Helena, who has read it.",
        "Typed up after the visit; she changed a word.",
        "Abgeschrieben vom Zettel in der Küche.",
        "Redactado a partir de las notas de Lucía.",
    ],
)
def test_where_a_paper_comes_from_is_no_news(sentence: str) -> None:
    """Who wrote a paper from what tells nothing of the work."""
    told = (Section.GOALS, Section.CHALLENGES, Section.DECISIONS, Section.TACIT)
    assert not [text for section in told for text in noted(sentence, section)]


def test_what_follows_a_lead_to_tacit_facts_is_more_easily_one() -> None:
    """After 'What nobody will tell you' a sentence weighs more, and the lead itself tells nothing."""
    sentences = ["What nobody will tell you about the house.", "The back stairs creak on the left, walk on the right."]
    note = Passage(" ".join(sentences), ("Call",))
    (lead, led), (_, alone) = weigh_all(sentences, note), weigh_all(["Nice weather in the house.", sentences[1]], note)
    assert led[Topic.TACIT] >= alone[Topic.TACIT] + 1
    assert heaviest(lead) is None


def test_what_lasts_until_the_end_of_a_month_falls_due() -> None:
    """A question that waits until the end of a month is a loose end and a deadline."""
    asked = "Could you tell us by the end of October whether the binding holds?"
    assert noted(asked, Section.LOOSE_ENDS) == [asked]
    assert noted(asked, Section.DEADLINES) == [asked]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("bis Ende Oktober", "2026-10-31"),
        ("by the end of October 2027", "2027-10-31"),
        ("a finales de febrero de 2028", "2028-02-29"),
        ("at the end of March", None),
    ],
)
def test_end_of_a_month_is_its_last_day(text: str, day: str | None) -> None:
    """With its year, or the next one to come; one that has just passed is none."""
    found = last_day(text, datetime(2026, 5, 1, tzinfo=UTC))
    assert (found.date().isoformat() if found else None) == day
