"""The whole life of a handoff over real HTTP, SMTP and PostgreSQL, without Airflow around it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from firm import APPROVER, Firm

from handoff.domain.access import GranteeType
from handoff.domain.ask import APPROVE, REFUSE, Answer
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.domain.journal import EntryKind, broken_at
from handoff.domain.planning.grants import permission
from handoff.errors import (
    AnswerRefusedError,
    NotFoundError,
    PermanentError,
    PlanRefusedError,
    SettlementNeededError,
    StoppedError,
    TransientError,
    TransitionError,
)
from handoff.services.ask import MOST_PUTS, Outcome
from handoff.services.settle import Settlement


def play(firm: Firm) -> Any:
    """Play a handoff to its close; return its id."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    return handoff


def test_marked_deal_becomes_a_finished_handoff(firm: Firm) -> None:
    """Every change that was planned is applied and read back, no access is left, the client's people are recorded."""
    handoff = play(firm)
    with firm.app() as app:
        summary = app.show.one(handoff)
        entries, broken = app.show.journal(handoff)
        with app.registry.begin() as tx:
            found = tx.alumni.search("marlow")
    assert summary.handoff.state is State.CLOSED
    assert summary.gathered > 80
    assert summary.planned == summary.applied == summary.verified > 40
    assert summary.residual == 0
    assert summary.alumni == len(found) >= 4
    assert broken is None
    assert {entry.kind for entry in entries} >= {
        EntryKind.INTENT,
        EntryKind.OUTCOME,
        EntryKind.VERIFIED,
        EntryKind.SCAN,
    }


def test_intent_stands_before_every_outcome(firm: Firm) -> None:
    """The journal has an intent for every change that was applied, and it is the earlier entry."""
    handoff = play(firm)
    with firm.app() as app:
        entries, _ = app.show.journal(handoff)
    intents = {entry.change: entry.seq for entry in entries if entry.kind is EntryKind.INTENT}
    applied = [e for e in entries if e.kind is EntryKind.OUTCOME and e.detail["result"] == "applied"]
    assert applied
    assert all(intents[entry.change] < entry.seq for entry in applied)


def test_letters_reach_the_clients_own_people_once(firm: Firm) -> None:
    """Each contact of the deal at the client's domain gets one letter; nobody else gets any."""
    play(firm)
    addressed = Counter(recipient for letter in firm.letters() for recipient in letter["recipients"])
    assert addressed
    assert set(addressed.values()) == {1}
    assert {address.rpartition("@")[2] for address in addressed} == {"marlowfinch.example"}


def test_preparing_changes_nothing_at_any_vendor(firm: Firm) -> None:
    """Up to the approval there is no write but the person's own mark."""
    handoff = firm.mark()
    before = firm.writes()
    firm.prepare(handoff)
    assert firm.writes() == before


def test_preparing_again_gives_the_same_digest(firm: Firm) -> None:
    """A repeated gathering and planning of unchanged records is the same plan but for the dossier's own instant."""
    handoff = firm.mark()
    with firm.app() as app:
        first = firm.prepare(handoff)
        one = app.show.plan(handoff).plan
        firm.prepare(handoff)
        two = app.show.plan(handoff).plan
    made = {ChangeKind.CREATE_FILE, ChangeKind.SEND_LETTER, ChangeKind.CREATE_NOTE}
    assert [c.id for c in one.changes if c.kind not in made] == [c.id for c in two.changes if c.kind not in made]
    assert first.handoff == handoff


def test_carrying_out_again_writes_nothing(firm: Firm) -> None:
    """Every step may run again at any time: what is done is read, not done again."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    before = firm.writes()
    firm.carry_out(handoff)
    assert firm.writes() == before
    assert len(firm.letters()) == len({letter["message_id"] for letter in firm.letters()})


def test_finding_marks_again_opens_no_second_handoff(firm: Firm) -> None:
    """The same mark is the same handoff however often it is found; our own writes are no mark."""
    handoff = play(firm)
    with firm.app() as app:
        assert app.detect() == []
        assert [item.id for item in app.show.all()] == [handoff]


def test_nothing_is_carried_out_without_approval(firm: Firm) -> None:
    """Without a yes there is nothing to apply, and the handoff refuses to be carried out."""
    handoff = firm.mark()
    firm.prepare(handoff)
    before = firm.writes()
    with firm.app() as app:
        with pytest.raises(TransitionError):
            app.carry_out.begin(handoff)
        assert app.apply(handoff, *Phase) == Counter()
    assert firm.writes() == before


def test_refusal_ends_the_handoff_as_refused(firm: Firm) -> None:
    """A no with its reason ends in 'refused'; nothing is changed, and it can be prepared anew as a new attempt."""
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    with firm.app() as app:
        answer = Answer(REFUSE, ask.digest, APPROVER, app.clock(), reason="The client wants another successor.")
        outcome, _, after = app.ask_person.record(ask.id, answer)
        assert (outcome, after.state) == (Outcome.REFUSED, State.REFUSED)
        assert app.apply(handoff, *Phase) == Counter()
    again = firm.prepare(handoff)
    assert again.id != ask.id
    assert firm.approve(again).state is State.APPROVED


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"digest": "0" * 64}, "digest"),
        ({"digest": ""}, "digest"),
        ({"by": "stranger"}, "approvers"),
        ({"choice": "Perhaps"}, "answer"),
        ({"choice": REFUSE, "reason": " "}, "reason"),
    ],
)
def test_answer_that_does_not_check_is_asked_again(firm: Firm, change: dict[str, str], says: str) -> None:
    """A wrong digest, a stranger, an unknown choice, a refusal without a reason: asked again, saying why."""
    ask = firm.prepare(firm.mark())
    given = {"choice": APPROVE, "digest": ask.digest, "by": APPROVER, "reason": ""} | change
    with firm.app() as app:
        outcome, again, handoff = app.ask_person.record(ask.id, Answer(at=app.clock(), **given))
        assert outcome is Outcome.AGAIN
        assert handoff.state is State.AWAITING_APPROVAL
        assert again.run_id != ask.run_id
        assert says in again.refused_because
        question = app.ask_person.question(ask.id)
    assert question is not None
    assert again.refused_because in question.body


def test_decider_cannot_approve(make_firm: Callable[..., Firm]) -> None:
    """Who decided the transition is not who approves its plan."""
    firm = make_firm()
    ask = firm.prepare(
        firm.mark(
            dealstage="in_transition",
            handoff_successor="jonas@fieldnote.example",
            handoff_decided_by="ewa@fieldnote.example",
        )
    )
    with firm.app() as app:
        outcome, again, _ = app.ask_person.record(ask.id, Answer(APPROVE, ask.digest, APPROVER, app.clock()))
    assert outcome is Outcome.AGAIN
    assert "decided" in again.refused_because


def test_no_answer_in_time_expires(firm: Firm) -> None:
    """Silence ends in 'expired', never in apply."""
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    with firm.app() as app:
        outcome, _, after = app.ask_person.record(ask.id, None)
        assert (outcome, after.state) == (Outcome.EXPIRED, State.EXPIRED)
        assert app.apply(handoff, *Phase) == Counter()


def test_question_that_failed_is_put_again_and_not_for_ever(firm: Firm) -> None:
    """Where Airflow lost the question it is put again, saying so; after many times a person is told to look."""
    ask = firm.prepare(firm.mark())
    with firm.app() as app:
        outcome, again, handoff = app.ask_person.unanswered(ask.id)
        assert (outcome, handoff.state) == (Outcome.AGAIN, State.AWAITING_APPROVAL)
        assert again.attempt == ask.attempt + 1
        while again.attempt < MOST_PUTS:
            _, again, _ = app.ask_person.unanswered(ask.id)
        with pytest.raises(AnswerRefusedError, match="times"):
            app.ask_person.unanswered(ask.id)
    assert firm.approve(ask).state is State.APPROVED
    with firm.app() as app:
        assert app.ask_person.unanswered(ask.id)[0] is Outcome.APPROVED


@pytest.mark.parametrize("everything", [True, False])
def test_stop_holds_before_the_next_change(firm: Firm, everything: bool) -> None:  # noqa: FBT001 - a test's parameter
    """The stop button, for one handoff and for all, is read before anything is applied; released, the work goes on."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    before = firm.writes()
    with firm.app() as app:
        press = app.stop.everything if everything else lambda *, stopped: app.stop.one(handoff, stopped=stopped)
        press(stopped=True)
        with pytest.raises(StoppedError):
            app.apply(handoff, Phase.DELIVER)
        assert firm.writes() == before
        press(stopped=False)
    firm.carry_out(handoff)


def test_mark_taken_back_withdraws_the_handoff(firm: Firm) -> None:
    """A mark that is taken back before the handoff is opened withdraws it."""
    handoff = firm.mark()
    firm.hubspot("PATCH", "/crm/v3/objects/deals/8002", json={"properties": {"dealstage": "active"}})
    with firm.app() as app:
        assert app.open(handoff).state is State.WITHDRAWN


def test_access_given_after_the_approval_is_asked_about(make_firm: Callable[..., Firm]) -> None:
    """What is new at the cut-off is not touched but asked for; once approved, it goes, and the handoff closes."""
    late = "late.joiner@marlowfinch.example"
    firm = make_firm(lambda world: world["google_drive"]["users"].append({"email": late, "name": "Late Joiner"}))
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    with firm.app() as app:
        share(firm, "1mf-start-here", late)
        ask = firm.archive(handoff)
        assert ask is not None
        plan = app.show.plan(handoff).plan
        assert [change.kind for change in plan.changes] == [ChangeKind.REVOKE_ACCESS]
        assert late not in str(plan.as_json())
    firm.approve(ask)
    assert firm.archive(handoff) is None
    with firm.app() as app:
        assert app.show.one(handoff).handoff.state is State.CLOSED


def test_access_given_again_after_its_revocation_is_asked_about(make_firm: Callable[..., Firm]) -> None:
    """What was taken away and is there again is new: it is asked for, taken away once more, and the handoff closes."""
    firm = make_firm()
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    with firm.app() as app:
        app.archive.begin(handoff)
        app.gather.files(handoff, "archive", content=False)
        app.apply(handoff, Phase.ARCHIVE)
    share(firm, "1mf-shared", "helena@marlowfinch.example", "writer")
    ask = firm.archive(handoff)
    assert ask is not None
    firm.approve(ask)
    assert firm.archive(handoff) is None
    with firm.app() as app:
        assert app.show.one(handoff).handoff.state is State.CLOSED


@pytest.mark.parametrize("silent", [True, False])
def test_finding_without_a_yes_stays_open_and_is_asked_again(make_firm: Callable[..., Firm], *, silent: bool) -> None:
    """Refused or unanswered, the access stays, the handoff says so and does not close; the next look asks anew."""
    late = "late.joiner@marlowfinch.example"
    firm = make_firm(lambda world: world["google_drive"]["users"].append({"email": late, "name": "Late Joiner"}))
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    share(firm, "1mf-start-here", late)
    ask = firm.archive(handoff)
    with firm.app() as app:
        with pytest.raises(TransitionError):
            app.archive.begin(handoff)
        no = None if silent else Answer(REFUSE, ask.digest, APPROVER, app.clock(), reason="They still need it.")
        outcome, _, after = app.ask_person.record(ask.id, no)
        assert outcome is (Outcome.EXPIRED if silent else Outcome.REFUSED)
        assert after.state is State.ARCHIVING
        assert after.problem is not None
        assert app.carry_out.due() == []
    again = firm.archive(handoff)
    assert again is not None
    assert again.id != ask.id
    firm.approve(again)
    assert firm.archive(handoff) is None


def test_successor_outside_the_firm_keeps_access(make_firm: Callable[..., Firm]) -> None:
    """An outside professional takes over with the client's consent alone, is given no file, and keeps the folder."""

    def edit(world: dict[str, Any]) -> None:
        partner = {"id": "70109", "email": "jo@partner.example", "first": "Jo", "last": "Partner", "user_id": 9109}
        world["hubspot"]["owners"].append(partner)
        world["google_drive"]["users"].append({"email": "jo@partner.example", "name": "Jo Partner"})

    firm = make_firm(edit)
    mark = {"dealstage": "in_transition", "handoff_successor": "70109"}
    handoff = firm.mark(**mark)
    with pytest.raises(PlanRefusedError, match="outside the firm"):
        firm.prepare(handoff)
    with firm.app() as app:
        assert app.consent(handoff, by="Ada Marlow", evidence="Her letter of 2 November") == "70109"
    ask = firm.prepare(handoff)
    with firm.app() as app:
        assert app.show.plan(handoff).plan.counts().get("transfer_file") is None
    firm.approve(ask)
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    with firm.app() as app:
        folder = "1mf-marlow-finch-botanicals-folder"
        left = {grant.grantee for grant in app.drive.grants(folder) if grant.file.id == folder}
    assert "jo@partner.example" in left


def test_approval_after_the_cutoff_expires(firm: Firm) -> None:
    """A plan whose letters name a day that has gone can't be approved."""
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    firm.ahead = timedelta(days=1)
    with firm.app() as app:
        outcome, _, after = app.ask_person.record(ask.id, Answer(APPROVE, ask.digest, APPROVER, app.clock()))
        assert (outcome, after.state) == (Outcome.EXPIRED, State.EXPIRED)
        assert app.apply(handoff, *Phase) == Counter()
    assert firm.approve(firm.prepare(handoff)).state is State.APPROVED


def test_mark_taken_back_before_the_approval_withdraws(firm: Firm) -> None:
    """An approval of what is no longer marked changes nothing."""
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    firm.hubspot("PATCH", "/crm/v3/objects/deals/8002", json={"properties": {"dealstage": "active"}})
    with firm.app() as app:
        outcome, _, after = app.ask_person.record(ask.id, Answer(APPROVE, ask.digest, APPROVER, app.clock()))
        assert (outcome, after.state) == (Outcome.WITHDRAWN, State.WITHDRAWN)


def test_mark_taken_back_after_the_approval_stops(firm: Firm) -> None:
    """Between approval and carrying out the mark is looked at once more; nothing is written but a note about it."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.hubspot("PATCH", "/crm/v3/objects/deals/8002", json={"properties": {"dealstage": "active"}})
    before = firm.writes()
    with firm.app() as app, pytest.raises(StoppedError, match="taken back"):
        app.carry_out.begin(handoff)
    written = firm.writes()[len(before) :]
    assert [path.rpartition("/")[2] for _, path in written] == ["notes"], "a note says that it has stopped, and no more"


def test_refused_letter_is_set_aside_by_a_person(firm: Firm) -> None:
    """A letter that the mail server refuses for good is no dead end: a named person sets it aside, and work goes on."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.fault("mail", "rejected", "helena@marlowfinch.example", times=None)
    with pytest.raises(PermanentError):
        firm.carry_out(handoff)
    assert len(firm.letters()) == 2
    with firm.app() as app:
        refused = next(item.change.id for item in app.show.plan(handoff).changes if item.result == "failed")
        with pytest.raises(AnswerRefusedError):
            app.settle(handoff, refused, Settlement.WAIVE, by="ewa", because=" ")
        with pytest.raises(NotFoundError):
            app.settle(handoff, "0" * 16, Settlement.WAIVE, by="ewa", because="Bounced.")
        app.settle(handoff, refused, Settlement.WAIVE, by="ewa", because="The address bounces; called instead.")
        with pytest.raises(AnswerRefusedError):
            app.settle(handoff, refused, Settlement.DONE, by="ewa", because="Again.")
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    with firm.app() as app:
        assert app.show.one(handoff).results["waived"] == 1


def test_mail_without_read_back_survives_an_outage(firm: Firm) -> None:
    """Where nothing was sent for sure the letter is tried again, also without a folder of sent mail."""
    del firm.connections["handoff_mail"].extra_dejson["imap"]
    right, firm.connections["handoff_mail"].port = firm.connections["handoff_mail"].port, 9
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    with pytest.raises(TransientError):
        firm.carry_out(handoff)
    firm.connections["handoff_mail"].port = right
    firm.carry_out(handoff)
    assert len(firm.letters()) == 3


def test_lost_answer_without_read_back_is_a_persons(firm: Firm) -> None:
    """A letter that may have gone out is never sent twice: a person says what happened."""
    del firm.connections["handoff_mail"].extra_dejson["imap"]
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.fault("mail", "drop_after_success", ".*", times=1)
    with pytest.raises(TransientError):
        firm.carry_out(handoff)
    with pytest.raises(SettlementNeededError):
        firm.carry_out(handoff)
    with firm.app() as app:
        open_ones = [
            i.change for i in app.show.plan(handoff).changes if i.change.kind == "send_letter" and not i.result
        ]
        assert len(open_ones) == 1
        app.settle(handoff, open_ones[0].id, Settlement.DONE, by="ewa", because="It is in our outbox.")
    firm.carry_out(handoff)
    assert len(firm.letters()) == 3


def test_start_that_was_lost_is_made_up_for(firm: Firm) -> None:
    """An approved handoff whose start was lost is found by the watcher; one that waits for a person is not."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    with firm.app() as app:
        assert [item.id for item in app.carry_out.approved()] == [handoff]
        app.trouble.record(handoff, StoppedError("Stopped."), retried=False)
        assert app.carry_out.approved() == []


def test_record_read_at_the_second_try_is_no_longer_unread(firm: Firm) -> None:
    """What a gathering could not read counts only until it is gathered again."""
    handoff = firm.mark()
    with firm.app() as app:
        app.open(handoff)
        app.gather.crm(handoff, "prepare")
        firm.fault("google_drive", "forbidden", "/drive/v3/files/1mf-goals/export", times=2)
        unread = []
        for _ in range(3):
            app.gather.files(handoff, "prepare")
            row = app.write_dossier(handoff)
            found = [item["record"] for item in json.loads(app.artifacts.get(row.model))["unread"]]
            unread.append(found.count("google_drive/file/1mf-goals"))
    assert unread == [1, 1, 0]


def test_journal_names_no_person(firm: Firm) -> None:
    """Plan and journal carry registry ids in place of addresses."""
    handoff = play(firm)
    with firm.app() as app:
        entries, _ = app.show.journal(handoff)
        plan = app.show.plan(handoff).plan
    addresses = ("@marlowfinch.example", "jonas@", "maya@")
    for text in (str(plan.as_json()), *(str(entry.detail) for entry in entries)):
        assert not any(address in text for address in addresses)


def test_changed_journal_is_noticed(firm: Firm) -> None:
    """A changed, dropped or inserted entry breaks the chain where it stands."""
    handoff = play(firm)
    with firm.app() as app:
        entries, _ = app.show.journal(handoff)
    changed = [*entries[:4], replace(entries[4], detail={"result": "forged"}), *entries[5:]]
    assert broken_at(changed) == 5
    assert broken_at([*entries[:4], *entries[5:]]) == 5
    assert broken_at(entries) is None


def share(firm: Firm, file_id: str, address: str, role: str = "reader") -> None:
    """Give a person access to a file, as a colleague would."""
    with firm.app() as app:
        record = permission(file_id, GranteeType.USER, app.people.identify(address))
        change = Change(ChangeKind.GRANT_ACCESS, record, {"role": None}, {"role": role}, Phase.REASSIGN)
        answers = app.drive.apply([change])
    assert not isinstance(answers[0], Exception), answers[0]
