"""How the domain's values stand in columns.

A value that has no columns of its own is kept as JSON and comes back as the same frozen dataclass. A record of a
vendor stands in three columns, so that they can be counted and compared.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import JSON, Column, Dialect, Row, Text
from sqlalchemy.types import TypeDecorator

from handoff.domain.record import Kind, RecordRef, Vendor

T = TypeVar("T")


class Value(TypeDecorator[T], Generic[T]):
    """A column of one dataclass, or of nothing."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, type_: type[T]) -> None:
        super().__init__()
        self.type_ = type_
        self._adapter = TypeAdapter(type_)

    def process_bind_param(self, value: T | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Return the JSON of a value."""
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Return the value of its JSON."""
        return None if value is None else self._adapter.validate_python(value)


def record_columns(*, primary_key: bool = False) -> tuple[Column[str], ...]:
    """Return the columns that name a vendor's record."""
    return tuple(Column(name, Text, primary_key=primary_key, nullable=False) for name in ("vendor", "kind", "record"))


def record_values(record: RecordRef) -> dict[str, str]:
    """Return a record as its columns have it."""
    return {"vendor": record.vendor.value, "kind": record.kind.value, "record": record.id}


def record_of(row: Row[Any]) -> RecordRef:
    """Return the record that a row names."""
    return RecordRef(Vendor(row.vendor), Kind(row.kind), row.record)
