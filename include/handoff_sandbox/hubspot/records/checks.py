"""What HubSpot accepts: the values and the associations of a write, checked as a whole before any of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.definitions.definitions import PIPELINE_PROPERTIES
from handoff_sandbox.hubspot.errors import Fault, HubSpotError, invalid, invalid_properties, missing_properties
from handoff_sandbox.hubspot.records.associations import read_spec
from handoff_sandbox.hubspot.records.values import InvalidValueError, as_text, normalise

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.definitions.definitions import Definition
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.association_types import AssociationType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.store import Store

Links = list[tuple["Record", list["AssociationType"]]]
"""The records that a new record shall be associated with, and how."""


def check(store: Store, kind: ObjectType, properties: object, record: Record | None = None) -> dict[str, str]:
    """Return the values to keep, for a creation or for an update of `record`; raises HubSpot's 400 or 409."""
    if not isinstance(properties, Mapping):
        raise invalid("Invalid input: 'properties' is missing or not an object")
    values, faults = {}, []
    for name, value in properties.items():
        definition = store.definitions[kind.name].get(name)
        if definition is None:
            faults.append(Fault(name, "PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist'))
        elif definition.read_only:
            faults.append(Fault(name, "READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set'))
        else:
            try:
                values[name] = _clean(store, definition, value, record)
            except InvalidValueError as error:
                faults.append(error.fault)
    if not faults:
        _fill_pipeline(store, kind, values, record)
        faults += _stage_faults(store, kind, values, record)
    if faults:
        raise invalid_properties(faults, store.portal_id)
    if record is None and (missing := [name for name in kind.required if not values.get(name)]):
        raise missing_properties(kind.singular, missing)
    _check_unique(store, kind, values, record)
    return values


def _clean(store: Store, definition: Definition, value: object, record: Record | None) -> str:
    text = as_text(value)
    before = record.get(definition.name) if record else None
    if before and definition.several and text.startswith(";"):  # a leading ';' adds to what is there
        text = ";".join(dict.fromkeys([*before.split(";"), *filter(None, text.split(";"))]))
    cleaned = normalise(definition, text, store.owners)
    if definition.name == "lifecyclestage" and before and cleaned:
        # HubSpot answers 200 and keeps the later stage; only the empty value makes the way back free.
        return cleaned if definition.position(cleaned) >= definition.position(before) else before
    return cleaned


def _fill_pipeline(store: Store, kind: ObjectType, values: dict[str, str], record: Record | None) -> None:
    if record is None and kind.name in PIPELINE_PROPERTIES:
        pipeline_property, stage_property = PIPELINE_PROPERTIES[kind.name]
        for pipeline in store.pipelines.get(kind.name, ()):
            if any(stage.id == values.get(stage_property) for stage in pipeline.stages):
                values.setdefault(pipeline_property, pipeline.id)


def _stage_faults(store: Store, kind: ObjectType, values: dict[str, str], record: Record | None) -> list[Fault]:
    if kind.name not in PIPELINE_PROPERTIES:
        return []
    names = PIPELINE_PROPERTIES[kind.name]
    if not values.keys() & set(names):
        return []

    def after(name: str) -> str | None:
        if name in values:
            return values[name] or None
        return record.get(name) if record else None

    pipeline_id, stage_id = map(after, names)
    pipeline = next((one for one in store.pipelines.get(kind.name, ()) if one.id == pipeline_id), None)
    if pipeline is None or stage_id is None:
        return []
    stage = next((one for one in pipeline.stages if one.id == stage_id), None)
    if stage is None:
        allowed = ", ".join(f'label: "{one.label}" value: "{one.id}"' for one in pipeline.stages)
        message = f"{stage_id} was not one of the allowed options: [{allowed}]"
        return [Fault(names[1], "INVALID_OPTION", message)]
    if record is not None and record.get(names[1]) == stage.id:
        return []
    return [
        Fault(name, "MISSING_REQUIRED_PROPERTY", f'"{name}" is required in the stage "{stage.label}"')
        for name in stage.requires
        if not after(name)
    ]


def _check_unique(store: Store, kind: ObjectType, values: Mapping[str, str], record: Record | None) -> None:
    for name, value in values.items():
        if value and store.definitions[kind.name][name].unique:
            other = store.unique(kind, name, value)
            if other and other is not record:
                raise HubSpotError(
                    409, f"{kind.singular.capitalize()} already exists. Existing ID: {other.id}", "CONFLICT"
                )


def read_links(store: Store, kind: ObjectType, associations: object) -> Links:
    """Read the associations of a creation's body; raises HubSpot's 400."""
    links: Links = []
    if not isinstance(associations, Iterable):
        return links
    for one in associations:
        try:
            target_id, specs = str(one["to"]["id"]), [read_spec(spec) for spec in one["types"]]
        except (KeyError, TypeError):
            raise invalid("an association has a 'to' with an 'id', and 'types'") from None
        for category, type_id in specs:
            found = store.associations.types.of_source(kind.singular, category, type_id)
            if found is None:
                raise invalid(f"No association type {category} {type_id} exists from {kind.singular}")
            try:
                links.append((store.find(store.types[found.target], target_id), [found]))
            except HubSpotError:
                raise invalid(
                    f"One or more associations are not valid: no {found.target} has the id {target_id}",
                    context={"id": [target_id], "objectType": [found.target]},
                ) from None
    return links
