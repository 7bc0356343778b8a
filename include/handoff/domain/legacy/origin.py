"""What makes a handoff one of a legacy client: no mark in a CRM started it, but a row of a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from handoff.domain.ids import BatchId
from handoff.domain.mark import Mark
from handoff.domain.people import Client

VALUE = "legacy"
"""Stands for the status that a CRM's mark has."""

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
"""The instant of every such mark: a client who is named again, with another date or none, is the same handoff."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The batch that hands a legacy client off, and when the client left; None where nobody knows."""

    batch: BatchId
    left_at: datetime | None = None


def mark_of(client: Client, connection: str) -> Mark:
    """Return what stands for the mark: the client's company, at an instant that never changes."""
    return Mark(connection, client.record, BEFORE_ALL, VALUE, client=client.name)
