"""The exports API: the records of a view or of a list as a CSV file, at an address that lets in for five minutes.

https://developers.hubspot.com/docs/api-reference/crm-exports-v3/guide
"""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.files.files import File
from handoff_sandbox.hubspot.lists.list_members_api import find_list, members_of
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.query import filter_test
from handoff_sandbox.hubspot.records.associations import key_of
from handoff_sandbox.hubspot.records.values import show_instant
from handoff_sandbox.hubspot.transfer.transfers import Export

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.wire import Json

LIVES = timedelta(minutes=5)


def start(call: Call) -> Answer:
    """Begin an export of a type's records, of those that a search finds, or of a list's."""
    body = call.object("exportType", "format", "objectProperties", "objectType")
    if body["exportType"] not in ("VIEW", "LIST") or str(body["format"]).upper() != "CSV":
        raise invalid("exportType is VIEW or LIST, and format is CSV")
    kind = call.store.types[str(body["objectType"])]
    if call.token.scopes is not None and not call.token.scopes & set(kind.scopes("read")):
        raise HubSpotError(403, f"The token may not read {kind.name}", "MISSING_SCOPES")
    names = [str(name) for name in body["objectProperties"]]
    beside = body.get("associatedObjectType")
    others = call.store.types[str(beside if isinstance(beside, str) else beside[0])] if beside else None
    now = call.store.clock.now()
    file = File(
        id=call.store.files.next_id(),
        name=f"hubspot-export-{body.get('exportName') or kind.name}".lower().replace(" ", "-"),
        extension="csv",
        folder=None,
        access="HIDDEN_PRIVATE",
        content=_table(call, list(_chosen(call, kind, body)), names, others),
        created=now,
        updated=now,
        usable=False,
    )
    call.store.files.add(file)
    one = Export(call.store.transfers.next_id(), file.id, now)
    call.store.transfers.exports[one.id] = one
    return Answer({"id": one.id, "links": {"status": f"{call.url}/tasks/{one.id}/status"}}, 202)


def status(call: Call) -> Answer:
    """Tell how far an export is, and where its file lies once it is done."""
    one = call.store.transfers.exports.get(call.path["id"])
    if one is None:
        raise HubSpotError(404, f"Export {call.path['id']} does not exist", OBJECT_NOT_FOUND)
    file = call.store.files.files[one.file]
    expires = int((call.store.clock.now() + LIVES).timestamp())
    signed = f"?expires={expires}&signature={call.store.files.signature(file.id, expires)}"
    asked = show_instant(one.asked)
    return Answer(
        {
            "status": "COMPLETE",
            "result": f"{call.base_url}/hubfs/{call.store.portal_id}{quote(call.store.files.path(file))}{signed}",
            "requestedAt": asked,
            "startedAt": asked,
            "completedAt": asked,
            "numErrors": 0,
            "errors": [],
            "links": {},
        }
    )


def _chosen(call: Call, kind: ObjectType, body: Json) -> Iterator[Record]:
    """Yield the records that an export is about."""
    if body["exportType"] == "LIST":
        if body.get("listId") is None:
            raise invalid("An export of a list has its listId")
        found = find_list(call, str(body["listId"]))
        members = members_of(call.store, found)
        yield from (record for record in call.store.all(kind) if record.id in members)
        return
    search = body.get("publicCrmSearchRequest") or {}
    tests = [filter_test(call.store, kind, one) for one in search.get("filters") or ()]
    tests += [
        filter_test(call.store, kind, one) for group in search.get("filterGroups") or () for one in group["filters"]
    ]
    query = str(search.get("query") or "").lower()
    for record in call.store.all(kind):
        text = " ".join(call.store.value(record, name) or "" for name in kind.searched).lower()
        if all(test(record) for test in tests) and query in text:
            yield record


def _table(call: Call, records: list[Record], names: list[str], others: ObjectType | None) -> bytes:
    store, out = call.store, io.StringIO()
    writer = csv.writer(out)
    known = {name: store.definitions[records[0].kind.name].get(name) if records else None for name in names}
    heads = [one.label if (one := known[name]) is not None else name for name in names]
    beside = [f"Associated {others.singular} IDs"] if others else []
    writer.writerow(["Record ID", *heads, *beside])
    for record in records:
        row = [record.id, *(store.value(record, name) or "" for name in names)]
        if others:
            row.append(";".join(store.associations.ids(key_of(record), others.singular)))
        writer.writerow(row)
    return out.getvalue().encode()


_FAMILY, _SCOPES = "/crm/exports", ("crm.export",)
OPERATIONS = (
    Operation("POST", _FAMILY, "/export/async", start, "scopes", scopes=_SCOPES),
    Operation("GET", _FAMILY, "/export/async/tasks/{id}/status", status, "scopes", scopes=_SCOPES),
)
