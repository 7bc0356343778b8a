"""The calls on many records at once, and their partial failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hubspot.crm.deals import (
    ApiException,
    BatchInputSimplePublicObjectBatchInput,
    BatchInputSimplePublicObjectBatchInputForCreate,
    BatchInputSimplePublicObjectId,
    BatchReadInputSimplePublicObjectId,
    BatchResponseSimplePublicObject,
    BatchResponseSimplePublicObjectWithErrors,
    SimplePublicObjectBatchInput,
    SimplePublicObjectBatchInputForCreate,
    SimplePublicObjectId,
)

if TYPE_CHECKING:
    from hubspot_portal import Portal


def _read(*ids: str, history: tuple[str, ...] = ()) -> BatchReadInputSimplePublicObjectId:
    inputs = [SimplePublicObjectId(id=one) for one in ids]
    return BatchReadInputSimplePublicObjectId(
        inputs=inputs, properties=["dealname"], properties_with_history=list(history)
    )


def _update(*changes: tuple[str, dict[str, str]]) -> BatchInputSimplePublicObjectBatchInput:
    inputs = [SimplePublicObjectBatchInput(id=key, properties=values) for key, values in changes]
    return BatchInputSimplePublicObjectBatchInput(inputs=inputs)


def test_batch_read_gives_properties_and_history(still_portal: Portal) -> None:
    """A batch read gives the records asked for with properties and history."""
    answer = still_portal.client.crm.deals.batch_api.read(_read("802", "801", history=("dealstage",)))
    assert type(answer) is BatchResponseSimplePublicObject
    assert answer.status == "COMPLETE"
    assert [one.id for one in answer.results] == ["802", "801"]
    assert [version.value for version in answer.results[1].properties_with_history["dealstage"]] == [
        "active",
        "qualified",
    ]
    assert answer.completed_at >= answer.started_at


def test_batch_read_tells_missing_ids_in_a_207(still_portal: Portal) -> None:
    """Ids that are not there are one error of a 207, which does not raise; the others are read."""
    answer = still_portal.client.crm.deals.batch_api.read(_read("801", "998", "999"))
    assert type(answer) is BatchResponseSimplePublicObjectWithErrors
    assert [one.id for one in answer.results] == ["801"]
    assert answer.num_errors == 1
    assert answer.errors[0].category == "OBJECT_NOT_FOUND"
    assert answer.errors[0].context == {"ids": ["998", "999"]}
    assert still_portal.call("POST", "/crm/v3/objects/deals/batch/read", {"inputs": [{"id": "999"}]}).status == 207


def test_batch_read_by_a_unique_property(still_portal: Portal) -> None:
    """`idProperty` in the body finds records by their addresses."""
    body = {
        "inputs": [{"id": "ann@acme.example"}, {"id": "no@acme.example"}],
        "idProperty": "email",
        "properties": ["email"],
    }
    answer = still_portal.call("POST", "/crm/v3/objects/contacts/batch/read", body)
    assert [one["id"] for one in answer.body["results"]] == ["601"]
    assert answer.body["errors"][0]["context"] == {"ids": ["no@acme.example"]}


def test_batch_read_finds_the_archived_on_demand(portal: Portal) -> None:
    """The parameter `archived` turns the batch read to archived records."""
    portal.client.crm.deals.basic_api.archive("801")
    answer = portal.client.crm.deals.batch_api.read(_read("801", "802"), archived=True)
    assert [one.id for one in answer.results] == ["801"]
    assert answer.errors[0].context == {"ids": ["802"]}


@pytest.mark.parametrize(("call", "limit"), [("read", 100), ("update", 100), ("create", 100), ("archive", 100)])
def test_batch_has_a_limit(portal: Portal, call: str, limit: int) -> None:
    """A batch takes 100 inputs; one more is a 400."""
    inputs: list[dict[str, Any]] = [{"id": str(number), "properties": {}} for number in range(5000, 5000 + limit)]
    path = f"/crm/v3/objects/deals/batch/{call}"
    assert portal.call("POST", path, {"inputs": inputs}).status in (200, 201, 204, 207)
    answer = portal.call("POST", path, {"inputs": [*inputs, {"id": "1", "properties": {}}]})
    assert (answer.status, answer.body["category"]) == (400, "VALIDATION_ERROR")


def test_batch_read_with_history_takes_fifty(still_portal: Portal) -> None:
    """With history a batch read takes 50 inputs."""
    inputs = [{"id": str(number)} for number in range(50)]
    body = {"inputs": inputs, "propertiesWithHistory": ["dealname"]}
    assert still_portal.call("POST", "/crm/v3/objects/deals/batch/read", body).status == 207
    inputs.append({"id": "801"})
    assert still_portal.call("POST", "/crm/v3/objects/deals/batch/read", body).status == 400


def test_batch_update_writes_all(portal: Portal) -> None:
    """A batch update changes every record."""
    answer = portal.client.crm.deals.batch_api.update(
        _update(("801", {"hubspot_owner_id": "72"}), ("802", {"hubspot_owner_id": "71"}))
    )
    assert type(answer) is BatchResponseSimplePublicObject
    assert [one.properties["hubspot_owner_id"] for one in answer.results] == ["72", "71"]


def test_batch_update_writes_what_is_there(portal: Portal) -> None:
    """A missing id is an error of a 207; the other records are written."""
    answer = portal.client.crm.deals.batch_api.update(_update(("801", {"amount": "1"}), ("999", {"amount": "1"})))
    assert type(answer) is BatchResponseSimplePublicObjectWithErrors
    assert [one.id for one in answer.results] == ["801"]
    assert (answer.num_errors, answer.errors[0].context) == (1, {"ids": ["999"]})
    assert portal.client.crm.deals.basic_api.get_by_id("801").properties["amount"] == "1"


def test_batch_update_refuses_one_id_twice(still_portal: Portal) -> None:
    """A record that is in the batch twice is a 400."""
    inputs = [{"id": "801", "properties": {"amount": "1"}}] * 2
    answer = still_portal.call("POST", "/crm/v3/objects/deals/batch/update", {"inputs": inputs})
    assert (answer.status, "['801']" in answer.body["message"]) == (400, True)


def test_batch_update_by_a_unique_property(portal: Portal) -> None:
    """An input can name its record by a property with unique values."""
    inputs = [{"id": "ann@acme.example", "idProperty": "email", "properties": {"firstname": "Anna"}}]
    answer = portal.call("POST", "/crm/v3/objects/contacts/batch/update", {"inputs": inputs})
    assert [(one["id"], one["properties"]["firstname"]) for one in answer.body["results"]] == [("601", "Anna")]


def test_batch_update_with_a_bad_value_writes_nothing(still_portal: Portal) -> None:
    """A refused value fails the whole batch with a 400."""
    with pytest.raises(ApiException) as error:
        still_portal.client.crm.deals.batch_api.update(
            _update(("801", {"amount": "1"}), ("802", {"hubspot_owner_id": "73"}))
        )
    assert error.value.status == 400
    assert "INVALID_OWNER_ID" in error.value.body
    assert still_portal.client.crm.deals.basic_api.get_by_id("801").properties["amount"] == "68000"


def _new(*values: dict[str, str], trace: bool) -> BatchInputSimplePublicObjectBatchInputForCreate:
    return BatchInputSimplePublicObjectBatchInputForCreate(
        inputs=[
            SimplePublicObjectBatchInputForCreate(
                properties=one, associations=[], object_write_trace_id=str(place) if trace else None
            )
            for place, one in enumerate(values)
        ]
    )


def test_batch_create_with_trace_ids_writes_the_good_ones(portal: Portal) -> None:
    """With a trace id for every input the good ones are created, and the errors name the trace ids of the others."""
    good, bad = {"dealname": "A", "dealstage": "qualified"}, {"dealname": "B", "nope": "1"}
    answer = portal.client.crm.deals.batch_api.create(_new(good, bad, trace=True))
    assert type(answer) is BatchResponseSimplePublicObjectWithErrors
    assert [(one.properties["dealname"], one.object_write_trace_id) for one in answer.results] == [("A", "0")]
    (error,) = answer.errors
    assert (error.category, error.context["objectWriteTraceId"]) == ("VALIDATION_ERROR", ["1"])
    assert error.errors[0].code == "PROPERTY_DOESNT_EXIST"


def test_batch_create_without_trace_ids_writes_nothing(portal: Portal) -> None:
    """Without trace ids one bad input fails the batch."""
    before = len(portal.client.crm.deals.basic_api.get_page().results)
    with pytest.raises(ApiException) as error:
        portal.client.crm.deals.batch_api.create(_new({"dealname": "A"}, {"nope": "1"}, trace=False))
    assert error.value.status == 400
    assert len(portal.client.crm.deals.basic_api.get_page().results) == before


def test_batch_create_answers_201_and_takes_associations(portal: Portal) -> None:
    """Created notes are on the deals that their inputs name."""
    spec = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}
    inputs = [
        {"properties": {"hs_timestamp": "0"}, "associations": [{"to": {"id": deal}, "types": [spec]}]}
        for deal in ("801", "802")
    ]
    answer = portal.call("POST", "/crm/v3/objects/notes/batch/create", {"inputs": inputs})
    assert answer.status == 201
    for deal, note in zip(("801", "802"), answer.body["results"], strict=True):
        links = portal.client.crm.associations.v4.basic_api.get_page("notes", note["id"], "deals")
        assert [link.to_object_id for link in links.results] == [deal]


def test_batch_create_refuses_a_value_twice_that_must_be_unique(portal: Portal) -> None:
    """Two inputs with one address fail the batch."""
    inputs = [{"properties": {"email": "new@acme.example"}}] * 2
    assert portal.call("POST", "/crm/v3/objects/contacts/batch/create", {"inputs": inputs}).status == 400
    body = {"filterGroups": [{"filters": [{"propertyName": "email", "operator": "EQ", "value": "new@acme.example"}]}]}
    assert portal.call("POST", "/crm/v3/objects/contacts/search", body).body["total"] == 0


def test_batch_archive_answers_204(portal: Portal) -> None:
    """A batch archive takes the records away and passes over those that are not there."""
    inputs = BatchInputSimplePublicObjectId(inputs=[SimplePublicObjectId(id="801"), SimplePublicObjectId(id="999")])
    assert portal.client.crm.deals.batch_api.archive(inputs) is None
    assert [one.id for one in portal.client.crm.deals.basic_api.get_page().results] == ["802", "803"]


@pytest.mark.parametrize("body", [{}, {"inputs": "801"}, {"inputs": ["801"]}, {"inputs": [{}]}, []])
def test_batch_refuses_inputs_that_are_none(still_portal: Portal, body: object) -> None:
    """A body without a list of objects with ids is a 400."""
    assert still_portal.call("POST", "/crm/v3/objects/deals/batch/read", body).status == 400
