"""The one ASGI app in front of all emulators: request log, then latency, then fault rules, then the vendor of the path.

The vendor is found by the first path segment; an unknown path gets a plain 404. Admin requests are neither logged nor
do they fall to a fault.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from handoff_sandbox.core.dropping import drop
from handoff_sandbox.core.emulator import Emulator, FaultName
from handoff_sandbox.core.faults import DROP_AFTER_SUCCESS, DROP_BEFORE, RECORD_FAULTS, FaultRule, Faults
from handoff_sandbox.core.request_log import LoggedRequest, RequestLog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from handoff_sandbox.core.clock import Clock

ADMIN_PREFIX = "/_sandbox"


async def _discard(_: Message) -> None:
    """Take an app's answer and send nothing."""


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives a body that was read already, then what comes after it."""
    given = False

    async def repeat() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return repeat


@dataclass
class Dispatch:
    """The ASGI app; `admin` answers what is under /_sandbox."""

    emulators: Sequence[Emulator]
    clock: Clock
    faults: Faults
    log: RequestLog
    admin: ASGIApp

    def __post_init__(self) -> None:
        self._by_prefix = {prefix: emulator for emulator in self.emulators for prefix in emulator.prefixes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        prefix = "/" + scope["path"].lstrip("/").partition("/")[0]
        if prefix == ADMIN_PREFIX:
            await self.admin(scope, receive, send)
            return
        emulator = self._by_prefix.get(prefix)
        at, began = self.clock.now(), time.perf_counter()
        status: int | None = None

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        rule: FaultRule | None = None
        try:
            if emulator is None:
                message = f"the sandbox has no vendor at {scope['path']}\n"
                await PlainTextResponse(message, status_code=404)(scope, receive, watched_send)
                return
            body = b""
            if self.faults.read_bodies(emulator.name):
                body = await Request(scope, receive).body()
                receive = _again(body, receive)
            asked = (emulator.name, scope["method"], scope["path"], scope["query_string"].decode("latin-1"))
            words = body.decode("utf-8", "replace")
            delay = emulator.switches.latency_seconds + self.faults.delay(*asked, words)
            rule = self.faults.take(*asked, words)
            if delay := delay + (rule.seconds if rule else 0):
                await asyncio.sleep(delay)
            scope = {**scope, RECORD_FAULTS: self.faults.records(*asked, words)}
            if rule is None:
                await emulator.app(scope, receive, watched_send)
            else:
                await self._fail(rule, emulator, scope, receive, watched_send)
        finally:
            self.log.add(
                LoggedRequest(
                    sequence=self.log.next_sequence,
                    vendor=emulator.name if emulator else None,
                    method=scope["method"],
                    path=scope["path"],
                    query=scope["query_string"].decode("latin-1"),
                    status=status,
                    seconds=round(time.perf_counter() - began, 6),
                    at=at.isoformat(),
                    fault=rule.fault if rule else None,
                )
            )

    async def _fail(self, rule: FaultRule, emulator: Emulator, scope: Scope, receive: Receive, send: Send) -> None:
        if rule.after_success or rule.fault == DROP_AFTER_SUCCESS:
            await emulator.app(scope, receive, _discard)
        if rule.fault in (DROP_BEFORE, DROP_AFTER_SUCCESS):
            await drop(scope, receive)
            return
        response = emulator.fault_response(FaultName(rule.fault), Request(scope, receive))
        if rule.retry_after is not None:
            response.headers["Retry-After"] = str(rule.retry_after)
        await response(scope, receive, send)
