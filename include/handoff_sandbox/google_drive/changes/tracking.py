"""What an edit did to access, for the change log.

An edit of a folder's permissions or place reaches all that lies below it: each such file gets an entry that says who
could read it before and no longer can.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive.access import access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handoff_sandbox.google_drive.model import File
    from handoff_sandbox.google_drive.store import Store


@contextmanager
def tracked(store: Store, file: File, *, below: bool = True) -> Iterator[None]:
    """Log the edit that the block makes, unless it raises; without `below` only for the file itself."""
    files = [file, *(store.descendants(file.id) if below else ())]
    before = {each.id: set(access.rows(store, each)) for each in files}
    try:
        yield
    finally:
        if below:
            store.forget(file)
        else:
            store.known_rows.pop(file.id, None)
    for each in files:
        store.touch(each, before[each.id] - set(access.rows(store, each)))
