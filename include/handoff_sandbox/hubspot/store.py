"""A portal's records and the rules by which they change.

A write is checked as a whole before anything of it is kept (`check`), and keeps a version of each property that it
changes; one that changes nothing leaves the record as it was. Archived records stay, out of sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.associations import Associations, key_of, read_spec
from handoff_sandbox.hubspot.definitions import PIPELINE_PROPERTIES, Definition, Pipeline, Stage
from handoff_sandbox.hubspot.errors import (
    Fault,
    HubSpotError,
    invalid,
    invalid_properties,
    missing_properties,
    object_not_found,
)
from handoff_sandbox.hubspot.records import Record, Source, Version
from handoff_sandbox.hubspot.values import InvalidValueError, as_text, normalise, show_instant

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.hubspot.association_types import AssociationType
    from handoff_sandbox.hubspot.object_types import ObjectType, ObjectTypes
    from handoff_sandbox.hubspot.owners import Owners

Links = list[tuple[Record, list["AssociationType"]]]
"""The records that a new record shall be associated with, and how."""


@dataclass
class Store:
    """One portal. Times come from its clock; `company_owner_cascade` is the portal's setting of that name."""

    portal_id: int
    clock: Clock
    types: ObjectTypes
    definitions: Mapping[str, dict[str, Definition]]
    owners: Owners
    pipelines: Mapping[str, tuple[Pipeline, ...]]
    associations: Associations
    company_owner_cascade: bool = False
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    merged: dict[tuple[str, str], str] = field(default_factory=dict)
    _last_id: int = 0

    def add(self, record: Record) -> None:
        """Keep a record under its id."""
        self.records.setdefault(record.kind.name, {})[record.id] = record
        self._last_id = max(self._last_id, int(record.id))
        for old in record.merged:
            self.merged[record.kind.name, old] = record.id

    def all(self, kind: ObjectType, *, archived: bool = False) -> list[Record]:
        """Return the records of a type in the order of their ids."""
        found = self.records.get(kind.name, {}).values()
        return sorted((r for r in found if (r.archived_at is not None) is archived), key=lambda r: int(r.id))

    def find(self, kind: ObjectType, key: str, *, archived: bool = False, id_property: str | None = None) -> Record:
        """Return a record by its id, a merged id or a unique property; raises HubSpot's 404."""
        if id_property and id_property != "hs_object_id":
            definition = self.definitions[kind.name].get(id_property)
            if definition is None or not definition.unique:
                raise invalid(f"{id_property} is not a property with unique values of {kind.name}")
            candidates = self.all(kind, archived=archived)
            record = next((r for r in candidates if (r.get(id_property) or "").lower() == key.lower()), None)
        else:
            record = self.records.get(kind.name, {}).get(self.merged.get((kind.name, key), key))
        if record is None or (record.archived_at is not None) is not archived:
            raise object_not_found(key)
        return record

    def value(self, record: Record, name: str, at: datetime | None = None) -> str | None:
        """Return a property's value, the computed ones too, now or as it was at an instant."""
        if name in ("hs_is_closed", "hs_is_closed_won") and record.kind.name in PIPELINE_PROPERTIES:
            stage = self.stage(record.kind, record.get(PIPELINE_PROPERTIES[record.kind.name][1], at))
            return as_text(stage is not None and (stage.closed if name == "hs_is_closed" else stage.won))
        return record.get(name, at)

    def stage(self, kind: ObjectType, stage_id: str | None) -> Stage | None:
        """Return a stage by its id, None for an unknown one."""
        stages = (stage for pipeline in self.pipelines.get(kind.name, ()) for stage in pipeline.stages)
        return next((stage for stage in stages if stage.id == stage_id), None)

    def check(self, kind: ObjectType, properties: object, record: Record | None = None) -> dict[str, str]:
        """Return the values to keep, for a creation or for an update of `record`; raises HubSpot's 400 or 409."""
        if not isinstance(properties, Mapping):
            raise invalid("Invalid input: 'properties' is missing or not an object")
        values, faults = {}, []
        for name, value in properties.items():
            definition = self.definitions[kind.name].get(name)
            if definition is None:
                faults.append(Fault(name, "PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist'))
            elif definition.read_only:
                faults.append(
                    Fault(name, "READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set')
                )
            else:
                try:
                    values[name] = self._clean(definition, value, record)
                except InvalidValueError as error:
                    faults.append(error.fault)
        if not faults:
            self._fill_pipeline(kind, values, record)
            faults += self._stage_faults(kind, values, record)
        if faults:
            raise invalid_properties(faults, self.portal_id)
        if record is None and (missing := [name for name in kind.required if not values.get(name)]):
            raise missing_properties(kind.singular, missing)
        self._check_unique(kind, values, record)
        return values

    def _clean(self, definition: Definition, value: object, record: Record | None) -> str:
        text = as_text(value)
        before = record.get(definition.name) if record else None
        if before and definition.several and text.startswith(";"):  # a leading ';' adds to what is there
            text = ";".join(dict.fromkeys([*before.split(";"), *filter(None, text.split(";"))]))
        cleaned = normalise(definition, text, self.owners)
        if definition.name == "lifecyclestage" and before and cleaned:
            # HubSpot answers 200 and keeps the later stage; only the empty value makes the way back free.
            return cleaned if definition.position(cleaned) >= definition.position(before) else before
        return cleaned

    def _fill_pipeline(self, kind: ObjectType, values: dict[str, str], record: Record | None) -> None:
        if record is None and kind.name in PIPELINE_PROPERTIES:
            pipeline_property, stage_property = PIPELINE_PROPERTIES[kind.name]
            for pipeline in self.pipelines.get(kind.name, ()):
                if any(stage.id == values.get(stage_property) for stage in pipeline.stages):
                    values.setdefault(pipeline_property, pipeline.id)

    def _stage_faults(self, kind: ObjectType, values: dict[str, str], record: Record | None) -> list[Fault]:
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
        pipeline = next((one for one in self.pipelines.get(kind.name, ()) if one.id == pipeline_id), None)
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

    def _check_unique(self, kind: ObjectType, values: Mapping[str, str], record: Record | None) -> None:
        for name, value in values.items():
            if value and self.definitions[kind.name][name].unique:
                other = next((r for r in self.all(kind) if r is not record and r.get(name) == value), None)
                if other:
                    raise HubSpotError(
                        409, f"{kind.singular.capitalize()} already exists. Existing ID: {other.id}", "CONFLICT"
                    )

    def read_links(self, kind: ObjectType, associations: object) -> Links:
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
                found = self.associations.types.of_source(kind.singular, category, type_id)
                if found is None:
                    raise invalid(f"No association type {category} {type_id} exists from {kind.singular}")
                try:
                    links.append((self.find(self.types[found.target], target_id), [found]))
                except HubSpotError:
                    raise invalid(
                        f"One or more associations are not valid: no {found.target} has the id {target_id}",
                        context={"id": [target_id], "objectType": [found.target]},
                    ) from None
        return links

    def create(self, kind: ObjectType, values: Mapping[str, str], links: Links, source: Source) -> Record:
        """Make a record of checked values and give it the next id."""
        now = self.clock.now()
        record = Record(kind, str(self._last_id + 1), now, now)
        self.add(record)
        self._keep(record, {name: value for name, value in values.items() if value}, source)
        for other, kinds in links:
            self.associations.add(key_of(record), key_of(other), kinds)
        return record

    def update(self, record: Record, values: Mapping[str, str], source: Source) -> None:
        """Keep checked values and what follows from them."""
        owner = record.get("hubspot_owner_id")
        self._keep(record, values, source)
        if self.company_owner_cascade and record.kind.name == "companies" and owner != record.get("hubspot_owner_id"):
            self._cascade(record, owner)

    def _keep(self, record: Record, values: Mapping[str, str], source: Source) -> None:
        now = self.clock.now()
        changed = {name for name, value in values.items() if record.set(name, Version(value, now, source))}
        if "hubspot_owner_id" in changed:
            record.set("hubspot_owner_assigneddate", Version(show_instant(now), now, source))
        if "hs_task_status" in changed and values["hs_task_status"] == "COMPLETED":
            record.set("hs_task_completion_date", Version(show_instant(now), now, source))

    def _cascade(self, company: Record, before: str | None) -> None:
        """Give the company's new owner to its contacts that had the old one or none."""
        contacts = self.types["contacts"]
        for contact_id, _ in self.associations.of(key_of(company), contacts.singular):
            contact = self.find(contacts, contact_id)
            if contact.get("hubspot_owner_id") in (None, before):
                value = {"hubspot_owner_id": company.get("hubspot_owner_id") or ""}
                self._keep(contact, value, Source("COMPANIES", f"companyId:{company.id}"))

    def archive(self, record: Record) -> None:
        """Put a record away, with its associations."""
        record.archived_at = self.clock.now()
        self.associations.forget(key_of(record))
