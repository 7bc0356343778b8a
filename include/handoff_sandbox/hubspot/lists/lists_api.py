"""The lists API: lists, by hand or by a filter.

https://developers.hubspot.com/docs/api-reference/crm-lists-v3/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.lists.list_filters import read_branch
from handoff_sandbox.hubspot.lists.list_members_api import find_list, members_of
from handoff_sandbox.hubspot.lists.lists import DYNAMIC, MANUAL, SNAPSHOT, RecordList
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.values import show_instant

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.wire import Json

_PAGE = 500


def _json(call: Call, one: RecordList, *, filters: bool = False) -> Json:
    body: Json = {
        "listId": one.id,
        "listVersion": one.version,
        "name": one.name,
        "objectTypeId": one.type.id,
        "processingType": one.processing,
        "processingStatus": "COMPLETE",
        "createdAt": show_instant(one.created),
        "updatedAt": show_instant(one.updated),
        "size": len(members_of(call.store, one)),
    }
    if one.user_id is not None:
        body |= {"createdById": str(one.user_id), "updatedById": str(one.user_id)}
    if one.filters is not None:
        body["filtersUpdatedAt"] = show_instant(one.created)
        body |= {"filterBranch": one.filters} if filters else {}
    return body | ({"deletedAt": show_instant(one.deleted)} if one.deleted else {})


def list_by_ids(call: Call) -> Answer:
    """Read some lists by their ids."""
    found = (call.store.lists.lists.get(one) for one in call.names("listIds"))
    filters = call.flag("includeFilters")
    return Answer({"lists": [_json(call, one, filters=filters) for one in found if one and one.deleted is None]})


def create(call: Call) -> Answer:
    """Make a list, by hand or by a filter."""
    body = call.object("name", "objectTypeId", "processingType")
    kind, processing, name = call.store.types[str(body["objectTypeId"])], body["processingType"], str(body["name"])
    if processing not in (MANUAL, DYNAMIC, SNAPSHOT):
        raise invalid(f"processingType is MANUAL, DYNAMIC or SNAPSHOT, not {processing!r}")
    filters = body.get("filterBranch")
    if (processing == DYNAMIC) > (filters is not None) or (processing == MANUAL and filters is not None):
        raise invalid(
            f"A list of the type {processing} {'needs a' if processing == DYNAMIC else 'has no'} filterBranch"
        )
    if _named(call, kind, name):
        raise invalid(f"A list named {name!r} is there already", subCategory="ILS.DUPLICATE_LIST_NAMES")
    now = call.store.clock.now()
    one = RecordList(
        call.store.lists.next_id(), name, kind, str(processing), now, now, call.token.source.user_id, filters,
        folder=str(body.get("listFolderId") or "0"),
    )  # fmt: skip
    if filters is not None:
        test = read_branch(call.store, kind, filters)
        if processing == SNAPSHOT:
            one.members = {record.id: now for record in call.store.after(kind, 0) if test(record)}
    return Answer({"list": _json(call, call.store.lists.add(one), filters=True)})


def _named(call: Call, kind: ObjectType, name: str) -> RecordList | None:
    live = (one for one in call.store.lists.lists.values() if one.deleted is None and one.type.name == kind.name)
    return next((one for one in live if one.name.lower() == name.lower()), None)


def read(call: Call) -> Answer:
    """Read one list."""
    return Answer({"list": _json(call, find_list(call, call.path["list"]), filters=call.flag("includeFilters"))})


def read_by_name(call: Call) -> Answer:
    """Read the list of that name among those of a type of record."""
    one = _named(call, call.store.types[call.path["object_type"]], call.path["name"])
    if one is None:
        raise HubSpotError(404, f"List does not exist with name {call.path['name']}.", OBJECT_NOT_FOUND)
    return Answer({"list": _json(call, one, filters=call.flag("includeFilters"))})


def search(call: Call) -> Answer:
    """Search lists by name, id, type of record and type of list."""
    body = call.object()
    count, offset = int(body.get("count") or 20), int(body.get("offset") or 0)
    if not 1 <= count <= _PAGE or offset < 0:
        raise invalid(f"count is from 1 to {_PAGE}, offset from 0 up")
    query, ids, kinds = str(body.get("query") or "").lower(), call.listed("listIds"), call.listed("processingTypes")
    kind = call.store.types[str(body["objectTypeId"])] if body.get("objectTypeId") else None
    found = [
        one
        for one in sorted(call.store.lists.lists.values(), key=lambda one: int(one.id))
        if one.deleted is None
        and query in one.name.lower()
        and (not ids or one.id in ids)
        and (not kinds or one.processing in kinds)
        and (kind is None or one.type.name == kind.name)
    ]
    page = [_found_json(call, one) for one in found[offset : offset + count]]
    end = offset + len(page)
    return Answer({"offset": end, "hasMore": end < len(found), "total": len(found), "lists": page})


def _found_json(call: Call, one: RecordList) -> Json:
    body = _json(call, one)
    more = {"hs_list_size": str(body.pop("size")), "hs_list_reference_count": "0"}
    wanted = {"hs_list_size", "hs_list_reference_count", *call.listed("additionalProperties")}
    return body | {"additionalProperties": {key: value for key, value in more.items() if key in wanted}}


def rename(call: Call) -> Answer:
    """Give a list another name."""
    one, name = find_list(call, call.path["list"]), call.text("listName")
    if not name:
        raise invalid("listName is missing")
    one.name, one.updated = name, call.store.clock.now()
    return Answer({"updatedList": _json(call, one, filters=call.flag("includeFilters"))})


def change_filters(call: Call) -> Answer:
    """Give a list another filter."""
    one, body = find_list(call, call.path["list"]), call.object("filterBranch")
    if one.processing != DYNAMIC:
        raise invalid("Only a DYNAMIC list has filters that can be changed")
    read_branch(call.store, one.type, body["filterBranch"])
    one.filters, one.updated, one.version = body["filterBranch"], call.store.clock.now(), one.version + 1
    return Answer({"updatedList": _json(call, one, filters=True)})


def delete(call: Call) -> Answer:
    """Delete a list; it can be restored."""
    find_list(call, call.path["list"]).deleted = call.store.clock.now()
    return Answer(status=204)


def restore(call: Call) -> Answer:
    """Bring a deleted list back."""
    find_list(call, call.path["list"], deleted=True).deleted = None
    return Answer(status=204)


_FAMILY, _ONE = "/crm/lists", "/{list}"
_READ, _WRITE = ("crm.lists.read",), ("crm.lists.write",)
OPERATIONS = (
    Operation("GET", _FAMILY, "", list_by_ids, "scopes", scopes=_READ),
    Operation("GET", _FAMILY, "/", list_by_ids, "scopes", scopes=_READ),
    Operation("POST", _FAMILY, "", create, "scopes", scopes=_WRITE),
    Operation("POST", _FAMILY, "/", create, "scopes", scopes=_WRITE),
    Operation("POST", _FAMILY, "/search", search, "scopes", scopes=_READ),
    Operation("GET", _FAMILY, "/object-type-id/{object_type}/name/{name}", read_by_name, "scopes", scopes=_READ),
    Operation("GET", _FAMILY, _ONE, read, "scopes", scopes=_READ),
    Operation("DELETE", _FAMILY, _ONE, delete, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_ONE}/restore", restore, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_ONE}/update-list-name", rename, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_ONE}/update-list-filters", change_filters, "scopes", scopes=_WRITE),
)
