"""Lanes: in which order changes are applied, and which of them side by side.

The plan's order holds between kinds, and between the waves of a kind. Within those, the changes of one record come one
after another, in lanes; those of different records may go side by side, as many batches at once as the vendor bears.
What rests on a record that is still to be created waits for it, and what can't be undone goes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from handoff.domain.change import Change
from handoff.services.progress import Progress

BATCH = 50
"""Changes between two looks at the stop button: one vendor batch, so that a stop takes hold within a second or two."""


def segments(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield the changes in their order, those of one kind and wave at one vendor together."""
    for _, group in groupby(changes, key=lambda change: (change.kind, change.record.vendor, change.wave)):
        yield list(group)


def lanes(segment: Sequence[Change], progress: Progress) -> Iterator[list[list[Change]]]:
    """Yield batches that may go side by side, until nothing of a segment is ready that was not tried."""
    tried: set[str] = set()
    while True:
        lane: dict[str, Change] = {}
        for change in segment:
            if change.id not in tried and not progress.is_settled(change) and not progress.waits(change):
                lane.setdefault(_one(change), change)
        if not lane:
            return
        tried |= {change.id for change in lane.values()}
        yield list(_batches(list(lane.values())))


def _batches(changes: Sequence[Change]) -> Iterator[list[Change]]:
    size = 1 if any(change.irreversible for change in changes) else BATCH
    for start in range(0, len(changes), size):
        yield list(changes[start : start + size])


def _one(change: Change) -> str:
    """Name what may be changed by one at a time: a record, and of Drive a file with all of its permissions."""
    return f"{change.record.vendor}/{change.record.id.partition('/')[0]}" if _of_file(change) else change.record.key


def _of_file(change: Change) -> bool:
    return change.record.vendor == "google_drive"
