"""Ways of saying a thing in three languages, found by phrase or by the shape of a table; and what only sounds alike."""

from __future__ import annotations

import pytest
from material import claims, cuts_of, document, record, said, sum_up

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Section
from handoff.domain.record import Kind


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("The doors came four weeks late because the glazier was ill.", Section.CHALLENGES),
        ("Die Fenster kamen drei Wochen zu spät.", Section.CHALLENGES),
        ("Las puertas llegaron con un mes de retraso.", Section.CHALLENGES),
        ("Der Server fiel im Advent zwei Tage lang aus.", Section.CHALLENGES),
        ("We went with oak over pine for the counters.", Section.DECISIONS),
        ("Auf den zweiten Zeugen wird verzichtet, weil er verreist ist.", Section.DECISIONS),
        ("Nos quedamos con la imprenta de siempre.", Section.DECISIONS),
        ("Please copy Yusuf on every invoice that goes out.", Section.PEOPLE),
        ("Frau Brand wünscht keine Anrufe am Montag.", Section.PEOPLE),
        ("Lucía pide que no se le llame en agosto.", Section.PEOPLE),
        ("The feed changes its time zone in spring without any notice.", Section.TACIT),
        ("Nirgends dokumentiert: der Ofen braucht zwei Anläufe.", Section.TACIT),
        ("El plazo real no está escrito en ningún contrato del cliente.", Section.TACIT),
    ],
)
def test_sentences_are_told_by_their_phrase(sentence: str, section: Section) -> None:
    """One sentence of a note stands in its section, whatever the language."""
    assert [claim.text for claim in claims(sum_up(record(Kind.NOTE, body=sentence)), section)] == [sentence]


@pytest.mark.parametrize(
    "sentence", ["Wednesday's menu is decided by the cook in the canteen.", "Lunch was late by a joke."]
)
def test_what_only_sounds_alike_is_no_claim(sentence: str) -> None:
    """A passing word makes no decision and no challenge."""
    dossier = sum_up(record(Kind.NOTE, body=sentence))
    assert [claims(dossier, section) for section in (Section.DECISIONS, Section.CHALLENGES)] == [[], []]


@pytest.mark.parametrize(
    "text",
    [
        "The stock system lost two pallets in May. We solved it with a weekly count.",
        "Das Lager verlor im Mai zwei Paletten. Gelöst haben wir das mit einer Zählung.",
        "El almacén extravió dos palés en mayo. Lo resolvimos con un recuento.",
    ],
)
def test_what_was_overcome_is_told_with_what_it_was(text: str) -> None:
    """A sentence that tells how something was overcome brings the one before it along."""
    assert [claim.text for claim in claims(sum_up(record(Kind.NOTE, body=text)), Section.CHALLENGES)] == [text]


def test_table_with_an_unknown_first_column_is_a_list_of_what_is_open() -> None:
    """Where other columns say who does it and how far it is, the column of words is the item; what is done is not."""
    text = "No,Flaw,Responsible,Status,Due\n1,Loose rail,Eva,open,2026-07-01\n2,Bad paint,Jan,done,2026-05-01\n"
    (claim,) = said("Round of May", text, Section.LOOSE_ENDS, "text/csv")
    assert claim.startswith("Loose rail")
    assert "Status: open" in claim


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Fristen", "Frist;Datum;Folge\nWiderspruch;2026-07-01;Verlust\n"),
        ("Plazos", "Asunto,Vence,Consecuencia\nWiderspruch,2026-07-01,Verlust\n"),
        ("Deadlines", "Item,Due,Consequence\nWiderspruch,2026-07-01,Verlust\n"),
    ],
)
def test_list_of_deadlines_is_one(title: str, text: str) -> None:
    """A list that is named for its deadlines holds deadlines, and no loose ends."""
    (claim,) = said(title, text, Section.DEADLINES, "text/csv")
    assert "Widerspruch" in claim
    assert "Verlust" in claim
    assert said(title, text, Section.LOOSE_ENDS, "text/csv") == []


def test_status_of_an_invoice_is_kept() -> None:
    """'Open' says something where it is a status, though it says nothing elsewhere."""
    (claim,) = said("Rechnungen", "Rechnung;Betrag;Status\n2026-1;4.150,00 EUR;offen\n", Section.MONEY, "text/csv")
    assert claim.endswith("Status: offen")


def test_letterhead_of_an_invoice_is_no_claim() -> None:
    """Of an invoice in plain text only lines with an amount speak of money."""
    text = "Studio\nInvoice 2026-77\nAmount due: 4,800.00 EUR\nThank you.\n"
    (claim,) = said("Invoice 2026-77", text, Section.MONEY, "text/plain")
    assert "4,800.00 EUR" in claim


def test_grantees_are_called_by_name() -> None:
    """Who has access is named as the CRM or Drive names them, with the address."""
    grants = [
        {"type": "user", "grantee": "ana@acme.example", "role": "reader"},
        {"type": "user", "grantee": "bo@print.example", "role": "writer", "name": "Bo Lind"},
    ]
    dossier = cuts_of(
        record(Kind.CONTACT, name="Ana Ruiz", email="Ana@acme.example"), document("Plan", "x", grants=grants)
    )[Cut.INTERNAL]
    texts = [claim.text for claim in claims(dossier, Section.ACCESS)]
    assert texts == [
        "Ana Ruiz (ana@acme.example, the client's) is reader on 1 file or folder in Google Drive: Plan",
        "Bo Lind (bo@print.example, outside the firm) is writer on 1 file or folder in Google Drive: Plan",
    ]


@pytest.mark.parametrize("folder", ["Delivered", "Ergebnisse", "Entregado", "Releases"])
def test_folders_of_results_hold_deliverables(folder: str) -> None:
    """A folder named for what was delivered makes deliverables of its files; a file's own name does not do so."""
    inside, beside = record(Kind.FILE, "Map", path=[folder]), record(Kind.FILE, f"{folder} of the survey")
    assert len(claims(sum_up(inside), Section.WORK)) == 1
    assert claims(sum_up(beside), Section.WORK) == []
