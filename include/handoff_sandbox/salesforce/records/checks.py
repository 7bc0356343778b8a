"""What a write must fulfil before anything of it is kept: fields that exist and can be set, values that fit, references
that lead somewhere, owners who are active.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.errors import (
    bad_request,
    entity_is_deleted,
    inactive_owner,
    invalid_reference,
    malformed_id,
    no_such_column,
    not_writable,
    required_missing,
    unreadable_json,
)
from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.records.values import Value, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handoff_sandbox.salesforce.definitions.schema import Field, SObject
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

_PAIRS = {
    "AccountTeamMember": ("AccountId", "UserId"),
    "OpportunityTeamMember": ("OpportunityId", "UserId"),
    "AccountContactRelation": ("AccountId", "ContactId"),
    "ContentDocumentLink": ("ContentDocumentId", "LinkedEntityId"),
}
"""The objects that link two records, once."""
_VERBS = {"create": "inserted", "update": "updated", "delete": "deleted"}


def check_can(sobject: SObject, verb: str) -> None:
    """Raise Salesforce's 400 where an object's records do not come, change or go over the API."""
    if verb not in sobject.can:
        message = f"entity type cannot be {_VERBS[verb]}: {sobject.label}"
        raise bad_request("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", message, ())


def check(store: Store, sobject: SObject, body: object, record: Record | None = None) -> dict[str, Value]:
    """Return the values to keep, for a creation or for an update of `record`; raises Salesforce's 400."""
    check_can(sobject, "update" if record else "create")
    if not isinstance(body, dict):
        raise unreadable_json("The HTTP entity body is required to be an object of fields")
    values: dict[str, Value] = {}
    closed: list[str] = []
    for key, raw in body.items():
        if key.lower() == "attributes":
            continue
        field = sobject.get(key)
        if field is None and isinstance(raw, dict) and (reference := sobject.relationship(key)):
            field, raw = reference, _by_external_id(store, reference, raw)  # noqa: PLW2901 - the same value, by its other name
        if field is None:
            raise no_such_column(key, sobject.name)
        if field.read_only or (field.create_only and record is not None):
            closed.append(field.name)
        else:
            values[field.name] = read(sobject, field, raw)
    if closed:
        raise not_writable(closed)
    _check_required(sobject, values, record)
    for name, value in values.items():
        field = sobject.fields[name.lower()]
        if field.type == "reference" and value and (record is None or record.values.get(name) != value):
            _check_reference(store, sobject, field, str(value))
    _check_unique(store, sobject, values, record)
    return values


def _check_required(sobject: SObject, values: Mapping[str, Value], record: Record | None) -> None:
    required = [one for one in sobject.fields.values() if one.required]
    if record is None:
        missing = [one.name for one in required if values.get(one.name) is None and one.default is None]
    else:
        missing = [one.name for one in required if one.name in values and values[one.name] is None]
    if sobject.get("OwnerId") and record is not None and "OwnerId" in values and not values["OwnerId"]:
        raise bad_request("INVALID_CROSS_REFERENCE_KEY", "Owner ID: owner cannot be blank", ("OwnerId",))
    if missing:
        raise required_missing(missing)


def _check_reference(store: Store, sobject: SObject, field: Field, record_id: str) -> None:
    target = store.schema.of_id(record_id)
    if target is None or target.name not in field.to:
        raise malformed_id(field.label, record_id, field.name)
    found = store.tables.get(target.name, record_id)
    if found is None:
        raise invalid_reference(field.name)
    if found.deleted:
        raise entity_is_deleted()
    if target.name == "User" and field.name in ("OwnerId", "UserId") and not found.values.get("IsActive"):
        raise inactive_owner(record_id, sobject.label)
    if target.name == "Group" and field.name == "OwnerId":
        _check_queue(store, sobject, found)


def _check_queue(store: Store, sobject: SObject, group: Record) -> None:
    served = store.tables.having("QueueSobject", "QueueId", group.id)
    if not any(one.values.get("SobjectType") == sobject.name for one in served if one.deleted is None):
        message = "field integrity exception: Owner ID (Queue not associated with this SObject type)"
        raise bad_request("FIELD_INTEGRITY_EXCEPTION", message, ("OwnerId",))


def _check_unique(store: Store, sobject: SObject, values: Mapping[str, Value], record: Record | None) -> None:
    for name, value in values.items():
        if value is None or not sobject.fields[name.lower()].unique:
            continue
        for other in find_by(store, sobject, name, value):
            if other is not record:
                raise _duplicate(name, other)
    if record is None and sobject.name in _PAIRS:
        _check_pair(store, sobject, values)


def _check_pair(store: Store, sobject: SObject, values: Mapping[str, Value]) -> None:
    """Refuse to link two records that are linked already."""
    one, two = _PAIRS[sobject.name]
    for other in store.tables.having(sobject.name, one, values[one]):
        if other.deleted is None and other.values.get(two) == values[two]:
            raise _duplicate(two, other)


def _duplicate(name: str, other: Record) -> Exception:
    message = f"duplicate value found: {name} duplicates value on record with id: {other.id[:15]}"
    return bad_request("DUPLICATE_VALUE", message, ())


def find_by(store: Store, sobject: SObject, name: str, value: Value) -> list[Record]:
    """Return the records that hold a value in a field; texts are compared without regard to case."""
    if not isinstance(value, str):
        return [one for one in store.tables.having(sobject.name, name, value) if one.deleted is None]
    wanted = value.lower()
    return [one for one in store.all(sobject) if one.deleted is None and one.text(name).lower() == wanted]


def _by_external_id(store: Store, reference: Field, raw: Mapping[str, object]) -> str:
    """Return the id of the record that a nested object names by an external id."""
    named = {key: value for key, value in raw.items() if key.lower() not in ("attributes", "type")}
    for target in (store.schema[name] for name in reference.to):
        for key, value in named.items():
            field = target.get(key)
            if field and (field.external_id or field.type == "id"):
                if field.type == "id":
                    return record_ids.read(str(value)) or str(value)
                found = find_by(store, target, field.name, read(target, field, value))
                if len(found) == 1:
                    return found[0].id
    raise invalid_reference(reference.name)
