"""Batches of legacy clients: from the manifest's rows to their ends, approved in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from departed import rows
from firm import POLICY, Firm
from parting import COMPANIES, Batches, ready, report

from handoff.domain.ask import APPROVE, CHANGE, REFUSE
from handoff.domain.handoff import TAKEN_UP, State
from handoff.domain.ids import BatchId
from handoff.domain.journal import EntryKind
from handoff.domain.legacy.batch import Approve, RowState
from handoff.domain.legacy.preflight import Report
from handoff.domain.mark import Determination
from handoff.errors import InvalidRecordError, ManifestError, TransitionError
from handoff.registry.legacy import PostgresBatches
from handoff.services.ask import Outcome
from handoff.services.legacy.client import MOST_TRIES

_HOUR = timedelta(hours=1, minutes=1)


@pytest.fixture
def with_policy(firm: Firm, tmp_path: Path) -> Callable[..., Firm]:
    """Return a function that gives the firm a policy with further keys."""

    def give(**more: Any) -> Firm:
        path = tmp_path / "policy.yaml"
        path.write_text(yaml.safe_dump(yaml.safe_load(POLICY.read_text()) | more))
        return replace(firm, settings=firm.settings.model_copy(update={"policy": path}))

    return give


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
    assert not Batches(firm, report()).has_work(), "the same manifest again has nothing to do"
    assert Batches(firm, report(), Approve.ONE_BY_ONE).states() == batch.states(), "another batch finds them closed"


def test_no_crm_mark_is_looked_for_and_no_watcher_takes_a_legacy_client(firm: Firm) -> None:
    """Watchers neither withdraw, nor prepare, nor carry out, nor archive what a batch hands off."""
    batch = Batches(firm, report())
    with firm.app() as app:
        assert app.detect() == []
    batch.prepare()
    (ask,) = batch.asks()
    with firm.app() as app:
        assert app.detect() == []
    batch.answer(ask)
    with firm.app() as app:
        assert app.detect() == []
        assert (app.carry_out.due(), app.carry_out.approved(), app.carry_out.asked()) == ([], [], [])
    assert batch.states()[RowState.APPROVED] == 3


def test_refusal_with_its_reason_ends_all(firm: Firm) -> None:
    """A no without a reason is asked again; with one all rows end as refused, and nothing was changed."""
    batch = Batches(firm, report())
    batch.prepare()
    (ask,) = batch.asks()
    assert batch.answer(ask, REFUSE) is Outcome.AGAIN
    (ask,) = batch.asks()
    assert ask.attempt == 2
    before = firm.writes()
    assert batch.answer(ask, REFUSE, reason="Not this year.") is Outcome.REFUSED
    assert batch.states() == {RowState.REFUSED: 3, RowState.FAULTY: 1}
    assert not batch.has_work()
    assert firm.writes() == before


def test_wrong_digest_and_wrong_person_do_not_count(firm: Firm) -> None:
    """An answer that names another digest, or that nobody on the list gave, is asked again and approves nothing."""
    batch = Batches(firm, report())
    batch.prepare()
    (ask,) = batch.asks()
    assert batch.answer(replace(ask, digest="0" * 64)) is Outcome.AGAIN
    assert batch.answer(ask, by="mallory") is Outcome.AGAIN
    assert batch.answer(ask, CHANGE, exclude=("99",)) is Outcome.AGAIN
    assert batch.states()[RowState.ASKED] == 3


def test_excluded_row_is_refused_and_the_rest_is_asked_about_anew(firm: Firm) -> None:
    """With Change and a row's number that row ends as refused; the others are put again, under another digest."""
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    assert batch.answer(ask, CHANGE, exclude=("3",)) is Outcome.CHANGED
    assert batch.states() == {RowState.REFUSED: 1, RowState.PLANNED: 2}
    (again,) = batch.asks()
    assert again.digest != ask.digest
    assert len(again.members) == 2
    batch.answer(again)
    assert batch.states() == {RowState.REFUSED: 1, RowState.APPROVED: 2}


def test_plan_that_has_changed_since_is_not_approved(firm: Firm) -> None:
    """A yes to the batch approves each plan by its own digest: one that was made anew since is asked about again."""
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    firm.hubspot("PATCH", "/crm/v3/objects/companies/5003", json={"properties": {"hubspot_owner_id": "70102"}})
    firm.prepare(ask.members[0].handoff)
    with firm.app() as app, app.registry.begin() as tx:
        company = tx.handoffs.get(ask.members[0].handoff).mark.record.id
    if company != "5003":
        firm.prepare(next(m.handoff for m in ask.members if _company(firm, m.handoff) == "5003"))
    batch.answer(ask)
    states = batch.states()
    assert states[RowState.PLANNED] >= 1
    assert states[RowState.PLANNED] + states[RowState.APPROVED] == 3
    (again,) = batch.asks()
    batch.answer(again)
    assert batch.states() == {RowState.APPROVED: 3}


def _company(firm: Firm, handoff: Any) -> str:
    with firm.app() as app, app.registry.begin() as tx:
        return tx.handoffs.get(handoff).mark.record.id


def test_decider_does_not_approve_their_own_row(firm: Firm) -> None:
    """Of rows that the approver decided, none is approved by them; another approver's yes is asked for."""
    rows = (ready(2, "5001"), ready(3, "5002", determination=Determination("70104", decided_by="70105")))
    batch = Batches(firm, Report(rows, ()))
    batch.prepare()
    (ask,) = batch.asks()
    batch.answer(ask)
    assert batch.states() == {RowState.APPROVED: 1, RowState.PLANNED: 1}
    (again,) = batch.asks()
    assert "decided" in again.refused_because
    batch.answer(again, by="admin")
    assert batch.states() == {RowState.APPROVED: 2}


def test_plans_above_the_limits_are_put_to_a_second_person(with_policy: Callable[..., Firm]) -> None:
    """One yes is not enough where the policy wants two: the second question is about the same plans, for others."""
    firm = with_policy(second_approval={"above": {"changes": 0}})
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    batch.answer(ask)
    assert batch.states() == {RowState.PLANNED: 3}
    (second,) = batch.asks()
    assert second.first_by == "operator"
    assert batch.answer(second) is Outcome.AGAIN
    assert batch.answer(second, by="admin") is Outcome.APPROVED
    assert batch.states() == {RowState.APPROVED: 3}


def test_unanswered_question_lets_all_expire(firm: Firm) -> None:
    """Where nobody answers in time, all of its rows end as expired."""
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    with firm.app() as app:
        assert app.batches.ask.record(ask.id, None)[0] is Outcome.EXPIRED
    assert batch.states() == {RowState.EXPIRED: 3}


def test_groups_are_asked_about_one_by_one(firm: Firm) -> None:
    """Each group has its own question, put once its own rows are planned, and its own answer."""
    rows = tuple(ready(n, company, group) for n, (company, group) in enumerate(zip(COMPANIES, "abb", strict=True), 2))
    batch = Batches(firm, Report(rows, ()), Approve.BY_GROUP)
    batch.prepare()
    first, second = sorted(batch.asks(), key=lambda ask: ask.group)
    assert (len(first.members), len(second.members)) == (1, 2)
    batch.answer(first)
    batch.answer(second, REFUSE, reason="Later.")
    assert batch.states() == {RowState.APPROVED: 1, RowState.REFUSED: 2}


def test_each_can_be_asked_about_by_itself(firm: Firm) -> None:
    """One by one, each client has a question of its own, and its yes lets the batch carry that one out."""
    batch = Batches(firm, report(0), Approve.ONE_BY_ONE)
    batch.prepare()
    with firm.app() as app:
        together, alone = app.batches.steps.to_ask(batch.id)
    assert (len(together), len(alone)) == (0, 3)
    assert not batch.has_work()
    firm.approve(alone[0])
    assert batch.states() == {RowState.ASKED: 2, RowState.APPROVED: 1}
    assert batch.carry_out() == [alone[0].handoff]
    assert batch.states() == {RowState.ASKED: 2, RowState.CLOSED: 1}


def test_stopped_batch_changes_nothing_until_it_is_resumed(firm: Firm) -> None:
    """The stop is read before each change; resumed, the batch goes on to the same ends."""
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    batch.answer(ask)
    with firm.app() as app:
        chosen = app.batches.steps.to_carry_out(batch.id)
        app.batches.press.stop(batch.id)
    before = firm.writes()
    for handoff in chosen:
        batch.step("carry_out", handoff)
    assert firm.writes() == before
    assert batch.states() == {RowState.STOPPED: 3}
    assert not batch.has_work()
    with firm.app() as app:
        app.batches.press.resume(batch.id)
    assert batch.states() == {RowState.APPROVED: 3}
    batch.run()
    assert batch.states() == {RowState.CLOSED: 3}


def test_failed_client_stays_with_its_reason_and_holds_up_no_other(firm: Firm) -> None:
    """A successor who has left fails one row in the dry run; the others go on, and mending it lets it follow."""
    rows = (*report(0).ready[:2], ready(4, "5003", determination=Determination("70106")))
    batch = Batches(firm, Report(rows, ()))
    batch.run()
    assert batch.states() == {RowState.ASKED: 2, RowState.FAILED: 1}
    assert "deactivated" in batch.why(4)
    (ask,) = batch.asks()
    batch.answer(ask)
    batch.run()
    assert batch.states() == {RowState.CLOSED: 2, RowState.FAILED: 1}


def test_failed_canary_stops_the_batch_until_a_person_resumes_it(with_policy: Callable[..., Firm]) -> None:
    """Where the first one fails nobody else is begun, and the batch says why; resumed, the others go on."""
    firm = with_policy(legacy={"canary": 1})
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    batch.answer(ask)
    firm.fault("hubspot", "forbidden", r"/crm/.*", times=None)
    assert len(batch.carry_out()) == 1
    assert batch.states() == {RowState.FAILED: 1, RowState.APPROVED: 2}
    assert batch.carry_out() == []
    with firm.app() as app:
        stopped = app.batches.look.one(batch.id).batch
    assert stopped.stopped
    assert "row 2 failed" in stopped.stopped_because
    firm.mend()
    with firm.app() as app:
        app.batches.press.resume(batch.id)
    batch.run()
    assert batch.states() == {RowState.CLOSED: 3}


def test_caps_of_the_hour_hold_over_all_runs(with_policy: Callable[..., Firm]) -> None:
    """Two an hour: the third waits, and has its turn when the hour is over."""
    firm = with_policy(legacy={"canary": 0, "per_hour": 2})
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    batch.answer(ask)
    assert len(batch.carry_out()) == 2
    assert not batch.has_work()
    firm.ahead = firm.ahead + _HOUR
    assert len(batch.carry_out()) == 1
    assert batch.states() == {RowState.CLOSED: 3}


def test_caps_hold_over_batches_that_choose_at_the_same_time(with_policy: Callable[..., Firm]) -> None:
    """Who was chosen counts before anything was done for them: two batches at once begin two in an hour, and no more;
    asked again, a batch is told the same clients.
    """
    firm = with_policy(legacy={"canary": 0, "per_hour": 2})
    batches = [
        Batches(firm, Report((ready(2, "5001"), ready(3, "5002")), ()), manifest="a" * 64),
        Batches(firm, Report((ready(2, "5003"),), ()), manifest="b" * 64),
    ]
    for batch in batches:
        batch.prepare()
        batch.answer(batch.asks()[0])

    def choose(batch: Batches) -> list[str]:
        with firm.app() as app:
            return list(app.batches.steps.to_carry_out(batch.id))

    with ThreadPoolExecutor(2) as pool:
        chosen = list(pool.map(choose, batches))
    assert sum(map(len, chosen)) == 2
    assert list(map(choose, batches)) == chosen
    assert sum((batch.states() for batch in batches), Counter()) == {RowState.APPROVED: 3}
    assert [batch.has_work() for batch in batches] == [bool(some) for some in chosen]
    firm.ahead = firm.ahead + _HOUR
    assert sorted(len(choose(batch)) for batch in batches) == [1, 2]


def test_resuming_forgets_nothing_that_comes_about_meanwhile(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row whose turn comes while the batch is being resumed keeps that: it counts for the caps."""
    batch = Batches(firm, Report((ready(2, "5001", determination=Determination("70106")),), ()))
    batch.prepare()
    assert batch.states() == {RowState.FAILED: 1}
    at = datetime(2024, 6, 1, tzinfo=UTC)
    read = PostgresBatches.lines

    def lines(self: PostgresBatches, batch_id: BatchId) -> Any:
        found = read(self, batch_id)
        with firm.app() as other, other.registry.begin() as tx:
            tx.batches.begin(batch_id, [line.handoff.id for line in found if line.handoff], at)
        return found

    with firm.app() as app, monkeypatch.context() as patched:
        patched.setattr(PostgresBatches, "lines", lines)
        app.batches.press.resume(batch.id)
    with firm.app() as app, app.registry.begin() as tx:
        (row,) = tx.batches.rows(batch.id)
    assert (row.begun_at, row.tries) == (at, 0)


def test_letters_are_sent_only_where_the_policy_says_so(with_policy: Callable[..., Firm]) -> None:
    """With `legacy.letters` the people are written to; without it the plan names each who gets none."""
    plain = Batches(with_policy(), Report((ready(2, "5001"),), ()))
    plain.prepare()
    firm = with_policy(legacy={"letters": True}, recipients={"of": "company"})
    assert plain.states() == {RowState.PLANNED: 1}
    with firm.app() as app, app.registry.begin() as tx:
        (line,) = tx.batches.lines(plain.id)
        assert line.handoff is not None
        assert line.handoff.digest is not None
        plan = tx.plans.get(line.handoff.id, line.handoff.digest)
    assert not any(change.kind == "send_letter" for change in plan.changes)
    assert any("legacy.letters" in item.reason for item in plan.left_out)


def test_client_whose_process_dies_each_time_fails_in_the_end(firm: Firm) -> None:
    """A step that is begun again and again without an end is not begun for ever: its row says so."""
    batch = Batches(firm, Report((ready(2, "5001"),), ()))
    with firm.app() as app, app.registry.begin() as tx:
        (row,) = tx.batches.rows(batch.id)
        tx.batches.put(replace(row, tries=MOST_TRIES))
    batch.prepare()
    assert batch.states() == {RowState.FAILED: 1}
    assert "never came to an end" in batch.why(2)


def test_refused_client_is_taken_up_by_a_new_batch(firm: Firm) -> None:
    """A client who was refused in one batch is prepared anew in the next that names it, as its next attempt."""
    first = Batches(firm, Report((ready(2, "5001"),), ()))
    first.prepare()
    (ask,) = first.asks()
    first.answer(ask, REFUSE, reason="Not yet.")
    second = Batches(firm, Report((ready(7, "5001"),), ()), manifest="e" * 64)
    assert second.states() == {RowState.WAITING: 1}
    second.prepare()
    (ask,) = second.asks()
    second.answer(ask, APPROVE)
    second.run()
    assert second.states() == {RowState.CLOSED: 1}
    with firm.app() as app, app.registry.begin() as tx:
        (handoff,) = tx.handoffs.list(State.CLOSED)
    assert handoff.attempt == 2


def test_withdrawn_client_is_taken_up_by_a_new_batch(firm: Firm) -> None:
    """What the preflight lets through is prepared, approved and closed; the question from before approves nothing."""
    first = Batches(firm, Report((ready(2, "5001"),), ()))
    first.prepare()
    (before,) = first.asks()
    with firm.app() as app:
        app.withdraw(before.members[0].handoff, "it is still a client.")
        looked = app.preflight(rows({"client": COMPANIES["5001"][0]}))
    assert [one.row for one in looked.ready] == [2]
    second = Batches(firm, Report((ready(7, "5001"),), ()), manifest="e" * 64)
    assert second.states() == {RowState.WAITING: 1}
    second.prepare()
    (ask,) = second.asks()
    first.answer(before)
    assert second.states() == {RowState.ASKED: 1}
    assert second.answer(ask) is Outcome.APPROVED
    second.run()
    assert second.states() == first.states() == {RowState.CLOSED: 1}


def test_withdrawal_during_the_preparation_stands(firm: Firm) -> None:
    """No step of the same batch opens again what a person has withdrawn in the meantime."""
    batch = Batches(firm, Report((ready(2, "5001"),), ()))
    with firm.app() as app:
        (handoff,) = app.batches.steps.to_prepare(batch.id)
        app.withdraw(handoff, "it is still a client.")
        with pytest.raises(TransitionError):
            app.open(handoff)
    batch.step("prepare", handoff)
    assert batch.states() == {RowState.WITHDRAWN: 1}


@pytest.mark.parametrize("state", sorted(TAKEN_UP))
def test_same_manifest_again_leaves_what_has_ended(firm: Firm, state: State) -> None:
    """A row that was begun stays as it is in its batch, however it has ended; a new batch prepares it anew, and counts
    it among what is begun within the hour.
    """
    named = Report((ready(2, "5001"),), ())
    first = Batches(firm, named)
    with firm.app() as app, app.registry.begin() as tx:
        (row,) = tx.batches.rows(first.id)
        tx.batches.put(replace(row, begun_at=app.clock()))
        assert row.handoff
        tx.handoffs.save(replace(tx.handoffs.get(row.handoff), state=state))
    assert Batches(firm, named).states() == {RowState(state.value): 1}
    second = Batches(firm, named, manifest="e" * 64)
    assert second.states() == {RowState.WAITING: 1}
    with firm.app() as app, app.registry.begin() as tx:
        (again,) = tx.batches.rows(second.id)
        assert again.begun_at is None
        tx.batches.put(replace(again, begun_at=app.clock()))
        assert tx.batches.spent(app.clock() - _HOUR).clients == 2


def test_mark_begins_no_second_handoff_beside_a_batchs(firm: Firm) -> None:
    """While the batch has the client in hand the mark's handoff waits and names that one; after the batch's end it can
    be opened.
    """
    batch = Batches(firm, Report((ready(2, "5001"),), ()))
    mark = firm.mark()
    with firm.app() as app, app.registry.begin() as tx:
        (row,) = tx.batches.rows(batch.id)
    for _ in ("waiting", "planned"):
        with firm.app() as app, pytest.raises(InvalidRecordError) as caught:
            app.open(mark)
        assert f"{row.handoff} of batch {batch.id}" in caught.value.what
        assert mark in caught.value.mend
        batch.prepare()
    (ask,) = batch.asks()
    batch.answer(ask, REFUSE, reason="It was marked.")
    with firm.app() as app:
        assert app.open(mark).state is State.OPENED


def test_batch_begins_no_second_handoff_beside_a_marks(firm: Firm) -> None:
    """Who was marked after the preflight is not ready when the batch is recorded, nor prepared when it was."""
    named = Report((ready(2, "5001"), ready(3, "5002")), ())
    early = Batches(firm, named, manifest="d" * 64)
    with firm.app() as app, app.registry.begin() as tx:
        legacy = next(row.handoff for row in tx.batches.rows(early.id) if row.number == 2)
        assert legacy
        tx.handoffs.save(replace(tx.handoffs.get(legacy), state=State.WITHDRAWN))
    mark = firm.mark()
    with firm.app() as app:
        app.open(mark)
        with app.registry.begin() as tx:
            tx.handoffs.save(replace(tx.handoffs.get(legacy), state=State.MARKED))
    early.step("prepare", legacy)
    assert f"under way: {mark}" in early.why(2)
    late = Batches(firm, named, manifest="e" * 64)
    assert late.states() == {RowState.FAULTY: 1, RowState.WAITING: 1}
    assert mark in late.why(2)
    with firm.app() as app, pytest.raises(ManifestError):
        app.batches.record(Report(named.ready[:1], ()), "c" * 64, Approve.TOGETHER, "ewa")
    with firm.app() as app:
        assert {one.id for one in app.batches.look.all()} == {early.id, late.id}


def test_client_in_two_rows_is_handed_off_once(firm: Firm) -> None:
    """The second row of the same client is faulty and names the first; a faulty row that was mended joins the batch."""
    batch = Batches(firm, Report((ready(2, "5001"), ready(3, "5001")), ()))
    assert batch.states() == {RowState.WAITING: 1, RowState.FAULTY: 1}
    assert "row 2" in batch.why(3)
    again = Batches(firm, Report((ready(2, "5001"), ready(3, "5002")), ()))
    assert again.id == batch.id
    assert again.states() == {RowState.WAITING: 2}


def test_approvers_are_reminded_of_a_batch_in_one_letter(firm: Firm) -> None:
    """Before the time runs out each approver gets one letter about all plans, and no further one."""
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    firm.ahead = timedelta(days=6, hours=12)
    with firm.app() as app:
        assert app.remind() == 1
        assert app.remind() == 0
    letters = firm.letters()
    assert sorted(to for letter in letters for to in letter["recipients"]) == [
        "ewa@fieldnote.example",
        "tomas@fieldnote.example",
    ]
    assert all(ask.id in str(letter) for letter in letters)


def test_reminding_of_many_reads_their_question_once(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many clients a question is about, it is read with them once and not once for each."""
    batch = Batches(firm, report(0))
    batch.prepare()
    batch.asks()
    firm.ahead = timedelta(days=6, hours=12)
    read, times = PostgresBatches.asks, list[BatchId]()

    def asks(self: PostgresBatches, batch_id: BatchId) -> Any:
        times.append(batch_id)
        return read(self, batch_id)

    monkeypatch.setattr(PostgresBatches, "asks", asks)
    with firm.app() as app:
        assert app.remind() == 1
    assert times == [batch.id]


def test_grace_that_is_over_keeps_nothing_and_one_that_is_not_is_waited_for(with_policy: Callable[..., Firm]) -> None:
    """Who left in 2024 keeps nothing of 30 days; who left yesterday does, and the row waits for the end of that."""
    firm = with_policy(
        client_keeps={"role": "reader", "grace": {"folder": "P30D", "file": "P30D"}}, legacy={"canary": 0}
    )
    with firm.app() as app:
        yesterday = app.clock() - timedelta(days=1)
    batch = Batches(firm, Report((ready(2, "5001"), ready(3, "5002", left_at=yesterday)), ()))
    batch.prepare()
    (ask,) = batch.asks()
    batch.answer(ask)
    batch.carry_out()
    assert batch.states() == {RowState.CLOSED: 1, RowState.AWAITING_GRACE: 1}, [batch.why(2), batch.why(3)]
    assert not batch.has_work()
    firm.ahead = timedelta(days=31)
    batch.run()
    assert batch.states() == {RowState.CLOSED: 2}


def test_legacy_client_whose_leaving_nobody_dated_is_archived_at_once(firm: Firm) -> None:
    """Without a day the cut-off is the first opening, and the dossier says that nobody knows when the client left."""
    batch = Batches(firm, Report((ready(2, "5001", left_at=None, determination=Determination("70104")),), ()))
    batch.prepare()
    with firm.app() as app, app.registry.begin() as tx:
        (line,) = tx.batches.lines(batch.id)
        assert line.handoff is not None
        row = tx.dossiers.latest(line.handoff.id)
        assert row is not None
        text = app.artifacts.get(row.markdown).decode()
    assert "nobody knows when" in text
    assert "the manifest names nobody" in text
    (ask,) = batch.asks()
    batch.answer(ask)
    batch.run()
    assert batch.states() == {RowState.CLOSED: 1}


def test_ends_of_the_marked_record_are_nobodys(with_policy: Callable[..., Firm]) -> None:
    """What the policy sets on the marked record is not set on a legacy client's company; the company's own ends are."""
    firm = with_policy(
        ends={"hubspot": {"marked": {"dealstage": "handed_over"}, "company": {"lifecyclestage": "alumni"}}}
    )
    batch = Batches(firm, Report((ready(2, "5001"),), ()))
    batch.prepare()
    with firm.app() as app, app.registry.begin() as tx:
        (line,) = tx.batches.lines(batch.id)
        assert line.handoff is not None
        assert line.handoff.digest is not None
        plan = tx.plans.get(line.handoff.id, line.handoff.digest)
    assert not any("dealstage" in change.after for change in plan.changes)
    assert not any("dealstage" in item.reason for item in plan.left_out)
    assert any(change.after.get("lifecyclestage") == "alumni" for change in plan.changes)


def test_withdrawn_client_ends_so_and_no_note_is_left(firm: Firm) -> None:
    """A person takes one client out before the approval: nothing is written anywhere, and the others go on."""
    batch = Batches(firm, report(0))
    batch.prepare()
    (ask,) = batch.asks()
    before = firm.writes()
    with firm.app() as app:
        app.withdraw(ask.members[0].handoff, "it is still a client.")
    assert firm.writes() == before
    batch.answer(ask)
    assert batch.states() == {RowState.WITHDRAWN: 1, RowState.APPROVED: 2}
    with firm.app() as app, app.registry.begin() as tx:
        assert tx.batches.unfinished() == [batch.id]
    batch.run()
    assert batch.states() == {RowState.WITHDRAWN: 1, RowState.CLOSED: 2}
    with firm.app() as app, app.registry.begin() as tx:
        assert tx.batches.unfinished() == []


def test_client_whose_access_a_person_takes_away_waits_for_that_and_holds_up_nobody(
    with_policy: Callable[..., Firm],
) -> None:
    """What is done by hand in another system keeps its row open, not the canary; once it is shown, the row closes."""
    rule = {"name": "Figma", "what": "Remove the client from the team.", "owner": "tomas@fieldnote.example"}
    rule |= {"evidence": "The member list", "within": "P7D", "when": "always"}
    firm = with_policy(systems={"rules": [rule]}, legacy={"canary": 1})
    batch = Batches(firm, report(0))
    batch.prepare()
    batch.answer(batch.asks()[0])
    batch.run()
    assert batch.states() == {RowState.AWAITING_MANUAL: 3}, [batch.why(row) for row in (2, 3, 4)]
    with firm.app() as app:
        for item in app.manual.list():
            app.manual.done(item.handoff, item.change.id, by="Tomás", evidence="https://figma.example/members")
    batch.run()
    assert batch.states() == {RowState.CLOSED: 3}
