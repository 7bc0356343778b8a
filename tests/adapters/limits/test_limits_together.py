"""Several processes on one account, in simulated time: what reaches the vendor never exceeds the share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handoff.adapters.limits import SharedLimiter
from handoff.domain.ports.quotas import Spending
from handoff.domain.ports.tools import Quota

WINDOW = 10.0
HABITS = st.lists(
    st.lists(
        st.tuples(st.sampled_from([0.001, 0.1, 0.19, 0.2, 0.22, 1.0]), st.integers(1, 10)), min_size=1, max_size=4
    ),
    min_size=2,
    max_size=4,
)
"""Of each process, again and again: how long it does something else, and how many calls it makes then."""


class Ledger:
    """The registry's quotas in memory, with a clock that stands still until it is moved. It is registry, transaction
    and repository in one.
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.spending = Spending()
        self.quotas = self

    @contextmanager
    def begin(self) -> Iterator[Any]:
        """Open a transaction."""
        yield self

    def lock(self, account: str) -> tuple[int, Spending]:  # noqa: ARG002 - the port's signature
        """Return the instant and the spending."""
        return round(self.now * 1000), self.spending

    def save(self, account: str, spending: Spending) -> None:  # noqa: ARG002 - the port's signature
        """Keep the spending."""
        self.spending = spending


def limiter(ledger: Ledger, share: float, units: int, sleep: Callable[[float], None]) -> SharedLimiter:
    """Return one process's limiter."""
    quota = Quota("requests", units, WINDOW)
    return SharedLimiter(ledger, "hubspot main", share, [quota], sleep, lambda: ledger.now)  # type: ignore[arg-type]  # as far as it is used


def fullest(spent: list[tuple[float, int]]) -> int:
    """Return the most units in any of the vendor's windows."""
    return max(sum(units for at, units in spent if begin <= at < begin + WINDOW) for begin, _ in spent)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)  # the machine may be busy
@example([[(0.3333, 6)], [(0.3233, 9), (0.3233, 8), (0.001, 10)]], 60)
@given(HABITS, st.integers(40, 120))
def test_no_window_holds_more_than_the_share_whoever_spends(habits: list[list[tuple[float, int]]], units: int) -> None:
    """Units are spent when they are let go, early or late in what a process holds; nobody waits without end."""
    ledger, waited = Ledger(), [0.0]
    spent: list[tuple[float, int]] = []
    limiters = [limiter(ledger, 1.0, units, waited.append) for _ in habits]
    due = [(ledger.now, process, 0) for process in range(len(habits))]
    while len(spent) < 3 * units:
        ledger.now, process, turn = heappop(due)
        passes, times = habits[process][turn % len(habits[process])]
        for _ in range(times):
            waited[:] = [0.0]
            limiters[process].acquire()
            spent.append((ledger.now + waited[-1], 1))
        heappush(due, (ledger.now + waited[-1] + passes, process, turn + 1))
    assert fullest(spent) <= units


def test_a_process_that_wakes_late_asks_again() -> None:
    """What it held counts as spent before that, so that it takes other units, and waits for them where need be."""
    ledger = Ledger()
    woken: list[float] = []

    def sleep(wait: float) -> None:
        ledger.now += wait + (5 if not woken else 0)
        woken.append(ledger.now)

    one = limiter(ledger, 1.0, 4, sleep)
    spent = []
    for _ in range(12):
        one.acquire()
        spent.append((ledger.now, 1))
    assert len(woken) >= 2
    assert fullest(spent) <= 4
