"""The lists API: who is in a list, and in which lists a record is.

https://developers.hubspot.com/docs/api-reference/crm-lists-v3/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.lists.list_filters import read_branch
from handoff_sandbox.hubspot.lists.lists import DYNAMIC, RecordList
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.batch_api import batch_answer
from handoff_sandbox.hubspot.records.values import show_instant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.store import Store
    from handoff_sandbox.hubspot.wire import Json

_PAGE = 250


def find_list(call: Call, list_id: str, *, deleted: bool = False) -> RecordList:
    """Return a list; raises HubSpot's 404."""
    one = call.store.lists.lists.get(list_id)
    if one is None or (one.deleted is not None) is not deleted:
        raise HubSpotError(404, f"List does not exist with ID {list_id}.", OBJECT_NOT_FOUND)
    return one


def members_of(store: Store, one: RecordList) -> dict[str, datetime]:
    """Return the ids of a list's records, in their order, with when they came into it."""
    if one.processing != DYNAMIC:
        return dict(sorted(one.members.items(), key=lambda item: int(item[0])))
    test = read_branch(store, one.type, one.filters)
    return {record.id: max(record.created, one.created) for record in store.after(one.type, 0) if test(record)}


def list_members(call: Call) -> Answer:
    """List the records of a list, in the order of their ids."""
    return _member_page(call, members_of(call.store, find_list(call, call.path["list"])).items())


def list_members_by_time(call: Call) -> Answer:
    """List the records of a list, in the order in which they came into it."""
    found = members_of(call.store, find_list(call, call.path["list"])).items()
    return _member_page(call, sorted(found, key=lambda item: (item[1], int(item[0]))))


def _member_page(call: Call, found: Iterable[tuple[str, datetime]]) -> Answer:
    rows, limit, after = list(found), call.limit(100, _PAGE), call.after()
    page = [{"recordId": one, "membershipTimestamp": show_instant(at)} for one, at in rows[after : after + limit]]
    more = {"paging": call.paging(str(after + limit))} if after + limit < len(rows) else {}
    return Answer({"results": page, "total": len(rows), **more})


def _changeable(call: Call) -> RecordList:
    one = find_list(call, call.path["list"])
    if one.processing == DYNAMIC:
        raise invalid("The members of a DYNAMIC list come from its filters", subCategory="ILS.INVALID_PROCESSING_TYPE")
    return one


def _change_members(call: Call, added: Iterable[object], removed: Iterable[object]) -> Answer:
    one, now = _changeable(call), call.store.clock.now()
    live = call.store.records.get(one.type.name, {})
    wanted = [str(record_id) for record_id in added]
    missing = [key for key in wanted if key not in live or live[key].archived]
    new = [key for key in dict.fromkeys(wanted) if key not in missing and key not in one.members]
    gone = [key for key in map(str, removed) if one.members.pop(key, None) is not None]
    one.members |= dict.fromkeys(new, now)
    return Answer({"recordsIdsAdded": new, "recordIdsRemoved": gone, "recordIdsMissing": missing})


def _ids(call: Call) -> list[object]:
    if not isinstance(call.body, list):
        raise invalid("Invalid input JSON: the body is a list of record ids")
    return call.body


def add_members(call: Call) -> Answer:
    """Put records into a list."""
    return _change_members(call, _ids(call), [])


def remove_members(call: Call) -> Answer:
    """Take records out of a list."""
    return _change_members(call, [], _ids(call))


def change_members(call: Call) -> Answer:
    """Put records into a list and take others out."""
    body = call.object()
    return _change_members(call, body.get("recordIdsToAdd") or [], body.get("recordIdsToRemove") or [])


def add_members_from(call: Call) -> Answer:
    """Put all records of one list into another."""
    source = find_list(call, call.path["source"])
    _change_members(call, list(members_of(call.store, source)), [])
    return Answer(status=204)


def remove_all_members(call: Call) -> Answer:
    """Take all records out of a list, which stays."""
    _changeable(call).members.clear()
    return Answer(status=204)


def _memberships(call: Call, kind: ObjectType, record_id: str) -> list[Json]:
    rows = []
    for one in call.store.lists.lists.values():
        at = members_of(call.store, one).get(record_id) if one.type.name == kind.name and one.deleted is None else None
        if at is not None:
            times = {"firstAddedTimestamp": show_instant(at), "lastAddedTimestamp": show_instant(at)}
            rows.append({"listId": one.id, "listVersion": one.version, **times})
    return rows


def list_memberships(call: Call) -> Answer:
    """List the lists that a record is in."""
    kind = call.store.types[call.path["object_type"]]
    rows = _memberships(call, kind, call.store.find(kind, call.path["id"]).id)
    return Answer({"results": rows, "total": len(rows)})


def read_memberships(call: Call) -> Answer:
    """List the lists that many records are in."""
    results, errors = [], []
    for one in call.inputs(100):
        kind, record_id = call.store.types[str(one.get("objectTypeId"))], str(one.get("recordId"))
        try:
            rows = _memberships(call, kind, call.store.find(kind, record_id).id)
        except HubSpotError as error:
            errors.append(error.in_batch())
        else:
            results.append({"objectTypeId": kind.id, "recordId": record_id, "recordListMemberships": rows})
    return batch_answer(call, results, errors)


_FAMILY, _MEMBERS = "/crm/lists", "/{list}/memberships"
_READ, _WRITE = ("crm.lists.read",), ("crm.lists.write",)
OPERATIONS = (
    Operation("GET", _FAMILY, "/records/{object_type}/{id}/memberships", list_memberships, "scopes", scopes=_READ),
    Operation("POST", _FAMILY, "/records/memberships/batch/read", read_memberships, "scopes", scopes=_READ),
    Operation("GET", _FAMILY, _MEMBERS, list_members, "scopes", scopes=_READ),
    Operation("DELETE", _FAMILY, _MEMBERS, remove_all_members, "scopes", scopes=_WRITE),
    Operation("GET", _FAMILY, f"{_MEMBERS}/join-order", list_members_by_time, "scopes", scopes=_READ),
    Operation("PUT", _FAMILY, f"{_MEMBERS}/add", add_members, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_MEMBERS}/remove", remove_members, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_MEMBERS}/add-and-remove", change_members, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_MEMBERS}/add-from/{{source}}", add_members_from, "scopes", scopes=_WRITE),
)
