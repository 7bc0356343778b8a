"""The records as they are kept, with an index over references, and the means to take changes back.

Invariant: every change goes through `Tables`, so that the index is true and that `undoable` can restore what was. The
rules by which records change are the store's.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from handoff_sandbox.salesforce.records.values import Value


@dataclass
class Record:
    """One record; `sobject` is its object's name. Instants are whole seconds; `stamp` is its SystemModstamp."""

    sobject: str
    id: str
    created: datetime
    created_by: str
    modified: datetime
    modified_by: str
    stamp: datetime
    values: dict[str, Value] = field(default_factory=dict)
    deleted: datetime | None = None

    def text(self, name: str) -> str:
        """Return a text that is kept under a field's name, empty where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""


class Tables:
    """All records of an organisation, by object and id."""

    def __init__(self) -> None:
        self._records: dict[str, dict[str, Record]] = {}
        self._index: dict[tuple[str, str], dict[Value, dict[str, Record]]] = {}
        self._undo: list[Callable[[], None]] | None = None

    def get(self, sobject: str, record_id: str) -> Record | None:
        """Return a record, deleted or not."""
        return self._records.get(sobject, {}).get(record_id)

    def all(self, sobject: str) -> Iterable[Record]:
        """Return the records of an object, deleted ones too, in the order of their creation."""
        return self._records.get(sobject, {}).values()

    def having(self, sobject: str, name: str, value: Value) -> list[Record]:
        """Return the records that hold a value in a field, deleted ones too."""
        index = self._index.get((sobject, name))
        if index is None:
            index = self._index[sobject, name] = {}
            for record in self.all(sobject):
                index.setdefault(record.values.get(name), {})[record.id] = record
        return list(index.get(value, {}).values())

    def insert(self, record: Record) -> None:
        """Put a new record in."""
        self._records.setdefault(record.sobject, {})[record.id] = record
        for (sobject, name), index in self._index.items():
            if sobject == record.sobject:
                index.setdefault(record.values.get(name), {})[record.id] = record
        self._remember(lambda: self._take_out(record))

    def _take_out(self, record: Record) -> None:
        del self._records[record.sobject][record.id]
        for (sobject, name), index in self._index.items():
            if sobject == record.sobject:
                index[record.values.get(name)].pop(record.id, None)

    def set(self, record: Record, values: Mapping[str, Value]) -> None:
        """Keep new values of some fields."""
        before = {name: record.values.get(name) for name in values}
        for name, value in values.items():
            index = self._index.get((record.sobject, name))
            if index is not None:
                index[record.values.get(name)].pop(record.id, None)
                index.setdefault(value, {})[record.id] = record
            record.values[name] = value
        self._remember(lambda: self.set(record, before))

    def touch(self, record: Record, when: datetime, by: str) -> None:
        """Say who changed a record last, and when."""
        before = (record.modified, record.modified_by, record.stamp)
        record.modified, record.modified_by, record.stamp = when, by, when

        def back() -> None:
            record.modified, record.modified_by, record.stamp = before

        self._remember(back)

    def delete(self, record: Record, when: datetime) -> None:
        """Put a record into the recycle bin."""
        before = (record.deleted, record.stamp)
        record.deleted, record.stamp = when, when

        def back() -> None:
            record.deleted, record.stamp = before

        self._remember(back)

    def _remember(self, back: Callable[[], None]) -> None:
        if self._undo is not None:
            self._undo.append(back)

    @contextmanager
    def undoable(self) -> Iterator[Callable[[], None]]:
        """Yield a function that takes back all that was changed within the block; blocks may stand in one another."""
        outer, changes = self._undo, []  # type: ignore[var-annotated]  # its type is the attribute's
        self._undo = changes

        def take_back() -> None:
            self._undo = None
            for back in reversed(changes):
                back()
            changes.clear()
            self._undo = changes

        try:
            yield take_back
        finally:
            self._undo = outer
            if outer is not None:
                outer.extend(changes)
