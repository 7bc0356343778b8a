"""The rule by which dossiers are judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rule import Fact, Said, claims_of, content_words, judge, load_facts, matches, section_of

from handoff.domain.dossier import Section

FACT = Fact(Section.MONEY, "Invoice 131 of 4,150 EUR is open", frozenset({"lh-rechnung"}))


@pytest.mark.parametrize(
    ("claim", "matched"),
    [
        (Said(Section.MONEY, "Rechnung: Invoice 131 — 4150.00 eur; OPEN", ("google_drive/file/lh-rechnung",)), True),
        (Said(Section.LOOSE_ENDS, "Invoice 131 of 4,150 EUR is open", ("google_drive/file/lh-rechnung",)), False),
        (Said(Section.MONEY, "Invoice 131 of 4,150 EUR is open", ("google_drive/file/other",)), False),
        (Said(Section.MONEY, "Invoice 131 is open", ("google_drive/file/lh-rechnung",)), False),
    ],
)
def test_a_claim_matches_by_section_record_and_words(claim: Said, *, matched: bool) -> None:
    """All three have to hold; form, case and the writing of numbers do not matter."""
    assert matches(claim, FACT) is matched


@pytest.mark.parametrize("name", ["8101", "contact/8101", "hubspot/contact/8101"])
def test_records_are_named_by_id_kind_or_in_full(name: str) -> None:
    """A fact's record is the vendor's id, with its kind and vendor where that helps; a longer id is another one."""
    fact = Fact(Section.PEOPLE, "Georg", frozenset({name}))
    assert matches(Said(Section.PEOPLE, "Georg", ("hubspot/contact/8101",)), fact)
    assert not matches(Said(Section.PEOPLE, "Georg", ("hubspot/contact/98101",)), fact)


def test_salesforce_records_are_named_by_the_number_of_their_world_too() -> None:
    """A world says `id: 640`; Salesforce, and so the dossier, has the 18 characters that it makes of that."""
    said = Said(Section.PEOPLE, "Georg", ("salesforce/contact/003000000000640AAA",))
    for name, matched in (("640", True), ("003000000000640AAA", True), ("40", False), ("64", False)):
        assert matches(said, Fact(Section.PEOPLE, "Georg", frozenset({name}))) is matched


def test_content_words_leave_out_what_says_nothing() -> None:
    """Articles, accents, case and separators do not count; words, numbers and their decimals do."""
    assert content_words("The Bücher für 1.200,50 EUR und 1,800 pallets, 2.00 h") == content_words(
        "bucher 1200.50 eur 1800 Pallets 2 h"
    )


def test_recall_counts_facts_and_precision_counts_claims() -> None:
    """What was planted and not said lowers recall, what was said and not planted lowers precision; optional is free."""
    place = ("google_drive/file/f",)
    facts = [
        Fact(Section.GOALS, text, frozenset({"f"}), optional) for text, optional in (("red", False), ("blue", True))
    ]
    scores = judge([Said(Section.GOALS, text, place) for text in ("blue", "green")], facts)
    goals = scores[Section.GOALS]
    assert (goals.recall, goals.precision) == (0.0, 0.5)
    assert (goals.missed, goals.wrong) == (["red"], ["green"])


def test_facts_are_read_from_yaml_and_json(tmp_path: Path) -> None:
    """Facts stand in a list, or beside the mark."""
    item = {"section": "loose ends", "text": "x", "records": [7]}
    (tmp_path / "a.json").write_text(json.dumps([item]))
    (tmp_path / "b.yaml").write_text('mark: {deal: "1"}\nfacts:\n  - {section: 8, text: x, records: [7]}\n')
    expected = [Fact(Section.LOOSE_ENDS, "x", frozenset({"7"}))]
    assert load_facts(tmp_path / "a.json") == (expected, {})
    assert load_facts(tmp_path / "b.yaml") == (expected, {"deal": "1"})


def test_sections_have_many_names() -> None:
    """Number, title, name, and the words of the issue; anything else is an error."""
    assert {section_of(name) for name in (5, "Work delivered", "WORK", "deliverables")} == {Section.WORK}
    with pytest.raises(ValueError, match="no section"):
        section_of("weather")


def test_claims_are_read_off_a_dossier() -> None:
    """A claim is its label and text with the records of its sources."""
    claim = {"label": "Due", "text": "soon", "sources": [{"record": "hubspot/task/1"}]}
    dossier = {"sections": [{"number": 9, "claims": [claim]}]}
    assert claims_of(dossier) == [Said(Section.DEADLINES, "Due soon", ("hubspot/task/1",))]
