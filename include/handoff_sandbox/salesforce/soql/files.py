"""What is different about queries for files: a link is found only by an id, and a file only by whom it is shared with.

A query for versions or documents that names no ids does not fail: it silently leaves out the files that are not shared
with the user directly, also those that hang on records that the user sees.
https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentdocumentlink.htm
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.errors import bad_request
from handoff_sandbox.salesforce.soql.joins import FILE_KEYS, LINK_KEYS, filtered_by

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.soql.bind import Binder
    from handoff_sandbox.salesforce.soql.plan import Plan
    from handoff_sandbox.salesforce.soql.tree import Query

_SHARED = {"ContentVersion": "ContentDocumentId", "ContentDocument": "Id", "ContentNote": "Id"}


def check_filter(binder: Binder, query: Query) -> None:
    """Refuse a query for links that names neither links nor documents nor records; raises MALFORMED_QUERY."""
    root = binder.names.root
    if root.name != "ContentDocumentLink" or binder.reader.all_files or filtered_by(query, root, LINK_KEYS):
        return
    message = (
        "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or "
        "LinkedEntityId using the equals operator or multiple Id's using the IN operator."
    )
    raise bad_request("MALFORMED_QUERY", message)


def narrowed(binder: Binder, query: Query, plan: Plan) -> Plan:
    """Return the plan of a query for files: where it names no ids, held to those shared with the user directly."""
    root, store = binder.names.root, binder.store
    key = _SHARED.get(root.name)
    if key is None or binder.reader.all_files or filtered_by(query, root, FILE_KEYS):
        return plan
    links = store.tables.having("ContentDocumentLink", "LinkedEntityId", binder.reader.user_id)
    shared = {link.values.get("ContentDocumentId") for link in links if link.deleted is None}
    where = plan.where
    return replace(plan, where=lambda row: store.value(row, key) in shared and (where is None or where(row)))
