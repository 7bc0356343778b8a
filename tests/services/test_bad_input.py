"""Bad input ends in an error that names the record and what to do, and nothing has been changed at a vendor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from firm import Firm, GivenConnection

from handoff.domain.handoff import State
from handoff.errors import (
    HandoffError,
    InvalidRecordError,
    NotAuthorisedError,
    PermanentError,
    PlanRefusedError,
    RecordNotFoundError,
    SettingsError,
    TransientError,
)

FOLDER = "1mf-marlow-finch-botanicals-folder"


def refused(firm: Firm, error: type[HandoffError], *words: str, **mark: str) -> None:
    """Mark the deal, prepare it, and see that it ends in this error, on record and mend, with nothing written."""
    handoff = firm.mark(**mark)
    before = firm.writes()
    with pytest.raises(error) as caught:
        firm.prepare(handoff)
    assert caught.value.record or error is SettingsError, "the error names no record"
    assert caught.value.mend, "the error does not say what to do"
    for word in words:
        assert word in str(caught.value)
    assert firm.writes() == before
    assert firm.letters() == []
    with firm.app() as app:
        app.trouble.record(handoff, caught.value, retried=False)
        shown = app.show.one(handoff).handoff
    assert shown.state in (State.MARKED, State.OPENED)
    assert shown.problem is not None
    assert shown.problem.mend == caught.value.mend


def test_deal_without_company_is_refused(make_firm: Callable[..., Firm]) -> None:
    """A deal that belongs to no company can't be handed off."""

    def edit(world: dict[str, Any]) -> None:
        deal = next(item for item in world["hubspot"]["deals"] if item["id"] == "8002")
        deal["associations"] = [item for item in deal["associations"] if "companies" not in item["to"]]

    refused(make_firm(edit), InvalidRecordError, "8002", "company")


@pytest.mark.parametrize("successor", ["nobody@fieldnote.example", "99999999", "daniel@fieldnote.example", "70106", ""])
def test_successor_who_is_unknown_or_inactive_is_refused(firm: Firm, successor: str) -> None:
    """A successor who does not exist, has left, or was not named."""
    refused(firm, InvalidRecordError, "8002", dealstage="in_transition", handoff_successor=successor)


def test_cutoff_in_the_past_is_refused(firm: Firm) -> None:
    """A letter can't promise a day that has gone."""
    mark = {"dealstage": "in_transition", "handoff_successor": "jonas@fieldnote.example"}
    refused(firm, InvalidRecordError, "8002", "past", **mark, handoff_cutoff="2026-01-31T12:00:00Z")


def test_folder_that_is_missing_is_refused(firm: Firm) -> None:
    """The company names a folder that Drive does not have."""
    firm.hubspot("PATCH", "/crm/v3/objects/companies/5001", json={"properties": {"drive_folder_id": "1gone"}})
    refused(firm, RecordNotFoundError, "1gone")


def test_company_without_folder_is_refused(firm: Firm) -> None:
    """The company names no folder at all."""
    firm.hubspot("PATCH", "/crm/v3/objects/companies/5001", json={"properties": {"drive_folder_id": ""}})
    refused(firm, InvalidRecordError, "5001", "folder")


def test_folder_of_two_companies_is_refused(firm: Firm) -> None:
    """Two companies name the same folder: archiving one would cut off the other."""
    firm.hubspot("PATCH", "/crm/v3/objects/companies/5002", json={"properties": {"drive_folder_id": FOLDER}})
    refused(firm, InvalidRecordError, FOLDER, "another client")


def test_folder_shared_with_another_clients_people_is_refused(make_firm: Callable[..., Firm]) -> None:
    """Somebody of another client has access to the folder itself."""

    def edit(world: dict[str, Any]) -> None:
        clients = next(item for item in world["google_drive"]["files"] if item["id"] == "1fn-clients-folder")
        folder = next(item for item in clients["children"] if item["id"] == FOLDER)
        folder.setdefault("permissions", []).append(
            {"type": "user", "role": "reader", "email": "owen@harbourlane.example"}
        )

    refused(make_firm(edit), InvalidRecordError, FOLDER, "another client")


@pytest.mark.parametrize("name", ["handoff_hubspot", "handoff_google_drive"])
def test_unreachable_vendor_is_retried_and_named(firm: Firm, name: str) -> None:
    """A vendor that does not answer is an error that a retry helps against."""
    handoff = firm.mark()
    before = firm.writes()
    firm.connections[name].host = "http://127.0.0.1:9/"
    with pytest.raises(TransientError) as caught:
        firm.prepare(handoff)
    assert str(caught.value)
    assert firm.writes() == before


def test_wrong_token_is_refused_at_once(firm: Firm) -> None:
    """HubSpot's token is wrong: no retry helps, and the connection is named."""
    handoff = firm.mark()
    firm.connections["handoff_hubspot"].password = "pat-wrong"
    with pytest.raises(NotAuthorisedError) as caught:
        firm.prepare(handoff)
    assert isinstance(caught.value, PermanentError)
    assert caught.value.mend


def test_crm_that_cannot_be_watched_is_shown_until_it_can(firm: Firm) -> None:
    """A wrong token or no connection: the problem is kept for people, and gone once the CRM answers again."""
    right = firm.connections.pop("handoff_hubspot")
    with firm.app() as app:
        with pytest.raises(SettingsError):
            app.detect()
        assert app.show.troubles()["handoff_hubspot"].error == "SettingsError"
    firm.connections["handoff_hubspot"] = replace(right, password="pat-wrong")
    with firm.app() as app:
        with pytest.raises(NotAuthorisedError):
            app.detect()
        assert app.show.troubles()["handoff_hubspot"].mend
    firm.connections["handoff_hubspot"] = right
    with firm.app() as app:
        app.detect()
        assert app.show.troubles() == {}


@pytest.mark.parametrize("name", ["handoff_hubspot", "handoff_google_drive"])
def test_missing_connection_is_named(firm: Firm, name: str) -> None:
    """A connection that is not there is an error, and nothing takes its place."""
    handoff = firm.mark()
    del firm.connections[name]
    with pytest.raises(SettingsError, match=name):
        firm.prepare(handoff)


def test_incomplete_connection_says_what_it_lacks(firm: Firm) -> None:
    """A Drive connection without its key says so, and where to put it."""
    handoff = firm.mark()
    firm.connections["handoff_google_drive"] = GivenConnection("handoff_google_drive")
    with pytest.raises(SettingsError, match="service_account"):
        firm.prepare(handoff)


def test_plan_beyond_the_caps_is_refused(firm: Firm, tmp_path: Any) -> None:
    """A plan that changes more than the policy allows is refused before anybody is asked."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(firm.settings.policy.read_text().replace("changes: 300", "changes: 10"))
    firm.settings = firm.settings.model_copy(update={"policy": policy})
    handoff = firm.mark()
    with pytest.raises(PlanRefusedError, match=r"caps\.changes") as caught:
        firm.prepare(handoff)
    assert "Marlow & Finch" in str(caught.value)
    assert firm.letters() == []
