"""Records as JSON: what a query tells of each, and what a read does.

A field of bytes is told by the address at which they are, as Salesforce tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.soql.plan import ChildColumn, FunctionColumn, Plan, Reach, ReachColumn, TypeOfColumn
from handoff_sandbox.salesforce.values import show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.salesforce.records import Record
    from handoff_sandbox.salesforce.schema import Field, SObject
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

    def value(self, sobject: str, record: Record, name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
        """Return a field's value."""
        if isinstance(value, bytes):
            return f"{self.root}/sobjects/{sobject}/{record.id}/{name}"
        return show(value)

    def record(self, sobject: SObject, record: Record, fields: Iterable[Field]) -> Json:
        """Return a record as a read gives it."""
        body: Json = {"attributes": self.attributes(sobject.name, record, sobject.name)}
        for field in fields:
            body[field.name] = self.value(sobject.name, record, field.name, self.store.value(record, field.name))
        return body


Children = Callable[[ChildColumn, "Record"], Json | None]
"""Tells the children of a record, page by page."""


@dataclass(frozen=True)
class Selection:
    """Tells what a plan selects of each record."""

    wire: Wire
    plan: Plan
    children: Children

    def body(self, record: Record) -> Json:
        """Return a record with its selected fields, parents and children."""
        store, root = self.wire.store, self.plan.root
        body: Json = {"attributes": self.wire.attributes(root.name, record, root.name)}
        for column in self.plan.columns:
            match column:
                case ReachColumn(reach):
                    self._put(body, root.name, record, reach)
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
        for reach in branches.get(target.sobject, branches.get(None, ())):
            self._put(told, target.sobject, target, reach)
        return told

    def _put(self, body: Json, sobject: str, record: Record, reach: Reach) -> None:
        """Put a field into the body, inside the parents over which it is reached."""
        store = self.wire.store
        for step in reach.steps:
            parent = store.reach(str(store.value(record, step.name) or ""))
            name = step.relationship or step.name
            if parent is None:
                body[name] = None
                return
            if body.get(name) is None:
                body[name] = {
                    "attributes": self.wire.attributes("Name" if step.polymorphic else parent.sobject, parent)
                }
            body, record, sobject = body[name], parent, parent.sobject
        body[reach.field.name] = self.wire.value(sobject, record, reach.field.name, reach.of_parent(store, record))
