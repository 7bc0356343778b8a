"""The basic calls on records: read, list, create, update, archive, search.

https://developers.hubspot.com/docs/api-reference/crm-objects-v3/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import HubSpotError
from handoff_sandbox.hubspot.query import Search
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
    rest = [record for record in call.store.all(call.kind, archived=call.flag("archived")) if int(record.id) > after]
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
    values = call.store.check(call.kind, body.get("properties"))
    links = call.store.read_links(call.kind, body.get("associations"))
    record = call.store.create(call.kind, values, links, call.token.source)
    return Answer(record_json(call.store, record, [*call.kind.defaults, *values]), 201)


def update(call: Call) -> Answer:
    """Change some properties of a record."""
    record = call.store.find(call.kind, call.path["id"], id_property=call.text("idProperty"))
    values = call.store.check(call.kind, call.object().get("properties"), record)
    call.store.update(record, values, call.token.source)
    return Answer(record_json(call.store, record, [*call.kind.defaults, *values]))


def archive(call: Call) -> Answer:
    """Archive a record; one that is not there is as good as archived."""
    try:
        call.store.archive(call.store.find(call.kind, call.path["id"]))
    except HubSpotError as error:
        if error.status != 404:
            raise
    return Answer(status=204)


def search(call: Call) -> Answer:
    """Search among the records of a type, as the index shows them."""
    body = call.object()
    properties = call.listed("properties")
    page = Search(call.store, call.kind, call.search_lag).run(body)
    results = [record_json(call.store, record, properties) for record in page.records]
    more = {"paging": {"next": {"after": str(page.after)}}} if page.after is not None else {}
    return Answer({"total": page.total, "results": results, **more})
