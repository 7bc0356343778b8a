"""Undo: what was applied is taken back, what somebody changed since is not, and what can't be is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from firm import APPROVER, Firm

from handoff.domain.ask import REFUSE, Answer
from handoff.domain.change import ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.errors import TransitionError
from handoff.services.ask import Outcome


def without(keys: set[str], records: dict[str, Any]) -> dict[str, Any]:
    """Return the records but for some."""
    return {key: value for key, value in records.items() if key not in keys}


def test_half_applied_handoff_is_undone(firm: Firm) -> None:
    """Of a handoff that was carried out only in part, just that part is taken back, and nothing of the rest is done."""
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    before = firm.records(handoff)
    firm.approve(ask)
    with firm.app() as app:
        app.apply(handoff, Phase.REASSIGN)
    assert firm.records(handoff) != before
    firm.approve(firm.ask_to_undo(handoff))
    with firm.app() as app:
        plan = app.show.plan(handoff).plan
    firm.undo(handoff)
    left = {item.record.key for item in plan.left_out}
    assert without(left, firm.records(handoff)) == without(left, before)
    assert firm.letters() == []
    with firm.app() as app:
        assert app.apply(handoff, Phase.DELIVER, Phase.FAREWELL).total() == 0


def test_record_that_somebody_changed_since_is_shown_and_left(firm: Firm) -> None:
    """An owner that a colleague has chosen since is not overwritten; the handoff says that not all was taken back."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    firm.hubspot("PATCH", "/crm/v3/objects/deals/8002", json={"properties": {"hubspot_owner_id": "70102"}})
    firm.approve(firm.ask_to_undo(handoff))
    undone = firm.undo(handoff)
    assert undone.state is State.UNDONE
    assert undone.problem is not None
    assert "not taken back" in undone.problem.what
    deal = firm.hubspot("GET", "/crm/v3/objects/deals/8002?properties=hubspot_owner_id")
    assert deal["properties"]["hubspot_owner_id"] == "70102"
    with firm.app() as app:
        assert app.show.one(handoff).results["conflict"] == 1


def test_refused_undo_leaves_everything_as_it_was(firm: Firm) -> None:
    """Without a yes the handoff stands where it stood, with the plan that it had, and can go on; the question, which
    any viewer of Airflow can read, names no person.
    """
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    with firm.app() as app:
        standing = app.show.one(handoff).handoff
    ask = firm.ask_to_undo(handoff)
    with firm.app() as app:
        question = app.ask_person.question(ask.id)
        assert question is not None
        assert "@" not in question.body + question.subject
        no = Answer(REFUSE, ask.digest, APPROVER, app.clock(), reason="It is right as it is.")
        outcome, _, after = app.ask_person.record(ask.id, no)
    assert outcome is Outcome.REFUSED
    assert (after.state, after.digest) == (standing.state, standing.digest)
    assert firm.archive(handoff) is None


def test_what_was_never_applied_cannot_be_undone(firm: Firm) -> None:
    """Before an approval there is nothing to undo, and the command says so."""
    handoff = firm.mark()
    firm.prepare(handoff)
    with pytest.raises(TransitionError):
        firm.ask_to_undo(handoff)


def test_former_owner_who_is_deactivated_is_left_to_a_person(make_firm: Callable[..., Firm]) -> None:
    """What belonged to somebody who has left can't be given back: the plan says so, and the rest is undone."""
    firm = make_firm()
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    with firm.app() as app:
        owners = {c.before["owner"] for c in app.show.plan(handoff).plan.changes if c.kind is ChangeKind.SET_OWNER}
        plan = app.undo.plan(handoff, inactive=[str(owner) for owner in owners])
    assert not any(change.kind is ChangeKind.SET_OWNER for change in plan.changes)
    assert any("deactivated" in item.reason and item.person for item in plan.left_out)
    assert any(change.kind is ChangeKind.TRANSFER_FILE for change in plan.changes)
