"""What the tables are made of: their common catalogue, and columns of text and instants."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, DateTime, MetaData, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def instant(name: str, *, nullable: bool = False) -> Column[Any]:
    """Return a column of instants."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def text_(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[Any]:
    """Return a column of text."""
    return Column(name, Text, primary_key=primary_key, nullable=nullable)
