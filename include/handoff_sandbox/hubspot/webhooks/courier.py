"""Delivers webhooks over HTTP, in the background: the server goes on answering meanwhile.

Events are gathered for a moment and sent as an array of up to 100. What is not answered with a success within five
seconds is sent again, up to ten times over 24 hours of the sandbox's clock, with the attempt's number in each event.
The signature carries the real time, whatever the sandbox's clock says, since the app checks it against its own.
https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx

from handoff_sandbox.hubspot.webhooks.signatures import signature_headers

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.hubspot.switches import HubSpotSwitches
    from handoff_sandbox.hubspot.webhooks.webhooks import Target

Payload = dict[str, Any]
SCHEDULE = (60, 300, 900, 1_800, 3_600, 7_200, 10_800, 14_400, 18_000, 30_240)
"""How many seconds pass before each further attempt; together they are 24 hours."""
TIMEOUT = 5
_GATHER, _LOOK = 0.05, 0.1
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Batch:
    events: tuple[Payload, ...]
    attempt: int
    due: datetime


@dataclass
class Courier:
    """The deliveries of one app; `target` is asked anew for each, `timeout` is in seconds."""

    secret: str
    clock: Clock
    target: Callable[[], Target | None]
    switches: HubSpotSwitches
    timeout: float = TIMEOUT
    _fresh: list[tuple[datetime, Payload]] = field(default_factory=list)
    _waiting: list[_Batch] = field(default_factory=list)
    _sending: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _running: asyncio.AbstractEventLoop | None = None

    def send(self, payload: Payload) -> None:
        """Take an event to be delivered; returns at once."""
        delay = timedelta(seconds=self.switches.webhook_delay_seconds)
        self._fresh.append((self.clock.now() + delay, payload))
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # outside of the server there is nobody to deliver it; the next event takes it along
            return
        if self._running is not loop:
            self._running = loop
            self._start(self._run())

    @property
    def waiting(self) -> int:
        """How many events have not been delivered yet, those that wait for another attempt among them."""
        return len(self._fresh) + sum(len(batch.events) for batch in self._waiting) + self._sending

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        """Work until nothing waits any more."""
        async with httpx.AsyncClient(timeout=self.timeout, trust_env=False) as client:
            while self.waiting:
                if any(due <= self.clock.now() for due, _ in self._fresh):
                    await asyncio.sleep(_GATHER)
                    self._gather()
                for batch in self._due():
                    self._sending += len(batch.events)
                    self._start(self._deliver(client, batch))
                await asyncio.sleep(_LOOK)
            self._running = None  # before anything is awaited: what comes now starts a new one

    def _gather(self) -> None:
        """Make batches of the events whose time has come."""
        now, size = self.clock.now(), self.switches.webhook_batch
        ready = [payload for due, payload in self._fresh if due <= now]
        self._fresh = [(due, payload) for due, payload in self._fresh if due > now]
        if self.switches.webhook_shuffle:
            random.shuffle(ready)
        self._waiting += [_Batch(tuple(ready[start : start + size]), 0, now) for start in range(0, len(ready), size)]

    def _due(self) -> list[_Batch]:
        target, now = self.target(), self.clock.now()
        free = target.concurrent - len(self._tasks) + 1 if target else len(self._waiting)  # less the task that asks
        due = [batch for batch in self._waiting if batch.due <= now]
        if self.switches.webhook_shuffle:
            random.shuffle(due)
        due = due[: max(free, 0)]
        for batch in due:
            self._waiting.remove(batch)
        return due

    async def _deliver(self, client: httpx.AsyncClient, batch: _Batch) -> None:
        """Send a batch; one that was not taken waits for its next attempt, one that was goes again where it repeats."""
        try:
            target, began = self.target(), self.clock.now()
            if target is None:
                return
            if await self._post(client, target, batch):
                for _ in range(self.switches.webhook_repeats):
                    await self._post(client, target, batch)
            elif batch.attempt < len(SCHEDULE):
                pause = timedelta(seconds=SCHEDULE[batch.attempt] * self.switches.webhook_retry_scale)
                self._waiting.append(_Batch(batch.events, batch.attempt + 1, began + pause))
        finally:
            self._sending -= len(batch.events)

    async def _post(self, client: httpx.AsyncClient, target: Target, batch: _Batch) -> bool:
        """Send a batch once; says whether the app took it."""
        body = json.dumps([event | {"attemptNumber": batch.attempt} for event in batch.events]).encode()
        headers = signature_headers(self.secret, "POST", target.public_url, body, int(time.time() * 1000))
        status, error = None, None
        try:
            async with asyncio.timeout(self.timeout):
                answer = await client.post(target.url, content=body, headers=headers | _HEADERS)
                status = answer.status_code
        except (httpx.HTTPError, TimeoutError) as failure:
            error = type(failure).__name__
        told = status if error is None else error
        _LOG.info("webhook of %d events to %s, attempt %d: %s", len(batch.events), target.url, batch.attempt, told)
        return status is not None and status < 400


_HEADERS = {"Content-Type": "application/json", "User-Agent": "HubSpot Connect 2.0 (http://dev.hubspot.com/)"}
