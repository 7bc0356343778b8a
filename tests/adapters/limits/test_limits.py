"""The limiter that workers share, each with a connection of its own to one PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from handoff.adapters.limits import SharedLimiter
from handoff.domain.ports.quotas import Spending
from handoff.domain.ports.tools import Quota
from handoff.errors import RateLimitedError
from handoff.registry.database import PostgresRegistry

ACCOUNT = "hubspot main"
REQUESTS = Quota("requests", 80, 10.0)
SEARCHES = Quota("searches", 8, 10.0)

Worker = tuple[SharedLimiter, list[float]]


@pytest.fixture
def worker(database_url: str) -> Iterator[Callable[[], Worker]]:
    """Return a function that starts a worker with a limiter of its own, which notes how long it would have slept."""
    registries: list[PostgresRegistry] = []

    def start() -> Worker:
        registries.append(PostgresRegistry(database_url))
        slept: list[float] = []
        return SharedLimiter(registries[-1], ACCOUNT, 0.5, [REQUESTS], sleep=slept.append), slept

    yield start
    for registry in registries:
        registry.close()


def spending(registry: PostgresRegistry) -> Spending:
    """Return what the database holds of the account."""
    with registry.begin() as tx:
        return tx.quotas.lock(ACCOUNT)[1]


def test_workers_together_keep_to_the_share(registry: PostgresRegistry, worker: Callable[[], Worker]) -> None:
    """No window holds more than half of the quota, and the windows are well filled, whoever asks."""
    workers = [worker() for _ in range(4)]

    def work(limiter: SharedLimiter) -> None:
        for _ in range(40):
            limiter.acquire()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [limiter for limiter, _ in workers]))
    taken = spending(registry).taken["requests"]
    assert 160 <= sum(units for _, units in taken) <= 176  # as many as were asked for, and a few held in advance
    for begin, _ in taken:
        assert sum(units for at, units in taken if begin <= at < begin + 10_000) <= 40
    needed = 1.06 * sum(units for _, units in taken) / 40 * 10_000  # what is spent early or late costs a twentieth
    assert taken[-1][0] - taken[0][0] <= needed


def test_a_worker_asks_the_database_once_for_several_calls(
    registry: PostgresRegistry, worker: Callable[[], Worker]
) -> None:
    """Units are taken ahead as a worker has been spending them, and what it spends is what was taken."""
    limiter, slept = worker()
    for _ in range(31):
        limiter.acquire()
    taken = spending(registry).taken["requests"]
    assert sum(units for _, units in taken) in (31, 32)
    assert slept == []


def test_a_pause_holds_all_workers_and_ends_without_a_rush(worker: Callable[[], Worker]) -> None:
    """One refusal makes every worker wait for as long, and then come back one after another."""
    (one, _), (other, slept) = worker(), worker()
    one.acquire()
    one.pause(5)
    for _ in range(8):
        other.acquire()
    assert 2 < slept[0] <= 5.6  # a pause of 5 seconds, less what has passed since
    assert slept[-1] - slept[0] > 1


def test_a_shorter_pause_does_not_end_a_longer_one(registry: PostgresRegistry, worker: Callable[[], Worker]) -> None:
    """Two refusals: the later instant stands."""
    limiter, _ = worker()
    limiter.pause(60)
    until = spending(registry).paused
    limiter.pause(1)
    assert spending(registry).paused == until


def test_one_quota_does_not_hold_up_another(worker: Callable[[], Worker]) -> None:
    """While searches wait for their turn, other calls go on."""
    limiter, slept = worker()
    for _ in range(6):
        limiter.acquire(1, SEARCHES, REQUESTS)
    assert slept
    slept.clear()
    limiter.acquire(1, REQUESTS)
    assert slept == []


def test_what_the_vendor_says_of_its_quota_counts_for_all(
    registry: PostgresRegistry, worker: Callable[[], Worker]
) -> None:
    """A worker learns the quota from an answer; the others keep to it with their next units."""
    (one, _), (other, slept) = worker(), worker()
    one.learn(Quota("requests", 8, 10.0))
    for _ in range(5):
        other.acquire()
    assert len(slept) == 1
    assert spending(registry).told == {"requests": 8}


def test_waiting_too_long_is_an_error_that_says_how_long(worker: Callable[[], Worker]) -> None:
    """Nobody sits through a used-up day: the task ends, and its next attempt waits."""
    limiter, slept = worker()
    limiter.pause(3600)
    with pytest.raises(RateLimitedError, match="quota_share") as refused:
        limiter.acquire()
    assert 3000 < (refused.value.retry_after or 0) <= 3601
    assert slept == []


def test_a_call_that_costs_more_than_the_share_is_let_through_alone(worker: Callable[[], Worker]) -> None:
    """It takes the whole window, since it could never be sent otherwise."""
    limiter, slept = worker()
    limiter.acquire(100)
    assert slept == []
    limiter.acquire(1)
    assert len(slept) == 1
    assert slept[0] > 5
