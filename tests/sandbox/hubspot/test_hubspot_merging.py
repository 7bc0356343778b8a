"""Merges, erasures and upserts: what is left, and by which ids it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hubspot.crm.contacts.exceptions import NotFoundException

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


def _merge(portal: Portal, kind: str, primary: str, other: str) -> Any:
    body = {"primaryObjectId": primary, "objectIdToMerge": other}
    return portal.call("POST", f"/crm/v3/objects/{kind}/merge", body)


def test_merge_keeps_the_primary_record_and_fills_its_gaps(portal: Portal) -> None:
    """The primary record's values win, gaps are filled, and both ids lead to it; the other's is told."""
    answer = _merge(portal, "contacts", "602", "601")
    assert (answer.status, answer.body["id"]) == (200, "602")
    api = portal.client.crm.contacts.basic_api
    names = ["firstname", "lastname", "email", "hs_merged_object_ids"]
    survivor = api.get_by_id("601", properties=names, associations=["companies"])
    assert survivor.id == "602"
    assert survivor.associations is None
    assert [survivor.properties[name] for name in names] == ["Bob", "Bell", "bob@acme.example", "601;699"]
    assert api.get_by_id("699").id == "602"


def test_merge_moves_the_associations(portal: Portal) -> None:
    """What the other record was associated with is the survivor's now, seen from both sides."""
    _merge(portal, "companies", "502", "501")
    links = portal.client.crm.associations.v4.basic_api
    assert {str(one.to_object_id) for one in links.get_page("companies", "502", "contacts").results} == {
        "601", "602", "603",
    }  # fmt: skip
    assert [str(one.to_object_id) for one in links.get_page("deals", "801", "companies").results] == ["502"]


def test_merge_can_give_a_new_id(portal: Portal) -> None:
    """With the switch the survivor is a record of its own, to which both old ids lead."""
    portal.call("POST", "/_sandbox/switches", {"vendor": "hubspot", "merge_gives_new_id": True})
    new = _merge(portal, "deals", "801", "802").body["id"]
    assert new not in ("801", "802")
    assert {portal.client.crm.deals.basic_api.get_by_id(old).id for old in ("801", "802")} == {new}
    listed = portal.client.crm.deals.basic_api.get_page().results
    assert [one.id for one in listed] == ["803", new]


@pytest.mark.parametrize(
    ("kind", "primary", "other", "status"),
    [("contacts", "601", "601", 400), ("contacts", "601", "9", 404), ("notes", "921", "921", 400)],
)
def test_merge_that_cannot_be_is_refused(portal: Portal, kind: str, primary: str, other: str, status: int) -> None:
    """A record with itself, with nothing, or of a type that does not merge."""
    assert _merge(portal, kind, primary, other).status == status


def test_erased_contact_is_gone_for_good(portal: Portal) -> None:
    """After an erasure the record is not even among the archived ones, and its address is free again."""
    body = {"objectId": "ann@acme.example", "idProperty": "email"}
    assert portal.call("POST", "/crm/v3/objects/contacts/gdpr-delete", body).status == 204
    api = portal.client.crm.contacts.basic_api
    for archived in (False, True):
        with pytest.raises(NotFoundException):
            api.get_by_id("601", archived=archived)
    made = api.create({"properties": {"email": "ann@acme.example"}})
    assert made.id not in ("601", "602", "603")


def test_upsert_changes_what_is_there_and_creates_the_rest(portal: Portal) -> None:
    """Records are found by a unique property in any case; what is not there is created with it."""
    inputs = [
        {"idProperty": "email", "id": "ANN@acme.example", "properties": {"jobtitle": "Head"}},
        {"idProperty": "email", "id": "new@acme.example", "properties": {"firstname": "New"}},
    ]
    answer = portal.call("POST", "/crm/v3/objects/contacts/batch/upsert", {"inputs": inputs})
    assert [(one["id"] == "601", one["new"]) for one in answer.body["results"]] == [(True, False), (False, True)]
    assert answer.body["results"][1]["properties"]["email"] == "new@acme.example"


@pytest.mark.parametrize(
    "inputs",
    [
        [{"id": "x", "properties": {}}],
        [{"idProperty": "dealname", "id": "x", "properties": {}}],
        [{"idProperty": "reference", "id": "a", "properties": {}}, {"idProperty": "reference", "id": "A"}],
        [{"idProperty": "reference", "properties": {}}],
    ],
)
def test_upsert_without_a_clear_key_is_refused(still_portal: Portal, inputs: list[dict[str, Any]]) -> None:
    """No property, one that is not unique, the same key twice, no id."""
    assert still_portal.call("POST", "/crm/v3/objects/deals/batch/upsert", {"inputs": inputs}).status == 400


def test_merged_contact_leaves_lists_and_keeps_its_address(make_portal: Callable[..., Portal]) -> None:
    """A record that was merged away is in no list, and a search finds the survivor alone."""
    portal = make_portal(lists=[{"id": 1, "name": "All", "members": ["601", "602"]}])
    _merge(portal, "contacts", "601", "602")
    members = portal.call("GET", "/crm/v3/lists/1/memberships").body["results"]
    assert [one["recordId"] for one in members] == ["601"]
    assert portal.call("POST", "/crm/v3/objects/contacts/search", {"query": "bob"}).body["total"] == 0
