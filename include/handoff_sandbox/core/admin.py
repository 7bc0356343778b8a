"""The sandbox's own API under /_sandbox: health, credentials, routes, requests, faults, clock, mail.

It has no login, since the sandbox holds nothing that is real and listens on loopback unless told otherwise. Bad input
gets 400 with {"error": text}.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, NonNegativeFloat, ValidationError
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from handoff_sandbox.core.emulator import Emulator, FaultName
from handoff_sandbox.core.faults import OWN_FAULTS, FaultRule, Faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.request_log import RequestLog
    from handoff_sandbox.mail.service import Mail


class _Advance(BaseModel):
    model_config = ConfigDict(extra="forbid")
    advance: NonNegativeFloat


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
        return Starlette(
            routes=[
                Route("/_sandbox/health", self._health),
                Route("/_sandbox/credentials", self._credentials),
                Route("/_sandbox/routes", self._routes),
                Route("/_sandbox/requests", self._requests, methods=["GET", "DELETE"]),
                Route("/_sandbox/faults", self._faults, methods=["GET", "POST", "DELETE"]),
                Route("/_sandbox/clock", self._clock, methods=["GET", "POST"]),
                Route("/_sandbox/mail", self._mail, methods=["GET", "DELETE"]),
            ],
            exception_handlers={ValueError: _bad_request, re.error: _bad_request},
        )

    async def _health(self, _: Request) -> Response:
        vendors = [emulator.name for emulator in self.emulators]
        return JSONResponse({"status": "ok", "vendors": vendors, "now": self.clock.now().isoformat()})

    async def _credentials(self, _: Request) -> Response:
        return JSONResponse(self.credentials())

    async def _routes(self, _: Request) -> Response:
        return JSONResponse(
            [{"vendor": emulator.name} | asdict(route) for emulator in self.emulators for route in emulator.routes()]
        )

    async def _requests(self, request: Request) -> Response:
        if request.method == "DELETE":
            self.log.clear()
            return JSONResponse({"cleared": True})
        query = request.query_params
        found = self.log.find(
            vendor=query.get("vendor"),
            method=query.get("method"),
            path=query.get("path"),
            since=int(query.get("since", "0")),
        )
        return JSONResponse([asdict(entry) for entry in found])

    async def _faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            self.faults.clear()
        elif request.method == "POST":
            rule = FaultRule.model_validate(await _json(request))
            self._check_fault(rule, request)
            self.faults.add(rule)
        return JSONResponse(self.faults.as_json())

    def _check_fault(self, rule: FaultRule, request: Request) -> None:
        if self.mail and rule.vendor == "mail":
            self.mail.check_fault(rule)
            return
        emulators = {emulator.name: emulator for emulator in self.emulators}
        if rule.vendor not in emulators:
            raise ValueError(f"vendor {rule.vendor!r} is not in this world; it has {', '.join(sorted(emulators))}")
        if rule.fault not in OWN_FAULTS:
            try:
                emulators[rule.vendor].fault_response(FaultName(rule.fault), request)
            except KeyError:
                raise ValueError(f"{rule.vendor} has no fault {rule.fault!r}") from None

    async def _clock(self, request: Request) -> Response:
        if request.method == "POST":
            self.clock.advance(_Advance.model_validate(await _json(request)).advance)
        return JSONResponse({"now": self.clock.now().isoformat()})

    async def _mail(self, request: Request) -> Response:
        if self.mail is None:
            return JSONResponse({"error": "this world has no mail"}, status_code=404)
        if request.method == "DELETE":
            self.mail.mailbox.clear()
        return JSONResponse([message.as_json() for message in self.mail.mailbox.messages])


async def _json(request: Request) -> Any:  # noqa: ANN401 - checked by the model that takes it
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
