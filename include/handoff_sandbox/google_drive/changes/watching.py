"""The open channels, and what each is told of a change.

A channel tells an address that something has changed, not what; the receiver reads it by changes.list. It is told of
what its maker can see, and ends with its time, by the sandbox's clock.
https://developers.google.com/workspace/drive/api/guides/push
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive.access import access

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.google_drive.access.access import Caller
    from handoff_sandbox.google_drive.changes.pushing import Pusher
    from handoff_sandbox.google_drive.model import Change, FileId
    from handoff_sandbox.google_drive.store import Store


@dataclass
class Channel:
    """One open channel; `file_id` is None where it watches the change log."""

    id: str
    resource_id: str
    resource_uri: str
    address: str
    token: str | None
    expires: datetime
    caller: Caller
    file_id: FileId | None = None
    trashed: bool = False
    number: int = 0

    def headers(self, state: str) -> dict[str, str]:
        """Return the headers of its next notification."""
        self.number += 1
        found = {
            "X-Goog-Channel-ID": self.id,
            "X-Goog-Channel-Expiration": self.expires.strftime("%a, %d %b %Y %H:%M:%S GMT"),
            "X-Goog-Message-Number": str(self.number),
            "X-Goog-Resource-ID": self.resource_id,
            "X-Goog-Resource-URI": self.resource_uri,
            "X-Goog-Resource-State": state,
        }
        return found | ({"X-Goog-Channel-Token": self.token} if self.token else {})


@dataclass
class Channels:
    """The open channels, by their ids."""

    pusher: Pusher
    open: dict[str, Channel] = field(default_factory=dict)

    def announce(self, store: Store, change: Change) -> None:
        """Tell those who watch of an entry of the change log."""
        for channel in list(self.open.values()):
            if channel.expires <= store.clock.now():
                del self.open[channel.id]
            elif state := _state(store, channel, change):
                self.pusher.push(channel, state)


def _state(store: Store, channel: Channel, change: Change) -> str | None:
    """Return what a channel says of a change; None where it says nothing."""
    file = store.files.get(change.file_id)
    seen = file is not None and access.role_of(store, file, channel.caller) is not None
    lost = bool(change.lost & channel.caller.principals)
    if channel.file_id is None:
        return "change" if seen or lost else None
    if change.file_id != channel.file_id or change.of_drive:
        return None
    if file is None or not seen:
        return "remove"
    before, channel.trashed = channel.trashed, store.is_trashed(file)
    if before == channel.trashed:
        return "update"
    return "trash" if channel.trashed else "untrash"
