"""Where and how the client's files are archived."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArchiveRule:
    """Where a client's files end, and in which state.

    `folder` is the id of the folder (or shared drive) that they are moved into, "" to leave them where they are;
    `drive` is the id of the shared drive that it is in, "" for My Drive. `lock` makes files read-only;
    `downloads` lets readers copy, print and download; `copy_theirs` copies what the leaving side owns, since ownership
    can't cross organisations; `take_out` moves the firm's files out of folders that the leaving side owns;
    `cut_inherited` ends access that comes from above the client's folder.
    """

    folder: str = ""
    drive: str = ""
    lock: bool = False
    downloads: bool = True
    copy_theirs: bool = False
    take_out: bool = True
    cut_inherited: bool = False
