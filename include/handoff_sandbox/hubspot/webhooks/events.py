"""What happens to a portal's records, for those who follow it: webhooks above all.

A creation is followed by a change of each property that the record was created with, as HubSpot tells it. An
association has an event for each of its two directions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.records import Source

EventKind = Literal[
    "creation", "propertyChange", "deletion", "merge", "restore", "associationChange", "privacyDeletion"
]


@dataclass(frozen=True)
class Event:
    """One thing that happened to one record; `details` are the fields of the payload that only this kind has."""

    kind: EventKind
    type: ObjectType
    object_id: str
    at: datetime
    source: Source
    property: str | None = None
    value: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
