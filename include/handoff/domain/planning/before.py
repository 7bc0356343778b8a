"""What stood in a client's folder before a handoff changed it, as far as an undo has to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handoff.domain.access import highest
from handoff.domain.planning.grants import OWNER, Identify, grants_of, permission_of
from handoff.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Before:
    """By permission (record id) its `roles`, the role `inherited` besides, and when it `ends`; and the folder in which
    each file and folder lay, by id. An owner's role is none of these.
    """

    roles: dict[str, str] = field(default_factory=dict)
    inherited: dict[str, str] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)

    def above(self, file_id: str) -> Iterator[str]:
        """Yield the ids of the folders that a file lay in, the nearest first."""
        seen: set[str] = set()
        while (file_id := self.folders.get(file_id, "")) and file_id not in seen:
            seen.add(file_id)
            yield file_id

    def place(self, file: Snapshot) -> None:
        """Note where a file lay; what is known already holds."""
        self.folders.setdefault(file.record.id, file.text("folder"))

    def note(self, file: Snapshot, identify: Identify, *, changed: bool) -> None:
        """Note who had access to a file; only until when, if we may have `changed` it by then."""
        for grant in grants_of(file):
            if grant.role == OWNER:
                continue
            key = permission_of(grant, identify).id
            if grant.inherited and not changed:
                self.inherited[key] = highest(grant.role, self.inherited.get(key, grant.role))
            elif not grant.inherited:
                if grant.expires:
                    self.ends[key] = grant.expires
                if not changed:
                    self.roles[key] = grant.role
