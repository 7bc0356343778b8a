"""Papers that hold for every client tell nothing of this one."""

from __future__ import annotations

import pytest
from material import document, record, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.summary.reading.generality import names_any, names_of

LORE = "Never trust the gauge by the door, only Berta knows that it reads two bar low."
SECTIONS = (Section.GOALS, Section.CHALLENGES, Section.DECISIONS, Section.TACIT)


def lore(title: str, text: str) -> list[str]:
    """Return what a document tells in free text."""
    dossier = sum_up(document(title, text))
    return [told for section in SECTIONS for told in texts(dossier, section)]


def test_the_same_words_are_told_of_the_client() -> None:
    """In a paper about the client the sentence is told."""
    assert lore("Boiler room", f"# Boiler room\n\nNotes of June.\n\n{LORE}\n") == [LORE]


@pytest.mark.parametrize(
    "title",
    [
        "How to run a boiler",
        "Operating manual boiler 2",
        "Boilers (wiki)",
        "Bedienungsanleitung Kessel",
        "So läuft ein Kessel",
        "Cómo se enciende una caldera",
        "Manual de uso de la caldera",
    ],
)
def test_a_guide_tells_nothing_of_the_client(title: str) -> None:
    """What a paper is titled that tells how something is done, whoever it is for."""
    assert lore(title, f"# {title}\n\nNotes of June.\n\n{LORE}\n") == []


@pytest.mark.parametrize(
    "head",
    [
        "House page, last touched in June.",
        "House guide, for all projects.",
        "For new colleagues.",
        "Holds for every client.",
        "Gilt für alle Kunden.",
        "Für neue Leute.",
        "Sirve para cualquier cliente.",
        "Para los nuevos.",
    ],
)
def test_a_paper_that_says_so_at_its_head_tells_nothing_of_the_client(head: str) -> None:
    """What such a paper says of itself."""
    assert lore("Boilers", f"# Boilers\n\n{head}\n\n{LORE}\n") == []


def test_a_paragraph_that_names_the_client_is_about_it() -> None:
    """A general paper may have a word about this client, or about one of its people."""
    named = f"At Acme it is different. {LORE}"
    assert lore("How to run a boiler", f"# How to run a boiler\n\nNotes of June.\n\n{named}\n")
    contact = record(Kind.CONTACT, "Berta Lind", name="Berta Lind", email="berta@acme.example")
    dossier = sum_up(contact, document("How to run a boiler", f"# How to run a boiler\n\nNotes.\n\n{LORE}\n"))
    assert texts(dossier, Section.TACIT) == [LORE]


@pytest.mark.parametrize(
    "head",
    [
        "They asked us to look for new windows in May.",
        "Das Budget für neue Fenster steht.",
        "El precio vale para todos los pisos.",
        "Der Laden war für alle Kunden zu.",
        "The recording is in the wiki.",
        "Visit to the school for apprentices.",
        "For new colleagues who take Acme over.",
        "Für neue Kollegen, die den Acme-Kessel übernehmen.",
    ],
)
def test_a_paper_about_the_client_is_told(head: str) -> None:
    """What only has such words, or names the client beside them, is no word about all clients."""
    assert lore("Boilers", f"# Boilers\n\n{head}\n\n{LORE}\n") == [LORE]


def test_only_the_head_says_whom_a_paper_is_for() -> None:
    """The third piece of a paper is not its head."""
    text = f"# Boilers\n\nVisited in May.\n\nThe north one is off.\n\nHolds for every client.\n\n{LORE}\n"
    assert lore("Boilers", text) == [LORE]


def test_a_heading_and_a_row_that_name_the_client_are_about_it() -> None:
    """Below a heading that names the client, and in a row that does, a general paper speaks of it."""
    below = f"# How to run a boiler\n\nNotes of June.\n\n## The Acme plant\n\n{LORE}\n"
    assert lore("How to run a boiler", below) == [LORE]
    row = f"# How to run a boiler\n\nNotes.\n\n| Where | What |\n|---|---|\n| Acme north | {LORE} |\n"
    assert any(LORE in told for told in lore("How to run a boiler", row))


@pytest.mark.parametrize(
    ("name", "domain", "said", "unsaid"),
    [
        ("Müller Haustechnik GmbH", "mueller-haustechnik.example", "So läuft Müllers Kessel", "So läuft ein Kessel"),
        ("A1 Telekom", "a1.example", "How to run A1's boiler", "How to run Telekoms"),
        ("The Ark and Sons", "ark.example", "The Ark's boiler", "The sons and the boiler"),
        ("Stadtwerke Bad Aibling", "aibling.example", "Wie man Bad-Aibling heizt", "Wie man bad heizt"),
    ],
)
def test_a_client_is_known_by_its_own_words(name: str, domain: str, said: str, unsaid: str) -> None:
    """Its name's first word, and those that stand in its mail domain: with umlauts, short, in a compound, with an s."""
    names = names_of(Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "2"), name, (domain,), "folder"))
    assert names_any(names, said)
    assert not names_any(names, unsaid)


@pytest.mark.parametrize(
    "title",
    ["How we run Acme's boiler", "How we chose the boiler", "How to reach the plant", "Cómo se perdió la caldera"],
)
def test_a_story_and_a_paper_about_the_client_are_no_guides(title: str) -> None:
    """A title that names the client, or tells how something came, is none of a guide."""
    assert lore(title, f"# {title}\n\nNotes of June.\n\n{LORE}\n") == [LORE]


def test_a_note_is_about_its_record() -> None:
    """What is noted beside a deal or a company is about this client, whatever its words."""
    note = record(Kind.NOTE, body=f"For new colleagues: {LORE}")
    assert texts(sum_up(note), Section.TACIT)
