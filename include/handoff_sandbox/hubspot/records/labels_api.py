"""The kinds of association that a portal has: their labels, and the limits on how many there may be of one kind.

https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import invalid, resource_not_found
from handoff_sandbox.hubspot.operation import DATED, Operation
from handoff_sandbox.hubspot.records.association_types import USER_DEFINED, AssociationType
from handoff_sandbox.hubspot.records.batch_api import batch_answer, nothing_left
from handoff_sandbox.hubspot.wire import association_type_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json


def list_labels(call: Call) -> Answer:
    """List the kinds of association from one type of record to another."""
    kinds = call.store.associations.types.between(call.kind.singular, call.target.singular)
    return Answer({"results": [association_type_json(one) for one in kinds]})


def create_label(call: Call) -> Answer:
    """Define a label, with one of its own for the other direction where the body has it."""
    body = call.object("label", "name")
    types, label = call.store.associations.types, str(body["label"])
    pair = (call.kind.singular, call.target.singular)
    if types.unlabelled(*pair) is None:
        raise invalid(f"{call.kind.name} and {call.target.name} cannot be associated")
    if types.labelled(*pair, label):
        raise invalid(f"A label {label!r} is there already")
    first = types.next_id()
    paired = call.kind is not call.target or body.get("inverseLabel")
    one = AssociationType(first, first + 1 if paired else first, *pair, label, USER_DEFINED)
    types.define(one, body.get("inverseLabel"))
    told = [one] if one.id == one.inverse_id else [one, types.inverse(one)]
    return Answer({"results": [association_type_json(kind) for kind in told]})


def _own(call: Call, type_id: object) -> AssociationType:
    text = str(type_id)
    pair = (call.kind.singular, call.target.singular)
    one = call.store.associations.types.get(*pair, int(text)) if text.isdecimal() else None
    if one is None:
        raise resource_not_found()
    if one.category != USER_DEFINED:
        raise invalid("Only labels that the portal defined can be changed")
    return one


def update_label(call: Call) -> Answer:
    """Give a label that the portal defined another text."""
    body = call.object("associationTypeId", "label")
    one = _own(call, body["associationTypeId"])
    call.store.associations.types.define(replace(one, label=str(body["label"])), body.get("inverseLabel"))
    return Answer(status=204)


def remove_label(call: Call) -> Answer:
    """Take away a label that the portal defined, and its associations."""
    one = _own(call, call.path["type_id"])
    call.store.associations.drop_kind(one)
    call.store.associations.types.remove(one)
    return Answer(status=204)


def _limit_json(call: Call, one: AssociationType) -> Json:
    limit = call.store.associations.types.limits.get((one.source, one.target, one.id))
    body = {"category": one.category, "typeId": one.id, "label": one.label}
    return body if limit is None else {**body, "userEnforcedMaxToObjectIds": limit}


def list_all_limits(call: Call) -> Answer:
    """List the limits that the portal has set on associations, of all pairs of types."""
    types = call.store.associations.types
    kinds = (types.get(source, target, number) for source, target, number in types.limits)
    return Answer({"results": [_limit_json(call, one) for one in kinds if one]})


def list_limits(call: Call) -> Answer:
    """List the kinds of association from one type to another with the limits on them."""
    kinds = call.store.associations.types.between(call.kind.singular, call.target.singular)
    return Answer({"results": [_limit_json(call, one) for one in kinds]})


def _limited(call: Call, one: Json) -> AssociationType:
    number = str(one.get("typeId"))
    pair = (call.kind.singular, call.target.singular)
    found = call.store.associations.types.get(*pair, int(number)) if number.isdecimal() else None
    if found is None or found.category != one.get("category"):
        raise invalid(f"No association type {one.get('category')} {number} exists between these types")
    return found


def set_limits(call: Call) -> Answer:
    """Set how many records one may be associated with, by kinds of association."""
    wanted = []
    for one in call.inputs(100):
        most = one.get("maxToObjectIds")
        if not isinstance(most, int) or most < 1:
            raise invalid("maxToObjectIds is a whole number from 1 up")
        wanted.append((_limited(call, one), most))
    for kind, most in wanted:
        call.store.associations.types.limits[kind.source, kind.target, kind.id] = most
    results = [_limit_json(call, kind) for kind, _ in wanted]
    if call.url.endswith("/update"):
        results = [{key: value for key, value in one.items() if key != "label"} for one in results]
        return batch_answer(call, results, [])
    return batch_answer(call, results, [], 201)


def remove_limits(call: Call) -> Answer:
    """Take away limits on associations."""
    for one in call.inputs(100):
        kind = _limited(call, one)
        call.store.associations.types.limits.pop((kind.source, kind.target, kind.id), None)
    return nothing_left(call)


_FAMILY, _LABELS = "/crm/associations", "/{type}/{to}/labels"
_LIMITS = "/definitions/configurations/{type}/{to}"
_DATED = (*DATED, "v4")  # newer clients have the version behind the family
OPERATIONS = (
    Operation("GET", _FAMILY, "/definitions/configurations/all", list_all_limits, "scopes", "v4", dated=_DATED),
    Operation("GET", _FAMILY, _LIMITS, list_limits, "schema", "v4", dated=_DATED),
    Operation("POST", _FAMILY, f"{_LIMITS}/batch/create", set_limits, "schema_write", "v4", dated=_DATED),
    Operation("POST", _FAMILY, f"{_LIMITS}/batch/update", set_limits, "schema_write", "v4", dated=_DATED),
    Operation("POST", _FAMILY, f"{_LIMITS}/batch/purge", remove_limits, "schema_write", "v4", dated=_DATED),
    Operation("GET", _FAMILY, _LABELS, list_labels, "schema", "v4", dated=_DATED),
    Operation("POST", _FAMILY, _LABELS, create_label, "schema_write", "v4", dated=_DATED),
    Operation("PUT", _FAMILY, _LABELS, update_label, "schema_write", "v4", dated=_DATED),
    Operation("DELETE", _FAMILY, f"{_LABELS}/{{type_id}}", remove_label, "schema_write", "v4", dated=_DATED),
)
