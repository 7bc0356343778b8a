"""Undo and redo of a whole handoff."""

from __future__ import annotations

from typing import Any

from firm import Firm

from handoff.domain.change import Phase
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId


def close(firm: Firm, handoff: HandoffId) -> None:
    """Play an opened handoff to its close."""
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None


def without(keys: set[str], records: dict[str, Any]) -> dict[str, Any]:
    """Return the records but for some."""
    return {key: value for key, value in records.items() if key not in keys}


def test_undo_restores_every_record_and_redo_gives_the_first_end(firm: Firm) -> None:
    """A closed handoff that is undone leaves every owner and grant as before, but for what it said can't be; redone,
    all is as it was the first time, and nobody gets a second letter. Undoing what is undone does nothing.
    """
    handoff = firm.mark()
    with firm.app() as app:
        app.open(handoff)
    before = firm.records(handoff)
    close(firm, handoff)
    after, letters = firm.records(handoff), len(firm.letters())
    assert after != before
    ask = firm.ask_to_undo(handoff)
    assert ask is not None
    with firm.app() as app:
        plan = app.show.plan(handoff).plan
        question = app.ask_person.question(ask.id)
    lost = {item.record.key for item in plan.left_out if "deactivated" in item.reason}
    assert len(lost) == sum("letter" not in item.reason for item in plan.left_out) < 5
    assert all(change.phase is Phase.UNDO for change in plan.changes)
    assert question is not None
    assert "Undo" in question.subject
    assert firm.records(handoff) == after
    assert firm.approve(ask).state is State.UNDOING
    undone = firm.undo(handoff)
    assert undone.state is State.UNDONE
    assert undone.problem is not None
    assert f"{len(lost)} changes are not taken back" in undone.problem.what
    assert without(lost, firm.records(handoff)) == without(lost, before)
    assert firm.end_state(handoff)["notes"] == firm.end_state(handoff)["dossiers"] == 0
    assert firm.ask_to_undo(handoff) is None
    writes = firm.writes()
    with firm.app() as app:
        assert sum(app.apply(handoff, Phase.DELIVER, Phase.REASSIGN, Phase.FAREWELL, Phase.ARCHIVE).values()) == 0
    assert firm.writes() == writes
    close(firm, handoff)
    notes = {key for key in {*after, *firm.records(handoff)} if "/note/" in key}
    assert without(notes, firm.records(handoff)) == without(notes, after)
    assert len(firm.letters()) == letters
    with firm.app() as app:
        assert app.show.one(handoff).handoff.state is State.CLOSED
