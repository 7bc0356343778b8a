"""Sends the notifications of channels in the background; the server goes on answering meanwhile.

What is announced while a channel's last notification has not left yet is told by that one. An address that cannot be
reached, or that answers 500, 502, 503 or 504, is tried again, as Google does, with growing pauses in real time.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.changes.watching import Channel

TIMEOUT = 10
PAUSES = (0.2, 1, 5, 25)
"""How many seconds pass before each further attempt."""
_AGAIN = frozenset({500, 502, 503, 504})
_LOG = logging.getLogger(__name__)


@dataclass
class Pusher:
    """The notifications on their way."""

    _waiting: dict[tuple[str, str], Channel] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def push(self, channel: Channel, state: str) -> None:
        """Send a notification; returns at once. Outside of a running server nobody is told."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        key = (channel.id, state)
        if key in self._waiting:
            return
        self._waiting[key] = channel
        task = loop.create_task(self._send(key, channel, state))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, key: tuple[str, str], channel: Channel, state: str) -> None:
        await asyncio.sleep(0)  # the call that made the change ends first
        del self._waiting[key]
        headers = channel.headers(state)
        async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
            for pause in (*PAUSES, None):
                try:
                    answer = await client.post(channel.address, headers=headers)
                except httpx.HTTPError as failure:
                    _LOG.info("a channel's address was not reached: %s", type(failure).__name__)
                else:
                    if answer.status_code not in _AGAIN:
                        return
                if pause is not None:
                    await asyncio.sleep(pause)
