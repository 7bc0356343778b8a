"""The `hubspot` section of a world: what it can say, and how it says what is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.errors import WorldError, show_path
from handoff_sandbox.hubspot import HubSpot

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal

OWNERS = [{"id": "1", "email": "a@x.example", "user_id": 11}]


def _load(**keys: object) -> HubSpot:
    return HubSpot({"access_token": "t", "portal_id": 1, "owners": OWNERS, **keys}, Clock())


@pytest.mark.parametrize(
    ("keys", "path", "message"),
    [
        ({"nope": 1}, "hubspot.nope", "not a key"),
        ({"deals": [{"id": "x"}]}, "hubspot.deals[0].id", "match"),
        ({"deals": [{"id": 1, "properties": {"nope": 1}}]}, "hubspot.deals[0].properties.nope", "define it in"),
        ({"deals": [{"id": 1, "properties": {"amount": "x"}}]}, "hubspot.deals[0].properties.amount", "valid number"),
        (
            {"deals": [{"id": 1, "properties": {"hs_object_id": "2"}}]},
            "hubspot.deals[0].properties.hs_object_id",
            "itself",
        ),
        ({"deals": [{"id": 1, "owner": "b@x.example"}]}, "hubspot.deals[0].properties.hubspot_owner_id", "owner id"),
        ({"deals": [{"id": 1}, {"id": 1}]}, "hubspot.deals[1].id", "already"),
        ({"deals": [{"id": 1, "associations": ["companies/9"]}]}, "hubspot.deals[0].associations[0]", "no record"),
        ({"deals": [{"id": 1, "associations": ["unicorns/9"]}]}, "hubspot.deals[0].associations[0]", "no type"),
        (
            {"notes": [{"id": 2}], "tasks": [{"id": 1, "associations": ["notes/2"]}]},
            "hubspot.tasks[0].associations[0]",
            "have no association",
        ),
        (
            {"companies": [{"id": 2}], "deals": [{"id": 1, "associations": [{"to": "companies/2", "type": "boss"}]}]},
            "hubspot.deals[0].associations[0]",
            "have no association boss",
        ),
        (
            {"deals": [{"id": 1, "history": {"amount": [{"value": 1, "at": "-1d", "by": "zoe"}]}}]},
            "hubspot.deals[0].history.amount[0].by",
            "no owner",
        ),
        (
            {"deals": [{"id": 1, "properties": {"amount": 2}, "history": {"amount": [{"value": 1, "at": "-1d"}]}}]},
            "hubspot.deals[0].properties.amount",
            "last value",
        ),
        ({"deals": [{"id": 1, "created": "yesterday"}]}, "hubspot.deals[0].created", "is not a time"),
        ({"tickets": [{"id": 1}]}, "hubspot.tickets[0].properties", "hs_pipeline_stage"),
        ({"properties": {"unicorns": []}}, "hubspot.properties.unicorns", "plural name"),
        ({"owners": [*OWNERS, *OWNERS]}, "hubspot.owners[1]", "is there"),
        ({"more_tokens": [{"access_token": "u", "person": "zoe"}]}, "hubspot.more_tokens[0].person", "no owner"),
        (
            {"association_labels": [{"from": "cats", "to": "deals", "id": 1, "label": "x"}]},
            "hubspot.association_labels[0]",
            "infer object type",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("hubspot") else "",
)
def test_world_that_is_wrong_names_the_place(keys: dict[str, Any], path: str, message: str) -> None:
    """What is wrong in a section is told with its path in the file."""
    with pytest.raises(WorldError) as error:
        _load(**keys)
    (problem,) = error.value.problems
    assert show_path(problem.path) == path
    assert message in problem.message


def test_world_tells_all_that_is_wrong() -> None:
    """Several wrong records are told at once."""
    with pytest.raises(WorldError) as error:
        _load(deals=[{"id": 1, "properties": {"nope": 1}}, {"id": 2, "properties": {"amount": "x"}}])
    assert len(error.value.problems) == 2


def test_world_takes_times_from_its_start() -> None:
    """Relative times count from the start of the server; a record is as old as its world says."""
    hubspot = _load(deals=[{"id": 1, "created": "-90d", "updated": "-2d", "properties": {"closedate": "-10d"}}])
    store = hubspot.store
    deal = store.find(store.types["deals"], "1")
    assert store.clock.started - deal.created == timedelta(days=90)
    assert store.clock.started - deal.updated == timedelta(days=2)
    closed = deal.get("closedate")
    assert closed is not None
    assert closed.startswith(f"{store.clock.started - timedelta(days=10):%Y-%m-%dT%H:%M}")


@pytest.mark.parametrize(
    ("by", "source"),
    [
        (None, ("IMPORT", None, None)),
        ("1", ("CRM_UI", "userId:11", 11)),
        ("11", ("CRM_UI", "userId:11", 11)),
        ("a@x.example", ("CRM_UI", "userId:11", 11)),
        ("workflow:77", ("AUTOMATION_PLATFORM", "77", None)),
        ("integration:Sync", ("INTEGRATION", "Sync", None)),
    ],
)
def test_world_history_tells_who(by: str | None, source: tuple[str, str | None, int | None]) -> None:
    """A history names a person by owner id, user id or address, or something else by its kind."""
    store = _load(deals=[{"id": 1, "history": {"amount": [{"value": 1, "at": "-1d", "by": by}]}}]).store
    version = store.find(store.types["deals"], "1").versions["amount"][0]
    assert (version.source.type, version.source.id, version.source.user_id) == source


def test_world_history_may_stand_in_any_order() -> None:
    """The versions of a history are sorted by their times."""
    entries = [{"value": 3, "at": "-1d"}, {"value": 1, "at": "-9d"}, {"value": 2, "at": "-5d"}]
    store = _load(deals=[{"id": 1, "history": {"amount": entries}}]).store
    deal = store.find(store.types["deals"], "1")
    assert [version.value for version in deal.versions["amount"]] == ["3", "2", "1"]
    assert store.clock.started - deal.updated == timedelta(days=1)


def test_world_archives_a_record() -> None:
    """A record can be archived from the start."""
    store = _load(deals=[{"id": 1, "archived": True}]).store
    assert [deal.id for deal in store.all(store.types["deals"], archived=True)] == ["1"]


def test_world_changes_one_of_hubspots_own_properties(make_portal: Callable[..., Portal]) -> None:
    """A world can give `lifecyclestage` more options, which then count as its order says."""
    options = ["lead", "customer", {"value": "987654", "label": "Alumni"}]
    own = {
        "contacts": [{"name": "lifecyclestage", "label": "Lifecycle stage", "type": "enumeration", "options": options}]
    }
    portal = make_portal(properties=own, deals=[], notes=[], tasks=[])
    definition = portal.client.crm.properties.core_api.get_by_name("contacts", "lifecyclestage")
    assert [(option.value, option.label) for option in definition.options][-1] == ("987654", "Alumni")
    assert (definition.hubspot_defined, definition.field_type) == (True, "radio")
    answer = portal.call("PATCH", "/crm/v3/objects/contacts/601", {"properties": {"lifecyclestage": "987654"}})
    assert answer.body["properties"]["lifecyclestage"] == "987654"


def test_world_defines_custom_objects(make_portal: Callable[..., Portal]) -> None:
    """A custom object has properties, records and associations of its own, by its name and its type id."""
    retainers = {
        "name": "retainers",
        "singular": "retainer",
        "type_id": "2-101",
        "properties": [{"name": "title", "label": "Title"}, {"name": "lead", "label": "Lead", "type": "owner"}],
        "searched": ["title"],
        "association_ids": {"companies": [51, 52]},
        "records": [{"id": 7001, "properties": {"title": "Care"}, "owner": "71", "associations": ["companies/501"]}],
    }
    portal = make_portal(custom_objects=[retainers])
    answer = portal.call("GET", "/crm/v3/objects/2-101/7001?properties=title,hubspot_owner_id&associations=companies")
    assert (answer.body["properties"]["title"], answer.body["properties"]["hubspot_owner_id"]) == ("Care", "71")
    assert [one["id"] for one in answer.body["associations"]["companies"]["results"]] == ["501"]
    patch = portal.call("PATCH", "/crm/v3/objects/retainers/7001", {"properties": {"lead": "73"}})
    assert patch.body["errors"][0]["code"] == "INVALID_OWNER_ID"
    assert portal.call("POST", "/crm/v3/objects/retainers/search", {"query": "care"}).body["total"] == 1


def test_company_owner_stays_with_the_company_by_default(portal: Portal) -> None:
    """Without the portal's setting a company's new owner leaves its contacts alone."""
    portal.call("PATCH", "/crm/v3/objects/companies/501", {"properties": {"hubspot_owner_id": "72"}})
    assert (
        portal.call("GET", "/crm/v3/objects/contacts/601?properties=hubspot_owner_id").body["properties"][
            "hubspot_owner_id"
        ]
        == "71"
    )


def test_company_owner_cascades_where_the_world_says_so(make_portal: Callable[..., Portal]) -> None:
    """With the setting the company's contacts follow that had its old owner or none; the others keep theirs."""
    portal = make_portal(company_owner_cascade=True, contacts=[
        {"id": 601, "owner": "71", "properties": {"email": "a@x.example"}, "associations": ["companies/501"]},
        {"id": 602, "owner": "72", "properties": {"email": "b@x.example"}, "associations": ["companies/501"]},
        {"id": 603, "properties": {"email": "c@x.example"}, "associations": ["companies/501"]},
        {"id": 604, "owner": "71", "properties": {"email": "d@x.example"}},
    ], owners=[{"id": str(n), "email": f"{n}@x.example", "user_id": n} for n in (71, 72, 74)],
       app={}, more_tokens=[], deals=[], notes=[], tasks=[],
       companies=[{"id": 501, "owner": "71", "properties": {"name": "Acme"}}])  # fmt: skip
    body = {"inputs": [{"id": "501", "properties": {"hubspot_owner_id": "74"}}]}
    assert portal.call("POST", "/crm/v3/objects/companies/batch/update", body).status == 200
    page = portal.call("GET", "/crm/v3/objects/contacts?limit=10&propertiesWithHistory=hubspot_owner_id").body[
        "results"
    ]
    assert {one["id"]: one["properties"]["hubspot_owner_id"] for one in page} == {
        "601": "74", "602": "72", "603": "74", "604": "71",
    }  # fmt: skip
    assert page[0]["propertiesWithHistory"]["hubspot_owner_id"][0]["sourceType"] == "COMPANIES"
