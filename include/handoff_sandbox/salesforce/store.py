"""An organisation's records: how they are found, what their fields hold, and how they come, change and go.

Writes get checked values (`checks`); what follows from a write is in `effects`, what is kept of it in `history`. A
write moves LastModifiedDate and SystemModstamp even where it changes nothing; instants are whole seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.errors import SalesforceError, bad_request, entity_is_deleted, no_such_id, not_found
from handoff_sandbox.salesforce.records import content, effects, history, record_ids
from handoff_sandbox.salesforce.records.computed import COMPUTED, address
from handoff_sandbox.salesforce.records.records import Record, Tables
from handoff_sandbox.salesforce.records.values import Value, whole_second
from handoff_sandbox.salesforce.switches import SalesforceSwitches

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.salesforce.definitions.picklists import Picklists
    from handoff_sandbox.salesforce.definitions.schema import Schema, SObject

SYSTEM: Mapping[str, Callable[[Record], Value]] = {
    "Id": lambda record: record.id,
    "IsDeleted": lambda record: record.deleted is not None,
    "CreatedDate": lambda record: record.created,
    "CreatedById": lambda record: record.created_by,
    "LastModifiedDate": lambda record: record.modified,
    "LastModifiedById": lambda record: record.modified_by,
    "SystemModstamp": lambda record: record.stamp,
}
"""The fields that Salesforce keeps of every record by itself."""


@dataclass
class Store:
    """One organisation; times come from its clock."""

    schema: Schema
    clock: Clock
    picklists: Picklists
    organization_id: str
    switches: SalesforceSwitches = field(default_factory=SalesforceSwitches)
    tables: Tables = field(default_factory=Tables)
    _serials: Counter[str] = field(default_factory=Counter)

    def now(self) -> datetime:
        """Return the present instant as Salesforce keeps it, in whole seconds."""
        return whole_second(self.clock.now())

    def all(self, sobject: SObject) -> Iterable[Record]:
        """Return the records of an object, deleted ones too."""
        if sobject.alias_of:
            return [one for one in self.tables.all(sobject.alias_of) if one.values.get("FileType") == content.NOTE_TYPE]
        return self.tables.all(sobject.name)

    def get(self, sobject: SObject, record_id: str) -> Record | None:
        """Return a record of an object, deleted or not."""
        record = self.tables.get(sobject.alias_of or sobject.name, record_id)
        if record and sobject.alias_of and record.values.get("FileType") != content.NOTE_TYPE:
            return None
        return record

    def find(self, sobject: SObject, text: str) -> Record:
        """Return a record by the id in a path; raises Salesforce's 404."""
        record_id = record_ids.read(text)
        if record_id is None:
            raise no_such_id(text)
        record = self.get(sobject, record_id)
        if record is None:
            raise not_found()
        if record.deleted:
            raise entity_is_deleted()
        return record

    def reach(self, record_id: str) -> Record | None:
        """Return the record that a reference leads to; None for none and for a deleted one."""
        sobject = self.schema.of_id(record_id) if record_id else None
        record = self.tables.get(sobject.name, record_id) if sobject else None
        return record if record and not record.deleted else None

    def value(self, record: Record, name: str) -> Any:
        """Return what a field holds, the system's and the computed ones too; `name` as it is defined."""
        if name in SYSTEM:
            return SYSTEM[name](record)
        compute = COMPUTED.get((record.sobject, name))
        if compute:
            return compute(self, record)
        if name.endswith("Address") and name not in record.values and name[:-7] in ("Billing", "Shipping", "Mailing"):
            return address(record, name)
        return record.values.get(name)

    @staticmethod
    def is_kept(sobject: SObject, name: str) -> bool:
        """Say whether a field holds what was written into it, and is not computed."""
        return (sobject.name, name) not in COMPUTED and name not in SYSTEM

    def name_of(self, record_id: str) -> str | None:
        """Return what a record is called; None where there is none."""
        record = self.reach(record_id)
        if record is None:
            return None
        field = self.schema[record.sobject].name_field
        return self.value(record, field.name) if field else None

    def kind_of(self, record: Record) -> str:
        """Return what a polymorphic relationship calls a record's type: a group may be a Queue."""
        return "Queue" if record.sobject == "Group" and record.values.get("Type") == "Queue" else record.sobject

    def new_id(self, prefix: str) -> str:
        """Return the id of the next record with a prefix."""
        self._serials[prefix] += 1
        return record_ids.fresh(prefix, self._serials[prefix])

    def next_number(self, name: str, first: int = 1) -> int:
        """Return the next number of a sequence of its own, such as the case numbers."""
        self._serials[name] += 1
        return first + self._serials[name] - 1

    def create(
        self,
        sobject: SObject,
        values: Mapping[str, Value],
        by: str,
        *,
        when: datetime | None = None,
        record_id: str | None = None,
    ) -> Record:
        """Make a record of checked values, with all that follows from it; returns the record."""
        when = when or self.now()
        given = dict(values)
        for one in sobject.fields.values():
            if one.default is not None:
                given.setdefault(one.name, one.default)
        if sobject.get("OwnerId"):
            given["OwnerId"] = given.get("OwnerId") or by
        name = sobject.alias_of or sobject.name
        record = Record(name, record_id or self.new_id(sobject.prefix), when, by, when, by, when, given)
        effects.before_creation(self, sobject, record)
        self.tables.insert(record)
        history.track_creation(self, record)
        effects.after_creation(self, sobject, record)
        return record

    def update(self, record: Record, values: Mapping[str, Value], by: str, *, when: datetime | None = None) -> None:
        """Keep checked values, with all that follows from them."""
        when = when or self.now()
        values = effects.before_update(self, record, dict(values), when)
        before = {name: record.values.get(name) for name in values}
        self.tables.touch(record, when, by)
        self.tables.set(record, values)
        history.track_changes(self, record, before)
        effects.after_update(self, record, before)

    def delete(self, record: Record) -> None:
        """Put a record into the recycle bin with what belongs to it; raises DELETE_FAILED."""
        sobject = self.schema[record.sobject]
        hanging = [
            (one, reference)
            for child, reference in self.schema.references(sobject)
            for one in self.tables.having(child.name, reference.name, record.id)
            if one.deleted is None
        ]
        for one, reference in hanging:
            if reference.on_delete == "restrict":
                raise self._restricted(record, one)
        self.tables.delete(record, self.now())
        for one, reference in hanging:
            if one.deleted is not None:
                continue
            if reference.on_delete == "cascade" and not self._still_held(one, reference.name):
                self.delete(one)
            elif not reference.read_only:
                self.tables.set(one, {reference.name: None})

    def _still_held(self, one: Record, lost: str) -> bool:
        """Say whether an activity stays, since it belongs to something else too."""
        if one.sobject not in ("Task", "Event"):
            return False
        return self.reach(one.text("WhatId" if lost == "WhoId" else "WhoId")) is not None

    def _restricted(self, record: Record, other: Record) -> SalesforceError:
        message = (
            f"Your attempt to delete {self.name_of(record.id)} could not be completed because it is associated with "
            f"the following {self.schema[other.sobject].plural.lower()}.: {self.name_of(other.id)}"
        )
        return bad_request("DELETE_FAILED", message, ())

    def keep_row(self, sobject: str, values: Mapping[str, Value], when: datetime, by: str) -> None:
        """Keep a row that Salesforce writes itself, such as one of a history."""
        record_id = self.new_id(self.schema[sobject].prefix)
        self.tables.insert(Record(sobject, record_id, when, by, when, by, when, dict(values)))
