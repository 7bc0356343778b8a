"""Lists kept by hand and lists kept by filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


def _branch(*filters: dict[str, Any]) -> dict[str, Any]:
    inner = {"filterBranchType": "AND", "filterBranches": [], "filters": list(filters)}
    return {"filterBranchType": "OR", "filterBranches": [inner], "filters": []}


def _filter(name: str, operator: str, **operation: object) -> dict[str, Any]:
    told = {"operationType": "ENUMERATION", "operator": operator, "includeObjectsWithNoValueSet": False, **operation}
    return {"filterType": "PROPERTY", "property": name, "operation": told}


MAYAS = _branch(_filter("hubspot_owner_id", "IS_ANY_OF", values=["71"]))
LISTS = [
    {"id": 5, "name": "By hand", "members": ["602", "601"], "by": "72"},
    {"id": 6, "name": "Maya's deals", "type": "deals", "processing": "DYNAMIC", "filters": MAYAS},
]


@pytest.fixture
def listed(make_portal: Callable[..., Portal]) -> Portal:
    """Serve the small portal with a list of each kind."""
    return make_portal(lists=LISTS)


def _members(portal: Portal, list_id: str) -> list[str]:
    return [one["recordId"] for one in portal.call("GET", f"/crm/v3/lists/{list_id}/memberships").body["results"]]


def test_dynamic_list_follows_its_filters(listed: Portal) -> None:
    """A record comes into the list and leaves it as its owner changes."""
    assert _members(listed, "6") == ["801"]
    listed.client.crm.deals.basic_api.update("802", {"properties": {"hubspot_owner_id": "71"}})
    listed.client.crm.deals.basic_api.update("801", {"properties": {"hubspot_owner_id": "72"}})
    assert _members(listed, "6") == ["802"]
    assert listed.call("PUT", "/crm/v3/lists/6/memberships/add", ["803"]).status == 400


def test_list_tells_its_filters_when_asked(listed: Portal) -> None:
    """The filters, which may name an owner, come with includeFilters alone."""
    assert "filterBranch" not in listed.call("GET", "/crm/v3/lists/6").body["list"]
    told = listed.call("GET", "/crm/v3/lists/6?includeFilters=true").body["list"]
    assert (told["filterBranch"], told["processingType"], told["objectTypeId"]) == (MAYAS, "DYNAMIC", "0-3")


def test_manual_list_takes_what_is_there(listed: Portal) -> None:
    """Members that are not there are told, those that are there already are not added again."""
    answer = listed.call("PUT", "/crm/v3/lists/5/memberships/add", ["603", "601", "9"]).body
    assert answer == {"recordsIdsAdded": ["603"], "recordIdsRemoved": [], "recordIdsMissing": ["9"]}
    assert _members(listed, "5") == ["601", "602", "603"]
    listed.client.crm.contacts.basic_api.archive("602")
    assert _members(listed, "5") == ["601", "603"]
    of_record = listed.call("GET", "/crm/v3/lists/records/0-1/603/memberships").body["results"]
    assert [one["listId"] for one in of_record] == ["5"]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (_filter("dealstage", "IS_NONE_OF", values=["active"]), ["802", "803"]),
        (_filter("hubspot_owner_id", "IS_UNKNOWN"), ["803"]),
        (_filter("hubspot_owner_id", "IS_ANY_OF", values=["72"], includeObjectsWithNoValueSet=True), ["802", "803"]),
        (_filter("amount", "IS_GREATER_THAN", value=1000), ["801"]),
        (_filter("dealname", "CONTAINS", value="acme"), ["801", "802"]),
    ],
)
def test_filter_finds_the_right_records(portal: Portal, one: dict[str, Any], found: list[str]) -> None:
    """Each operator keeps the records that it describes."""
    body = {"name": "Found", "objectTypeId": "0-3", "processingType": "SNAPSHOT", "filterBranch": _branch(one)}
    made = portal.call("POST", "/crm/v3/lists", body).body["list"]
    assert _members(portal, made["listId"]) == found


@pytest.mark.parametrize(
    "change",
    [
        {"filterBranch": _branch({"filterType": "FORM_SUBMISSION"})},
        {"filterBranch": _branch(_filter("nope", "IS_KNOWN"))},
        {"filterBranch": _branch(_filter("amount", "SOUNDS_LIKE", value="1"))},
        {"filterBranch": {"filterBranchType": "NOT_ALL"}},
        {"filterBranch": None},
        {"objectTypeId": "9-9"},
        {"processingType": "CLEVER"},
        {"processingType": "MANUAL"},
        {"name": "Maya's deals"},
    ],
)
def test_list_that_cannot_be_is_refused(listed: Portal, change: dict[str, Any]) -> None:
    """Unknown filters, types and operators, and a name that is taken, are errors."""
    body = {"name": "New", "objectTypeId": "0-3", "processingType": "DYNAMIC", "filterBranch": MAYAS} | change
    assert listed.call("POST", "/crm/v3/lists", body).status == 400


def test_deleted_list_comes_back(listed: Portal) -> None:
    """A deleted list is not there until it is restored, with its members."""
    assert listed.call("DELETE", "/crm/v3/lists/5").status == 204
    assert listed.call("GET", "/crm/v3/lists/5").status == 404
    assert listed.call("PUT", "/crm/lists/2026-03/5/restore").status == 204
    assert _members(listed, "5") == ["601", "602"]


def test_lists_are_searched_by_pages(listed: Portal) -> None:
    """A search finds by name and kind, and tells whether there is more."""
    first = listed.call("POST", "/crm/v3/lists/search", {"count": 1}).body
    assert (first["total"], first["hasMore"], first["offset"]) == (2, True, 1)
    second = listed.call("POST", "/crm/v3/lists/search", {"count": 1, "offset": 1}).body
    assert ([one["listId"] for one in second["lists"]], second["hasMore"]) == (["6"], False)
    by_kind = listed.call("POST", "/crm/v3/lists/search", {"processingTypes": ["MANUAL"]}).body["lists"]
    assert [(one["name"], one["additionalProperties"]["hs_list_size"]) for one in by_kind] == [("By hand", "2")]
