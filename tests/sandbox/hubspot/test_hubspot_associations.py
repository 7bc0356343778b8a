"""Associations: list, batch read, create by default and with labels, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hubspot.crm.association_type import AssociationType
from hubspot.crm.associations.v4 import (
    ApiException,
    AssociationSpec,
    BatchInputPublicAssociationMultiPost,
    BatchInputPublicFetchAssociationsBatchRequest,
    BatchResponsePublicAssociationMultiWithLabelWithErrors,
    PublicAssociationMultiPost,
    PublicFetchAssociationsBatchRequest,
    PublicObjectId,
)

from handoff_sandbox.hubspot.records.association_types import AssociationTypes

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


def _kinds(portal: Portal, source: str, record: str, target: str) -> dict[str, list[tuple[int, str | None]]]:
    page = portal.client.crm.associations.v4.basic_api.get_page(source, record, target)
    return {link.to_object_id: [(one.type_id, one.label) for one in link.association_types] for link in page.results}


@pytest.mark.parametrize(
    ("source", "target", "type_id"),
    [
        ("note", "deal", 214), ("note", "contact", 202), ("note", "company", 190), ("note", "ticket", 228),
        ("task", "deal", 216), ("deal", "contact", 3), ("deal", "company", 341), ("deal", "ticket", 27),
        ("deal", "line_item", 19), ("deal", "quote", 63), ("contact", "company", 279), ("company", "contact", 280),
    ],
)  # fmt: skip
def test_type_ids_are_hubspots(source: str, target: str, type_id: int) -> None:
    """The unlabelled kinds have HubSpot's ids, in both directions."""
    types = AssociationTypes()
    one = types.unlabelled(source, target)
    assert one is not None
    assert one.id == type_id
    assert types.inverse(types.inverse(one)) == one


def test_list_gives_all_kinds_of_each_association(still_portal: Portal) -> None:
    """A list tells for each record every kind, the primary one beside the unlabelled one, from both ends."""
    assert _kinds(still_portal, "deals", "801", "companies") == {"501": [(5, "Primary"), (341, None)]}
    assert _kinds(still_portal, "companies", "501", "deals") == {
        "801": [(6, "Primary"), (342, None)],
        "802": [(342, None)],
    }
    assert _kinds(still_portal, "deals", "803", "companies") == {}


def test_list_pages(still_portal: Portal) -> None:
    """A page ends with a cursor and a link on the same host; a page holds up to 500."""
    path = "/crm/v4/objects/companies/501/associations/contacts"
    first = still_portal.call("GET", f"{path}?limit=2").body
    assert [one["toObjectId"] for one in first["results"]] == [601, 602]
    following = first["paging"]["next"]
    assert following["link"].startswith(still_portal.server.base_url + path)
    last = still_portal.call("GET", following["link"]).body
    assert ([one["toObjectId"] for one in last["results"]], "paging" in last) == ([603], False)
    assert still_portal.call("GET", f"{path}?limit=500").status == 200
    assert still_portal.call("GET", f"{path}?limit=501").status == 400


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/crm/v4/objects/0-3/801/associations/contact", int), ("/crm/objects/2026-03/deal/801/associations/0-1", str)],
)
def test_list_ids_are_numbers_in_v4_and_texts_in_the_dated_version(still_portal: Portal, path: str, kind: type) -> None:
    """The ids of associated records are numbers in v4 and texts in the dated versions."""
    results = still_portal.call("GET", path).body["results"]
    assert [one["toObjectId"] for one in results] == [kind(601), kind(602)]


def _read(portal: Portal, source: str, target: str, *ids: str) -> Any:
    inputs = [PublicFetchAssociationsBatchRequest(id=one) for one in ids]
    body = BatchInputPublicFetchAssociationsBatchRequest(inputs=inputs)
    return portal.client.crm.associations.v4.batch_api.get_page(source, target, body)


def test_batch_read_tells_records_without_associations_in_a_207(still_portal: Portal) -> None:
    """A record without associations, or one that is not there, is an error of the 207."""
    answer = _read(still_portal, "deals", "contacts", "801", "803", "999")
    assert type(answer) is BatchResponsePublicAssociationMultiWithLabelWithErrors
    assert {one._from.id: [link.to_object_id for link in one.to] for one in answer.results} == {"801": ["601", "602"]}
    assert answer.num_errors == 2
    assert [error.context["fromObjectId"] for error in answer.errors] == [["803"], ["999"]]
    assert {error.sub_category for error in answer.errors} == {"crm.associations.NO_ASSOCIATIONS_FOUND"}
    assert answer.errors[0].message == "No contact is associated with deal 803."


def test_batch_read_pages_each_input(make_portal: Callable[..., Portal]) -> None:
    """More than 500 associations of one record come in pages, by `after` of that input."""
    contacts = [
        {"id": number, "properties": {"email": f"c{number}@x.example"}, "associations": ["companies/501"]}
        for number in range(2001, 2702)
    ]
    portal = make_portal(contacts=contacts, deals=[], notes=[], tasks=[])
    path = "/crm/v4/associations/companies/contacts/batch/read"
    (first,) = portal.call("POST", path, {"inputs": [{"id": "501"}]}).body["results"]
    assert (len(first["to"]), first["to"][-1]["toObjectId"]) == (500, 2500)
    inputs = [{"id": "501", "after": first["paging"]["next"]["after"]}]
    (last,) = portal.call("POST", path, {"inputs": inputs}).body["results"]
    assert (len(last["to"]), last["to"][0]["toObjectId"], "paging" in last) == (201, 2501, False)


def test_batch_read_takes_a_thousand(still_portal: Portal) -> None:
    """A batch read takes 1,000 ids and not one more."""
    path = "/crm/v4/associations/deals/contacts/batch/read"
    inputs = [{"id": str(number)} for number in range(5000, 6001)]
    assert still_portal.call("POST", path, {"inputs": inputs[:1000]}).status == 207
    assert still_portal.call("POST", path, {"inputs": inputs}).status == 400


def test_create_default_makes_both_directions(portal: Portal) -> None:
    """The default association is unlabelled, and the answer tells both directions."""
    answer = portal.client.crm.associations.v4.basic_api.create_default("notes", "921", "companies", "501")
    rows = [(one._from.id, one.to.id, one.association_spec.association_type_id) for one in answer.results]
    assert rows == [("921", "501", 190), ("501", "921", 189)]
    assert _kinds(portal, "companies", "501", "notes") == {"921": [(189, None)]}


def test_create_default_is_idempotent(portal: Portal) -> None:
    """Associating twice leaves one association."""
    for _ in range(2):
        portal.client.crm.associations.v4.basic_api.create_default("notes", "921", "deals", "802")
    assert _kinds(portal, "notes", "921", "deals") == {"801": [(214, None)], "802": [(214, None)]}


def test_create_with_a_label_adds_the_unlabelled_kind(portal: Portal) -> None:
    """A label that the portal defined comes beside the unlabelled kind; the answer is a 201 with the labels."""
    specs = [AssociationSpec(association_category="USER_DEFINED", association_type_id=31)]
    made = portal.client.crm.associations.v4.basic_api.create("companies", "502", "contacts", "603", specs)
    assert (made.from_object_type_id, made.from_object_id, made.to_object_type_id, made.to_object_id, made.labels) == (
        "0-2", "502", "0-1", "603", ["Main contact"],
    )  # fmt: skip
    assert _kinds(portal, "companies", "502", "contacts") == {"603": [(31, "Main contact"), (280, None)]}
    assert _kinds(portal, "contacts", "603", "companies")["502"] == [(32, "Main contact"), (279, None)]


def test_create_moves_the_primary_company(portal: Portal) -> None:
    """A deal has one primary company: a new one takes the label from the old one."""
    specs = [AssociationSpec(association_category="HUBSPOT_DEFINED", association_type_id=5)]
    portal.client.crm.associations.v4.basic_api.create("deals", "801", "companies", "502", specs)
    assert _kinds(portal, "deals", "801", "companies") == {"501": [(341, None)], "502": [(5, "Primary"), (341, None)]}
    assert _kinds(portal, "companies", "501", "deals")["801"] == [(342, None)]


@pytest.mark.parametrize(
    "body",
    [
        [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}],
        [{"associationCategory": "USER_DEFINED", "associationTypeId": 3}],
        [{"associationTypeId": 3}],
        [],
        {},
    ],
    ids=str,
)
def test_create_refuses_kinds_that_do_not_fit(still_portal: Portal, body: object) -> None:
    """A type id of another pair, another category, or none at all is a 400."""
    answer = still_portal.call("PUT", "/crm/v4/objects/deals/803/associations/contacts/601", body)
    assert (answer.status, answer.body["category"]) == (400, "VALIDATION_ERROR")


def test_create_with_a_missing_record_is_404(still_portal: Portal) -> None:
    """An association with a record that is not there is a 404."""
    with pytest.raises(ApiException) as error:
        still_portal.client.crm.associations.v4.basic_api.create_default("deals", "803", "contacts", "999")
    assert error.value.status == 404


def test_create_default_refuses_types_that_do_not_go_together(still_portal: Portal) -> None:
    """Notes and tasks cannot be associated."""
    assert still_portal.call("PUT", "/crm/v4/objects/notes/921/associations/default/tasks/911").status == 400


def test_batch_create_tells_what_failed_in_a_207(portal: Portal) -> None:
    """A batch associates the pairs that are there and tells the others."""
    spec = [AssociationSpec(association_category="HUBSPOT_DEFINED", association_type_id=3)]
    inputs = [
        PublicAssociationMultiPost(_from=PublicObjectId(id="803"), to=PublicObjectId(id=contact), types=spec)
        for contact in ("601", "999")
    ]
    body = BatchInputPublicAssociationMultiPost(inputs=inputs)
    answer = portal.client.crm.associations.v4.batch_api.create("deals", "contacts", body)
    assert [(one.from_object_id, one.to_object_id) for one in answer.results] == [("803", "601")]
    assert (answer.num_errors, answer.errors[0].context) == (1, {"id": ["999"]})
    assert list(_kinds(portal, "deals", "803", "contacts")) == ["601"]


def test_batch_create_answers_201(portal: Portal) -> None:
    """A batch without errors answers 201; the default one answers 200."""
    pair = {"from": {"id": "803"}, "to": {"id": "601"}}
    types = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 3}]
    head = "/crm/v4/associations/deals/contacts/batch"
    assert portal.call("POST", f"{head}/create", {"inputs": [pair | {"types": types}]}).status == 201
    answer = portal.call("POST", f"{head}/associate/default", {"inputs": [pair, pair | {"to": {"id": "999"}}]})
    assert (answer.status, len(answer.body["results"]), answer.body["numErrors"]) == (207, 2, 1)


def test_remove_takes_both_directions(portal: Portal) -> None:
    """A removal takes all kinds between two records, from both ends; again is a 204 too."""
    for _ in range(2):
        assert portal.call("DELETE", "/crm/v4/objects/deals/801/associations/companies/501").status == 204
    assert _kinds(portal, "deals", "801", "companies") == {}
    assert list(_kinds(portal, "companies", "501", "deals")) == ["802"]


def test_batch_remove_takes_labels_or_all(portal: Portal) -> None:
    """One call takes labels and leaves the association; the other takes the associations."""
    head = "/crm/v4/associations/deals/companies/batch"
    label = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 5}]
    one = {"from": {"id": "801"}, "to": {"id": "501"}, "types": label}
    assert portal.call("POST", f"{head}/labels/archive", {"inputs": [one]}).status == 204
    assert _kinds(portal, "deals", "801", "companies") == {"501": [(341, None)]}
    gone = [{"from": {"id": deal}, "to": [{"id": "501"}]} for deal in ("801", "802")]
    assert portal.call("POST", f"{head}/archive", {"inputs": gone}).status == 204
    assert _kinds(portal, "companies", "501", "deals") == {}


def test_labels_are_listed(still_portal: Portal) -> None:
    """The kinds of a pair are listed with the portal's own, for the client and in the dated version."""
    expected = [(280, None, "HUBSPOT_DEFINED"), (2, "Primary", "HUBSPOT_DEFINED"), (31, "Main contact", "USER_DEFINED")]
    page = still_portal.client.crm.associations.v4.schema.definitions_api.get_all("companies", "contacts")
    assert [(one.type_id, one.label, one.category) for one in page.results] == expected
    dated = still_portal.call("GET", "/crm/associations/2026-03/companies/contacts/labels").body
    assert [(one["typeId"], one["label"], one["category"]) for one in dated["results"]] == expected


def test_type_ids_are_those_of_the_vendors_client() -> None:
    """Each type id that the vendor's client names is the same here, but for feedback, which is not emulated."""
    types = AssociationTypes()
    named = {name.lower(): value for name, value in vars(AssociationType).items() if name.isupper()}
    for name, number in named.items():
        source, _, target = name.removeprefix("primary_").removesuffix("_unlabeled").partition("_to_")
        if "feedback_submission" in (source, target):
            continue
        found = types.labelled(source, target, "Primary") if name.startswith("primary_") else None
        found = found or types.unlabelled(source, target)
        assert found is not None, name
        assert (name, found.id) == (name, number)
    assert len(named) > 70


def test_child_company_points_to_its_parent(portal: Portal) -> None:
    """From the child the label names the parent, from the parent the child."""
    spec = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 14}]
    assert portal.call("PUT", "/crm/v4/objects/companies/502/associations/companies/501", spec).status == 201
    assert _kinds(portal, "companies", "502", "companies") == {"501": [(14, "Parent Company"), (450, None)]}
    assert _kinds(portal, "companies", "501", "companies") == {"502": [(13, "Child Company"), (450, None)]}
