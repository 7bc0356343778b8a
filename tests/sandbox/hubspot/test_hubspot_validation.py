"""What HubSpot refuses to write, and how it says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hubspot.crm.deals import ApiException
from hubspot.crm.deals import SimplePublicObjectInput as DealInput

if TYPE_CHECKING:
    from hubspot_portal import Portal


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("nope", "x", "PROPERTY_DOESNT_EXIST"),
        ("service_level", "gold", "INVALID_OPTION"),
        ("regions", "uk;mars", "INVALID_OPTION"),
        ("dealstage", "nope", "INVALID_OPTION"),
        ("dealstage", "due", "INVALID_OPTION"),
        ("billable", "maybe", "INVALID_OPTION"),
        ("hubspot_owner_id", "9001", "INVALID_OWNER_ID"),
        ("hubspot_owner_id", "73", "INVALID_OWNER_ID"),
        ("account_manager", "73", "INVALID_OWNER_ID"),
        ("account_manager", "tom@fieldnote.example", "INVALID_OWNER_ID"),
        ("amount", "a lot", "INVALID_DOUBLE"),
        ("closedate", "soon", "INVALID_LONG"),
        ("cutoff", "2026-12-01T10:30:00Z", "INVALID_DATE"),
        ("hs_object_id", "5", "READ_ONLY_VALUE"),
        ("createdate", "2026-12-01", "READ_ONLY_VALUE"),
    ],
)
def test_write_names_the_property_that_it_refuses(still_portal: Portal, name: str, value: str, code: str) -> None:
    """A bad value is a 400 with HubSpot's code and the property's name, and nothing of the write is kept."""
    body = {"properties": {"dealname": "Changed", name: value}}
    answer = still_portal.call("PATCH", "/crm/v3/objects/deals/801", body)
    assert answer.status == 400
    assert (answer.body["status"], answer.body["category"]) == ("error", "VALIDATION_ERROR")
    (error,) = answer.body["errors"]
    assert (error["code"], error["context"]) == (code, {"propertyName": [name]})
    told = json.loads(answer.body["message"].removeprefix("Property values were not valid: "))
    assert [(one["error"], one["name"], one["isValid"], one["portalId"]) for one in told] == [(code, name, False, 7510)]
    assert answer.body["correlationId"]
    assert still_portal.call("GET", "/crm/v3/objects/deals/801").body["properties"]["dealname"] == "Acme: new shop"


def test_write_tells_all_that_it_refuses(still_portal: Portal) -> None:
    """Every refused property is in the errors, and the client's exception carries the body."""
    with pytest.raises(ApiException) as error:
        still_portal.client.crm.deals.basic_api.update("801", DealInput(properties={"nope": "1", "amount": "x"}))
    codes = [one["code"] for one in json.loads(error.value.body)["errors"]]
    assert (error.value.status, codes) == (400, ["PROPERTY_DOESNT_EXIST", "INVALID_DOUBLE"])


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("closedate", "1763888400000", "2025-11-23T09:00:00.000Z"),
        ("closedate", "2026-12-01", "2026-12-01T00:00:00.000Z"),
        ("closedate", "2026-12-01T10:00:00+02:00", "2026-12-01T08:00:00.000Z"),
        ("cutoff", "1796083200000", "2026-12-01"),
        ("billable", True, "true"),
        ("amount", 12.5, "12.5"),
        ("hubspot_owner_id", 72, "72"),
        ("service_level", "premium", "premium"),
    ],
)
def test_write_keeps_values_in_hubspots_forms(portal: Portal, name: str, value: object, kept: str) -> None:
    """Instants and dates may come as milliseconds or ISO 8601, numbers and booleans as JSON."""
    answer = portal.call("PATCH", "/crm/v3/objects/deals/801", {"properties": {name: value}})
    assert answer.body["properties"][name] == kept


@pytest.mark.parametrize("name", ["notes", "tasks", "calls", "emails", "meetings"])
def test_create_of_an_activity_needs_a_timestamp(still_portal: Portal, name: str) -> None:
    """An activity without `hs_timestamp` is a 400 that names it."""
    answer = still_portal.call("POST", f"/crm/v3/objects/{name}", {"properties": {}})
    assert (answer.status, answer.body["category"]) == (400, "VALIDATION_ERROR")
    assert answer.body["context"] == {"properties": ["hs_timestamp"]}
    assert answer.body["message"].startswith(f"Error creating {name[:-1].upper()}.")


def test_create_of_a_ticket_needs_a_stage(portal: Portal) -> None:
    """A ticket without a stage is a 400; with one it gets the stage's pipeline."""
    assert portal.call("POST", "/crm/v3/objects/tickets", {"properties": {"subject": "x"}}).status == 400
    body = {"properties": {"subject": "x", "hs_pipeline_stage": "2"}}
    assert portal.call("POST", "/crm/v3/objects/tickets", body).body["properties"]["hs_pipeline"] == "0"


def test_note_body_has_a_limit(portal: Portal) -> None:
    """A note takes 65,536 characters and not one more."""
    for length, status in ((65_536, 201), (65_537, 400)):
        body = {"properties": {"hs_timestamp": "0", "hs_note_body": "é" * length}}
        answer = portal.call("POST", "/crm/v3/objects/notes", body)
        assert answer.status == status
    assert answer.body["errors"][0]["context"] == {"propertyName": ["hs_note_body"]}


def test_stage_asks_for_its_properties(portal: Portal) -> None:
    """A stage with required properties is entered only with them; a deal that is in it may change otherwise."""
    path = "/crm/v3/objects/deals/801"
    answer = portal.call("PATCH", path, {"properties": {"dealstage": "in_transition"}})
    assert (answer.status, answer.body["errors"][0]["context"]) == (400, {"propertyName": ["hs_next_step"]})
    both = {"properties": {"dealstage": "in_transition", "hs_next_step": "Find a successor"}}
    assert portal.call("PATCH", path, both).status == 200
    assert portal.call("PATCH", path, {"properties": {"amount": "1", "dealstage": "in_transition"}}).status == 200


def test_create_of_a_contact_with_a_known_address_is_409(still_portal: Portal) -> None:
    """An address belongs to one contact; the conflict names it."""
    answer = still_portal.call("POST", "/crm/v3/objects/contacts", {"properties": {"email": "Ann@Acme.example"}})
    assert (answer.status, answer.body["category"]) == (409, "CONFLICT")
    assert answer.body["message"] == "Contact already exists. Existing ID: 601"
    assert (
        still_portal.call("PATCH", "/crm/v3/objects/contacts/602", {"properties": {"email": "ann@acme.example"}}).status
        == 409
    )


@pytest.mark.parametrize("raw", [b"{", b"[]", b'"text"', b"{}", b'{"properties": []}', b""])
def test_write_refuses_a_body_that_is_no_record(still_portal: Portal, raw: bytes) -> None:
    """A body that is not JSON, not an object or without properties is a 400."""
    answer = still_portal.call("PATCH", "/crm/v3/objects/deals/801", raw=raw)
    assert (answer.status, answer.body["category"]) == (400, "VALIDATION_ERROR")


def test_contact_address_must_be_one(portal: Portal) -> None:
    """A contact's address is checked for its form and kept in lower case."""
    path = "/crm/v3/objects/contacts/602"
    answer = portal.call("PATCH", path, {"properties": {"email": "bob"}})
    assert answer.body["errors"][0]["code"] == "INVALID_EMAIL"
    assert (
        portal.call("PATCH", path, {"properties": {"email": "Bob@X.example"}}).body["properties"]["email"]
        == "bob@x.example"
    )
