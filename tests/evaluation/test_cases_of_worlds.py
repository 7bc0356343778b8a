"""Cases made of worlds: the sentences of their records, each marked with what the facts that it holds are about."""

from __future__ import annotations

import sys
from pathlib import Path

from cases_of_worlds import case_of
from rule import Fact

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.summary.setting import Setting

sys.path.insert(0, str(Path(__file__).parents[1] / "dossier"))
from material import HANDOFF, NOW, OWNERS, document, read, record

FACTS = [
    Fact(Section.CHALLENGES, "belt tore", frozenset({"n1"})),
    Fact(Section.DECISIONS, "spliced belt overnight", frozenset({"n1"})),
    Fact(Section.PEOPLE, "Ola text", frozenset({"n1"})),
    Fact(Section.TACIT, "lever hidden", frozenset({"f1"})),
    Fact(Section.TACIT, "belt tore", frozenset({"elsewhere"})),
]


def test_sentences_are_marked_with_the_facts_that_they_hold() -> None:
    """A fact marks the sentence of its own record that holds it, or the two that hold it together; tasks are left."""
    note = record(Kind.NOTE, id="n1", body="The belt tore. We spliced it overnight. Ola prefers a text. Nice cake.")
    task = record(Kind.TASK, id="t1", subject="Belt tore", body="The belt tore.")
    file = document("Press", "# Press\n\n- The lever is hidden.\n- Rain.\n", id="f1")
    contact = record(Kind.CONTACT, id="c1", name="Ola Berg")
    case = case_of([note, task, file, contact], read, Setting(HANDOFF, OWNERS, "Studio", NOW), str, FACTS)
    assert case["case"] == {"language": "en"}
    assert (case["client"], case["people"]) == ("Acme", ["Ola Berg"])
    assert [(one["kind"], one["text"]) for one in case["records"]] == [
        ("note", "The belt tore. We spliced it overnight. Ola prefers a text. Nice cake."),
        ("file", "- The lever is hidden.\n\n- Rain."),
    ]
    assert [(one["about"], one["quote"]) for one in case["marks"]] == [
        ("challenge", "The belt tore."),
        ("decision", "The belt tore."),
        ("decision", "We spliced it overnight."),
        ("preference", "Ola prefers a text."),
        ("tacit", "The lever is hidden."),
    ]
