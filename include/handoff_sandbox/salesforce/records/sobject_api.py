"""One record over HTTP: create, read, change, delete, also by an external id; and the bytes of a file.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve.htm
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import (
    SalesforceError,
    bad_request,
    no_such_column,
    no_such_id,
    not_found,
    unreadable_json,
)
from handoff_sandbox.salesforce.records import multipart, record_ids
from handoff_sandbox.salesforce.records.checks import check, check_can, find_by
from handoff_sandbox.salesforce.records.values import read as read_value

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.definitions.schema import Field
    from handoff_sandbox.salesforce.records.records import Record


def create(call: Call) -> Answer:
    """Create a record."""
    call.require_write()
    body = multipart.read(call.headers, call.raw) if multipart.is_multipart(call.headers) else call.body
    if isinstance(body, dict) and any(key.lower() == "id" and body[key] for key in body):
        message = "The Id field should not be specified in the sobject data."
        raise bad_request("INVALID_FIELD", message)
    record = call.store.create(call.sobject, check(call.store, call.sobject, body), call.login.user_id)
    location = f"{call.root}/sobjects/{call.sobject.name}/{record.id}"
    return Answer({"id": record.id, "success": True, "errors": []}, 201, {"Location": location})


def read(call: Call) -> Answer:
    """Read a record, or some of its fields."""
    record = call.store.find(call.sobject, call.path["id"])
    return _told(call, record)


def update(call: Call) -> Answer:
    """Change fields of a record."""
    call.require_write()
    return _change(call, call.store.find(call.sobject, call.path["id"]))


def delete(call: Call) -> Answer:
    """Delete a record."""
    call.require_write()
    record = call.store.find(call.sobject, call.path["id"])
    check_can(call.sobject, "delete")
    call.store.delete(record)
    return Answer(status=204)


def read_part(call: Call) -> Answer:
    """Read the bytes in a field of a record, or a record by an external id."""
    field = call.sobject.get(call.path["value"])
    record_id = record_ids.read(call.path["field"])
    if field is not None and record_id is not None and field.type == "base64":
        data = call.store.value(call.store.find(call.sobject, record_id), field.name)
        if not isinstance(data, bytes):
            raise not_found()
        return Answer(data, headers={"Content-Type": "application/octet-stream"})
    found = _by_external_id(call)
    if not found:
        raise not_found()
    return _several(call, found) if len(found) > 1 else _told(call, found[0])


def upsert(call: Call) -> Answer:
    """Change the record that holds an external id, or create one that does."""
    call.require_write()
    found = _by_external_id(call)
    if len(found) > 1:
        return _several(call, found)
    if found:
        _change(call, found[0])
        return Answer({"id": found[0].id, "success": True, "errors": [], "created": False})
    field = _external_field(call)
    if field.type == "id":
        raise no_such_id(call.path["value"])
    body = _object(call)
    if any(key.lower() == field.name.lower() for key in body):
        raise bad_request("INVALID_FIELD", f"The {field.name} field should not be specified in the sobject data.")
    values = check(call.store, call.sobject, {**body, field.name: call.path["value"]})
    record = call.store.create(call.sobject, values, call.login.user_id)
    return Answer({"id": record.id, "success": True, "errors": [], "created": True}, 201)


def delete_by_external_id(call: Call) -> Answer:
    """Delete the record that holds an external id."""
    call.require_write()
    found = _by_external_id(call)
    if not found:
        raise not_found()
    if len(found) > 1:
        return _several(call, found)
    check_can(call.sobject, "delete")
    call.store.delete(found[0])
    return Answer(status=204)


def _told(call: Call, record: Record) -> Answer:
    since = call.headers.get("if-modified-since")
    if since and (moment := _http_date(since)) and record.modified <= moment:
        return Answer(status=304)
    sobject = call.sobject
    wanted = [name.strip() for name in call.query.get("fields", "").split(",") if name.strip()]
    fields = list(sobject.fields.values())
    if wanted:
        fields = []
        for name in wanted:
            field = sobject.get(name)
            if field is None:
                raise no_such_column(name, sobject.name)
            fields.append(field)
    return Answer(call.wire.record(sobject, record, fields))


def _change(call: Call, record: Record) -> Answer:
    _check_unchanged(call, record)
    body = _object(call)
    if any(key.lower() == "id" for key in body):
        raise bad_request("INVALID_FIELD", "The Id field should not be specified in the sobject data.")
    call.store.update(record, check(call.store, call.sobject, body, record), call.login.user_id)
    return Answer(status=204)


def _check_unchanged(call: Call, record: Record) -> None:
    """Raise the 412 for a record that was changed after the instant of If-Unmodified-Since, which has whole seconds."""
    since = call.headers.get("if-unmodified-since")
    if since is None:
        return
    moment = _http_date(since)
    if moment is None:
        raise bad_request("INVALID_HEADER", f"If-Unmodified-Since is not a date: {since}")
    if record.modified > moment:
        raise SalesforceError(412, "PRECONDITION_FAILED", "The record was changed after the given date")


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _object(call: Call) -> dict[str, object]:
    if not isinstance(call.body, dict):
        raise unreadable_json("The HTTP entity body is required to be an object of fields")
    return call.body


def _external_field(call: Call) -> Field:
    field = call.sobject.get(call.path["field"])
    if field is None or not (field.external_id or field.type == "id"):
        raise no_such_id(call.path["field"])
    return field


def _by_external_id(call: Call) -> list[Record]:
    field = _external_field(call)
    value = read_value(call.sobject, field, call.path["value"])
    if field.type == "id":
        record = call.store.get(call.sobject, str(value))
        return [record] if record and not record.deleted else []
    return find_by(call.store, call.sobject, field.name, value)


def _several(call: Call, found: list[Record]) -> Answer:
    return Answer([f"{call.root}/sobjects/{call.sobject.name}/{one.id}" for one in found], 300)
