"""How records change: created, updated, archived, merged, associated; each change is told to those who listen.

A write keeps a version of each property that it changes; one that changes nothing leaves the record as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.errors import invalid
from handoff_sandbox.hubspot.records.associations import key_of
from handoff_sandbox.hubspot.records.records import Record, Source, Version
from handoff_sandbox.hubspot.records.values import show_instant
from handoff_sandbox.hubspot.webhooks.events import Event, EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.association_types import AssociationType
    from handoff_sandbox.hubspot.records.associations import Link
    from handoff_sandbox.hubspot.records.checks import Links
    from handoff_sandbox.hubspot.store import Store


def create(
    store: Store, kind: ObjectType, values: Mapping[str, str], links: Links, source: Source, record_id: str = ""
) -> Record:
    """Make a record of checked values; without an id of its own it gets the next one."""
    now = store.clock.now()
    record = Record(kind, record_id or store.next_id(), now, now)
    store.add(record)
    store.tell(_event("creation", record, source, store))
    _keep(store, record, {name: value for name, value in values.items() if value}, source)
    for other, kinds in links:
        associate(store, record, other, kinds, source)
    return record


def update(store: Store, record: Record, values: Mapping[str, str], source: Source) -> None:
    """Keep checked values and what follows from them."""
    owner = record.get("hubspot_owner_id")
    _keep(store, record, values, source)
    cascades = store.switches.company_owner_cascade and record.kind.name == "companies"
    if cascades and owner != record.get("hubspot_owner_id"):
        _cascade(store, record, owner)


def _keep(store: Store, record: Record, values: Mapping[str, str], source: Source) -> None:
    now = store.clock.now()
    changed = [name for name, value in values.items() if record.set(name, Version(value, now, source))]
    more: list[str] = []
    if "hubspot_owner_id" in changed:
        more.append("hubspot_owner_assigneddate")
    if "hs_task_status" in changed and values["hs_task_status"] == "COMPLETED":
        more.append("hs_task_completion_date")
    changed += [name for name in more if record.set(name, Version(show_instant(now), now, source))]
    for name in changed:
        store.index(record, name)
        store.tell(Event("propertyChange", record.kind, record.id, now, source, name, store.value(record, name) or ""))


def _cascade(store: Store, company: Record, before: str | None) -> None:
    """Give the company's new owner to its contacts that had the old one or none."""
    contacts = store.types["contacts"]
    for contact_id in store.associations.ids(key_of(company), contacts.singular):
        contact = store.find(contacts, contact_id)
        if contact.get("hubspot_owner_id") in (None, before):
            value = {"hubspot_owner_id": company.get("hubspot_owner_id") or ""}
            _keep(store, contact, value, Source("COMPANIES", f"companyId:{company.id}"))


def archive(store: Store, record: Record, source: Source) -> None:
    """Put a record away, with its associations."""
    record.archived_at = store.clock.now()
    store.associations.forget(key_of(record))
    store.lists.forget(record)
    store.tell(_event("deletion", record, source, store))


def erase(store: Store, record: Record, source: Source) -> None:
    """Delete a record for good, as a person may ask for it."""
    store.associations.forget(key_of(record))
    store.lists.forget(record)
    store.forget(record)
    store.tell(_event("privacyDeletion", record, source, store))


def merge(store: Store, primary: Record, other: Record, source: Source) -> Record:
    """Merge `other` into `primary` and return what is left of them.

    The primary record's values win, gaps are filled from the other, and so are the associations; both old ids lead to
    what is left, which has an id of its own where the portal is switched so.
    """
    if primary is other:
        raise invalid("A record cannot be merged with itself")
    survivor = _successor(store, primary, source) if store.switches.merge_gives_new_id else primary
    gaps = {name for name in other.versions if not survivor.get(name) and other.get(name)}
    store.associations.move(key_of(other), key_of(survivor))
    gone = [other] if survivor is primary else [primary, other]
    survivor.merged = tuple(dict.fromkeys([*survivor.merged, *(i for r in gone for i in (r.id, *r.merged))]))
    for old in survivor.merged:
        store.merged[survivor.kind.name, old] = survivor.id
    for record in gone:
        store.forget(record)
        store.lists.forget(record)
    _keep(store, survivor, {name: other.get(name) or "" for name in sorted(gaps)}, source)
    survivor.updated = store.clock.now()
    details = {
        "primaryObjectId": int(primary.id),
        "mergedObjectIds": [int(other.id)],
        "newObjectId": int(survivor.id),
        "numberOfPropertiesMoved": len(gaps),
    }
    store.tell(Event("merge", survivor.kind, survivor.id, survivor.updated, source, details=details))
    return survivor


def _successor(store: Store, primary: Record, source: Source) -> Record:
    """Make the record with a new id that takes the place of the primary one."""
    values = {name: primary.get(name) or "" for name in primary.versions}
    survivor = create(store, primary.kind, values, [], source)
    survivor.merged = primary.merged
    store.associations.move(key_of(primary), key_of(survivor))
    return survivor


def associate(store: Store, record: Record, other: Record, kinds: Iterable[AssociationType], source: Source) -> None:
    """Associate two records."""
    _tell_links(store, store.associations.add(key_of(record), key_of(other), kinds), source, removed=False)


def dissociate(
    store: Store, record: Record, other: Record, kinds: Iterable[AssociationType] | None, source: Source
) -> None:
    """Take away some kinds of association between two records, or all."""
    _tell_links(store, store.associations.remove(key_of(record), key_of(other), kinds), source, removed=True)


def _tell_links(store: Store, links: Iterable[Link], source: Source, *, removed: bool) -> None:
    now = store.clock.now()
    for (start_type, start), (end_type, end), kind in links:
        details = {
            "associationType": f"{start_type}_to_{end_type}".upper(),
            "associationCategory": kind.category,
            "associationTypeId": kind.id,
            "fromObjectTypeId": store.types[start_type].id,
            "toObjectTypeId": store.types[end_type].id,
            "fromObjectId": int(start),
            "toObjectId": int(end),
            "associationRemoved": removed,
            "isPrimaryAssociation": kind.label == "Primary",
        }
        store.tell(Event("associationChange", store.types[start_type], start, now, source, details=details))


def _event(kind: EventKind, record: Record, source: Source, store: Store) -> Event:
    return Event(kind, record.kind, record.id, store.clock.now(), source)
