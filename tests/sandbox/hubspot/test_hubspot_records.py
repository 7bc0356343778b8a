"""The basic calls on records, through the vendor's client and over plain HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hubspot.crm.deals import ApiException
from hubspot.crm.deals import SimplePublicObjectInput as DealInput
from hubspot.crm.deals import SimplePublicObjectInputForCreate as NewDeal

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


def test_read_gives_the_default_properties(still_portal: Portal) -> None:
    """A read without a list of properties gives the type's default ones, null where there is no value."""
    deal = still_portal.client.crm.deals.basic_api.get_by_id("803")
    assert deal.id == "803"
    assert set(deal.properties) == {
        "amount", "closedate", "createdate", "dealname", "dealstage", "hs_lastmodifieddate", "hs_object_id", "pipeline",
    }  # fmt: skip
    assert deal.properties["amount"] is None
    assert deal.properties["hs_object_id"] == "803"
    assert deal.archived is False


def test_read_gives_the_properties_asked_for(still_portal: Portal) -> None:
    """A list of properties, repeated or with commas, adds the id and the dates; an unknown one is left out."""
    for query in (
        "properties=dealname&properties=service_level&properties=nope",
        "properties=dealname,service_level,nope",
    ):
        answer = still_portal.call("GET", f"/crm/v3/objects/deals/801?{query}")
        assert set(answer.body["properties"]) == {
            "dealname", "service_level", "createdate", "hs_lastmodifieddate", "hs_object_id",
        }  # fmt: skip
        assert answer.body["properties"]["service_level"] is None


def test_read_keeps_values_as_text_in_hubspots_forms(still_portal: Portal) -> None:
    """Numbers, instants, dates and several options are text; instants have milliseconds and a Z."""
    names = ["amount", "closedate", "cutoff", "regions", "account_manager"]
    values = still_portal.client.crm.deals.basic_api.get_by_id("801", properties=names).properties
    assert {name: values[name] for name in names} == {
        "amount": "68000",
        "closedate": "2026-03-01T10:00:00.000Z",
        "cutoff": "2026-12-01",
        "regions": "uk;eu",
        "account_manager": "73",
    }


@pytest.mark.parametrize("name", ["deals", "deal", "0-3"])
@pytest.mark.parametrize("head", ["/crm/v3/objects/", "/crm/objects/2026-03/", "/crm/objects/2025-09/"])
def test_read_takes_every_name_and_version(still_portal: Portal, head: str, name: str) -> None:
    """A type goes by its plural, its singular and its id, under v3 and the dated versions."""
    assert still_portal.call("GET", f"{head}{name}/801").body["properties"]["dealname"] == "Acme: new shop"


def test_read_gives_history_newest_first(still_portal: Portal) -> None:
    """The history of a property tells each value, when it came, and by whose hand."""
    deal = still_portal.client.crm.deals.basic_api.get_by_id("801", properties_with_history=["dealstage"])
    active, qualified = deal.properties_with_history["dealstage"]
    assert (active.value, active.source_type, active.source_id, active.updated_by_user_id) == (
        "active", "CRM_UI", "userId:9001", 9001,
    )  # fmt: skip
    assert (qualified.value, qualified.updated_by_user_id) == ("qualified", 9003)
    assert active.timestamp - qualified.timestamp == timedelta(days=30)
    assert deal.properties["dealstage"] == "active"


def test_read_gives_associations_with_their_kinds(still_portal: Portal) -> None:
    """The parameter `associations` lists the ids by the plural name, once for every kind of association."""
    deal = still_portal.client.crm.deals.basic_api.get_by_id("801", associations=["companies", "contact", "tickets"])
    rows = {name: [(one.id, one.type) for one in page.results] for name, page in deal.associations.items()}
    assert rows == {
        "companies": [("501", "deal_to_company"), ("501", "deal_to_company_unlabeled")],
        "contacts": [("601", "deal_to_contact"), ("602", "deal_to_contact")],
    }
    assert "associations" not in still_portal.call("GET", "/crm/v3/objects/deals/803?associations=companies").body


def test_read_by_a_unique_property(still_portal: Portal) -> None:
    """`idProperty` finds a record by a property with unique values, and refuses any other."""
    contact = still_portal.client.crm.contacts.basic_api.get_by_id("ANN@acme.example", id_property="email")
    assert contact.id == "601"
    assert still_portal.call("GET", "/crm/v3/objects/deals/A-1?idProperty=reference").body["id"] == "801"
    assert still_portal.call("GET", "/crm/v3/objects/contacts/Ann?idProperty=firstname").status == 400


def test_read_of_a_merged_id_gives_the_survivor(still_portal: Portal) -> None:
    """A merged id answers the surviving record, with its own id and without associations."""
    answer = still_portal.call(
        "GET", "/crm/v3/objects/contacts/699?associations=companies&properties=hs_merged_object_ids"
    )
    assert answer.body["id"] == "601"
    assert answer.body["properties"]["hs_merged_object_ids"] == "699"
    assert "associations" not in answer.body


def test_read_of_a_missing_record_is_404(still_portal: Portal) -> None:
    """A record that is not there answers HubSpot's OBJECT_NOT_FOUND."""
    with pytest.raises(ApiException) as error:
        still_portal.client.crm.deals.basic_api.get_by_id("999")
    assert error.value.status == 404
    body = still_portal.call("GET", "/crm/v3/objects/deals/999").body
    assert (body["status"], body["category"], body["context"]) == ("error", "OBJECT_NOT_FOUND", {"id": ["999"]})
    assert body["correlationId"]


def test_list_pages_by_links_on_the_same_host(still_portal: Portal) -> None:
    """A page ends with a cursor and a link that carries the host and the rest of the query."""
    answer = still_portal.call("GET", "/crm/v3/objects/deals?limit=2&properties=dealname")
    assert [one["id"] for one in answer.body["results"]] == ["801", "802"]
    following = answer.body["paging"]["next"]
    assert following["after"] == "802"
    assert following["link"].startswith(f"{still_portal.server.base_url}/crm/v3/objects/deals?")
    last = still_portal.call("GET", following["link"]).body
    assert [one["id"] for one in last["results"]] == ["803"]
    assert "amount" not in last["results"][0]["properties"]
    assert "paging" not in last


def test_list_is_walked_by_the_clients_get_all(make_portal: Callable[..., Portal]) -> None:
    """The client's `get_all` finds all records of several pages."""
    contacts = [{"id": number, "properties": {"email": f"c{number}@acme.example"}} for number in range(1001, 1231)]
    portal = make_portal(contacts=contacts, deals=[], notes=[], tasks=[])
    found = portal.client.crm.contacts.get_all()
    assert [one.id for one in found] == [str(number) for number in range(1001, 1231)]


@pytest.mark.parametrize(
    ("query", "limit"), [("", 100), ("propertiesWithHistory=dealstage&", 50)], ids=["plain", "with history"]
)
def test_list_page_has_a_limit(still_portal: Portal, query: str, limit: int) -> None:
    """A page holds at most 100 records, 50 with history; more is a 400."""
    assert still_portal.call("GET", f"/crm/v3/objects/deals?{query}limit={limit}").status == 200
    answer = still_portal.call("GET", f"/crm/v3/objects/deals?{query}limit={limit + 1}")
    assert (answer.status, answer.body["category"]) == (400, "VALIDATION_ERROR")


def test_create_gives_a_new_id_and_both_dates(portal: Portal) -> None:
    """A creation answers 201 with the id, the dates and what was set."""
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    deal = portal.client.crm.deals.basic_api.create(NewDeal(properties={"dealname": "New", "dealstage": "qualified"}))
    assert int(deal.id) > 951
    assert before <= deal.created_at <= datetime.now(UTC)
    assert deal.properties["dealname"] == "New"
    assert portal.client.crm.deals.basic_api.get_by_id(deal.id).properties["pipeline"] == "default"


def test_create_note_with_associations(portal: Portal) -> None:
    """A note is created on its deal and company in one call, by the type ids of both."""
    note = {
        "properties": {"hs_timestamp": "1763888400000", "hs_note_body": "<p>Handed over</p>"},
        "associations": [
            {"to": {"id": "801"}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}]},
            {"to": {"id": "501"}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 190}]},
        ],
    }
    created = portal.client.crm.objects.notes.basic_api.create(note)
    read = portal.client.crm.objects.notes.basic_api.get_by_id(created.id, associations=["deals", "companies"])
    assert {name: [one.id for one in page.results] for name, page in read.associations.items()} == {
        "deals": ["801"], "companies": ["501"],
    }  # fmt: skip
    deal = portal.client.crm.deals.basic_api.get_by_id("801", associations=["notes"])
    assert [one.id for one in deal.associations["notes"].results] == ["921", created.id]


def test_create_refuses_associations_that_do_not_fit(portal: Portal) -> None:
    """A missing record or a type id of another pair is a 400, and nothing is created."""
    before = len(portal.call("GET", "/crm/v3/objects/notes?limit=100").body["results"])
    for target, type_id in (("999", 214), ("801", 3)):
        spec = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": type_id}
        body = {"properties": {"hs_timestamp": "0"}, "associations": [{"to": {"id": target}, "types": [spec]}]}
        assert portal.call("POST", "/crm/v3/objects/notes", body).status == 400
    assert len(portal.call("GET", "/crm/v3/objects/notes?limit=100").body["results"]) == before


def _history(portal: Portal, name: str, record: str = "deals/801") -> list[dict[str, Any]]:
    body = portal.call("GET", f"/crm/v3/objects/{record}?propertiesWithHistory={name}").body
    versions: list[dict[str, Any]] = body["propertiesWithHistory"][name]
    return versions


def test_update_adds_to_the_history_and_moves_the_dates(portal: Portal) -> None:
    """A change is the newest version, by the app's token, and moves the date of the last modification."""
    old = portal.client.crm.deals.basic_api.get_by_id("801")
    new = portal.client.crm.deals.basic_api.update("801", DealInput(properties={"dealname": "Acme: shop"}))
    assert new.updated_at > old.updated_at
    assert new.properties["hs_lastmodifieddate"] > old.properties["hs_lastmodifieddate"]
    newest, oldest = _history(portal, "dealname")
    assert newest | {"timestamp": ""} == {
        "value": "Acme: shop", "timestamp": "", "sourceType": "INTEGRATION", "sourceId": "4711",
        "sourceLabel": "Handoff", "updatedByUserId": 9001,
    }  # fmt: skip
    assert oldest["value"] == "Acme: new shop"


def test_update_by_a_persons_token_counts_as_by_hand(portal: Portal) -> None:
    """A token that stands for a person leaves that person in the history."""
    portal.as_token("pat-maya").crm.deals.basic_api.update("801", DealInput(properties={"dealstage": "closedlost"}))
    newest = _history(portal, "dealstage")[0]
    assert (newest["sourceType"], newest["sourceId"], newest["updatedByUserId"]) == ("CRM_UI", "userId:9001", 9001)


def test_update_that_changes_nothing_leaves_no_trace(portal: Portal) -> None:
    """Writing the value that is there adds no version and moves no date."""
    old = portal.call("GET", "/crm/v3/objects/deals/801").body
    answer = portal.call("PATCH", "/crm/v3/objects/deals/801", {"properties": {"dealname": "Acme: new shop"}})
    assert answer.status == 200
    assert portal.call("GET", "/crm/v3/objects/deals/801").body == old
    assert len(_history(portal, "dealname")) == 1


def test_update_with_the_empty_text_clears(portal: Portal) -> None:
    """The empty text and null take a value away: null in reads, the empty text in the history."""
    for value, name in (("", "amount"), (None, "cutoff")):
        body = portal.call("PATCH", "/crm/v3/objects/deals/801", {"properties": {name: value}}).body
        assert body["properties"][name] is None
        assert _history(portal, name)[0]["value"] == ""


def test_update_of_an_owner_sets_the_assigned_date(portal: Portal) -> None:
    """A new owner comes with the instant of the assignment."""
    portal.client.crm.deals.basic_api.update("801", DealInput(properties={"hubspot_owner_id": "72"}))
    names = ["hubspot_owner_id", "hubspot_owner_assigneddate"]
    values = portal.client.crm.deals.basic_api.get_by_id("801", properties=names).properties
    assert values["hubspot_owner_id"] == "72"
    assert values["hubspot_owner_assigneddate"] == values["hs_lastmodifieddate"]


def test_update_to_completed_dates_a_task(portal: Portal) -> None:
    """A task that is completed gets the date of its completion."""
    answer = portal.call("PATCH", "/crm/v3/objects/tasks/911", {"properties": {"hs_task_status": "COMPLETED"}})
    read = portal.call("GET", "/crm/v3/objects/tasks/911?properties=hs_task_completion_date")
    assert read.body["properties"]["hs_task_completion_date"] == answer.body["updatedAt"]


def test_update_adds_an_option_with_a_leading_semicolon(portal: Portal) -> None:
    """A value of several options that begins with ';' is added to what is there."""
    body = portal.call("PATCH", "/crm/v3/objects/deals/801", {"properties": {"regions": ";us"}}).body
    assert body["properties"]["regions"] == "uk;eu;us"


def test_update_moves_the_lifecycle_only_forwards(portal: Portal) -> None:
    """An earlier lifecycle stage is passed over with a 200 until the stage has been cleared."""
    path = "/crm/v3/objects/contacts/601"
    for value, after in (("lead", "customer"), ("evangelist", "evangelist"), ("", None), ("lead", "lead")):
        answer = portal.call("PATCH", path, {"properties": {"lifecyclestage": value}})
        assert (answer.status, answer.body["properties"]["lifecyclestage"]) == (200, after)


def test_closed_follows_the_stage(still_portal: Portal) -> None:
    """Whether a deal is closed or won is computed from its stage."""
    for deal, closed, won in (("801", "false", "false"), ("802", "true", "true")):
        body = still_portal.call("GET", f"/crm/v3/objects/deals/{deal}?properties=hs_is_closed,hs_is_closed_won").body
        assert (body["properties"]["hs_is_closed"], body["properties"]["hs_is_closed_won"]) == (closed, won)


def test_archive_takes_a_record_out_of_sight(portal: Portal) -> None:
    """An archived record is a 404 unless asked for with `archived`, in any case; its associations are gone."""
    portal.client.crm.deals.basic_api.archive("801")
    assert portal.call("GET", "/crm/v3/objects/deals/801").status == 404
    assert portal.call("PATCH", "/crm/v3/objects/deals/801", {"properties": {"amount": "1"}}).status == 404
    for word in ("true", "True"):
        body = portal.call("GET", f"/crm/v3/objects/deals/801?archived={word}").body
        assert body["archived"] is True
        assert body["archivedAt"]
    assert [one.id for one in portal.client.crm.deals.basic_api.get_page(archived=True).results] == ["801"]
    assert [one.id for one in portal.client.crm.deals.basic_api.get_page().results] == ["802", "803"]
    assert "associations" not in portal.call("GET", "/crm/v3/objects/contacts/601?associations=deals").body


def test_archive_of_a_missing_record_is_204(portal: Portal) -> None:
    """Archiving is idempotent: a record that is not there, or archived, answers 204."""
    for record in ("801", "801", "999"):
        assert portal.call("DELETE", f"/crm/v3/objects/deals/{record}").status == 204


def test_every_standard_type_is_there(still_portal: Portal) -> None:
    """All standard types answer, those without records with an empty list."""
    for name in ("contacts", "companies", "deals", "tickets", "notes", "tasks", "calls", "emails", "meetings",
                 "line_items", "products", "quotes", "leads", "orders"):  # fmt: skip
        answer = still_portal.call("GET", f"/crm/v3/objects/{name}")
        assert answer.status == 200
        assert isinstance(answer.body["results"], list)


def test_meetings_calls_and_emails_take_owners(portal: Portal) -> None:
    """The other activities are written like notes, with an owner of their own."""
    for name, title in (("meetings", "hs_meeting_title"), ("calls", "hs_call_title"), ("emails", "hs_email_subject")):
        values = {"hs_timestamp": "2026-11-01T10:00:00Z", title: "Kick-off", "hubspot_owner_id": "72"}
        answer = portal.call("POST", f"/crm/v3/objects/{name}", {"properties": values})
        assert (answer.status, answer.body["properties"]["hubspot_owner_id"]) == (201, "72")
