"""The search: operators, groups, sorting, paging and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hubspot.crm.deals import ApiException, Filter, FilterGroup, PublicObjectSearchRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


def _search(portal: Portal, *filters: dict[str, Any], kind: str = "deals", **more: object) -> list[str]:
    body = {"filterGroups": [{"filters": list(filters)}] if filters else [], **more}
    answer = portal.call("POST", f"/crm/v3/objects/{kind}/search", body)
    assert answer.status == 200, answer.body
    return [one["id"] for one in answer.body["results"]]


def _filter(name: str, operator: str, *values: object) -> dict[str, Any]:
    keys = {"BETWEEN": ("value", "highValue")}.get(operator, ("value",))
    operands = {"values": list(values)} if operator.endswith("IN") else dict(zip(keys, values, strict=False))
    return {"propertyName": name, "operator": operator, **operands}


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (_filter("dealstage", "EQ", "active"), ["801"]),
        (_filter("dealstage", "NEQ", "active"), ["802", "803"]),
        (_filter("dealname", "EQ", "acme: CARE"), ["802"]),
        (_filter("amount", "EQ", "900.0"), ["802"]),
        (_filter("amount", "LT", "68000"), ["802"]),
        (_filter("amount", "LTE", 68000), ["801", "802"]),
        (_filter("amount", "GT", "900"), ["801"]),
        (_filter("amount", "GTE", "900"), ["801", "802"]),
        (_filter("amount", "BETWEEN", "100", "1000"), ["802"]),
        (_filter("amount", "NEQ", "900"), ["801"]),
        (_filter("closedate", "GTE", "2026-03-01"), ["801"]),
        (_filter("closedate", "LT", "1772359200001"), ["801"]),
        (_filter("closedate", "LT", "2026-03-01"), []),
        (_filter("cutoff", "EQ", "2026-12-01"), ["801"]),
        (_filter("dealstage", "IN", "active", "due"), ["801", "803"]),
        (_filter("dealstage", "NOT_IN", "active"), ["802", "803"]),
        (_filter("dealname", "IN", "acme: care"), ["802"]),
        (_filter("dealname", "IN", "Acme: care"), []),
        (_filter("hs_object_id", "IN", "802", 803), ["802", "803"]),
        (_filter("regions", "IN", "eu", "us"), ["801"]),
        (_filter("regions", "EQ", "uk"), ["801"]),
        (_filter("amount", "HAS_PROPERTY"), ["801", "802"]),
        (_filter("amount", "NOT_HAS_PROPERTY"), ["803"]),
        (_filter("dealname", "CONTAINS_TOKEN", "shop"), ["801"]),
        (_filter("dealname", "CONTAINS_TOKEN", "sho"), []),
        (_filter("dealname", "CONTAINS_TOKEN", "sho*"), ["801"]),
        (_filter("dealname", "NOT_CONTAINS_TOKEN", "acme"), ["803"]),
        (_filter("hubspot_owner_id", "EQ", "71"), ["801"]),
        (_filter("account_manager", "EQ", "73"), ["801"]),
        (_filter("hs_is_closed", "EQ", "true"), ["802"]),
        (_filter("associations.contact", "EQ", "601"), ["801"]),
        (_filter("associations.company", "IN", "501"), ["801", "802"]),
    ],
    ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_search_operator(still_portal: Portal, one: dict[str, Any], found: list[str]) -> None:
    """Each operator finds the deals that it should, and no others."""
    assert _search(still_portal, one) == found


def test_search_joins_filters_by_and_and_groups_by_or(still_portal: Portal) -> None:
    """All filters of one group must hold, for any of the groups; the typed client reaches it."""
    groups = [
        FilterGroup([Filter(property_name="amount", operator="GT", value="1"),
                     Filter(property_name="dealstage", operator="EQ", value="active")]),
        FilterGroup([Filter(property_name="dealstage", operator="EQ", value="due")]),
    ]  # fmt: skip
    request = PublicObjectSearchRequest(
        filter_groups=groups, properties=["dealname"], limit=10, sorts=["-hs_object_id"]
    )
    page = still_portal.client.crm.deals.search_api.do_search(request)
    assert page.total == 2
    assert [(one.id, one.properties["dealname"]) for one in page.results] == [
        ("803", "Brook: site"),
        ("801", "Acme: new shop"),
    ]
    assert "amount" not in page.results[0].properties


def test_search_finds_contacts_by_domain(still_portal: Portal) -> None:
    """A token with a star finds addresses by their domain."""
    assert _search(still_portal, _filter("email", "CONTAINS_TOKEN", "*@acme.example"), kind="contacts") == [
        "601",
        "602",
        "603",
    ]


@pytest.mark.parametrize(
    ("query", "found"), [("acme", ["801", "802"]), ("ACME sh", ["801"]), ("zzz", []), ("803", ["803"])]
)
def test_search_query_looks_into_the_texts(still_portal: Portal, query: str, found: list[str]) -> None:
    """The query finds records in which every word begins some word of the searched properties."""
    assert _search(still_portal, query=query) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("amount", ["802", "801", "803"]),
        ("-amount", ["801", "802", "803"]),
        ({"propertyName": "dealname", "direction": "DESCENDING"}, ["803", "801", "802"]),
        ({"propertyName": "createdate", "direction": "ASCENDING"}, ["801", "802", "803"]),
    ],
)
def test_search_sorts(still_portal: Portal, sort: object, found: list[str]) -> None:
    """One sort, as text or as an object; records without a value come last."""
    assert _search(still_portal, sorts=[sort]) == found


def test_search_pages_by_a_whole_number(still_portal: Portal) -> None:
    """`after` counts results; the default page is 10; the total is that of the query."""
    body: dict[str, Any] = {"limit": 2, "sorts": ["hs_object_id"]}
    first = still_portal.call("POST", "/crm/v3/objects/deals/search", body).body
    assert (first["total"], [one["id"] for one in first["results"]]) == (3, ["801", "802"])
    after = first["paging"]["next"]["after"]
    assert after == "2"
    last = still_portal.call("POST", "/crm/v3/objects/deals/search", body | {"after": after}).body
    assert ([one["id"] for one in last["results"]], "paging" in last) == (["803"], False)


def test_search_leaves_archived_records_out(portal: Portal) -> None:
    """An archived record is not found."""
    portal.client.crm.deals.basic_api.archive("801")
    assert _search(portal) == ["802", "803"]


@pytest.mark.parametrize(
    "body",
    [
        {"limit": 201},
        {"limit": "many"},
        {"after": "abc"},
        {"after": 9_999, "limit": 2},
        {"after": 10_000, "limit": 1},
        {"sorts": ["amount", "dealname"]},
        {"sorts": ["nope"]},
        {"query": "x" * 3_001},
        {"filterGroups": [{"filters": [_filter("amount", "GT", "1")]}] * 6},
        {"filterGroups": [{"filters": [_filter("amount", "GT", "1")] * 7}]},
        {"filterGroups": [{"filters": [_filter("amount", "GT", "1")] * size} for size in (6, 6, 6, 1)]},
        {"filterGroups": [{"filters": [_filter("nope", "EQ", "1")]}]},
        {"filterGroups": [{"filters": [_filter("amount", "LIKE", "1")]}]},
        {"filterGroups": [{"filters": [_filter("amount", "GT", "much")]}]},
        {"filterGroups": [{"filters": [_filter("amount", "BETWEEN", "1")]}]},
        {"filterGroups": [{"filters": [{"propertyName": "amount", "operator": "IN", "value": "1"}]}]},
        {"filterGroups": [{"filters": [_filter("dealname", "CONTAINS_TOKEN")]}]},
        {"filterGroups": [{"filters": [_filter("associations.contact", "GT", "1")]}]},
        {"filterGroups": "all"},
        {"filterGroups": [{"filters": ["amount"]}]},
        {"properties": "amount"},
    ],
    ids=str,
)
def test_search_refuses_what_hubspot_refuses(still_portal: Portal, body: object) -> None:
    """Beyond the limits, with unknown properties or operators, or with wrong operands a search is a 400."""
    answer = still_portal.call("POST", "/crm/v3/objects/deals/search", body)
    assert (answer.status, answer.body["category"]) == (400, "VALIDATION_ERROR")


def test_search_takes_its_limits(still_portal: Portal) -> None:
    """Three groups of six filters, a page of 200 and the last of 10,000 results are taken."""
    groups = [{"filters": [_filter("amount", "GT", "1")] * 6}] * 3
    assert _search(still_portal, filterGroups=groups, limit=200) == ["801", "802"]
    assert _search(still_portal, after=9_800, limit=200) == []


def test_search_of_more_than_ten_thousand_ends_in_a_400(make_portal: Callable[..., Portal]) -> None:
    """A query with more results can be paged to the 10,000th; the next page is a 400 that raises."""
    companies = [{"id": number, "properties": {"name": f"C{number}"}} for number in range(20_001, 30_102)]
    portal = make_portal(companies=companies, contacts=[], deals=[], notes=[], tasks=[])
    body: dict[str, Any] = {"limit": 100, "after": "9900", "sorts": ["hs_object_id"]}
    page = portal.call("POST", "/crm/v3/objects/companies/search", body).body
    assert (page["total"], page["results"][-1]["id"], page["paging"]["next"]["after"]) == (10_101, "30000", "10000")
    with pytest.raises(ApiException) as error:
        portal.client.crm.deals.search_api.do_search({"limit": 100, "after": "10000"})
    assert error.value.status == 400


def test_search_index_lags_where_the_world_says_so(make_portal: Callable[..., Portal]) -> None:
    """With a lag, a write, a creation and an archiving are found only when the clock has moved on."""
    portal = make_portal(search_lag_seconds=30)
    in_transition = _filter("dealstage", "EQ", "closedlost")
    portal.call("PATCH", "/crm/v3/objects/deals/801", {"properties": {"dealstage": "closedlost"}})
    new = portal.call(
        "POST", "/crm/v3/objects/deals", {"properties": {"dealname": "N", "dealstage": "closedlost"}}
    ).body
    portal.call("DELETE", "/crm/v3/objects/deals/803")
    assert _search(portal, in_transition) == []
    assert _search(portal, _filter("dealstage", "EQ", "active")) == ["801"]
    assert _search(portal) == ["801", "802", "803"]
    portal.server.clock.advance(31)
    assert _search(portal, in_transition) == ["801", new["id"]]
    assert _search(portal) == ["801", "802", new["id"]]


def test_search_finds_changes_since_an_instant(portal: Portal) -> None:
    """`hs_lastmodifieddate` finds what has changed since an instant that an earlier answer told."""
    changed = portal.call("PATCH", "/crm/v3/objects/deals/802", {"properties": {"amount": "1"}}).body["updatedAt"]
    assert _search(portal, _filter("hs_lastmodifieddate", "GTE", changed)) == ["802"]
