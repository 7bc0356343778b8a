"""A query that has been checked against the schema, ready to be answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.definitions.schema import NAME_OBJECT, Field, SObject

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

Get = Callable[[Any], Any]
"""Reads a value from a record or, under GROUP BY, from a group of them."""
Predicate = Callable[[Any], bool]


@dataclass(frozen=True)
class Reader:
    """Who asks, and whether for deleted records too (queryAll)."""

    user_id: str
    all_files: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Reach:
    """A field of an object, over the references in `steps`."""

    steps: tuple[Field, ...]
    owner: SObject
    field: Field
    names: tuple[str, ...]
    """The relationships' names and the field's, as they are told."""

    def parent(self, store: Store, record: Record) -> Record | None:
        """Return the record that the steps lead to."""
        found: Record | None = record
        for step in self.steps:
            found = store.reach(str(store.value(found, step.name) or "")) if found else None
        return found

    def get(self, store: Store, record: Record) -> Any:
        """Return the value for a record; None where a step leads to nothing."""
        parent = self.parent(store, record)
        return None if parent is None else self.of_parent(store, parent)

    def of_parent(self, store: Store, parent: Record) -> Any:
        """Return the field's value of the record that the steps lead to."""
        return (
            common_value(store, parent, self.field.name)
            if self.owner.name == NAME_OBJECT
            else (store.value(parent, self.field.name))
        )


def common_value(store: Store, record: Record, name: str) -> Any:
    """Return a field that all records have in common, as a polymorphic relationship gives it."""
    if name == "Type":
        return store.kind_of(record)
    if name == "Name":
        return store.name_of(record.id)
    return store.value(record, name) if store.schema[record.sobject].get(name) else None


@dataclass(frozen=True)
class Operand:
    """One side of a condition or a sort: how it is read, and the field whose type it has."""

    get: Get
    field: Field
    label: str


@dataclass(frozen=True)
class ReachColumn:
    """A selected field."""

    reach: Reach


@dataclass(frozen=True)
class FunctionColumn:
    """A selected function of a field, under its own name or under an alias; `steps` are where it stands."""

    name: str
    get: Get


@dataclass(frozen=True)
class ChildColumn:
    """A subquery: the children of each record by the reference that leads to it."""

    name: str
    reference: Field
    plan: Plan


@dataclass(frozen=True)
class TypeOfColumn:
    """TYPEOF: by the name of an object the fields to read of it; under None, of any other."""

    reference: Field
    branches: dict[str | None, tuple[Reach, ...]]


Column = ReachColumn | FunctionColumn | ChildColumn | TypeOfColumn


@dataclass(frozen=True)
class Sort:
    """One key of the order."""

    get: Get
    descending: bool
    nulls_last: bool


@dataclass(frozen=True)
class Aggregate:
    """What a grouped query gives: the keys by which records are grouped, and the named results of each group."""

    keys: tuple[Get, ...]
    results: tuple[tuple[str, Get], ...]
    having: Predicate | None


@dataclass(frozen=True)
class Plan:
    """A checked query. `within` are values of a field to which an index narrows the records."""

    root: SObject
    columns: tuple[Column, ...]
    where: Predicate | None = None
    within: tuple[str, frozenset[str]] | None = None
    order: tuple[Sort, ...] = ()
    limit: int | None = None
    offset: int = 0
    aggregate: Aggregate | None = None
    counts: bool = False
    """SELECT COUNT(): only how many there are."""
