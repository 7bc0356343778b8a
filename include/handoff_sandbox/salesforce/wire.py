"""Records as JSON: what a query tells of each, and what a read does.

A field of bytes is told by the address at which they are, as Salesforce tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.records.values import show
from handoff_sandbox.salesforce.soql.plan import (
    ChildColumn,
    Column,
    FunctionColumn,
    Plan,
    Reach,
    ReachColumn,
    TypeOfColumn,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.salesforce.definitions.schema import Field, SObject
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

Json = dict[str, Any]


@dataclass(frozen=True)
class Wire:
    """Tells records in one version of the API; `root` is the path of that version."""

    store: Store
    root: str

    def attributes(self, kind: str, record: Record, name: str | None = None) -> Json:
        """Return the attributes of a record; a polymorphic parent is of the type Name, at its real address."""
        return {"type": kind, "url": f"{self.root}/sobjects/{name or record.sobject}/{record.id}"}

    def value(self, sobject: str, record: Record, name: str, value: Any) -> Any:
        """Return a field's value."""
        if isinstance(value, bytes):
            return f"{self.root}/sobjects/{sobject}/{record.id}/{name}"
        return show(value)

    def record(self, sobject: SObject, record: Record, fields: Iterable[Field]) -> Json:
        """Return a record as a read gives it."""
        body: Json = {"attributes": self.attributes(sobject.name, record, sobject.name)}
        for one in fields:
            body[one.name] = self.value(sobject.name, record, one.name, self.store.value(record, one.name))
        return body


Children = Callable[[ChildColumn, "Record"], Json | None]
"""Tells the children of a record, page by page."""


@dataclass
class Parent:
    """What is told of the record to which a reference leads: fields of its own, and parents of its own."""

    step: Field
    fields: list[Reach] = field(default_factory=list)
    parents: dict[str, Parent] = field(default_factory=dict)
    told: dict[str, Json] = field(default_factory=dict)
    """What was told already, by the record's id: on a page many records have the same parent."""

    @property
    def name(self) -> str:
        """The relationship's name."""
        return self.step.relationship or self.step.name


def put_together(columns: Iterable[Column]) -> list[Column | Parent]:
    """Return the columns with those over one relationship made into one, where the first of them stands."""
    found: list[Column | Parent] = []
    parents: dict[str, Parent] = {}
    for column in columns:
        if not isinstance(column, ReachColumn) or not column.reach.steps:
            found.append(column)
            continue
        first, *others = column.reach.steps
        if first.name not in parents:
            parents[first.name] = Parent(first)
            found.append(parents[first.name])
        parent = parents[first.name]
        for step in others:
            parent = parent.parents.setdefault(step.name, Parent(step))
        parent.fields.append(column.reach)
    return found


@dataclass(frozen=True)
class Selection:
    """Tells what a plan selects of each record."""

    wire: Wire
    plan: Plan
    children: Children

    @cached_property
    def _columns(self) -> list[Column | Parent]:
        return put_together(self.plan.columns)

    def body(self, record: Record) -> Json:
        """Return a record with its selected fields, parents and children."""
        store, root = self.wire.store, self.plan.root
        body: Json = {"attributes": self.wire.attributes(root.name, record, root.name)}
        for column in self._columns:
            match column:
                case ReachColumn(reach):
                    body[reach.field.name] = self._value(root.name, record, reach)
                case Parent():
                    body[column.name] = self._parent(column, record)
                case FunctionColumn(name, get):
                    body[name] = self.wire.value(root.name, record, name, get(record))
                case ChildColumn(name):
                    body[name] = self.children(column, record)
                case TypeOfColumn(reference, branches):
                    target = store.reach(str(store.value(record, reference.name) or ""))
                    body[reference.relationship or reference.name] = self._branch(target, branches)
        return body

    def _branch(self, target: Record | None, branches: dict[str | None, tuple[Reach, ...]]) -> Json | None:
        if target is None:
            return None
        told: Json = {"attributes": self.wire.attributes(target.sobject, target)}
        reaches = branches.get(target.sobject, branches.get(None, ()))
        for column in put_together(ReachColumn(reach) for reach in reaches):
            if isinstance(column, Parent):
                told[column.name] = self._parent(column, target)
            elif isinstance(column, ReachColumn):
                told[column.reach.field.name] = self._value(target.sobject, target, column.reach)
        return told

    def _parent(self, parent: Parent, record: Record) -> Json | None:
        """Return what is told of the record that a reference leads to."""
        store, step = self.wire.store, parent.step
        found = store.reach(str(store.value(record, step.name) or ""))
        if found is None:
            return None
        told = parent.told.get(found.id)
        if told is None:
            told = {"attributes": self.wire.attributes("Name" if step.polymorphic else found.sobject, found)}
            told |= {reach.field.name: self._value(found.sobject, found, reach) for reach in parent.fields}
            told |= {inner.name: self._parent(inner, found) for inner in parent.parents.values()}
            parent.told[found.id] = told
        return told

    def _value(self, sobject: str, record: Record, reach: Reach) -> Any:
        return self.wire.value(sobject, record, reach.field.name, reach.of_parent(self.wire.store, record))
