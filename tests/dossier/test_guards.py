"""What stops a dossier: another client in its text, and a successor whom the client has not agreed to."""

from __future__ import annotations

import pytest
from material import MARK, cuts_of, document, record

from handoff.domain.cuts import Cut
from handoff.domain.guards import Other, recipient_refusal, strangers
from handoff.domain.people import Client, Owner
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot

CLIENT = Client(MARK.record, "Acme Tea", ("acme.example",), "folder-acme-1")
OTHERS = (
    Other("Harbour Lane Ltd", ("harbourlane.example",), "folder-harbour-9", (("Orrin Vale", "orrin@gmail.com"),)),
    Other("Tidewater", ("tidewater.example", "gmail.com")),
    Other("Acme", ("acme.example",)),
)


def stops(*snapshots: Snapshot, may_name: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    """Return what the scan finds in the successor's cut of some records."""
    dossier = cuts_of(*snapshots)[Cut.SUCCESSOR]
    found = strangers([dossier], OTHERS, CLIENT, ["Maya Okafor", "studio.example"], may_name)
    return {(stop.what, stop.found) for stop in found}


def said(text: str, title: str = "Goals") -> Snapshot:
    """Return a document in which each text is a claim."""
    return document(title, f"# Goals\n\n- {text}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do as for harbour lane ltd last year", ("another client's name", "Harbour Lane Ltd")),
        ("Ask Tidewater for the sheet", ("another client's name", "Tidewater")),
        ("Mail to orders@shop.harbourlane.example", ("another client's domain", "harbourlane.example")),
        ("See https://drive.example/folder-harbour-9/x", ("another client's folder", "folder-harbour-9")),
        ("Agreed with Orrin Vale by phone", ("another client's person", "Harbour Lane Ltd")),
        ("Agreed with orrin@gmail.com", ("another client's person", "Harbour Lane Ltd")),
    ],
)
def test_other_clients_are_found(text: str, expected: tuple[str, str]) -> None:
    """Names, domains, folders and people of another company stop the release, each shown as what it is."""
    assert stops(said(text)) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Sell more tea",
        "Work by the tidewater gauge",
        "Reach acme.example readers",
        "Harbour lanes everywhere",
        "gmail.com is up",
    ],
)
def test_what_only_sounds_alike_stops_nothing(text: str) -> None:
    """Common words, the client's own domain, a longer word and a public mail service are no other client."""
    assert stops(said(text)) == set()


def test_titles_of_sources_are_searched_too() -> None:
    """A file that is named for another client stops the release even where its text does not."""
    assert stops(said("Sell more tea", title="Goals Harbour Lane Ltd")) == {
        ("another client's name", "Harbour Lane Ltd")
    }


def test_policy_says_who_may_be_named() -> None:
    """A supplier that the policy names is let through, with its domain and people."""
    note = record(Kind.NOTE, body="We decided to order from Harbour Lane Ltd, orders@harbourlane.example.")
    assert stops(note, may_name=("harbour lane ltd",)) == set()
    assert len(stops(note)) == 2


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([("Orrin Vale", "orrin@gmail.com")], set()),
        ([("orrin vale", "Orrin@Gmail.com")], set()),
        ([("Orrin Vale", "")], {("another client's person", "Harbour Lane Ltd")}),
        ([("", "orrin@gmail.com")], {("another client's person", "Harbour Lane Ltd")}),
        ([("Vale Orrin", "vale@gmail.com")], {("another client's person", "Harbour Lane Ltd")}),
    ],
)
def test_person_of_two_companies_is_no_stranger(people: list[tuple[str, str]], expected: set[tuple[str, str]]) -> None:
    """An adviser who is a contact of the client too may be named, by what the client's own record says alone."""
    dossier = cuts_of(said("Orrin Vale keeps the plan"), said("Agreed with orrin@gmail.com"))[Cut.SUCCESSOR]
    found = strangers([dossier], OTHERS, CLIENT, [], (), people)
    assert {(stop.what, stop.found) for stop in found} == expected


def test_colleague_who_is_a_contact_elsewhere_is_no_stranger() -> None:
    """Somebody of the firm whom another company's record names too stops nothing, neither by name nor by address."""
    others = [Other("Harbour Lane Ltd", people=(("Maya Okafor", "maya@studio.example"),))]
    dossier = cuts_of(said("Maya Okafor, maya@studio.example, keeps the plan"))[Cut.SUCCESSOR]
    assert strangers([dossier], others, CLIENT, ["Maya Okafor", "studio.example"], ()) == []
    assert len(strangers([dossier], others, CLIENT, [], ())) == 2


@pytest.mark.parametrize(
    ("email", "consented", "refused"),
    [
        ("jonas@studio.example", [], False),
        ("jonas@mail.studio.example", [], False),
        ("nadia@next.example", [], True),
        ("nadia@next.example", ["99"], True),
        ("nadia@next.example", ["20"], False),
        ("jonas@notstudio.example", [], True),
    ],
)
def test_release_outside_needs_consent_for_that_person(email: str, consented: list[str], *, refused: bool) -> None:
    """A colleague needs none; anybody else needs the client's consent, and that for themselves."""
    refusal = recipient_refusal(Owner("20", email, "N", active=True), ["studio.example"], consented)
    assert bool(refusal) is refused
