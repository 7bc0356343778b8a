"""The schemas of custom objects: what a type of record of the portal's own is called and shown by.

https://developers.hubspot.com/docs/api-reference/crm-crm-schemas-v3/guide
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType


@dataclass(frozen=True)
class Schema:
    """One schema; `kind` is the type of record that it describes."""

    kind: ObjectType
    singular: str
    plural: str
    primary: str | None
    created: datetime
    updated: datetime
    secondary: tuple[str, ...] = ()
    description: str | None = None
    user_id: int | None = None
    archived: bool = False


def full_name(portal_id: int, name: str) -> str:
    """Return the name by which any client can name a custom object in a path."""
    return f"p{portal_id}_{name}"
