"""The sandbox's own API under /_sandbox; GET /_sandbox is its index, with a JSON Schema for every body.

It has no login, since the sandbox holds nothing that is real and listens on loopback unless told otherwise. Bad input
gets 400 with {"error": text}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, ValidationError, model_validator
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from handoff_sandbox.core.emulator import Emulator, first_sentence
from handoff_sandbox.core.faults import LATENCY, OWN_FAULTS, FaultRule, Faults
from handoff_sandbox.core.world_schema import world_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.request_log import RequestLog
    from handoff_sandbox.mail.service import Mail

Handler = Callable[["Admin", "Request"], Awaitable["Response"]]


class ClockMove(BaseModel):
    """How the clock is moved: set first, then advanced, then frozen or let go on."""

    model_config = ConfigDict(extra="forbid")

    advance: NonNegativeFloat | None = Field(default=None, description="by so many seconds")
    set: datetime | None = Field(default=None, description="to this instant, which has not passed")
    frozen: bool | None = Field(default=None, description="whether it stands still from now on")

    @model_validator(mode="after")
    def _moves(self) -> ClockMove:
        if self.advance is None and self.set is None and self.frozen is None:
            raise ValueError("name one of advance, set, frozen")
        return self


@dataclass
class Admin:
    """The handlers; `app` makes them an ASGI app."""

    emulators: Sequence[Emulator]
    clock: Clock
    faults: Faults
    log: RequestLog
    mail: Mail | None
    credentials: Callable[[], dict[str, Any]]

    def app(self) -> Starlette:
        """Return the ASGI app that answers /_sandbox."""
        routes = [Route("/_sandbox" + path, self._bound(handler), methods=[method]) for method, path, handler in CALLS]
        return Starlette(routes=routes, exception_handlers={ValueError: _bad_request, re.error: _bad_request})

    def _bound(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            return await handler(self, request)

        return endpoint

    async def index(self, _: Request) -> Response:
        """Say what can be asked and set here: the calls, the bodies' schemas, each vendor's faults and switches."""
        return JSONResponse(
            {
                "calls": [one | {"path": "/_sandbox" + one["path"]} for one in calls()],
                "bodies": {"fault": FaultRule.model_json_schema(), "clock": ClockMove.model_json_schema()},
                "faults": OWN_FAULTS,
                "vendors": {
                    one.name: {"faults": dict(one.faults()), "switches": type(one.switches).model_json_schema()}
                    for one in self.emulators
                },
            }
        )

    async def health(self, _: Request) -> Response:
        """Tell which vendors are there, and the time."""
        vendors = [emulator.name for emulator in self.emulators]
        return JSONResponse({"status": "ok", "vendors": vendors, "now": self.clock.now().isoformat()})

    async def tell_credentials(self, _: Request) -> Response:
        """The line that `serve` printed: each vendor's address and credentials."""
        return JSONResponse(self.credentials())

    async def routes(self, _: Request) -> Response:
        """List what each vendor answers: method, path, and what it does."""
        return JSONResponse(
            [{"vendor": emulator.name} | asdict(route) for emulator in self.emulators for route in emulator.routes()]
        )

    async def schema(self, _: Request) -> Response:
        """The JSON Schema of worlds."""
        return JSONResponse(world_schema())

    async def requests(self, request: Request) -> Response:
        """List the requests that the vendors got, filtered by `vendor`, `method`, `path` (a regular expression) and
        `since` (a sequence number), the first `limit` of them; never headers or bodies.
        """
        query = request.query_params
        found = self.log.find(
            vendor=query.get("vendor"),
            method=query.get("method"),
            path=query.get("path"),
            since=int(query.get("since", "0")),
            limit=int(query["limit"]) if "limit" in query else None,
        )
        return JSONResponse([asdict(entry) for entry in found])

    async def count_requests(self, _: Request) -> Response:
        """Count all requests by vendor, method and status, those too that are no longer kept."""
        return JSONResponse({"last": self.log.next_sequence - 1, "counts": self.log.summary()})

    async def forget_requests(self, _: Request) -> Response:
        """Forget the requests; the sequence starts again at 1."""
        self.log.clear()
        return JSONResponse({"cleared": True})

    async def list_faults(self, _: Request) -> Response:
        """List the fault rules in force, each with how many requests it has seen and how often it fired."""
        return JSONResponse(self.faults.as_json())

    async def set_fault(self, request: Request) -> Response:
        """Put a fault rule in force, after those that are."""
        rule = FaultRule.model_validate(await _json(request))
        self._check_fault(rule)
        self.faults.add(rule)
        return JSONResponse(self.faults.as_json())

    async def clear_faults(self, _: Request) -> Response:
        """Forget all fault rules."""
        self.faults.clear()
        return JSONResponse([])

    def _check_fault(self, rule: FaultRule) -> None:
        if self.mail and rule.vendor == "mail":
            self.mail.check_fault(rule)
            return
        known = self._emulator(rule.vendor).faults()
        if rule.fault not in known and (rule.fault not in OWN_FAULTS or rule.record):
            names = ", ".join([*known, *(() if rule.record else OWN_FAULTS)])
            raise ValueError(f"{rule.vendor} has no fault {rule.fault!r}; it has {names}")
        if rule.fault == LATENCY and not rule.seconds:
            raise ValueError("latency needs `seconds`")

    def _emulator(self, name: object) -> Emulator:
        emulators = {emulator.name: emulator for emulator in self.emulators}
        if name not in emulators:
            raise ValueError(f"vendor {name!r} is not in this world; it has {', '.join(sorted(emulators))}")
        return emulators[str(name)]

    async def list_switches(self, _: Request) -> Response:
        """List each vendor's switches as they stand."""
        return JSONResponse({emulator.name: emulator.switches.model_dump() for emulator in self.emulators})

    async def set_switches(self, request: Request) -> Response:
        """Set switches of the vendor that `vendor` names; those that are not named stay as they are."""
        body = await _json(request)
        if not isinstance(body, dict):
            raise ValueError("the body is not an object")  # noqa: TRY004 - bad input, answered as such
        self._emulator(body.pop("vendor", None)).switches.change(body)
        return await self.list_switches(request)

    async def quotas(self, _: Request) -> Response:
        """Tell how many units of its quota each vendor has counted since the start."""
        return JSONResponse({emulator.name: emulator.spent() for emulator in self.emulators})

    async def tell_clock(self, _: Request) -> Response:
        """Tell the sandbox's time, and whether it stands still."""
        return JSONResponse({"now": self.clock.now().isoformat(), "frozen": self.clock.frozen})

    async def move_clock(self, request: Request) -> Response:
        """Move the clock forward, set it, stop it or let it go on."""
        move = ClockMove.model_validate(await _json(request))
        if move.set is not None:
            self.clock.set(move.set)
        if move.advance is not None:
            self.clock.advance(move.advance)
        if move.frozen is not None:
            self.clock.freeze() if move.frozen else self.clock.thaw()
        return await self.tell_clock(request)

    async def list_mail(self, _: Request) -> Response:
        """List the mail that was sent."""
        if self.mail is None:
            return JSONResponse({"error": "this world has no mail"}, status_code=404)
        return JSONResponse([message.as_json() for message in self.mail.mailbox.messages])

    async def forget_mail(self, request: Request) -> Response:
        """Forget the mail that was sent."""
        if self.mail is not None:
            self.mail.mailbox.clear()
        return await self.list_mail(request)


CALLS: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "", Admin.index),
    ("GET", "/health", Admin.health),
    ("GET", "/credentials", Admin.tell_credentials),
    ("GET", "/routes", Admin.routes),
    ("GET", "/world.schema.json", Admin.schema),
    ("GET", "/requests", Admin.requests),
    ("DELETE", "/requests", Admin.forget_requests),
    ("GET", "/requests/counts", Admin.count_requests),
    ("GET", "/faults", Admin.list_faults),
    ("POST", "/faults", Admin.set_fault),
    ("DELETE", "/faults", Admin.clear_faults),
    ("GET", "/switches", Admin.list_switches),
    ("POST", "/switches", Admin.set_switches),
    ("GET", "/quotas", Admin.quotas),
    ("GET", "/clock", Admin.tell_clock),
    ("POST", "/clock", Admin.move_clock),
    ("GET", "/mail", Admin.list_mail),
    ("DELETE", "/mail", Admin.forget_mail),
)


def calls() -> list[dict[str, str]]:
    """Return the calls of this API as data: method, path below /_sandbox, what each does."""
    return [
        {"method": method, "path": path, "says": first_sentence(handler.__doc__)} for method, path, handler in CALLS
    ]


async def _json(request: Request) -> Any:
    try:
        return await request.json()
    except json.JSONDecodeError as error:
        raise ValueError(f"the body is not JSON: {error}") from None


async def _bad_request(_: Request, error: Exception) -> Response:
    text = str(error)
    if isinstance(error, ValidationError):
        faults = error.errors()
        text = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults)
    return JSONResponse({"error": text}, status_code=400)
