"""When the next units of a quota may be spent: a sliding window, as exact as the vendors count.

The rule is pyrate-limiter's. Its own bucket on PostgreSQL is not used: it keeps a row for each unit (a hundred for one
listing of Drive's) and turns away whoever finds its table locked. Here a window is some dozens of entries, since what
is taken within one hundredth of it stands together, at its latest instant. Promises for instants to come are entries
too, so that those who wait stand in a queue and need not ask again.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyrate_limiter import Rate, SlidingWindowLog

Taken = Sequence[tuple[int, int]]
"""Instants in milliseconds, each with the units taken, oldest first."""

_RULE = SlidingWindowLog()
_SLOTS = 100


def earliest(taken: Taken, limit: int, window: int, units: int, start: int) -> int:
    """Return the first instant from `start` on at which units (at most the limit) fit into the window before it."""
    rate, at = Rate(limit, window), start
    while True:
        begin = _RULE.window_start(rate, at)
        used = sum(number for instant, number in taken if instant >= begin)
        decision = _RULE.decide([rate], [used], units, at, lambda offset: _instant_of(taken, offset))
        if decision.allowed:
            return at
        at += max(decision.retry_after_ms or 0, 1)


def with_taken(taken: Taken, window: int, units: int, at: int, now: int) -> list[tuple[int, int]]:
    """Return what is taken with some more at an instant, without what no window from now on holds."""
    kept = {instant: number for instant, number in taken if instant >= now - window}
    ends = _slot(at, window)
    kept[ends] = kept.get(ends, 0) + units
    return sorted(kept.items())


def without(taken: Taken, window: int, units: int, at: int) -> list[tuple[int, int]]:
    """Return what is taken without units that were taken for an instant and not spent."""
    ends = _slot(at, window)
    return [(instant, max(number - units, 0) if instant == ends else number) for instant, number in taken]


def spread(limit: int, window: int, until: int) -> list[tuple[int, int]]:
    """Return a whole limit as taken evenly over the window before an instant: from there on it comes back evenly."""
    slots = min(_SLOTS, limit)
    given = [limit * (place + 1) // slots - limit * place // slots for place in range(slots)]
    return [(until - window + window * place // slots, number) for place, number in enumerate(given)]


def _slot(at: int, window: int) -> int:
    slot = max(window // _SLOTS, 1)
    return -(-at // slot) * slot


def _instant_of(taken: Taken, offset: int) -> int | None:
    """Return when the unit was taken that has so many newer ones."""
    for instant, number in reversed(taken):
        offset -= number
        if offset < 0:
            return instant
    return None
