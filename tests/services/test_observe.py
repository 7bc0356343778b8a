"""Observe mode: with rights to read alone everything up to the plan works, and nothing is applied."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from firm import Firm, read_world
from practice import POLICY, Practice, wire
from tiny import tiny

from handoff.domain.change import ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.record import Vendor
from handoff.errors import NotAuthorisedError
from handoff.settings import Settings
from handoff_sandbox.core.server import Server

READ = [
    *(f"crm.objects.{kind}.read" for kind in ("deals", "companies", "contacts", "owners")),
    *(f"crm.schemas.{kind}.read" for kind in ("deals", "companies", "contacts")),
    "tickets",
]
"""The scopes of docs/connect.md without those to write; HubSpot has one for tickets."""


@pytest.fixture
def practice(database_url: str, tmp_path: Path) -> Iterator[Practice]:
    """Return the practice, connected as a user whose profile lets them change nothing."""
    world = read_world("ledger_house")
    world["salesforce"]["users"].append(
        {
            "id": 6,
            "username": "eye@tallisreed.example",
            "last": "Observer",
            "session_id": "session-of-eye",
            "read_only": True,
            "query_all_files": True,
        }
    )
    with Server(json.loads(json.dumps(world, default=str))) as server:
        settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
        firm = wire(server, settings)
        connection = firm.connections["handoff_salesforce"]
        connection.login = None
        connection.extra_dejson = {"session_id": "session-of-eye"}
        yield firm


@pytest.fixture
def studio(make_firm: Callable[..., Firm]) -> Firm:
    """Return the studio, connected by a token that may only read."""

    def world(of: dict[str, Any]) -> None:
        tiny(of)
        of["hubspot"]["more_tokens"].append({"access_token": "pat-eu1-eye", "scopes": READ})

    firm = make_firm(world)
    firm.connections["handoff_hubspot"].password = "pat-eu1-eye"
    return firm


def approved(firm: Firm) -> HandoffId:
    """Prepare a handoff and approve its plan, as it is for people to see what would be done."""
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    with firm.app() as app:
        kinds = {change.kind for change in app.show.plan(handoff).plan.changes}
        assert app.show.one(handoff).gathered > 5
    assert {ChangeKind.SET_OWNER, ChangeKind.CREATE_NOTE, ChangeKind.SEND_LETTER} <= kinds
    firm.approve(ask)
    return handoff


def refused(firm: Firm, handoff: HandoffId, said: str | None = None) -> None:
    """See that every way to apply is refused, and that the handoff stands where it stood."""
    for _ in range(2):
        with pytest.raises(NotAuthorisedError, match=said):
            firm.carry_out(handoff)
    with firm.app() as app, pytest.raises(NotAuthorisedError, match=said):
        app.apply(handoff, Phase.REASSIGN)
    with firm.app() as app:
        assert app.show.one(handoff).handoff.state is State.APPROVED
    assert firm.letters() == []


def test_salesforce_is_observed_by_who_may_change_nothing(practice: Practice) -> None:
    """Said to be read only, nothing is applied anywhere: not in Salesforce, not in Drive, and no letter goes out."""
    practice.connections["handoff_salesforce"].extra_dejson["read_only"] = True
    handoff = approved(practice)
    before, stamps = practice.writes(), practice.stamps()
    refused(practice, handoff, "observe mode.*handoff_salesforce")
    assert (practice.writes(), practice.stamps()) == (before, stamps)
    with practice.app() as app:
        assert app.show.one(handoff).results == {}


def test_hubspot_is_observed_by_a_token_that_may_only_read(studio: Firm) -> None:
    """As with Salesforce; the mark is found, watched and gathered by that token alone."""
    studio.connections["handoff_hubspot"].extra_dejson["read_only"] = True
    handoff = approved(studio)
    before = studio.writes()
    refused(studio, handoff, "observe mode.*handoff_hubspot")
    assert studio.writes() == before


def test_salesforce_that_was_not_said_to_be_read_only_refuses_by_itself(practice: Practice) -> None:
    """What the profile forbids is refused by Salesforce: the work stops there, and none of its records is changed."""
    handoff = approved(practice)
    stamps = practice.stamps()
    refused(practice, handoff)
    assert practice.stamps() == stamps
    check_nothing_in(practice, handoff, Vendor.SALESFORCE)


def test_hubspot_that_was_not_said_to_be_read_only_refuses_by_itself(studio: Firm) -> None:
    """Likewise where the token lacks the scopes to write."""
    handoff = approved(studio)
    refused(studio, handoff)
    check_nothing_in(studio, handoff, Vendor.HUBSPOT)


def check_nothing_in(firm: Firm, handoff: HandoffId, vendor: Vendor) -> None:
    """See by the journal that nothing was applied at a vendor, and that what was elsewhere can be taken back."""
    with firm.app() as app:
        changes = {change.id: change for change in app.show.plan(handoff).plan.changes}
        done = [e.change for e in app.show.journal(handoff)[0] if e.detail.get("result") == "applied"]
        assert all(changes[change].record.vendor is not vendor for change in done if change)
        assert all(change.phase is Phase.UNDO for change in app.undo.plan(handoff).changes)
        assert len(app.undo.plan(handoff).changes) == len(done)
