"""Searches over HTTP: by a SOSL text, and by parameters.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search.htm
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search_parameterized.htm
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import bad_request, unreadable_json
from handoff_sandbox.salesforce.queries.sosl import GROUPS, MOST, Matches, Returned, Search, matcher, parse

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.definitions.schema import SObject
    from handoff_sandbox.salesforce.wire import Json

SEARCHED = (
    "Account", "Contact", "Opportunity", "Case", "Task", "Event", "Product2", "Quote", "Note", "ContentDocument",
    "ContentNote", "User",
)  # fmt: skip
"""The standard objects that a search finds where it does not name any; custom ones come after them."""
_TEXTS = frozenset({"string", "textarea", "email", "phone", "url", "picklist", "combobox"})


def search(call: Call) -> Answer:
    """Search by a SOSL text."""
    text = call.query.get("q")
    if text is None:
        raise bad_request("MALFORMED_SEARCH", "A search string has to be specified")
    return Answer({"searchRecords": list(_found(call, parse(text)))})


def parameterized(call: Call) -> Answer:
    """Search by words and parameters, in the address or in a body."""
    given = _given(call)
    words = str(given.get("q") or "")
    group = str(given.get("in") or "ALL").upper()
    if not words or group not in GROUPS:
        raise bad_request("INVALID_SEARCH", "q is required, and `in` is ALL, NAME, EMAIL, PHONE or SIDEBAR")
    returned = tuple(_asked_for(given))
    limit = int(given.get("overallLimit") or MOST)
    return Answer({"searchRecords": list(_found(call, Search(matcher(words), GROUPS[group], returned, limit)))})


def _given(call: Call) -> Mapping[str, Any]:
    if not call.raw:
        return call.query
    if not isinstance(call.body, dict):
        raise unreadable_json("The HTTP entity body is required to be an object")
    return call.body


def _asked_for(given: Mapping[str, Any]) -> Iterator[Returned]:
    """Yield what parameters ask for: names in the address, objects in a body."""
    everywhere = given.get("fields") or "Id"
    fields = everywhere if isinstance(everywhere, str) else ",".join(map(str, everywhere))
    default = given.get("defaultLimit")
    objects = given.get("sobjects") or given.get("sobject") or ()
    for one in objects.split(",") if isinstance(objects, str) else objects:
        told = one if isinstance(one, dict) else {"name": one}
        where, order = told.get("where"), told.get("orderBy")
        clauses = f"WHERE {where} " if where else ""
        clauses += f"ORDER BY {order}" if order else ""
        limit = told.get("limit") or default
        own = told.get("fields")
        yield Returned(
            sobject=str(told.get("name") or ""),
            fields=",".join(map(str, own)) if own else fields,
            clauses=clauses,
            limit=int(limit) if limit else None,
        )


def _found(call: Call, search: Search) -> Iterator[Json]:
    left = search.limit
    schema = call.store.schema
    everything = [name for name in (*SEARCHED, *(one.name for one in schema if one.custom)) if schema.get(name)]
    for returned in search.returned or [Returned(name) for name in everything]:
        sobject = schema.get(returned.sobject)
        if sobject is None:
            raise bad_request("INVALID_TYPE", f"sObject type '{returned.sobject}' is not supported.")
        ids = set(_matching(call, sobject, search.matches, search.group))
        fields = returned.fields if _has_id(returned.fields) else f"Id, {returned.fields}"
        text = f"SELECT {fields} FROM {sobject.name} {returned.clauses}"  # noqa: S608 - SOQL over records of a test
        told = call.organisation.queries.all(text, call.reader(), call.wire)
        rows = [one for one in told if str(one["attributes"]["url"]).rpartition("/")[2] in ids]
        end = len(rows) if returned.limit is None else returned.offset + returned.limit
        for row in rows[returned.offset : end][:left]:
            yield row if fields == returned.fields else {name: value for name, value in row.items() if name != "Id"}
            left -= 1


def _has_id(fields: str) -> bool:
    return "id" in (name.strip().lower() for name in fields.split(","))


def _matching(call: Call, sobject: SObject, matches: Matches, group: str | None) -> Iterator[str]:
    """Yield the ids of the records whose texts match."""
    looked_at = [
        field.name
        for field in sobject.fields.values()
        if field.type in _TEXTS and (group is None or field.type == group or (group == "name" and field.is_name))
    ]
    for record in call.store.all(sobject):
        if record.deleted is None:
            texts = (call.store.value(record, name) for name in looked_at)
            if matches("\n".join(" ".join(str(text).split()) for text in texts if text)):
                yield record.id
