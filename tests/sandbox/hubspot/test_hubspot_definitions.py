"""Properties, groups, pipelines, custom objects and labels can be made and changed, and writes are checked by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from hubspot_portal import Portal

GROUP = "dealinformation"
TIER = {
    "name": "tier", "label": "Tier", "groupName": GROUP, "type": "enumeration", "fieldType": "radio",
    "options": [{"label": "Gold", "value": "gold"}],
}  # fmt: skip
OWNED = {
    "name": "csm", "label": "CSM", "groupName": GROUP, "type": "enumeration", "fieldType": "select",
    "externalOptions": True, "referencedObjectType": "OWNER",
}  # fmt: skip
STAGE = {"label": "Leaving", "displayOrder": 1, "metadata": {"probability": "0.1"}}


def _write(portal: Portal, **properties: str) -> int:
    return portal.call("PATCH", "/crm/v3/objects/deals/801", {"properties": properties}).status


def test_property_of_user_type_takes_owners_alone(portal: Portal) -> None:
    """One that was made over the API holds the id of an active owner, as one from the world does."""
    assert _write(portal, csm="72") == 400
    made = portal.call("POST", "/crm/v3/properties/deals", OWNED)
    assert (made.status, made.body["referencedObjectType"], made.body["hubspotDefined"]) == (201, "OWNER", False)
    assert [_write(portal, csm=value) for value in ("72", "73", "9002", "")] == [200, 400, 400, 200]


def test_property_is_changed_and_archived(portal: Portal) -> None:
    """New options are taken at once; an archived property takes nothing, and is told among the archived ones."""
    portal.call("POST", "/crm/v3/properties/deals", TIER)
    assert [_write(portal, tier="gold"), _write(portal, tier="silver")] == [200, 400]
    options = [{"label": "Silver", "value": "silver"}]
    assert portal.call("PATCH", "/crm/v3/properties/deals/tier", {"options": options}).status == 200
    assert _write(portal, tier="silver") == 200
    assert portal.call("DELETE", "/crm/v3/properties/deals/tier").status == 204
    assert _write(portal, tier="silver") == 400
    assert portal.call("GET", "/crm/v3/properties/deals/tier").status == 404
    archived = portal.call("GET", "/crm/v3/properties/deals/tier?archived=true").body
    assert (archived["archived"], "archivedAt" in archived) == (True, True)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"name": "Tier"}, 400),
        ({"name": None}, 400),
        ({"fieldType": "date"}, 400),
        ({"type": "owner"}, 400),
        ({"groupName": "nope"}, 400),
        ({"options": [{"label": "A"}]}, 400),
        ({"options": [{"label": "A", "value": "a"}, {"label": "B", "value": "a"}]}, 400),
        ({"externalOptions": True}, 400),
        ({"name": "dealname"}, 409),
    ],
)
def test_property_that_makes_no_sense_is_refused(still_portal: Portal, change: dict[str, Any], status: int) -> None:
    """Bad names, types, groups and options, and a name that is taken."""
    assert still_portal.call("POST", "/crm/v3/properties/deals", TIER | change).status == status


def test_hubspots_own_property_is_not_archived(still_portal: Portal) -> None:
    """What HubSpot defines stays."""
    assert still_portal.call("DELETE", "/crm/v3/properties/deals/dealname").status == 400


def test_group_with_properties_stays(portal: Portal) -> None:
    """A group can be taken away only when nothing is in it."""
    portal.call("POST", "/crm/v3/properties/deals/groups", {"name": "goodbye", "label": "Goodbye"})
    portal.call("POST", "/crm/v3/properties/deals", TIER | {"groupName": "goodbye"})
    assert portal.call("DELETE", "/crm/v3/properties/deals/groups/goodbye").status == 400
    portal.call("DELETE", "/crm/v3/properties/deals/tier")
    assert portal.call("DELETE", "/crm/v3/properties/deals/groups/goodbye").status == 204


def test_stage_that_was_made_is_taken(portal: Portal) -> None:
    """A deal can enter a new stage at once, and a stage in which a deal stands is not deleted."""
    assert _write(portal, dealstage="leaving") == 400
    path = "/crm/v3/pipelines/deals/default/stages"
    assert portal.call("POST", path, STAGE | {"stageId": "leaving"}).status == 201
    assert portal.call("POST", path, STAGE | {"stageId": "other"}).status == 409
    assert _write(portal, dealstage="leaving") == 200
    assert portal.call("DELETE", f"{path}/leaving").status == 400
    assert _write(portal, dealstage="active") == 200
    assert portal.call("DELETE", f"{path}/leaving").status == 204
    actions = [one["action"] for one in portal.call("GET", "/crm/v3/pipelines/deals/default/audit").body["results"]]
    assert actions == []
    assert portal.call("GET", f"{path}/leaving/audit").status == 404


def test_closed_stage_closes_the_deal(portal: Portal) -> None:
    """A stage with the probability 1.0 is won, one with 0.0 is lost."""
    path = "/crm/v3/pipelines/deals/default/stages"
    portal.call("POST", path, STAGE | {"stageId": "gone", "metadata": {"probability": "0.0"}})
    _write(portal, dealstage="gone")
    deal = portal.call("GET", "/crm/v3/objects/deals/801?properties=hs_is_closed,hs_is_closed_won").body
    assert (deal["properties"]["hs_is_closed"], deal["properties"]["hs_is_closed_won"]) == ("true", "false")


@pytest.mark.parametrize("metadata", [{}, {"probability": "2"}, {"probability": "high"}, None])
def test_deal_stage_needs_a_probability(still_portal: Portal, metadata: object) -> None:
    """A deal stage without a probability is refused."""
    body = STAGE | {"metadata": metadata}
    assert still_portal.call("POST", "/crm/v3/pipelines/deals/default/stages", body).status == 400


def test_custom_object_is_defined_used_and_deleted(portal: Portal) -> None:
    """A custom object has records, a search and associations; with records it cannot be deleted."""
    schema = {
        "name": "visit", "labels": {"singular": "Visit", "plural": "Visits"}, "primaryDisplayProperty": "title",
        "requiredProperties": ["title"], "searchableProperties": ["title"], "associatedObjects": ["DEAL"],
        "properties": [{"name": "title", "label": "Title", "type": "string", "fieldType": "text"}],
    }  # fmt: skip
    made = portal.call("POST", "/crm-object-schemas/2026-03/schemas", schema).body
    assert made["fullyQualifiedName"] == "p7510_visit"
    assert portal.call("POST", "/crm-object-schemas/v3/schemas", schema).status == 409
    for path in ("visit", "p7510_visit", made["objectTypeId"]):
        assert portal.call("POST", f"/crm/v3/objects/{path}", {"properties": {"title": path}}).status == 201
    assert portal.call("POST", "/crm/v3/objects/visit", {"properties": {}}).status == 400
    found = portal.call("POST", "/crm/v3/objects/visit/search", {"query": "p7510"}).body["results"]
    link = portal.call("PUT", f"/crm/v4/objects/visit/{found[0]['id']}/associations/default/deals/801")
    assert link.status == 200
    assert portal.call("DELETE", "/crm-object-schemas/v3/schemas/visit").status == 400
    for record in portal.call("GET", "/crm/v3/objects/visit").body["results"]:
        portal.call("DELETE", f"/crm/v3/objects/visit/{record['id']}")
    assert portal.call("DELETE", "/crm-object-schemas/v3/schemas/visit").status == 204
    assert portal.call("GET", "/crm/v3/objects/visit").status == 400


def test_label_that_was_made_is_used_and_goes_with_its_associations(portal: Portal) -> None:
    """A label with an inverse is told from both sides; when it goes, the plain association stays."""
    path = "/crm/v4/associations/contacts/companies/labels"
    body = {"label": "Pays for", "inverseLabel": "Is paid by", "name": "payer"}
    first, second = portal.call("POST", path, body).body["results"]
    spec = [{"associationCategory": "USER_DEFINED", "associationTypeId": first["typeId"]}]
    assert portal.call("PUT", "/crm/v4/objects/contacts/603/associations/companies/502", spec).status == 201

    def labels(source: str, target: str) -> list[str | None]:
        rows = portal.call("GET", f"/crm/v4/objects/{source}/associations/{target}").body["results"]
        return [kind["label"] for row in rows if row["toObjectId"] in (502, 603) for kind in row["associationTypes"]]

    assert set(labels("contacts/603", "companies")) == {"Pays for", None}
    assert set(labels("companies/502", "contacts")) == {"Is paid by", None}
    assert portal.call("DELETE", f"{path}/{first['typeId']}").status == 204
    assert labels("contacts/603", "companies") == [None]
    assert portal.call("DELETE", f"{path}/{second['typeId']}").status == 404
    assert portal.call("DELETE", f"{path}/1").status == 400
