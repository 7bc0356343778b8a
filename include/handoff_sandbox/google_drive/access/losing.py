"""Permission changes to one file that are made at the same time: Google keeps one of them and loses the others.

The server does one call after the other, so what is lost is made so: before each further change to a file in one batch
its grants are set back to what they were before the first.
https://developers.google.com/workspace/drive/api/guides/manage-sharing
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive.model import FileId, Role

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.model import Grant, GranteeId
    from handoff_sandbox.google_drive.store import Store

_PERMISSIONS = re.compile(r"/drive/v3/files/([^/?]+)/permissions\b")


@dataclass
class Losing:
    """The grants of the files whose permissions a batch has changed, as they were before it."""

    store: Store
    _before: dict[FileId, dict[GranteeId, Grant]] = field(default_factory=dict)

    def about_to(self, method: str, path: str) -> None:
        """Take note of an inner call; one that changes a file's permissions again does not see the change before it."""
        found = _PERMISSIONS.match(path)
        file = self.store.files.get(FileId(found[1])) if found and method.upper() != "GET" else None
        if file is None or not self.store.switches.lost_updates:
            return
        if (before := self._before.get(file.id)) is None:
            self._before[file.id] = {key: replace(grant) for key, grant in file.grants.items()}
        elif file.drive_id or any(grant.role is Role.owner and grant.email == file.owner for grant in before.values()):
            file.grants = {key: replace(grant) for key, grant in before.items()}
            self.store.forget(file)
