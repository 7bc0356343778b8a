"""The lists of a portal: those kept by hand, and those that a filter keeps.

A MANUAL list and a SNAPSHOT hold their members; a DYNAMIC one holds whatever its filter matches now.
https://developers.hubspot.com/docs/api-reference/crm-lists-v3/guide
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.records import Record

MANUAL, DYNAMIC, SNAPSHOT = "MANUAL", "DYNAMIC", "SNAPSHOT"


@dataclass
class RecordList:
    """One list; `members` are the ids of its records and when they came into it, empty for a DYNAMIC one."""

    id: str
    name: str
    type: ObjectType
    processing: str
    created: datetime
    updated: datetime
    user_id: int | None = None
    filters: dict[str, Any] | None = None
    members: dict[str, datetime] = field(default_factory=dict)
    folder: str = "0"
    version: int = 1
    deleted: datetime | None = None


@dataclass
class ListFolder:
    """A folder for lists; that with the id 0 is the root."""

    id: str
    name: str
    parent: str
    created: datetime
    updated: datetime


@dataclass
class Lists:
    """All lists of a portal, by their ids."""

    lists: dict[str, RecordList] = field(default_factory=dict)
    folders: dict[str, ListFolder] = field(default_factory=dict)
    """All but the root, which has the id 0."""
    _last_id: int = 0

    def next_id(self) -> str:
        """Return an id that no list and no folder has."""
        self._last_id += 1
        return str(self._last_id)

    def add(self, one: RecordList) -> RecordList:
        """Keep a list."""
        self._last_id = max(self._last_id, int(one.id))
        self.lists[one.id] = one
        return one

    def forget(self, record: Record) -> None:
        """Take a record out of all lists."""
        for one in self.lists.values():
            if one.type.name == record.kind.name:
                one.members.pop(record.id, None)
