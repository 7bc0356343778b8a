"""A portal: its records, what they are made of, and who listens to what happens to them.

Archived records stay, out of sight. What may be written `checks` says, and how records change `changes`.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handoff_sandbox.hubspot.definitions.definitions import PIPELINE_PROPERTIES, Definition, Group, Pipeline, Stage
from handoff_sandbox.hubspot.errors import invalid, object_not_found
from handoff_sandbox.hubspot.files.files import Files
from handoff_sandbox.hubspot.lists.lists import Lists
from handoff_sandbox.hubspot.records.records import Record
from handoff_sandbox.hubspot.records.values import as_text
from handoff_sandbox.hubspot.switches import HubSpotSwitches
from handoff_sandbox.hubspot.transfer.transfers import Transfers

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.hubspot.account.owners import Owners
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType, ObjectTypes
    from handoff_sandbox.hubspot.definitions.schemas import Schema
    from handoff_sandbox.hubspot.records.associations import Associations
    from handoff_sandbox.hubspot.webhooks.events import Event

UniqueKey = tuple[str, str, str]
"""A type's name, a unique property's name, and a value in lower case."""


@dataclass
class Store:
    """One portal; times come from its clock."""

    portal_id: int
    currency: str
    clock: Clock
    types: ObjectTypes
    definitions: dict[str, dict[str, Definition]]
    groups: dict[str, dict[str, Group]]
    owners: Owners
    pipelines: dict[str, tuple[Pipeline, ...]]
    associations: Associations
    files: Files
    lists: Lists
    schemas: dict[str, Schema]
    switches: HubSpotSwitches = field(default_factory=HubSpotSwitches)
    archived_definitions: dict[tuple[str, str], Definition] = field(default_factory=dict)
    pipeline_audit: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    """What was done to a pipeline or a stage, by the type's name and its id, the latest first."""
    listeners: list[Callable[[Event], None]] = field(default_factory=list)
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    merged: dict[tuple[str, str], str] = field(default_factory=dict)
    transfers: Transfers = field(default_factory=Transfers)
    _order: dict[str, list[int]] = field(default_factory=dict)
    _unique: dict[UniqueKey, list[Record]] = field(default_factory=dict)
    _last_id: int = 0

    def add(self, record: Record) -> None:
        """Keep a record under its id."""
        name = record.kind.name
        if record.id not in self.records.setdefault(name, {}):
            insort(self._order.setdefault(name, []), int(record.id))
        self.records[name][record.id] = record
        self._last_id = max(self._last_id, int(record.id))
        for old in record.merged:
            self.merged[name, old] = record.id
        for value_name in record.versions:
            self.index(record, value_name)

    def next_id(self) -> str:
        """Return an id that no record has."""
        return str(self._last_id + 1)

    def forget(self, record: Record) -> None:
        """Take a record away for good, with its past."""
        del self.records[record.kind.name][record.id]
        self._order[record.kind.name].remove(int(record.id))

    def index(self, record: Record, name: str) -> None:
        """Make a record findable by its value of a unique property."""
        definition, value = self.definitions[record.kind.name].get(name), record.get(name)
        if definition is not None and definition.unique and value:
            found = self._unique.setdefault((record.kind.name, name, value.lower()), [])
            if record not in found:
                found.append(record)

    def unique(self, kind: ObjectType, name: str, value: str, *, archived: bool = False) -> Record | None:
        """Return the record that has this value of a unique property; upper and lower case are the same."""
        for record in self._unique.get((kind.name, name, value.lower()), ()):
            there = self.records[kind.name].get(record.id) is record and record.archived is archived
            if there and (record.get(name) or "").lower() == value.lower():
                return record
        return None

    def after(self, kind: ObjectType, record_id: int, *, archived: bool = False) -> Iterator[Record]:
        """Return the records of a type in the order of their ids, those after an id."""
        order, records = self._order.get(kind.name, []), self.records.get(kind.name, {})
        for place in range(bisect_right(order, record_id), len(order)):
            record = records[str(order[place])]
            if record.archived is archived:
                yield record

    def all(self, kind: ObjectType, *, archived: bool = False) -> list[Record]:
        """Return the records of a type in the order of their ids."""
        return list(self.after(kind, 0, archived=archived))

    def find(self, kind: ObjectType, key: str, *, archived: bool = False, id_property: str | None = None) -> Record:
        """Return a record by its id, a merged id or a unique property; raises HubSpot's 404."""
        if id_property and id_property != "hs_object_id":
            definition = self.definitions[kind.name].get(id_property)
            if definition is None or not definition.unique:
                raise invalid(f"{id_property} is not a property with unique values of {kind.name}")
            record = self.unique(kind, id_property, key, archived=archived)
        else:
            record = self.records.get(kind.name, {}).get(self.merged.get((kind.name, key), key))
        if record is None or record.archived is not archived:
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

    def tell(self, event: Event) -> None:
        """Tell all who listen what has happened."""
        for listener in self.listeners:
            listener(event)
