"""What two records say against one another is shown as such, with both as sources."""

from __future__ import annotations

from material import document, record, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind


def test_open_in_one_record_and_done_in_another() -> None:
    """The loose end stays, says who calls it done, and rests on both records."""
    task = record(Kind.TASK, "Return the gate keys", subject="Return the gate keys", status="NOT_STARTED")
    notes = document("Handover list", "# Handover list\n\n- [x] Return the gate keys\n- [ ] Paint the fence\n")
    [claim] = [claim for claim in sum_up(task, notes).claims if "gate keys" in claim.text]
    assert claim.label == "Contradiction"
    assert "done, says Handover list (2026-05-01)" in claim.text
    assert {source.record for source in claim.sources} == {task.record, notes.record}


def test_one_thing_with_two_figures() -> None:
    """Two records that give one thing another amount name each other."""
    sheets = [
        document(name, f"Item,Amount\nFinal invoice for March,{amount} EUR\n", "text/csv")
        for name, amount in (("Billing A", "2400"), ("Billing B", "24"))
    ]
    said = texts(sum_up(*sheets), Section.MONEY)
    assert len(said) == 2
    assert any("but 24, says Billing B" in text for text in said)
    assert any("but 2400, says Billing A" in text for text in said)


def test_a_task_that_comes_again_is_no_contradiction() -> None:
    """Last month's task is closed, this month's is open."""
    closed = record(Kind.TASK, "File the VAT return", subject="File the VAT return", status="COMPLETED", closed=True)
    again = record(Kind.TASK, "File the VAT return", subject="File the VAT return", status="NOT_STARTED")
    assert not [claim for claim in sum_up(closed, again).claims if claim.label == "Contradiction"]
