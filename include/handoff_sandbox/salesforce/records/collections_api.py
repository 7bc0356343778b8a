"""Up to 200 records in one call: create, change, upsert and delete, all or none or each by itself; and reads.

Results stand in the order of the request. With allOrNone a single failure undoes the call, and the records that did not
fail themselves answer ALL_OR_NONE_OPERATION_ROLLED_BACK.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import (
    FAULTS,
    SalesforceError,
    bad_request,
    entity_is_deleted,
    invalid_reference,
    malformed_id,
    no_such_column,
    not_found,
    rolled_back,
    row_locked,
    unreadable_json,
)
from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.records.checks import check, check_can, find_by
from handoff_sandbox.salesforce.records.values import read as read_value

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.definitions.schema import Field, SObject
    from handoff_sandbox.salesforce.records.records import Record

MOST, MOST_READ, MOST_CHUNKS = 200, 2000, 10
Result = dict[str, Any]
Change = Callable[[Any], Result]


def create(call: Call) -> Answer:
    """Create up to 200 records."""

    def one(item: Mapping[str, Any]) -> Result:
        sobject = _type_of(call, item)
        if any(key.lower() == "id" and item[key] for key in item):
            message = "cannot specify Id in an insert call"
            raise bad_request("INVALID_FIELD_FOR_INSERT_UPDATE", message, ("Id",))
        record = call.store.create(sobject, check(call.store, sobject, _without_id(item)), call.login.user_id)
        return _success(record)

    return _write(call, _records(call), one)


def update(call: Call) -> Answer:
    """Change up to 200 records, each named by its id."""

    def one(item: Mapping[str, Any]) -> Result:
        sobject = _type_of(call, item)
        record = _named(call, sobject, next((item[key] for key in item if key.lower() == "id"), None))
        call.store.update(record, check(call.store, sobject, _without_id(item), record), call.login.user_id)
        return _success(record)

    return _write(call, _records(call), one)


def upsert(call: Call) -> Answer:
    """Change or create up to 200 records of one object by an external id."""
    sobject = call.sobject
    field = sobject.get(call.path["field"])
    if field is None or not (field.external_id or field.type == "id"):
        raise not_found(f"Provided external ID field does not exist or is not accessible: {call.path['field']}")
    key_field = field

    def one(item: Mapping[str, Any]) -> Result:
        if _type_of(call, item) is not sobject:
            raise bad_request("INVALID_TYPE", f"records must be of type {sobject.name}", ())
        record = _by_key(call, sobject, key_field, item)
        values = check(call.store, sobject, _without_id(item), record)
        if record is not None:
            call.store.update(record, values, call.login.user_id)
            return _success(record) | {"created": False}
        return _success(call.store.create(sobject, values, call.login.user_id)) | {"created": True}

    return _write(call, _records(call), one)


def delete(call: Call) -> Answer:
    """Delete up to 200 records by their ids."""

    def one(item: Mapping[str, Any]) -> Result:
        text = item["id"]
        record_id = record_ids.read(text)
        sobject = call.store.schema.of_id(record_id) if record_id else None
        if sobject is None:
            raise malformed_id("Record ID", text, "Id")
        record = _named(call, sobject, text)
        check_can(sobject, "delete")
        call.store.delete(record)
        return _success(record)

    ids = [text for text in call.query.get("ids", "").split(",") if text]
    items = [{"attributes": {"type": record_ids.read(text) and text[:3]}, "id": text} for text in ids]
    return _write(call, items, one, all_or_none=call.query.get("allOrNone", "false").lower() == "true")


def read(call: Call) -> Answer:
    """Read records of one object by their ids; null stands for one that is not there."""
    if call.raw:
        body = call.body
        if (
            not isinstance(body, dict)
            or not isinstance(body.get("ids"), list)
            or not isinstance(body.get("fields"), list)
        ):
            raise unreadable_json("The HTTP entity body is required to hold ids and fields")
        ids, names = [str(one) for one in body["ids"]], [str(one) for one in body["fields"]]
    else:
        ids, names = ([one for one in call.query.get(key, "").split(",") if one] for key in ("ids", "fields"))
    if not ids or not names:
        raise bad_request("MISSING_ARGUMENT", "ids and fields are required")
    if len(ids) > MOST_READ:
        raise bad_request(
            "EXCEEDED_ID_LIMIT", f"record limit reached. cannot read more than {MOST_READ} records in this call"
        )
    fields: list[Field] = []
    for name in names:
        field = call.sobject.get(name)
        if field is None:
            raise no_such_column(name, call.sobject.name)
        fields.append(field)
    return Answer([_read_one(call, text, fields) for text in ids])


def _read_one(call: Call, text: str, fields: Sequence[Field]) -> Any:
    record_id = record_ids.read(text)
    record = call.store.get(call.sobject, record_id) if record_id else None
    return call.wire.record(call.sobject, record, fields) if record and not record.deleted else None


def _write(call: Call, items: list[Any], change: Change, *, all_or_none: bool | None = None) -> Answer:
    """Change each of the items and return their results; a failed one says why."""
    call.require_write()
    if all_or_none is None:
        all_or_none = call.body.get("allOrNone") is True
    if not items:
        raise bad_request("MISSING_ARGUMENT", "at least one record is required")
    if len(items) > MOST:
        message = f"record limit reached. cannot submit more than {MOST} records into this call"
        raise bad_request("EXCEEDED_ID_LIMIT", message)
    chunks = sum(1 for _ in groupby(items, lambda item: str(item["attributes"]["type"]).lower()))
    if chunks > MOST_CHUNKS:
        message = (
            f"Cannot have more than {MOST_CHUNKS} chunks in a single operation. "
            "Please rearrange the data to reduce chunking."
        )
        raise bad_request("LIMIT_EXCEEDED", message)
    failed = False
    results: list[Result] = []
    with call.store.tables.undoable() as take_back:
        for place, item in enumerate(items):
            try:
                named = str(item.get("id") or item.get("Id") or "")
                if call.locked and place % 2 == 0:
                    raise row_locked(named)
                if fault := call.fault_of(named):
                    fails = FAULTS[fault]
                    raise fails()
                results.append(change(item))
            except SalesforceError as error:
                failed = True
                results.append({"success": False, "errors": [error.in_result()]})
        if failed and all_or_none:
            take_back()
            results = [one if not one["success"] else _rolled_back(one) for one in results]
    return Answer(results)


def _rolled_back(result: Result) -> Result:
    return {"id": result["id"], "success": False, "errors": [rolled_back().in_result()]}


def _success(record: Record) -> Result:
    return {"id": record.id, "success": True, "errors": []}


def _records(call: Call) -> list[Any]:
    records = call.body.get("records") if isinstance(call.body, dict) else None
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise unreadable_json("The HTTP entity body is required to hold a list of records")
    for one in records:
        attributes = one.get("attributes")
        if not isinstance(attributes, dict) or not isinstance(attributes.get("type"), str):
            raise bad_request("INVALID_TYPE", "every record needs attributes with its type")
    return records


def _type_of(call: Call, item: Mapping[str, Any]) -> SObject:
    name = item["attributes"]["type"]
    found = call.store.schema.get(name)
    if found is None:
        raise bad_request("INVALID_TYPE", f"sObject type '{name}' is not supported.", ())
    return found


def _without_id(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key.lower() != "id"}


def _named(call: Call, sobject: SObject, text: object) -> Record:
    """Return the record of an id in a collection, where errors are others than in a path."""
    if not text:
        raise bad_request("MISSING_ARGUMENT", "Id not specified in an update call", ("Id",))
    record_id = record_ids.read(str(text))
    if (
        record_id is None
        or call.store.schema.of_id(record_id) is not call.store.schema[sobject.alias_of or sobject.name]
    ):
        raise malformed_id(f"{sobject.label} ID", text, "Id")
    record = call.store.get(sobject, record_id)
    if record is None:
        raise invalid_reference("Id")
    if record.deleted:
        raise entity_is_deleted()
    return record


def _by_key(call: Call, sobject: SObject, field: Field, item: Mapping[str, Any]) -> Record | None:
    raw = next((item[key] for key in item if key.lower() == field.name.lower()), None)
    if field.type == "id":
        return _named(call, sobject, raw) if raw else None
    value = read_value(sobject, field, raw)
    if value is None:
        raise bad_request("MISSING_ARGUMENT", f"{field.name} not specified", ())
    found = find_by(call.store, sobject, field.name, value)
    if len(found) > 1:
        message = f"{field.name}: more than one record found for external id field: {raw}"
        raise bad_request("DUPLICATE_EXTERNAL_ID", message, ())
    return found[0] if found else None
