"""The calls of the older associations API, v3: kinds go by their name, such as `deal_to_company`, or by their id.

https://developers.hubspot.com/docs/api-reference/crm-associations-v3/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import HubSpotError, invalid
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records import changes
from handoff_sandbox.hubspot.records.associations import key_of
from handoff_sandbox.hubspot.records.associations_api import nothing_found, pair_of
from handoff_sandbox.hubspot.records.batch_api import batch_answer
from handoff_sandbox.hubspot.wire import associated_ids, association_name, record_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.records.association_types import AssociationType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.wire import Json

BATCH, READ_BATCH = 2_000, 1_000


def _kind(call: Call, name: object) -> AssociationType:
    wanted = str(name).lower()
    for one in call.store.associations.types.between(call.kind.singular, call.target.singular):
        if wanted in (str(one.id), association_name(one), f"{one.source}_to_{one.target}"):
            return one
    raise invalid(f"{name} is not a kind of association from {call.kind.singular} to {call.target.singular}")


def list_types(call: Call) -> Answer:
    """List the kinds of association from one type of record to another, by id and name."""
    kinds = call.store.associations.types.between(call.kind.singular, call.target.singular)
    return Answer({"results": [{"id": str(one.id), "name": association_name(one)} for one in kinds]})


def read_batch(call: Call) -> Answer:
    """List what many records are associated with, by ids and names of kinds."""
    results, errors = [], []
    for one in call.inputs(READ_BATCH):
        record_id = str(one.get("id"))
        try:
            rows = associated_ids(call.store, call.store.find(call.kind, record_id), call.target)
        except HubSpotError as error:
            if error.status != 404:
                raise
            rows = []
        if rows:
            results.append({"from": {"id": record_id}, "to": rows})
        else:
            errors.append(nothing_found(call, record_id))
    return batch_answer(call, results, errors)


def create_batch(call: Call) -> Answer:
    """Associate many pairs, each by one kind."""
    results: list[Json] = []
    errors = []
    for one in call.inputs(BATCH):
        try:
            source, target = pair_of(call, one)
            changes.associate(call.store, source, target, [_kind(call, one.get("type"))], call.token.source)
        except HubSpotError as error:
            errors.append(error.in_batch())
        else:
            results.append({"from": {"id": source.id}, "to": {"id": target.id}, "type": one["type"]})
    return batch_answer(call, results, errors, 201)


def remove_batch(call: Call) -> Answer:
    """Take away associations of one kind between many pairs."""
    for one in call.inputs(BATCH):
        source, target = pair_of(call, one)
        changes.dissociate(call.store, source, target, [_kind(call, one.get("type"))], call.token.source)
    return Answer(status=204)


def list_page(call: Call) -> Answer:
    """List what one record is associated with, by ids and names of kinds."""
    record = call.store.find(call.kind, call.path["id"])
    limit, after = call.limit(500, 500), call.after()
    ids = [one for one in call.store.associations.ids(key_of(record), call.target.singular) if int(one) > after]
    rows = associated_ids(call.store, record, call.target, ids[:limit])
    return Answer({"results": rows} | ({"paging": call.paging(ids[limit - 1])} if len(ids) > limit else {}))


def create(call: Call) -> Answer:
    """Associate two records by a kind, and return the first of them."""
    source, target = _pair(call)
    changes.associate(call.store, source, target, [_kind(call, call.path["kind"])], call.token.source)
    rows = associated_ids(call.store, source, call.target, [target.id])
    return Answer(record_json(call.store, source) | {"associations": {call.target.name: {"results": rows}}})


def remove(call: Call) -> Answer:
    """Take away the association of one kind between two records."""
    source, target = _pair(call)
    changes.dissociate(call.store, source, target, [_kind(call, call.path["kind"])], call.token.source)
    return Answer(status=204)


def _pair(call: Call) -> tuple[Record, Record]:
    return call.store.find(call.kind, call.path["id"]), call.store.find(call.target, call.path["to_id"])


_FAMILY, _OBJECTS, _OF = "/crm/associations", "/crm/objects", "/{type}/{id}/associations/{to}"
OPERATIONS = (
    Operation("GET", _FAMILY, "/{type}/{to}/types", list_types, "schema", dated=()),
    Operation("POST", _FAMILY, "/{type}/{to}/batch/read", read_batch, "read", dated=()),
    Operation("POST", _FAMILY, "/{type}/{to}/batch/create", create_batch, "write", dated=()),
    Operation("POST", _FAMILY, "/{type}/{to}/batch/archive", remove_batch, "write", dated=()),
    Operation("GET", _OBJECTS, _OF, list_page, "read", dated=()),
    Operation("PUT", _OBJECTS, f"{_OF}/{{to_id}}/{{kind}}", create, "write", dated=()),
    Operation("DELETE", _OBJECTS, f"{_OF}/{{to_id}}/{{kind}}", remove, "write", dated=()),
)
