"""Keeps all workers of an account within the policy's share of its quotas, by one row in PostgreSQL.

What always holds: of each quota no more than the share is spent in any of its windows, by all threads and processes
together; whoever has to wait is told until when, and waits once; after a pause the share comes back evenly and not at
once. To ask the database for each call would cost more than it keeps, so that a process takes as many units at once as
it has been spending, and lets go of what is left after a fiftieth of the shortest window, giving back what it did not
spend. Units count as spent when that time ends, and when they are taken they are seen to fit when it begins, so that no
window holds too much whenever in it they are spent. A pause reaches the other processes when they take their next
units.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from threading import Lock

from handoff.adapters.limits.window import earliest, spread, with_taken, without
from handoff.domain.ports.quotas import Spending
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Limiter, Quota
from handoff.errors import RateLimitedError

PATIENCE = 300.0
"""Seconds that a call waits at most; beyond, the task ends and is tried again later."""

_LONGEST_LIFE = 1.0
_UNPUNCTUAL = 150
"""Milliseconds by which one call may reach the vendor later than another did, seen from when they were let go."""

_LONG = 3600.0
"""Seconds. A refusal says nothing of a window as long as this."""


@dataclass
class _Lease:
    """Units that this process may spend from one instant of its clock to another: `left` of `size`.

    `counted` is when they count as spent, in milliseconds of the database's clock.
    """

    start: float
    end: float
    size: int
    left: int
    counted: int


class SharedLimiter(Limiter):
    """The limiter of one account; `usual` are the quotas that a call counts against which names none.

    `sleep` and `clock` take and tell seconds. RegistryUnavailableError where the database does not answer.
    """

    def __init__(
        self,
        registry: Registry,
        account: str,
        share: float,
        usual: Sequence[Quota] = (),
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._registry, self._account, self._share, self._usual = registry, account, share, tuple(usual)
        self._sleep, self._clock = sleep, clock
        self._lock = Lock()
        self._leases: dict[tuple[Quota, ...], _Lease] = {}
        self._told: dict[str, int] = {}
        self._paused = 0.0

    def acquire(self, units: int = 1, *quotas: Quota) -> None:
        """Block until units may be spent of each of some quotas; RateLimitedError where that would take too long."""
        while True:
            with self._lock:
                lease = self._lease(units, quotas or self._usual)
                lease.left -= units
                paused, wait = self._paused, lease.start - self._clock()
            if wait <= 0:
                return
            self._sleep(wait)
            # Who wakes late would spend after the instant at which its units count, when others may have theirs.
            if self._paused == paused and self._clock() <= lease.end:
                return

    def learn(self, quota: Quota) -> None:
        """Take the vendor's own word for what a quota allows; the database is asked only where it is news."""
        if self._told.get(quota.name) == quota.units:
            return
        with self._lock:
            with self._registry.begin() as tx:
                _, spending = tx.quotas.lock(self._account)
                tx.quotas.save(self._account, replace(spending, told={**spending.told, quota.name: quota.units}))
            self._told[quota.name] = quota.units
            self._leases.clear()

    def pause(self, seconds: float) -> None:
        """Let all workers of the account wait; a longer pause that was asked for already stands."""
        with self._lock:
            seen = {quota for quotas in [*self._leases, self._usual] for quota in quotas if quota.seconds < _LONG}
            with self._registry.begin() as tx:
                now, spending = tx.quotas.lock(self._account)
                until = now + ceil(seconds * 1000)
                if until > spending.paused:
                    given_back = {
                        quota.name: spread(self._limit(quota, spending), _window(quota), until) for quota in seen
                    }
                    paused = replace(spending, paused=until, taken={**spending.taken, **given_back})
                    tx.quotas.save(self._account, paused)
            self._paused = self._clock() + seconds
            self._leases.clear()

    def _lease(self, units: int, quotas: tuple[Quota, ...]) -> _Lease:
        """Return what this process holds where it is enough, else take as much as it has been spending."""
        held, size = self._leases.get(quotas), units
        if held is not None:
            running = self._clock() < held.end
            if running and held.left >= units:
                return held
            spent = held.size - held.left
            size = max(2 * spent if running else spent, units)
        self._leases[quotas] = self._take(units, size, quotas, held)
        return self._leases[quotas]

    def _take(self, units: int, size: int, quotas: Sequence[Quota], held: _Lease | None) -> _Lease:
        life = min([_LONGEST_LIFE, *(quota.seconds / 50 for quota in quotas)])
        lag = ceil(life * 1000)
        with self._registry.begin() as tx:
            now, spending = tx.quotas.lock(self._account)
            read = self._clock()
            limits = {quota: self._limit(quota, spending) for quota in quotas}
            if held is not None and held.left:
                spending = _given_back(spending, quotas, held)
            size = min([size, *(max(limit // 20, units) for limit in limits.values())])
            at = max(now, spending.paused)
            while at != (later := self._fits(spending, limits, size, at)):
                at = later
            if at - now > PATIENCE * 1000:
                raise self._too_long((at - now) / 1000)
            taken = {
                quota.name: with_taken(
                    spending.taken.get(quota.name, ()), _window(quota), min(size, limits[quota]), at + lag, now
                )
                for quota in quotas
            }
            tx.quotas.save(self._account, replace(spending, taken={**spending.taken, **taken}))
        self._told = dict(spending.told)
        start = read + (at - now) / 1000
        return _Lease(start, start + life, size, size, at + lag)

    def _fits(self, spending: Spending, limits: dict[Quota, int], size: int, at: int) -> int:
        for quota, limit in limits.items():
            at = earliest(spending.taken.get(quota.name, ()), limit, _window(quota), min(size, limit), at)
        return at

    def _limit(self, quota: Quota, spending: Spending) -> int:
        return max(int(spending.told.get(quota.name, quota.units) * self._share), 1)

    def _too_long(self, seconds: float) -> RateLimitedError:
        return RateLimitedError(
            "Our share of its quota is used up, or it asked us to wait.",
            record=self._account,
            mend="It is tried again by itself; the policy's quota_share says how much of the quota is ours.",
            retry_after=seconds,
        )


def _given_back(spending: Spending, quotas: Sequence[Quota], held: _Lease) -> Spending:
    back = {
        quota.name: without(spending.taken.get(quota.name, ()), _window(quota), held.left, held.counted)
        for quota in quotas
    }
    return replace(spending, taken={**spending.taken, **back})


def _window(quota: Quota) -> int:
    return ceil(quota.seconds * 1000) + _UNPUNCTUAL
