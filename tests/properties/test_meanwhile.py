"""What others do in the middle of the work: each ends in a state that is true, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import yaml
from firm import APPROVER, POLICY, Firm

from handoff.domain.ask import APPROVE, REFUSE, Answer, AskKind
from handoff.domain.change import ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.errors import (
    BusyError,
    InvalidRecordError,
    MarkWithdrawnError,
    NotAuthorisedError,
    PermanentError,
    StoppedError,
)
from handoff.services.ask import Outcome

DEAL = "/crm/v3/objects/deals/8002"


class Interrupting:
    """A clock that lets somebody act at its nth look: each entry of the journal is one."""

    def __init__(self, nth: int, act: Callable[[], object]) -> None:
        self.left, self.act = nth, act

    def __call__(self) -> datetime:
        """Return the instant, after the act where its turn has come."""
        self.left -= 1
        if self.left == 0:
            self.act()
        return datetime.now(UTC)


@pytest.fixture
def approved(firm: Firm) -> HandoffId:
    """Return a handoff that waits to be carried out."""
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    return handoff


def results(firm: Firm, handoff: HandoffId) -> dict[str, int]:
    """Return how many changes ended how."""
    with firm.app() as app:
        return dict(app.show.one(handoff).results)


def test_second_attempt_at_the_same_time_waits(firm: Firm, approved: HandoffId) -> None:
    """While one process applies, another is told to come back; in the end everything stands once."""
    seen: list[type[Exception]] = []

    def second() -> None:
        with firm.app() as other:
            try:
                other.apply(approved, Phase.DELIVER)
            except BusyError as error:
                seen.append(type(error))

    with firm.app(Interrupting(3, second)) as app:
        app.apply(approved, Phase.DELIVER)
    assert seen == [BusyError]
    firm.carry_out(approved)
    state = firm.end_state(approved)
    assert (state["notes"], state["dossiers"]) == (1, 1)


@pytest.mark.parametrize("goes_on", [True, False])
def test_mark_withdrawn_in_the_middle_stops_and_asks(firm: Firm, approved: HandoffId, *, goes_on: bool) -> None:
    """No batch begins after it; a question is put. Yes goes on, no leaves all as it is, says so, and can be undone."""

    def withdraw() -> None:
        firm.hubspot("PATCH", DEAL, json={"properties": {"dealstage": "active"}})

    with firm.app(Interrupting(2, withdraw)) as app, pytest.raises(MarkWithdrawnError):
        app.apply(approved, Phase.DELIVER, Phase.REASSIGN)
    done = results(firm, approved)
    assert 0 < sum(done.values()) < 10
    with firm.app() as app:
        ((ask, handoff),) = app.carry_out.asked()
        assert (ask.kind, handoff.state) == (AskKind.WITHDRAWAL, State.APPROVED)
        question = app.ask_person.question(ask.id)
        assert question is not None
        assert "taken back" in question.subject
        reason = "" if goes_on else "They stay after all."
        answer = Answer(APPROVE if goes_on else REFUSE, ask.digest, APPROVER, app.clock(), reason=reason)
        outcome, _, after = app.ask_person.record(ask.id, answer)
    assert results(firm, approved) == done
    if goes_on:
        assert outcome is Outcome.APPROVED
        firm.carry_out(approved)
        return
    assert outcome is Outcome.REFUSED
    assert after.problem is not None
    assert "taken back" in after.problem.what
    with firm.app() as app, pytest.raises(StoppedError):
        app.apply(approved, Phase.REASSIGN)
    firm.approve(firm.ask_to_undo(approved))
    assert firm.undo(approved).state is State.UNDONE


def test_access_given_by_somebody_during_apply_is_found(firm: Firm, approved: HandoffId) -> None:
    """What somebody shares while access is taken away is not touched, is asked about, and keeps it from closing."""
    firm.carry_out(approved)

    def share() -> None:
        with firm.app() as other:
            file, person = "1mf-start-here", other.people.identify("priya@marlowfinch.example")
            given = replace(
                next(c for c in other.show.plan(approved).plan.changes if c.kind is ChangeKind.GRANT_ACCESS),
                before={"role": None},
                after={"role": "reader"},
            )
            record = replace(given.record, id=f"{file}/user/{person}")
            other.drive.apply([replace(given, record=record)])

    with firm.app() as app:
        app.archive.begin(approved)
        app.gather.files(approved, "archive", content=False)
    with firm.app(Interrupting(4, share)) as app:
        app.apply(approved, Phase.ARCHIVE)
    with firm.app() as app:
        left = app.archive.residual(approved)
    if left:
        ask = firm.archive(approved)
        assert ask is not None
        firm.approve(ask)
    assert firm.archive(approved) is None
    with firm.app() as app:
        assert app.show.one(approved).residual == 0


def test_successor_deactivated_between_plan_and_apply_gets_nothing(firm: Firm, approved: HandoffId) -> None:
    """Nothing is given to somebody who has left; the handoff is set aside and prepared anew for another."""
    deactivate(firm, "70104")
    before = firm.writes()
    with pytest.raises(InvalidRecordError, match="70104"):
        firm.carry_out(approved)
    assert firm.writes() == before
    assert firm.ask_to_undo(approved) is None
    with firm.app() as app:
        assert app.show.one(approved).handoff.state is State.UNDONE
    firm.hubspot("PATCH", DEAL, json={"properties": {"handoff_successor": "tomas@fieldnote.example"}})
    ask = firm.prepare(approved)
    with firm.app() as app:
        owners = {c.after["owner"] for c in app.show.plan(approved).plan.changes if c.kind is ChangeKind.SET_OWNER}
    assert owners == {"70102"}
    firm.approve(ask)
    firm.carry_out(approved)
    assert firm.end_state(approved)["owners"]["hubspot/deal/8002"] == "70102"


def deactivate(firm: Firm, owner: str) -> None:
    """Deactivate an owner, as an administrator of the portal does; the sandbox's API has no call for it."""
    owners = next(item.store.owners for item in firm.server.emulators if item.name == "hubspot")
    owners._by_id[owner] = replace(owners.get(owner), active=False)


def test_legal_hold_after_the_approval_keeps_the_record(firm: Firm, approved: HandoffId, tmp_path: Path) -> None:
    """What is held by now is left as it is though it was approved, the rest is done, and the handoff says which."""
    policy = yaml.safe_load(POLICY.read_text())
    policy["legal_holds"] = [{"records": ["hubspot/deal/8002"], "why": "Dispute 12/26."}]
    held = tmp_path / "held.yaml"
    held.write_text(yaml.safe_dump(policy))
    owner = firm.hubspot("GET", f"{DEAL}?properties=hubspot_owner_id")["properties"]["hubspot_owner_id"]
    firm.settings = firm.settings.model_copy(update={"policy": held})
    with pytest.raises(InvalidRecordError, match="Dispute 12/26"):
        firm.carry_out(approved)
    with pytest.raises(InvalidRecordError, match="Dispute 12/26"), firm.app() as app:
        app.apply(approved, Phase.REASSIGN)
    now = firm.hubspot("GET", f"{DEAL}?properties=hubspot_owner_id")["properties"]["hubspot_owner_id"]
    assert now == owner
    done = results(firm, approved)
    assert done["applied"] > 5
    assert firm.letters() == []


def test_legal_hold_on_the_client_after_the_approval_leaves_everything(
    firm: Firm, approved: HandoffId, tmp_path: Path
) -> None:
    """Nothing further is changed, at the vendors or by mail, before the cut-off and after it; the handoff stays where
    it was and says why; it is never closed, and goes on once the hold is lifted.
    """
    rules = yaml.safe_load(POLICY.read_text())
    held = tmp_path / "held.yaml"
    held.write_text(
        yaml.safe_dump(rules | {"legal_holds": [{"clients": ["marlowfinch.example"], "why": "Case 7/26."}]})
    )
    lifted = firm.settings

    def holding() -> None:
        firm.settings = lifted.model_copy(update={"policy": held})

    with firm.app() as app:
        app.apply(approved, Phase.DELIVER)
    done, before = results(firm, approved), (firm.writes(), firm.records(approved))
    holding()
    for work in (firm.carry_out, lambda handoff: firm.app().apply(handoff, Phase.REASSIGN, Phase.FAREWELL)):
        with pytest.raises(InvalidRecordError, match="Case 7/26"):
            work(approved)
    assert ((firm.writes(), firm.records(approved)), results(firm, approved)) == (before, done)
    with firm.app() as app:
        assert app.show.one(approved).handoff.state is State.APPROVED
    firm.settings = lifted
    firm.carry_out(approved)
    before = firm.writes(), firm.records(approved)
    holding()
    with pytest.raises(InvalidRecordError, match="Case 7/26"):
        firm.archive(approved)
    assert (firm.writes(), firm.records(approved)) == before
    with firm.app() as app:
        assert app.show.one(approved).handoff.state is State.ARCHIVING
    firm.settings = lifted
    assert firm.archive(approved) is None
    with firm.app() as app:
        ended = app.show.one(approved)
    assert (ended.handoff.state, ended.residual) == (State.CLOSED, 0)


def test_portal_that_passes_owners_on_ends_as_planned(firm: Firm, approved: HandoffId) -> None:
    """A workflow that gives the company's owner to its contacts writes to what we write to: what we want stands."""
    switched = {"vendor": "hubspot", "company_owner_cascade": True}
    answer = httpx.post(f"{firm.server.base_url}/_sandbox/switches", json=switched, timeout=10)
    answer.raise_for_status()
    firm.carry_out(approved)
    assert firm.archive(approved) is None
    done = results(firm, approved)
    assert done.keys() <= {"applied", "held"}
    assert set(done) >= {"applied"}


def test_record_changed_since_the_approval_is_shown_and_said(firm: Firm, approved: HandoffId) -> None:
    """An owner whom a colleague chose after the approval stays; the handoff goes on and says so until it is closed."""
    firm.hubspot("PATCH", DEAL, json={"properties": {"hubspot_owner_id": "70102"}})
    firm.carry_out(approved)
    with firm.app() as app:
        shown = app.show.one(approved)
    assert shown.results["conflict"] == 1
    assert shown.handoff.state is State.AWAITING_CUTOFF
    assert shown.handoff.problem is not None
    assert "somebody else" in shown.handoff.problem.what
    deal = firm.hubspot("GET", f"{DEAL}?properties=hubspot_owner_id")
    assert deal["properties"]["hubspot_owner_id"] == "70102"


@pytest.mark.parametrize("vendor", ["handoff_hubspot", "handoff_google_drive"])
def test_observe_mode_plans_and_applies_nothing(firm: Firm, vendor: str) -> None:
    """With a connection to be read only, everything up to the plan works; apply is refused and says why."""
    firm.connections[vendor].extra_dejson["read_only"] = True
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    before = firm.writes()
    with pytest.raises(NotAuthorisedError, match=f"observe mode.*{vendor}"):
        firm.carry_out(handoff)
    with firm.app() as app, pytest.raises(PermanentError, match="observe mode"):
        app.apply(handoff, Phase.REASSIGN)
    assert firm.writes() == before
