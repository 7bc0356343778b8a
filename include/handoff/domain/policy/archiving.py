"""What the leaving side keeps after the cut-off, and where and how the client's files are archived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handoff.domain.record import Kind


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the leaving side keeps: a role on its files, for a grace period by kind of record (folder, file).

    A kind without a grace period keeps nothing: its access ends with the cut-off.
    """

    role: str = "reader"
    grace: Mapping[Kind, timedelta] = field(default_factory=dict)

    def until(self, kind: Kind, cutoff: datetime | None) -> datetime | None:
        """Return until when access to records of a kind is kept, None where it ends with the cut-off."""
        grace = self.grace.get(kind)
        return cutoff + grace if grace and cutoff else None


@dataclass(frozen=True, slots=True)
class ArchiveRule:
    """Where a client's files end, and in which state.

    `folder` is the id of the folder (or shared drive) that they are moved into, "" to leave them where they are;
    `drive` is the id of the shared drive that it is in, "" for My Drive. `lock` makes files read-only;
    `downloads` lets readers copy, print and download; `copy_theirs` copies what the leaving side owns, since ownership
    can't cross organisations; `cut_inherited` ends access that comes from above the client's folder.
    """

    folder: str = ""
    drive: str = ""
    lock: bool = False
    downloads: bool = True
    copy_theirs: bool = False
    cut_inherited: bool = False
