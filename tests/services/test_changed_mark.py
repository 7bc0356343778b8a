"""A mark that names another successor or cut-off after the approval: the work stops and a person is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from firm import APPROVER, Firm
from tiny import tiny

from handoff.domain.ask import APPROVE, REFUSE, Answer, AskKind
from handoff.domain.change import Phase
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.returning import Fate
from handoff.errors import MarkChangedError, MarkWithdrawnError
from handoff.services.ask import Outcome

DEAL = "/crm/v3/objects/deals/8002"


@pytest.fixture
def firm(make_firm: Callable[..., Firm]) -> Firm:
    """Return a firm with a small client."""
    return make_firm(tiny)


@pytest.fixture
def approved(firm: Firm) -> HandoffId:
    """Return a handoff that waits to be carried out."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    return handoff


def write(firm: Firm, **properties: str) -> None:
    """Change the marked deal, as a person would."""
    firm.hubspot("PATCH", DEAL, json={"properties": properties})


def notes(firm: Firm, words: str) -> int:
    """Return how many notes in the CRM say something."""
    found: Any = firm.hubspot("GET", "/crm/v3/objects/notes?limit=100&properties=hs_note_body")
    return sum(words in str(note["properties"]["hs_note_body"]) for note in found["results"])


def answer(firm: Firm, handoff: HandoffId, choice: str, reason: str = "") -> Outcome:
    """Answer the one question about the mark that waits."""
    with firm.app() as app:
        ((ask, _),) = app.carry_out.asked()
        assert (ask.handoff, ask.kind) == (handoff, AskKind.CHANGED)
        outcome, _, _ = app.ask_person.record(ask.id, Answer(choice, ask.digest, APPROVER, app.clock(), reason))
    return outcome


CHANGED = (
    {"handoff_successor": "tomas@fieldnote.example"},
    {"handoff_successor": "daniel@fieldnote.example"},  # who has left
    {"handoff_cutoff": "2031-01-31T00:00:00Z"},
)


@pytest.mark.parametrize("written", CHANGED)
def test_nothing_is_changed_before_a_person_has_said_go_on(
    firm: Firm, approved: HandoffId, written: dict[str, str]
) -> None:
    """The CRM has a note, once, and the question says what was changed; with a yes all goes on as it was approved."""
    write(firm, **written)
    before = firm.writes()
    for _ in range(2):
        with pytest.raises(MarkChangedError, match="was changed after the approval"):
            firm.carry_out(approved)
    assert len(firm.writes()) == len(before) + 1
    assert notes(firm, "has stopped") == 1
    with firm.app() as app:
        question = app.ask_person.question(app.carry_out.asked()[0][0].id)
        assert question is not None
        assert "Successor or cut-off was changed" in question.subject
        assert "no longer names the" in question.body
        assert "**Made already:** 0 changes" in question.body
        assert "none of them is made" not in question.body
        assert "@" not in question.body, "any viewer of Airflow can read it"
    assert answer(firm, approved, APPROVE) is Outcome.APPROVED
    firm.carry_out(approved)
    assert firm.end_state(approved)["owners"]["hubspot/deal/8002"] == "70104"
    write(firm, handoff_successor="priya@fieldnote.example")
    with pytest.raises(MarkChangedError):
        firm.archive(approved)
    assert answer(firm, approved, APPROVE) is Outcome.APPROVED
    assert firm.archive(approved) is None
    with firm.app() as app:
        assert app.show.one(approved).alumni > 0, "whoever was to be recorded was, in whichever attempt"
        assert app.return_records(approved).of(Fate.RETURNED)


LATER = (
    ({"handoff_successor": "tomas@fieldnote.example"}, {"handoff_successor": "priya@fieldnote.example"}),
    ({"handoff_cutoff": "2031-01-31T00:00:00Z"}, {"handoff_cutoff": "2032-01-31T00:00:00Z"}),
)


@pytest.mark.parametrize(("asked_about", "later"), LATER)
def test_yes_is_for_what_was_asked_about_alone(
    firm: Firm, approved: HandoffId, asked_about: dict[str, str], later: dict[str, str]
) -> None:
    """What was changed once more between the question and its answer is asked about anew."""
    firm.carry_out(approved)
    write(firm, **asked_about)
    with firm.app() as app:
        app.detect()
        ((first, _),) = app.carry_out.asked()
    write(firm, **later)
    yes = Answer(APPROVE, first.digest, APPROVER, first.asked_at + timedelta(minutes=1))
    found = []
    for _ in range(2):  # the task may be run again
        with firm.app() as app:
            found.append(app.ask_person.record(first.id, yes)[:2])
    assert found[0] == found[1]
    outcome, second = found[0]
    assert (outcome, second.kind) == (Outcome.AGAIN, AskKind.CHANGED)
    assert second.id != first.id
    assert first.named is not None
    assert second.named is not None
    assert second.named.terms != first.named.terms
    with pytest.raises(MarkChangedError):
        firm.archive(approved)
    assert answer(firm, approved, APPROVE) is Outcome.APPROVED
    assert firm.archive(approved) is None


@pytest.mark.parametrize("kind", [AskKind.CHANGED, AskKind.WITHDRAWAL])
def test_question_says_what_was_made_and_what_is_to_come(firm: Firm, approved: HandoffId, kind: AskKind) -> None:
    """Once all is handed over, changes made and letters sent are counted, and only what is to come is listed."""
    firm.carry_out(approved)
    with firm.app() as app:
        made, planned = app.show.one(approved).applied, app.show.one(approved).planned
    assert 0 < made < planned
    withdrawn = kind is AskKind.WITHDRAWAL
    write(firm, **({"dealstage": "active"} if withdrawn else {"handoff_successor": "tomas@fieldnote.example"}))
    with pytest.raises(MarkWithdrawnError if withdrawn else MarkChangedError):
        firm.archive(approved)
    with firm.app() as app:
        ((ask, _),) = app.carry_out.asked()
        question = app.ask_person.question(ask.id)
    assert question is not None
    assert f"**Made already:** {made} changes, among them {len(firm.letters())} letters" in question.body
    assert f"**Approved and still to come:** {planned - made} change" in question.body
    assert "Send letter" not in question.body
    assert "Access ends" not in question.body
    if withdrawn:
        assert "was taken back after the approval" in question.body
    else:
        assert "| Successor | owner 70104 | owner 70102 |" in question.body
        assert "Cut-off |" not in question.body


def test_change_that_is_taken_back_before_the_yes_asks_no_more(firm: Firm, approved: HandoffId) -> None:
    """Where the record says again what was approved, the yes leads on."""
    write(firm, handoff_successor="tomas@fieldnote.example")
    with pytest.raises(MarkChangedError):
        firm.carry_out(approved)
    write(firm, handoff_successor="jonas@fieldnote.example")
    assert answer(firm, approved, APPROVE) is Outcome.APPROVED
    firm.carry_out(approved)


def test_no_leaves_it_and_it_is_undone_and_planned_anew(firm: Firm, approved: HandoffId) -> None:
    """Changed in the middle: what is done stays until the undo, then a new plan is for who is named now."""
    with firm.app() as app:
        app.apply(approved, Phase.DELIVER)
    write(firm, handoff_successor="tomas@fieldnote.example")
    with firm.app() as app, pytest.raises(MarkChangedError):
        app.apply(approved, Phase.REASSIGN)
    assert answer(firm, approved, REFUSE, reason="Tomás takes them.") is Outcome.REFUSED
    with firm.app() as app:
        problem = app.show.one(approved).handoff.problem
    assert problem is not None
    assert "goes no further" in problem.what
    firm.approve(firm.ask_to_undo(approved))
    assert firm.undo(approved).state is State.UNDONE
    firm.approve(firm.prepare(approved))
    firm.carry_out(approved)
    assert firm.end_state(approved)["owners"]["hubspot/deal/8002"] == "70102"


def test_other_words_for_the_same_ask_nothing(firm: Firm, approved: HandoffId) -> None:
    """The successor's id in place of the address, in capitals, or a new reason: nothing is asked."""
    write(firm, handoff_successor="70104", handoff_reason="Said better.")
    firm.carry_out(approved)
    write(firm, handoff_successor="Jonas@Fieldnote.Example")
    assert firm.archive(approved) is None
    assert notes(firm, "has stopped") == 0


def test_handoff_that_waits_for_its_cut_off_is_asked_about_at_once(firm: Firm, approved: HandoffId) -> None:
    """The watcher sees it, however far away the cut-off is, and puts one question; it changes nothing else."""
    firm.carry_out(approved)
    write(firm, handoff_cutoff="2031-01-31T00:00:00Z")
    for minutes in (1, 2, 3):
        firm.ahead = timedelta(minutes=minutes)
        with firm.app() as app:
            app.detect()
            assert [ask.kind for ask, _ in app.carry_out.asked()] == [AskKind.CHANGED]
            assert app.show.one(approved).handoff.state is State.AWAITING_CUTOFF
    assert notes(firm, "has stopped") == 1
    with firm.app() as app:
        assert len(app.show.one(approved).asks) == 2


@pytest.mark.parametrize("choice", [APPROVE, REFUSE])
def test_mark_that_is_taken_back_before_the_cut_off_is_asked_about_at_once(
    firm: Firm, approved: HandoffId, choice: str
) -> None:
    """The watcher sees that too, puts one question and leaves one note; a yes goes on, a no leaves it where it is."""
    firm.carry_out(approved)
    write(firm, dealstage="active")
    before = firm.writes()
    for minutes in (1, 2, 3):
        firm.ahead = timedelta(minutes=minutes)
        with firm.app() as app:
            assert app.detect() == []
            ((ask, _),) = app.carry_out.asked()
            assert (ask.handoff, ask.kind) == (approved, AskKind.WITHDRAWAL)
            assert app.show.one(approved).handoff.state is State.AWAITING_CUTOFF
    assert notes(firm, "taken back") == 1
    assert len(firm.writes()) == len(before) + 1
    with firm.app() as app:
        app.ask_person.record(ask.id, Answer(choice, ask.digest, APPROVER, app.clock(), reason="As they say."))
        app.detect()
        assert app.carry_out.asked() == []
        assert len(app.show.one(approved).asks) == 2
    firm.ahead = timedelta(days=400)
    if choice == APPROVE:
        assert firm.archive(approved) is None
        assert notes(firm, "taken back") == 1
    else:
        with pytest.raises(MarkWithdrawnError):
            firm.archive(approved)


def test_gone_on_without_the_mark_asks_no_more(firm: Firm, approved: HandoffId) -> None:
    """A mark that is set again is another mark; the yes to going on holds, whatever the record names then."""
    write(firm, dealstage="active")
    with pytest.raises(MarkWithdrawnError):
        firm.carry_out(approved)
    assert notes(firm, "taken back") == 1
    with firm.app() as app:
        ((ask, _),) = app.carry_out.asked()
        app.ask_person.record(ask.id, Answer(APPROVE, ask.digest, APPROVER, app.clock()))
    write(firm, handoff_successor="tomas@fieldnote.example")
    firm.carry_out(approved)
    assert firm.end_state(approved)["owners"]["hubspot/deal/8002"] == "70104"
