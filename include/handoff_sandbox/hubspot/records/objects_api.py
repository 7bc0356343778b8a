"""The basic calls on records: read, list, create, update, archive, search.

https://developers.hubspot.com/docs/api-reference/crm-objects-v3/guide
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import HubSpotError, invalid
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.query import Search
from handoff_sandbox.hubspot.records import changes
from handoff_sandbox.hubspot.records.checks import check, read_links
from handoff_sandbox.hubspot.wire import associations_json, record_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call

PAGE, PAGE_WITH_HISTORY = 100, 50


def read(call: Call) -> Answer:
    """Read one record."""
    record_id = call.path["id"]
    record = call.store.find(call.kind, record_id, archived=call.flag("archived"), id_property=call.text("idProperty"))
    body = record_json(call.store, record, call.names("properties"), call.names("propertiesWithHistory"))
    targets = [call.store.types[name] for name in call.names("associations")]
    # A merged id gives the record that survived, without its associations.
    merged = call.text("idProperty") is None and record.id != record_id
    if not merged and (associations := associations_json(call.store, record, targets)):
        body["associations"] = associations
    return Answer(body)


def list_page(call: Call) -> Answer:
    """List records in the order of their ids."""
    history = call.names("propertiesWithHistory")
    limit = call.limit(10, PAGE_WITH_HISTORY if history else PAGE)
    after = call.after()
    targets = [call.store.types[name] for name in call.names("associations")]
    rest = list(islice(call.store.after(call.kind, after, archived=call.flag("archived")), limit + 1))
    results = []
    for record in rest[:limit]:
        body = record_json(call.store, record, call.names("properties"), history)
        if associations := associations_json(call.store, record, targets):
            body["associations"] = associations
        results.append(body)
    more = {"paging": call.paging(results[-1]["id"])} if len(rest) > limit else {}
    return Answer({"results": results, **more})


def create(call: Call) -> Answer:
    """Create a record, with associations where the body has them."""
    body = call.object()
    values = check(call.store, call.kind, body.get("properties"))
    links = read_links(call.store, call.kind, body.get("associations"))
    record = changes.create(call.store, call.kind, values, links, call.token.source)
    return Answer(record_json(call.store, record, [*call.kind.defaults, *values]), 201)


def update(call: Call) -> Answer:
    """Change some properties of a record."""
    record = call.store.find(call.kind, call.path["id"], id_property=call.text("idProperty"))
    values = check(call.store, call.kind, call.object().get("properties"), record)
    changes.update(call.store, record, values, call.token.source)
    return Answer(record_json(call.store, record, [*call.kind.defaults, *values]))


def archive(call: Call) -> Answer:
    """Archive a record; one that is not there is as good as archived."""
    try:
        record = call.store.find(call.kind, call.path["id"])
        changes.archive(call.store, record, call.token.source)
    except HubSpotError as error:
        if error.status != 404:
            raise
    return Answer(status=204)


def search(call: Call) -> Answer:
    """Search among the records of a type, as the index shows them."""
    body = call.object()
    properties = call.listed("properties")
    page = Search(call.store, call.kind).run(body)
    results = [record_json(call.store, record, properties) for record in page.records]
    more = {"paging": {"next": {"after": str(page.after)}}} if page.after is not None else {}
    return Answer({"total": page.total, "results": results, **more})


def merge(call: Call) -> Answer:
    """Merge one record into another of its type."""
    body = call.object("primaryObjectId", "objectIdToMerge")
    if call.kind.name not in _MERGEABLE and call.kind.id[:2] != "2-":
        raise invalid(f"{call.kind.name} cannot be merged")
    primary, other = (call.store.find(call.kind, str(body[name])) for name in ("primaryObjectId", "objectIdToMerge"))
    return Answer(record_json(call.store, changes.merge(call.store, primary, other, call.token.source)))


def gdpr_delete(call: Call) -> Answer:
    """Delete a record for good, as a person may ask for it."""
    body = call.object("objectId")
    try:
        record = call.store.find(call.kind, str(body["objectId"]), id_property=body.get("idProperty"))
        changes.erase(call.store, record, call.token.source)
    except HubSpotError as error:
        if error.status != 404:
            raise
    return Answer(status=204)


_MERGEABLE = ("contacts", "companies", "deals", "tickets")
_OBJECTS = "/crm/objects"
OPERATIONS = (
    Operation("GET", _OBJECTS, "/{type}", list_page, "read"),
    Operation("POST", _OBJECTS, "/{type}", create, "write"),
    Operation("POST", _OBJECTS, "/{type}/search", search, "read", search=True),
    Operation("POST", _OBJECTS, "/{type}/merge", merge, "write"),
    Operation("POST", _OBJECTS, "/{type}/gdpr-delete", gdpr_delete, "write"),
    Operation("GET", _OBJECTS, "/{type}/{id}", read, "read"),
    Operation("PATCH", _OBJECTS, "/{type}/{id}", update, "write"),
    Operation("DELETE", _OBJECTS, "/{type}/{id}", archive, "write"),
)
