"""Merging: several records of an object become one, which keeps what hung on them.

What is left of a merged record lies in the recycle bin and names the one that it went into by MasterRecordId.
https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.errors import bad_request, malformed_id, no_access
from handoff_sandbox.salesforce.records.record_ids import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handoff_sandbox.salesforce.access.sessions import Login
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

MOST = 2
"""Records that can go into another in one call."""
_ONCE = frozenset({"AccountContactRelation", "AccountTeamMember", "ContentDocumentLink"})
"""The objects that link two records once: where the other record has its own, the merged record's goes."""


def merge(store: Store, login: Login, name: str, master_id: str, merged_ids: Sequence[str]) -> tuple[Record, list[str]]:
    """Merge records into a master; return it, and the ids of what moved to it. Raises Salesforce's errors."""
    sobject = store.schema.get(name)
    if login.read_only:
        raise no_access()
    if sobject is None or not sobject.mergeable:
        raise bad_request("INVALID_TYPE", f"merge is not supported for {name}")
    if not 0 < len(merged_ids) <= MOST or master_id in merged_ids:
        raise bad_request("INVALID_OPERATION", f"1 to {MOST} other records can be merged into a master record")
    for record_id in (master_id, *merged_ids):
        if store.schema.of_id(read(record_id) or "") is not sobject:
            raise malformed_id("Record ID", record_id, "Id")
    master = store.find(sobject, master_id)
    merged = [store.find(sobject, one) for one in merged_ids]
    moved = [record_id for one in merged for record_id in _move(store, one, master, login.user_id)]
    for one in merged:
        store.tables.set(one, {"MasterRecordId": master.id})
        store.delete(one)
    store.tables.touch(master, store.now(), login.user_id)
    return master, moved


def _move(store: Store, merged: Record, master: Record, by: str) -> list[str]:
    moved = []
    for child, reference in store.schema.references(store.schema[merged.sobject]):
        if reference.name == "MasterRecordId":
            continue
        for one in store.tables.having(child.name, reference.name, merged.id):
            if one.deleted is not None:
                continue
            if child.name in _ONCE and _is_there(store, one, reference.name, master):
                store.tables.delete(one, store.now())
            elif one.id != master.id:
                store.tables.touch(one, store.now(), by)
                store.tables.set(one, {reference.name: master.id})
                moved.append(one.id)
    return moved


def _is_there(store: Store, one: Record, name: str, master: Record) -> bool:
    """Whether the master has a link to the same record already."""
    others = [field for field in ("AccountId", "ContactId", "UserId", "ContentDocumentId") if field != name]
    return any(
        other.deleted is None
        and all(other.values.get(field) == one.values.get(field) for field in others if field in one.values)
        for other in store.tables.having(one.sobject, name, master.id)
    )
