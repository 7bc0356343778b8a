"""The tables of legacy clients: batches, their rows, and the questions about many plans at once.

With those of tables.py they are all of the registry's, which `metadata` has here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from handoff.domain.ask import Answer
from handoff.domain.legacy.ask import Member
from handoff.domain.legacy.preflight import Fault, Ready
from handoff.registry.columns import instant, text_
from handoff.registry.tables import metadata
from handoff.registry.values import Value

__all__ = ["metadata"]


def _batch(*, primary_key: bool = False) -> Column[Any]:
    return Column("batch", Text, ForeignKey("legacy_batches.id"), primary_key=primary_key, nullable=False)


legacy_batches = Table(
    "legacy_batches",
    metadata,
    text_("id", primary_key=True),
    text_("manifest"),
    text_("approve"),
    text_("begun_by"),
    instant("recorded_at"),
    Column("stopped", Boolean, nullable=False),
    text_("stopped_because"),
    Column("run", Integer, nullable=False),
    Column("past_canary", Boolean, nullable=False),
)

legacy_rows = Table(
    "legacy_rows",
    metadata,
    _batch(primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    text_("group_name"),
    Column("ready", Value(Ready)),
    Column("faults", Value(tuple[Fault, ...]), nullable=False),
    Column("handoff", Text, ForeignKey("handoffs.id")),
    Column("tries", Integer, nullable=False),
    instant("begun_at", nullable=True),
    UniqueConstraint("batch", "handoff"),
    Index(None, "begun_at"),
)

legacy_asks = Table(
    "legacy_asks",
    metadata,
    text_("id", primary_key=True),
    _batch(),
    text_("group_name"),
    text_("digest"),
    Column("members", Value(tuple[Member, ...]), nullable=False),
    instant("asked_at"),
    instant("expires_at"),
    Column("attempt", Integer, nullable=False),
    text_("refused_because"),
    text_("first_by"),
    Column("answer", Value(Answer)),
    Index(None, "batch"),
)
