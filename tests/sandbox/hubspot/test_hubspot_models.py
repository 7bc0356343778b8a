"""What the emulator sends fits the vendor's models: none of its fields is lost when the client reads it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


def _assert_kept(sent: object, read: Any, where: str) -> None:
    """Compare JSON with what the client made of it, through all levels."""
    if hasattr(read, "attribute_map"):
        assert isinstance(sent, dict), where
        names = {key: name for name, key in read.attribute_map.items()}
        for key, value in sent.items():
            assert key in names, f"{where}.{key} is not in {type(read).__name__}"
            _assert_kept(value, getattr(read, names[key]), f"{where}.{key}")
    elif isinstance(sent, dict):
        assert set(sent) == set(read), where
        for key, value in sent.items():
            _assert_kept(value, read[key], f"{where}.{key}")
    elif isinstance(sent, list):
        assert len(sent) == len(read), where
        for place, value in enumerate(sent):
            _assert_kept(value, read[place], f"{where}[{place}]")
    elif isinstance(read, datetime):
        assert datetime.fromisoformat(str(sent)) == read, where
    else:
        assert sent == read or str(sent) == read, where


ON_DEAL = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}
NOTE = {
    "properties": {"hs_timestamp": "0"},
    "associations": [{"to": {"id": "801"}, "types": [ON_DEAL]}],
}
SPEC = [{"associationCategory": "USER_DEFINED", "associationTypeId": 31}]
CALLS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "deal": (
        lambda crm: crm.deals.basic_api,
        lambda api: api.get_by_id("801", properties_with_history=["dealstage"], associations=["companies", "contacts"]),
    ),
    "archived deal": (
        lambda crm: crm.deals.basic_api,
        lambda api: (api.archive("802"), api.get_by_id("802", archived=True))[1],
    ),
    "page of deals": (lambda crm: crm.deals.basic_api, lambda api: api.get_page(limit=2, associations=["companies"])),
    "changed deal": (lambda crm: crm.deals.basic_api, lambda api: api.update("801", {"properties": {"amount": "1"}})),
    "new note": (lambda crm: crm.objects.notes.basic_api, lambda api: api.create(NOTE)),
    "contact": (lambda crm: crm.contacts.basic_api, lambda api: api.get_by_id("601", associations=["companies"])),
    "batch": (lambda crm: crm.deals.batch_api, lambda api: api.read({"inputs": [{"id": "801"}], "properties": []})),
    "batch with errors": (
        lambda crm: crm.deals.batch_api, lambda api: api.read({"inputs": [{"id": "801"}, {"id": "9"}]})
    ),
    "batch create with errors": (
        lambda crm: crm.companies.batch_api,
        lambda api: api.create(
            {
                "inputs": [
                    {"properties": {"name": "A"}, "objectWriteTraceId": "a"},
                    {"properties": {"nope": "A"}, "objectWriteTraceId": "b"},
                ]
            }
        ),
    ),
    "search": (lambda crm: crm.deals.search_api, lambda api: api.do_search({"limit": 1})),
    "owners": (lambda crm: crm.owners.owners_api, lambda api: api.get_page(limit=1)),
    "owner with a team": (lambda crm: crm.owners.owners_api, lambda api: api.get_by_id(72)),
    "deactivated owner": (lambda crm: crm.owners.owners_api, lambda api: api.get_by_id(73, archived=True)),
    "properties": (lambda crm: crm.properties.core_api, lambda api: api.get_all("deals")),
    "pipelines": (lambda crm: crm.pipelines.pipelines_api, lambda api: api.get_all("deals")),
    "stages": (lambda crm: crm.pipelines.pipeline_stages_api, lambda api: api.get_all("tickets", "0")),
    "associations": (
        lambda crm: crm.associations.v4.basic_api, lambda api: api.get_page("companies", "501", "contacts", limit=1)
    ),
    "batch of associations": (
        lambda crm: crm.associations.v4.batch_api,
        lambda api: api.get_page("deals", "contacts", {"inputs": [{"id": "801"}, {"id": "803"}]}),
    ),
    "default association": (
        lambda crm: crm.associations.v4.basic_api, lambda api: api.create_default("deals", "803", "companies", "502")
    ),
    "labelled association": (
        lambda crm: crm.associations.v4.basic_api, lambda api: api.create("companies", "502", "contacts", "601", SPEC)
    ),
    "labels": (
        lambda crm: crm.associations.v4.schema.definitions_api, lambda api: api.get_all("companies", "contacts")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_answer_keeps_every_field_in_the_clients_models(portal: Portal, name: str) -> None:
    """Every field that goes over the wire is in the client's model, with its value."""
    api_of, call = CALLS[name]
    api = api_of(portal.client.crm)
    read = call(api)
    sent = json.loads(api.api_client.last_response.data)
    assert sent
    _assert_kept(sent, read, name)
