"""HubSpot's JSON: how records, owners, properties and pipelines look on the wire.

A read gives the properties that were asked for, null where they have no value, and always the id and the two dates; a
property that the portal does not have is left out without a word, as HubSpot does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handoff_sandbox.hubspot.records.association_types import USER_DEFINED
from handoff_sandbox.hubspot.records.associations import key_of
from handoff_sandbox.hubspot.records.records import Source, Version
from handoff_sandbox.hubspot.records.values import show_instant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from handoff_sandbox.hubspot.account.owners import Owner
    from handoff_sandbox.hubspot.definitions.definitions import Definition, Pipeline, Stage
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.association_types import AssociationType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.store import Store

Json = dict[str, Any]


def record_json(
    store: Store, record: Record, properties: Iterable[str] | None = None, history: Iterable[str] = ()
) -> Json:
    """Return a record; `properties` None or empty gives the type's default ones."""
    kind, known = record.kind, store.definitions[record.kind.name]
    history = [name for name in history if name in known]
    names = [*(properties or kind.defaults), *kind.always, *history]
    body: Json = {
        "id": record.id,
        "properties": {name: store.value(record, name) for name in sorted(set(names)) if name in known},
        "createdAt": show_instant(record.created),
        "updatedAt": show_instant(record.updated),
        "archived": record.archived_at is not None,
    }
    if record.archived_at is not None:
        body["archivedAt"] = show_instant(record.archived_at)
    if history:
        body["propertiesWithHistory"] = {name: _history(store, record, name) for name in history}
    return body


def _history(store: Store, record: Record, name: str) -> list[Json]:
    most = 45 if record.kind.name == "contacts" else 20
    versions = record.versions.get(name, [])[:most]
    if not versions and (value := store.value(record, name)):
        versions = [Version(value, record.created, Source("CALCULATED"))]
    return [version_json(version) for version in versions]


def version_json(version: Version) -> Json:
    """Return one entry of a property's history."""
    body = {"value": version.value, "timestamp": show_instant(version.timestamp), "sourceType": version.source.type}
    more = {
        "sourceId": version.source.id,
        "sourceLabel": version.source.label,
        "updatedByUserId": version.source.user_id,
    }
    return body | {key: value for key, value in more.items() if value is not None}


def associations_json(store: Store, record: Record, targets: Iterable[ObjectType]) -> Json | None:
    """Return the `associations` of a read: per type the ids, each once for every kind; None where there are none."""
    body: Json = {}
    for target in targets:
        if rows := associated_ids(store, record, target):
            body[target.name.replace("_", " ")] = {"results": rows}
    return body or None


def associated_ids(store: Store, record: Record, target: ObjectType, ids: Iterable[str] | None = None) -> list[Json]:
    """Return what a record is associated with as ids and names of kinds, all of one type or some of it."""
    source, found = key_of(record), store.associations
    return [
        {"id": other, "type": association_name(one)}
        for other in (found.ids(source, target.singular) if ids is None else ids)
        for one in found.kinds(source, (target.singular, other))
    ]


def association_name(one: AssociationType) -> str:
    """Return a kind's name, as v3 tells it: `deal_to_company`, `deal_to_company_unlabeled`, or a label's."""
    if one.category == USER_DEFINED and one.label:
        return one.label.lower().replace(" ", "_")
    name = f"{one.source}_to_{one.target}"
    # Where a pair knows a primary one, the plain name means that.
    pair = {one.source, one.target}
    return f"{name}_unlabeled" if one.label is None and "company" in pair and pair & _HAVE_PRIMARY else name


_HAVE_PRIMARY = frozenset({"contact", "deal", "ticket"})


def association_type_json(one: AssociationType) -> Json:
    """Return a kind of association as the v4 API tells it."""
    return {"category": one.category, "typeId": one.id, "label": one.label}


def owner_json(owner: Owner) -> Json:
    """Return an owner; a deactivated one has no `userId`, only `userIdIncludingInactive`."""
    body: Json = {
        "id": owner.id,
        "email": owner.email,
        "type": "PERSON",
        "firstName": owner.first,
        "lastName": owner.last,
        "userId": owner.user_id if owner.active else None,
        "userIdIncludingInactive": owner.user_id,
        "createdAt": show_instant(owner.created),
        "updatedAt": show_instant(owner.updated),
        "archived": not owner.active,
    }
    if owner.teams:
        body["teams"] = [{"id": team, "name": name, "primary": primary} for team, name, primary in owner.teams]
    return body


def property_json(one: Definition, since: datetime) -> Json:
    """Return a property's definition; `since` is when the portal got those that have no date of their own."""
    created, updated = one.created or since, one.updated or one.created or since
    body: Json = {
        "name": one.name,
        "label": one.label,
        "type": one.type,
        "fieldType": one.field_type,
        "description": one.description,
        "groupName": one.group,
        "options": [
            {
                "label": option.label,
                "value": option.value,
                "displayOrder": place if option.order is None else option.order,
                "hidden": option.hidden,
            }
            | ({} if option.description is None else {"description": option.description})
            for place, option in enumerate(one.options)
        ],
        "displayOrder": one.order,
        "calculated": one.field_type.startswith("calculation"),
        "externalOptions": one.external or one.owner,
        "hasUniqueValue": one.unique,
        "hidden": one.hidden,
        "hubspotDefined": not one.custom,
        "formField": not one.read_only if one.form_field is None else one.form_field,
        "archived": one.archived_at is not None,
        "createdAt": show_instant(created),
        "updatedAt": show_instant(updated),
        "modificationMetadata": {
            "archivable": one.custom,
            "readOnlyDefinition": not one.custom,
            "readOnlyOptions": not one.custom,
            "readOnlyValue": one.read_only,
        },
    }
    if one.owner:
        body["referencedObjectType"] = "OWNER"
    if one.archived_at is not None:
        body["archivedAt"] = show_instant(one.archived_at)
    return body


def stage_json(kind: ObjectType, stage: Stage, place: int, since: datetime) -> Json:
    """Return a stage; its metadata say whether it is closed, as text."""
    if kind.name == "tickets":
        metadata = {"ticketState": "CLOSED" if stage.closed else "OPEN", "isClosed": str(stage.closed).lower()}
    else:
        probability = stage.probability or ("1.0" if stage.won else "0.0" if stage.closed else "0.5")
        metadata = {"isClosed": str(stage.closed).lower(), "probability": probability}
    return {
        "id": stage.id,
        "label": stage.label,
        "displayOrder": place if stage.order is None else stage.order,
        "metadata": metadata,
        "createdAt": show_instant(stage.created or since),
        "updatedAt": show_instant(stage.updated or stage.created or since),
        "archived": False,
        "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
    }


def pipeline_json(kind: ObjectType, pipeline: Pipeline, place: int, since: datetime) -> Json:
    """Return a pipeline with its stages."""
    return {
        "id": pipeline.id,
        "label": pipeline.label,
        "displayOrder": place if pipeline.order is None else pipeline.order,
        "stages": [stage_json(kind, stage, order, since) for order, stage in enumerate(pipeline.stages)],
        "createdAt": show_instant(pipeline.created or since),
        "updatedAt": show_instant(pipeline.updated or pipeline.created or since),
        "archived": False,
    }
