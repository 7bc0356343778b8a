"""The v4 calls on associations: list, batch read, create by default or with labels, remove.

In v4 the ids of records in answers are numbers, in the dated versions texts.
https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid, named_fault
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records import changes
from handoff_sandbox.hubspot.records.associations import key_of
from handoff_sandbox.hubspot.records.batch_api import batch_answer, nothing_left
from handoff_sandbox.hubspot.wire import association_type_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.records.association_types import AssociationType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.wire import Json

LIST_PAGE, READ_BATCH, WRITE_BATCH, DEFAULT_BATCH = 500, 1_000, 2_000, 100


def _id(call: Call, record_id: str) -> str | int:
    return int(record_id) if call.version == "v4" else record_id


def _page(call: Call, record: Record, after: int, limit: int) -> tuple[list[Json], str | None]:
    """Return a page of what a record is associated with, and the cursor of the next."""
    ids = call.store.associations.ids(key_of(record), call.target.singular)
    rest = ids[bisect_right(ids, after, key=int) :]
    page = []
    for other in rest[:limit]:
        kinds = call.store.associations.kinds(key_of(record), (call.target.singular, other))
        types = [association_type_json(one) for one in kinds]
        page.append({"toObjectId": _id(call, other), "associationTypes": types})
    return page, rest[limit - 1] if len(rest) > limit else None


def list_page(call: Call) -> Answer:
    """List what one record is associated with."""
    record = call.store.find(call.kind, call.path["id"])
    page, after = _page(call, record, call.after(), call.limit(LIST_PAGE, LIST_PAGE))
    return Answer({"results": page} | ({"paging": call.paging(after)} if after else {}))


def read_batch(call: Call) -> Answer:
    """List what many records are associated with; one without any is an error of the 207."""
    results, errors = [], []
    for one in call.inputs(READ_BATCH):
        record_id, after = str(one.get("id")), str(one.get("after") or "0")
        if not after.isdecimal():
            raise invalid(f"after is a cursor from an earlier page, not {after!r}")
        if fault := call.fault_of(record_id):
            errors.append(named_fault(fault, context={"fromObjectId": [record_id]}).in_batch())
            continue
        try:
            page, following = _page(call, call.store.find(call.kind, record_id), int(after), LIST_PAGE)
        except HubSpotError as error:
            if error.status != 404:
                raise
            page, following = [], None
        if not page:
            errors.append(nothing_found(call, record_id))
            continue
        more = {"paging": {"next": {"after": following, "link": f"?after={following}"}}} if following else {}
        results.append({"from": {"id": record_id}, "to": page, **more})
    return batch_answer(call, results, errors)


def nothing_found(call: Call, record_id: str) -> Json:
    """Return the error of a batch for a record without associations."""
    source, target = call.kind.singular, call.target.singular
    return HubSpotError(
        404,
        f"No {target} is associated with {source} {record_id}.",
        OBJECT_NOT_FOUND,
        subCategory="crm.associations.NO_ASSOCIATIONS_FOUND",
        context={"fromObjectId": [record_id], "fromObjectType": [source], "toObjectType": [target]},
    ).in_batch()


def _default_kind(call: Call) -> AssociationType:
    one = call.store.associations.types.unlabelled(call.kind.singular, call.target.singular)
    if one is None:
        raise invalid(f"{call.kind.name} and {call.target.name} cannot be associated")
    return one


def _associate_default(call: Call, source: Record, target: Record) -> list[Json]:
    one = _default_kind(call)
    changes.associate(call.store, source, target, [one], call.token.source)
    back = call.store.associations.types.inverse(one)
    return [
        {
            "from": {"id": start.id},
            "to": {"id": end.id},
            "associationSpec": {"associationCategory": kind.category, "associationTypeId": kind.id},
        }
        for start, end, kind in ((source, target, one), (target, source, back))
    ]


def create_default(call: Call) -> Answer:
    """Associate two records without a label."""
    source = call.store.find(call.kind, call.path["id"])
    target = call.store.find(call.target, call.path["to_id"])
    return batch_answer(call, _associate_default(call, source, target), [])


def create_default_batch(call: Call) -> Answer:
    """Associate many pairs without a label."""
    results: list[Json] = []
    errors: list[Json] = []
    _default_kind(call)
    for one in call.inputs(DEFAULT_BATCH):
        try:
            results += _associate_default(call, *pair_of(call, one))
        except HubSpotError as error:
            errors.append(error.in_batch())
    return batch_answer(call, results, errors)


def pair_of(call: Call, one: Json) -> tuple[Record, Record]:
    """Return the two records that an input names; raises HubSpot's 400 or 404, or a fault set for the first."""
    try:
        source_id, target_id = str(one["from"]["id"]), str(one["to"]["id"])
    except (KeyError, TypeError):
        raise invalid("Invalid input: an input has a 'from' and a 'to' with an 'id'") from None
    if fault := call.fault_of(source_id):
        raise named_fault(fault, context={"fromObjectId": [source_id]})
    return call.store.find(call.kind, source_id), call.store.find(call.target, target_id)


def _associate(call: Call, source: Record, target: Record, specs: object) -> Json:
    kinds = call.store.associations.resolve(call.kind, call.target, specs)
    changes.associate(call.store, source, target, kinds, call.token.source)
    return {
        "fromObjectTypeId": call.kind.id,
        "fromObjectId": _id(call, source.id),
        "toObjectTypeId": call.target.id,
        "toObjectId": _id(call, target.id),
        "labels": [one.label for one in kinds if one.label],
    }


def create(call: Call) -> Answer:
    """Associate two records by the types in the body."""
    source = call.store.find(call.kind, call.path["id"])
    target = call.store.find(call.target, call.path["to_id"])
    return Answer(_associate(call, source, target, call.body), 201)


def create_batch(call: Call) -> Answer:
    """Associate many pairs, each by its own types."""
    results, errors = [], []
    for one in call.inputs(WRITE_BATCH):
        try:
            results.append(_associate(call, *pair_of(call, one), one.get("types")))
        except HubSpotError as error:
            errors.append(error.in_batch())
    return batch_answer(call, results, errors, 201)


def remove(call: Call) -> Answer:
    """Take away all associations between two records."""
    source = call.store.find(call.kind, call.path["id"])
    _remove(call, source, call.path["to_id"])
    return Answer(status=204)


def _remove(call: Call, source: Record, target_id: str) -> None:
    target = call.store.records.get(call.target.name, {}).get(target_id)
    if target is not None:
        changes.dissociate(call.store, source, target, None, call.token.source)


def remove_batch(call: Call) -> Answer:
    """Take away all associations between many pairs; `to` is a list."""
    for one in call.inputs(WRITE_BATCH):
        try:
            source_id, targets = str(one["from"]["id"]), [str(other["id"]) for other in one["to"]]
        except (KeyError, TypeError):
            raise invalid("Invalid input: an input has a 'from' with an 'id' and a list 'to' of them") from None
        if source := call.store.records.get(call.kind.name, {}).get(source_id):
            for target_id in targets:
                _remove(call, source, target_id)
    return nothing_left(call)


def remove_labels(call: Call) -> Answer:
    """Take away some kinds of association between many pairs."""
    for one in call.inputs(WRITE_BATCH):
        source, target = pair_of(call, one)
        kinds = call.store.associations.resolve(call.kind, call.target, one.get("types"))
        changes.dissociate(call.store, source, target, kinds, call.token.source)
    return nothing_left(call)


_OF, _BATCH = "/{type}/{id}/associations", "/{type}/{to}/batch"
_OBJECTS, _ASSOCIATIONS = "/crm/objects", "/crm/associations"
OPERATIONS = (
    Operation("GET", _OBJECTS, f"{_OF}/{{to}}", list_page, "read", "v4"),
    Operation("PUT", _OBJECTS, f"{_OF}/default/{{to}}/{{to_id}}", create_default, "write", "v4"),
    Operation("PUT", _OBJECTS, f"{_OF}/{{to}}/{{to_id}}", create, "write", "v4"),
    Operation("DELETE", _OBJECTS, f"{_OF}/{{to}}/{{to_id}}", remove, "write", "v4"),
    Operation("POST", _ASSOCIATIONS, f"{_BATCH}/read", read_batch, "read", "v4"),
    Operation("POST", _ASSOCIATIONS, f"{_BATCH}/create", create_batch, "write", "v4"),
    Operation("POST", _ASSOCIATIONS, f"{_BATCH}/associate/default", create_default_batch, "write", "v4"),
    Operation("POST", _ASSOCIATIONS, f"{_BATCH}/archive", remove_batch, "write", "v4"),
    Operation("POST", _ASSOCIATIONS, f"{_BATCH}/labels/archive", remove_labels, "write", "v4"),
)
