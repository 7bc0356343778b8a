"""Marks that are taken back or changed before the approval, and accounts that don't answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from firm import POLICY, Firm

from handoff.domain.ask import APPROVE, Answer
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import NotAuthorisedError
from handoff.services.ask import Outcome


def _set(firm: Firm, deal: str = "8002", **properties: str) -> None:
    firm.hubspot("PATCH", f"/crm/v3/objects/deals/{deal}", json={"properties": properties})


def _look(firm: Firm) -> list[HandoffId]:
    with firm.app() as app:
        return [handoff.id for handoff in app.detect()]


def _notes(firm: Firm, handoff: HandoffId) -> list[str]:
    """Return the notes about a handoff on its deal."""
    linked = firm.hubspot("GET", "/crm/v4/objects/deals/8002/associations/notes")["results"]
    found: dict[str, Any] = firm.hubspot(
        "POST",
        "/crm/v3/objects/notes/batch/read",
        json={"inputs": [{"id": str(item["toObjectId"])} for item in linked], "properties": ["hs_note_body"]},
    )
    bodies = [note["properties"]["hs_note_body"] for note in found["results"]]
    return [body for body in bodies if handoff in body]


def _state(firm: Firm, handoff: HandoffId) -> State:
    with firm.app() as app:
        return app.show.one(handoff).handoff.state


@pytest.mark.parametrize("prepared", [False, True])
def test_mark_taken_back_before_the_approval_withdraws_with_a_note(firm: Firm, *, prepared: bool) -> None:
    """The next look withdraws it, whether it was planned already or not, and says so once in the CRM."""
    handoff = firm.mark()
    if prepared:
        firm.prepare(handoff)
    _set(firm, dealstage="handed_over")
    assert _look(firm) == []
    assert _state(firm, handoff) is State.WITHDRAWN
    assert _look(firm) == []
    (note,) = _notes(firm, handoff)
    assert "withdrawn" in note
    again = firm.mark()
    assert again != handoff
    assert _state(firm, again) is State.MARKED


def test_changed_successor_is_planned_anew_and_the_old_question_is_void(firm: Firm) -> None:
    """The next look finds it, says so in the CRM, and the plan before can't be approved any more."""
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    assert _look(firm) == []
    _set(firm, handoff_successor="priya@fieldnote.example")
    assert _look(firm) == [handoff]
    assert _look(firm) == [handoff]
    assert len(_notes(firm, handoff)) == 1
    with firm.app() as app:
        answer = Answer(APPROVE, ask.digest, "operator", app.clock())
        assert app.ask_person.record(ask.id, answer)[0] is Outcome.SUPERSEDED
    second = firm.prepare(handoff)
    with firm.app() as app, app.registry.begin() as tx:
        found = tx.handoffs.get(handoff)
        assert (found.attempt, found.known()[1].successor) == (2, "70103")
    assert second.id != ask.id
    assert _look(firm) == []


def test_account_that_refuses_us_keeps_no_other_waiting(firm: Firm, tmp_path: Any) -> None:
    """Its error is raised and kept for `handoff status` once the marks of the others are recorded."""
    policy = yaml.safe_load(POLICY.read_text())
    one = policy["marks"]["hubspot"]
    policy["marks"]["hubspot"] = [one | {"connection": "silent"}, one]
    path = tmp_path / "policy.yaml"
    path.write_text(yaml.safe_dump(policy))
    firm.settings = firm.settings.model_copy(update={"policy": path})
    firm.connections["silent"] = replace(firm.connections["handoff_hubspot"], conn_id="silent", password="wrong")
    _set(firm, dealstage="in_transition", handoff_successor="jonas@fieldnote.example")
    with firm.app() as app:
        with pytest.raises(NotAuthorisedError):
            app.detect()
        with app.registry.begin() as tx:
            assert [found.mark.connection for found in tx.handoffs.list()] == ["handoff_hubspot"]
            assert list(tx.watchers.troubles()) == ["silent"]


def test_our_own_write_is_no_mark(firm: Firm) -> None:
    """Where the journal says that we set a record to the mark's value just then, it is no new handoff."""
    handoff = firm.mark()
    _set(firm, dealstage="handed_over")
    assert _look(firm) == []
    deal = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "8002")
    before, after = {"dealstage": "handed_over"}, {"dealstage": "in_transition"}
    change = Change(ChangeKind.SET_FIELDS, deal, before, after, Phase.UNDO)
    with firm.app() as app, app.registry.begin() as tx:
        tx.journal.append(handoff, app.clock(), EntryKind.INTENT, change.id, change.promise())
    _set(firm, dealstage="in_transition")
    with firm.app() as app, app.registry.begin() as tx:
        tx.journal.append(handoff, app.clock(), EntryKind.OUTCOME, change.id, {"result": "applied"})
    assert _look(firm) == []
    with firm.app() as app, app.registry.begin() as tx:
        assert [found.id for found in tx.handoffs.list()] == [handoff]
