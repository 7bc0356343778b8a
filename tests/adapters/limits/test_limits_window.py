"""The window of a quota, whatever is asked of it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.adapters.limits.window import earliest, spread, with_taken

WINDOW = 1000
ASKS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 5), st.integers(0, 900)), min_size=1, max_size=40)


def fullest(spent: list[tuple[int, int]]) -> int:
    """Return the most units in any window."""
    return max(sum(units for at, units in spent if begin <= at < begin + WINDOW) for begin, _ in spent)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the machine may be busy
@given(ASKS, st.integers(5, 20))
def test_a_window_never_holds_more_than_its_limit(asks: list[tuple[int, int, int]], limit: int) -> None:
    """Whoever asks when, for how much and for what later instant: no window holds more, and nobody is sent back."""
    taken: list[tuple[int, int]] = []
    spent, now = [], 1_000_000
    for passed, units, ahead in asks:
        now += passed
        at = earliest(taken, limit, WINDOW, units, now + ahead)
        taken = with_taken(taken, WINDOW, units, at, now)
        spent.append((at, units))
        assert at >= now + ahead
        assert fullest(spent) <= limit


def test_a_window_gives_what_is_free_at_once_and_the_rest_when_it_is() -> None:
    """The first units need no waiting; the next come as soon as the oldest have left the window."""
    taken: list[tuple[int, int]] = []
    instants = []
    for _ in range(6):
        instants.append(earliest(taken, 2, WINDOW, 1, 5000))
        taken = with_taken(taken, WINDOW, 1, instants[-1], 5000)
    assert instants == [5000, 5000, 6001, 6001, 7011, 7011]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the machine may be busy
@given(st.integers(1, 500))
def test_a_limit_that_was_spread_comes_back_evenly(limit: int) -> None:
    """In each tenth of the window after a pause comes no more than about a tenth of the limit."""
    taken = spread(limit, WINDOW, 10_000)
    assert sum(units for _, units in taken) == limit
    free_at = [at + WINDOW for at, units in taken for _ in range(units)]
    assert min(free_at) >= 10_000
    for begin in range(10_000, 11_000, 100):
        assert sum(begin <= at < begin + 100 for at in free_at) <= limit / 10 + 2 + limit / 100
