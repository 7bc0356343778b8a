"""SIGKILL again and again in the steps of a batch of legacy clients: it ends as if nothing had happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from firm import Firm
from parting import JONAS, Batches, ready, report
from test_killed import Zygote
from tiny import tiny

from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.legacy.batch import RowState
from handoff.domain.legacy.preflight import Report

APART = 3
"""So many boundaries further each time: the step gets on, and is killed at other places than before."""


@pytest.fixture(scope="module")
def killer() -> Iterator[Zygote]:
    """Return the process whose children are killed."""
    found = Zygote()
    yield found
    assert found.process.stdin is not None
    found.process.stdin.close()
    found.process.wait(timeout=30)
    assert found.process.stdout is not None
    found.process.stdout.close()


def killed_until_done(firm: Firm, killer: Zygote, step: str, what: str, first: int) -> int:
    """Begin a step anew after each kill, until it comes to its end; return how often it was killed."""
    kills, at = 0, first
    while (said := killer.step(firm, step, HandoffId(what), at))["killed"]:
        kills, at = kills + 1, at + APART
    assert said["code"] == 0
    return kills


@pytest.mark.parametrize("first", [1, 2, 3])
def test_client_killed_again_and_again_is_closed_with_nothing_twice(
    make_firm: Callable[..., Firm], killer: Zygote, first: int
) -> None:
    """Preparing and carrying out are killed at every third boundary: all is done, read back, and made once."""
    firm = make_firm(tiny)
    batch = Batches(firm, Report((ready(2, "5001"),), ()))
    with firm.app() as app:
        (handoff,) = app.batches.steps.to_prepare(batch.id)
    assert killed_until_done(firm, killer, "prepare_legacy", handoff, first) > 0
    batch.answer(batch.asks()[0])
    with firm.app() as app:
        assert app.batches.steps.to_carry_out(batch.id) == [handoff]
    assert killed_until_done(firm, killer, "carry_out_legacy", handoff, first) > 3
    assert batch.states() == {RowState.CLOSED: 1}
    end = firm.end_state(handoff)
    assert (end["notes"], end["dossiers"], end["letters"]) == (1, 1, [])
    assert set(end["owners"].values()) - {None} == {JONAS}
    assert end["results"].keys() <= {"applied", "held"}
    with firm.app() as app:
        summary = app.show.one(handoff)
    assert sum(end["results"].values()) == summary.planned == summary.verified
    assert summary.residual == 0


def test_answer_killed_again_and_again_approves_each_plan_once(firm: Firm, killer: Zygote) -> None:
    """Recording a yes to many plans is killed on the way, and again: each is approved, once, by its own digest."""
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    assert killed_until_done(firm, killer, "answer_legacy", batch.id, 1) >= 2
    assert batch.states() == {RowState.APPROVED: 3}
    with firm.app() as app, app.registry.begin() as tx:
        for member in ask.members:
            approvals = [e for e in tx.journal.read(member.handoff) if e.kind is EntryKind.APPROVAL]
            assert [entry.detail["digest"] for entry in approvals] == [member.digest]
