"""A record as HubSpot keeps it: every property is the list of the values that it has had.

Invariant: a property's versions are newest first and no two neighbours hold the same value; the present value is the
first. The computed properties (ids and dates) are read from the record itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.records.values import show_instant

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType


@dataclass(frozen=True)
class Source:
    """Who makes a change, as the history tells it: an app's token (INTEGRATION), a person (CRM_UI), HubSpot itself."""

    type: str
    id: str | None = None
    label: str | None = None
    user_id: int | None = None


@dataclass(frozen=True)
class Version:
    """One value that a property has had, from `timestamp` on."""

    value: str
    timestamp: datetime
    source: Source


@dataclass(eq=False)
class Record:
    """One record; `merged` are the ids of the records that were merged into it."""

    kind: ObjectType
    id: str
    created: datetime
    updated: datetime
    versions: dict[str, list[Version]] = field(default_factory=dict)
    archived_at: datetime | None = None
    merged: tuple[str, ...] = ()

    @property
    def archived(self) -> bool:
        """Whether it has been put away."""
        return self.archived_at is not None

    def get(self, name: str, at: datetime | None = None) -> str | None:
        """Return the value of a property, now or as it was at an instant; None for no value."""
        if versions := self.versions.get(name):
            version = versions[0] if at is None else next((one for one in versions if one.timestamp <= at), None)
            return (version and version.value) or None
        match name:
            case "hs_object_id":
                return self.id
            case self.kind.created:
                return show_instant(self.created)
            case self.kind.modified:
                return show_instant(self.updated if at is None else self.updated_at(at))
            case "hs_merged_object_ids":
                return ";".join(self.merged) or None
        return None

    def updated_at(self, at: datetime) -> datetime:
        """Return when the record had last changed, seen from an instant."""
        if self.updated <= at:
            return self.updated
        changes = (v.timestamp for versions in self.versions.values() for v in versions if v.timestamp <= at)
        return max(changes, default=self.created)

    def set(self, name: str, version: Version) -> bool:
        """Put a new value in front; says whether that was a change."""
        if (self.get(name) or "") == version.value:
            return False
        self.versions.setdefault(name, []).insert(0, version)
        self.updated = max(self.updated, version.timestamp)
        return True
