"""Owners, properties, pipelines and the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hubspot.crm.owners import ApiException

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


def test_owners_lists_the_active_ones(still_portal: Portal) -> None:
    """The list holds active owners only, with their user ids and teams."""
    maya, tom = still_portal.client.crm.owners.owners_api.get_page().results
    assert (maya.id, maya.email, maya.first_name, maya.last_name, maya.user_id, maya.type, maya.archived) == (
        "71", "maya@fieldnote.example", "Maya", "Okafor", 9001, "PERSON", False,
    )  # fmt: skip
    assert [(team.name, team.primary) for team in tom.teams] == [("Care", True)]


@pytest.mark.parametrize("word", ["true", "True"])
def test_owners_lists_the_deactivated_ones_on_demand(still_portal: Portal, word: str) -> None:
    """With `archived` the list holds the deactivated ones, whose user id is only in `userIdIncludingInactive`."""
    (dan,) = still_portal.call("GET", f"/crm/v3/owners/?archived={word}").body["results"]
    assert (dan["id"], dan["archived"], dan["userId"], dan["userIdIncludingInactive"]) == ("73", True, None, 9003)


@pytest.mark.parametrize("path", ["/crm/v3/owners/", "/crm/v3/owners", "/crm/owners/2026-03/", "/crm/owners/2026-03"])
def test_owners_answers_with_and_without_a_slash(still_portal: Portal, path: str) -> None:
    """The list is there with the slash at its end and without, in v3 and in the dated version."""
    assert [one["id"] for one in still_portal.call("GET", path).body["results"]] == ["71", "72"]


def test_owners_filters_by_address(still_portal: Portal) -> None:
    """An address finds its owner, and nobody among the deactivated."""
    api = still_portal.client.crm.owners.owners_api
    assert [one.id for one in api.get_page(email="tom@fieldnote.example").results] == ["72"]
    assert api.get_page(email="dan@fieldnote.example").results == []


def test_owners_pages_by_a_hundred(make_portal: Callable[..., Portal]) -> None:
    """A page holds 100 owners unless asked otherwise, at most 500; the client's `get_all` finds them all."""
    owners = [{"id": n, "email": f"o{n}@x.example", "user_id": n, "active": True} for n in range(1, 252)]
    portal = make_portal(
        owners=owners, companies=[], contacts=[], deals=[], tasks=[], tickets=[], notes=[], more_tokens=[], app={}
    )
    page = portal.call("GET", "/crm/v3/owners/").body
    assert (len(page["results"]), page["paging"]["next"]["after"]) == (100, "100")
    assert page["paging"]["next"]["link"].startswith(portal.server.base_url + "/crm/v3/owners/?")
    assert len(portal.call("GET", page["paging"]["next"]["link"]).body["results"]) == 100
    assert portal.call("GET", "/crm/v3/owners/?limit=500").body["results"][-1]["id"] == "251"
    assert portal.call("GET", "/crm/v3/owners/?limit=501").status == 400
    assert len(portal.client.crm.owners.get_all()) == 251


def test_owner_is_read_by_id_or_user_id(still_portal: Portal) -> None:
    """An owner is read by its id, by its user id on demand; a deactivated one only with `archived`."""
    api = still_portal.client.crm.owners.owners_api
    assert api.get_by_id(72).email == "tom@fieldnote.example"
    assert api.get_by_id(9002, id_property="userId").id == "72"
    assert api.get_by_id(73, archived=True).email == "dan@fieldnote.example"
    for key in (73, 9002, 1):
        with pytest.raises(ApiException) as error:
            api.get_by_id(key)
        assert error.value.status == 404


def test_properties_tell_types_options_and_owners(still_portal: Portal) -> None:
    """The definitions tell type, field type, options, and which properties hold an owner."""
    found = {one.name: one for one in still_portal.client.crm.properties.core_api.get_all("deals").results}
    assert {name for name, one in found.items() if one.referenced_object_type == "OWNER"} == {
        "hubspot_owner_id", "account_manager",
    }  # fmt: skip
    manager, level, regions = found["account_manager"], found["service_level"], found["regions"]
    assert (manager.type, manager.field_type, manager.external_options, manager.hubspot_defined) == (
        "enumeration", "select", True, False,
    )  # fmt: skip
    assert [(option.value, option.label, option.display_order) for option in level.options] == [
        ("basic", "basic", 0), ("premium", "premium", 1),
    ]  # fmt: skip
    assert (regions.type, regions.field_type) == ("enumeration", "checkbox")
    assert [option.value for option in found["billable"].options] == ["true", "false"]
    assert found["reference"].has_unique_value is True
    assert found["hs_object_id"].modification_metadata.read_only_value is True


def test_property_of_stages_tells_all_of_them(still_portal: Portal) -> None:
    """The stages of all pipelines are the options of the stage's property."""
    stage = still_portal.client.crm.properties.core_api.get_by_name("deals", "dealstage")
    assert [option.value for option in stage.options] == [
        "qualified", "active", "in_transition", "closedwon", "closedlost", "due",
    ]  # fmt: skip


def test_property_is_read_by_name(still_portal: Portal) -> None:
    """One definition is read by its name; an unknown one is a 404; some at once by a batch."""
    one = still_portal.call("GET", "/crm/properties/2026-03/deal/service_level").body
    assert (one["name"], one["label"], one["archived"]) == ("service_level", "Service level", False)
    assert still_portal.call("GET", "/crm/v3/properties/deals/nope").status == 404
    body = {"inputs": [{"name": "amount"}, {"name": "nope"}], "archived": False}
    answer = still_portal.call("POST", "/crm/v3/properties/deals/batch/read", body)
    assert (answer.status, [row["name"] for row in answer.body["results"]], answer.body["numErrors"]) == (
        207,
        ["amount"],
        1,
    )


def test_pipelines_tell_their_stages(still_portal: Portal) -> None:
    """The pipelines come with their stages in order, and which of them are closed."""
    default, renewals = still_portal.client.crm.pipelines.pipelines_api.get_all("deals").results
    assert (default.id, default.label, renewals.id) == ("default", "Engagements", "renewals")
    assert [(one.id, one.metadata["isClosed"], one.metadata["probability"]) for one in default.stages] == [
        ("qualified", "false", "0.5"), ("active", "false", "0.5"), ("in_transition", "false", "0.5"),
        ("closedwon", "true", "1.0"), ("closedlost", "true", "0.0"),
    ]  # fmt: skip
    tickets = still_portal.client.crm.pipelines.pipelines_api.get_by_id("tickets", "0")
    assert [(one.id, one.metadata["ticketState"]) for one in tickets.stages][-1] == ("4", "CLOSED")


def test_pipeline_and_stage_are_read_by_id(still_portal: Portal) -> None:
    """A pipeline, its stages and one stage are read by their ids; what is not there is a 404."""
    api = still_portal.client.crm.pipelines.pipeline_stages_api
    assert [one.id for one in api.get_all("deals", "renewals").results] == ["due"]
    assert api.get_by_id("deals", "default", "in_transition").label == "In transition"
    assert still_portal.call("GET", "/crm/v3/pipelines/deals/nope").status == 404
    assert still_portal.call("GET", "/crm/v3/pipelines/deals/default/stages/due").status == 404
    assert still_portal.call("GET", "/crm/v3/pipelines/notes").status == 400


def test_account_tells_the_portal(still_portal: Portal) -> None:
    """A token tells which portal it belongs to."""
    for path in ("/account-info/v3/details", "/account-info/2026-03/details"):
        assert still_portal.call("GET", path).body["portalId"] == 7510
