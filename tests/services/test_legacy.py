"""Batches of legacy clients: from the manifest's rows to their ends, approved in one go."""

from __future__ import annotations

from firm import Firm
from parting import Batches, report

from handoff.domain.journal import EntryKind
from handoff.domain.legacy.batch import RowState
from handoff.services.ask import Outcome


def test_batch_is_closed_with_one_approval(firm: Firm) -> None:
    """Three clients are planned, approved in one question and closed; the bad row stays with its reason."""
    batch = Batches(firm, report())
    assert batch.states() == {RowState.WAITING: 3, RowState.FAULTY: 1}
    batch.run()
    assert batch.states() == {RowState.ASKED: 3, RowState.FAULTY: 1}
    (ask,) = batch.asks()
    with firm.app() as app:
        question = app.batches.ask.question(ask.id)
    assert question is not None
    assert question.digest == ask.digest
    assert "3 legacy clients" in question.body
    assert batch.answer(ask) is Outcome.APPROVED
    assert batch.states() == {RowState.APPROVED: 3, RowState.FAULTY: 1}
    batch.run()
    assert batch.states() == {RowState.CLOSED: 3, RowState.FAULTY: 1}, [batch.why(row) for row in (2, 3, 4)]
    assert "No company" in batch.why(10)
    assert firm.letters() == []
    with firm.app() as app, app.registry.begin() as tx:
        for line in tx.batches.lines(batch.id)[:3]:
            assert line.handoff is not None
            approvals = [e for e in tx.journal.read(line.handoff.id) if e.kind is EntryKind.APPROVAL]
            assert [e.detail["digest"] for e in approvals] == [line.handoff.digest]
            assert approvals[0].detail["together"] == ask.id
            summary = app.show.one(line.handoff.id)
            assert summary.planned == summary.applied == summary.verified > 0
            assert summary.residual == 0
