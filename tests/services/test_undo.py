"""Undo: what was applied is taken back, what somebody changed since is not, and what can't be is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from firm import APPROVER, Firm
from tiny import FOLDER, tiny

from handoff.domain.ask import REFUSE, Answer, Ask
from handoff.domain.change import ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.errors import TransitionError
from handoff.services.ask import Outcome
from handoff.services.names import names_of
from handoff.services.plan_rows import rows
from handoff.services.plan_sheet import sheet
from handoff.services.search_alumni import search_alumni
from handoff.services.undo import applied_changes


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


def _check_words_of(firm: Firm, ask: Ask) -> None:
    """Check that an undo says what it does, with names, in its question and its list; approve it."""
    with firm.app() as app:
        question = app.ask_person.question(ask.id)
        shown, _ = app.show_plan.unkept(app.undo.plan(ask.handoff))
        with app.registry.begin() as tx:
            handoff = tx.handoffs.get(ask.handoff)
            found = list(rows(shown, names_of(tx, handoff)))
    assert question is not None
    assert "Remove the file that was created" in question.body
    assert f"/handoffs/{ask.handoff}/plan)" in question.body
    assert "Access ends" not in question.body
    assert not any(row.what.startswith(("Create", "Write", "Copy")) for row in found)
    assert not any("exists" in line.label for row in found for line in row.lines)
    told = {line.rpartition(",")[2].strip() for line in sheet(found)}
    assert {row.change.record.key for row in found} <= told, "the file has every change"
    owners = [line for row in found for line in row.lines if row.change.kind is ChangeKind.SET_OWNER]
    assert owners
    assert not any(line.before.isdigit() or line.after.isdigit() for line in owners)
    firm.approve(ask)


def test_what_is_shown_after_an_undo_is_what_stands(firm: Firm) -> None:
    """What was taken back counts neither as applied nor as verified, the look for access is void until the next, and
    nobody is said to be looked after by the successor; done again, all counts again.
    """
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    with firm.app() as app, app.registry.begin() as tx:
        before = app.show.one(handoff)
        assert {undone for *_, undone in search_alumni(tx, "", 50)} == {False}
    assert (before.residual, before.undone) == (0, 0)
    _check_words_of(firm, firm.ask_to_undo(handoff))
    firm.undo(handoff)
    with firm.app() as app, app.registry.begin() as tx:
        after = app.show.one(handoff)
        stays = len(list(applied_changes(tx, handoff)))
        assert {undone for *_, undone in search_alumni(tx, "", 50)} == {True}
    assert (after.residual, after.residual_void) == (None, True)
    assert 0 < after.applied == after.verified == stays
    assert after.applied + after.undone == before.applied
    assert after.planned == before.planned
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    with firm.app() as app, app.registry.begin() as tx:
        again = app.show.one(handoff)
        assert {undone for *_, undone in search_alumni(tx, "", 50)} == {False}
    assert (again.residual, again.residual_void) == (0, False)
    assert again.planned == again.applied == again.verified


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


def test_successor_who_had_less_than_came_from_above_gets_that_back(make_firm: Callable[..., Firm]) -> None:
    """Drive lowers nobody below what they inherit: what they had is given anew, and counts as taken back once."""
    jonas = "jonas@fieldnote.example"

    def edit(world: dict[str, Any]) -> None:
        tiny(world)
        top = world["google_drive"]["files"][0]
        folder = next(child for child in top["children"] if child["id"] == FOLDER)
        for file, role in ((top, "commenter"), (folder, "reader")):
            others = [grant for grant in file.get("permissions", ()) if grant.get("email") != jonas]
            file["permissions"] = [*others, {"type": "user", "role": role, "email": jonas}]

    firm = make_firm(edit)
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    before = firm.records(handoff)
    firm.approve(ask)
    firm.carry_out(handoff)
    assert firm.records(handoff) != before
    firm.approve(firm.ask_to_undo(handoff))
    with firm.app() as app:
        kinds = [c.kind for c in app.show.plan(handoff).plan.changes if c.record.id.startswith(f"{FOLDER}/user/")]
    assert kinds == [ChangeKind.REVOKE_ACCESS, ChangeKind.GRANT_ACCESS]
    assert firm.undo(handoff).state is State.UNDONE
    assert firm.records(handoff) == before
    assert firm.ask_to_undo(handoff) is None
