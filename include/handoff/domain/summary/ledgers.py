"""A ledger: sees every record as it streams by, holds counts rather than records, and speaks at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from handoff.domain.dossier import Source
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Said
from handoff.domain.summary.setting import Setting


class Ledger(Protocol):
    """One account over all records."""

    def __init__(self, setting: Setting) -> None: ...

    def see(self, snapshot: Snapshot) -> None:
        """Take a record into account."""
        ...

    def say(self) -> Iterator[Said]:
        """Yield what holds of all records seen."""
        ...


def source_of(snapshot: Snapshot) -> Source:
    """Return a record as the source of what it says."""
    return Source(snapshot.record, snapshot.title, snapshot.url, snapshot.author, snapshot.as_of)
