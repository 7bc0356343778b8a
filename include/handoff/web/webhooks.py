"""The webhooks: what HubSpot and Salesforce deliver, kept first and answered within a second.

What always holds: nothing is read beyond the limit, nothing unchecked is kept, and nothing of what was refused remains
but a count; a delivery is answered with success only once it is kept, one of Salesforce's only once its handoffs are
recorded; nothing blocks the event loop. It needs no login, so it shows nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect

from handoff.bootstrap import App
from handoff.domain.handoff import Handoff
from handoff.domain.ids import HandoffId
from handoff.domain.notice import Delivery, Notice
from handoff.domain.ports.notices import Receiver
from handoff.domain.record import Vendor
from handoff.errors import ForgedError, HandoffError, NotFoundError, TransientError, UnreadableError
from handoff.web.follower import Follower

log = logging.getLogger("handoff")

LIMIT = 1024 * 1024
"""Bytes of a delivery; a hundred events or notifications are a tenth of that."""

READING = 10.0
"""Seconds that a delivery may take to come in."""

WAIT = 0.7
"""Seconds that a message of Salesforce's waits for its handoffs to be recorded; where they are not, it comes again."""

KNOWN_FOR = 30.0
"""Seconds until a connection's secrets are read anew."""

ACK = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>'
    '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>{}</Ack></notificationsResponse>'
    "</soapenv:Body></soapenv:Envelope>"
)


class Desk:
    """Takes deliveries for one product, whose handoffs it has followed up in the background."""

    def __init__(self, product: App) -> None:
        self._product = product
        self._follower = Follower(self._follow)
        self._left: dict[HandoffId, Handoff] = {}
        self._receivers: dict[tuple[str, str], tuple[float, Receiver]] = {}

    def keep(self, vendor: Vendor, connection: str, delivery: Delivery) -> list[Notice]:
        """Check and keep a delivery to a path; the errors of `Receiver.read`, NotFoundError for no such connection."""
        receiver, hear = self._receiver(vendor, connection), self._product.hear
        try:
            notices = receiver.read(replace(delivery, url=f"{self._product.settings.webhooks}{delivery.url}"))
        except (ForgedError, UnreadableError) as error:
            log.warning("A delivery for %s was refused: %s", connection, error.what)
            with suppress(TransientError):
                hear.refuse(connection, error)
            raise
        kept = list(hear.keep(connection, notices))
        if kept:
            self._follower.wake()
        return kept

    def _follow(self) -> None:
        self._product.follow(self._left)

    def close(self) -> None:
        """End what is followed up in the background; the watcher does the rest."""
        self._follower.close()

    def recorded(self, notices: list[Notice]) -> bool:
        """Whether what follows from notices is recorded soon enough."""
        hear = self._product.hear
        return self._follower.until(lambda: hear.settled(notices), WAIT)

    def _receiver(self, vendor: Vendor, connection: str) -> Receiver:
        known = self._receivers.get((vendor, connection))
        if known is None or known[0] < monotonic():
            known = monotonic() + KNOWN_FOR, self._product.receiver(vendor, connection)
            self._receivers[vendor, connection] = known
        return known[1]


def create_webhooks(product: App) -> FastAPI:
    """Return the webhooks over a product."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    desk = app.state.desk = Desk(product)

    async def hubspot(request: Request, connection: str) -> Response:
        """Take events of HubSpot's."""
        await run_in_threadpool(desk.keep, Vendor.HUBSPOT, connection, await _delivery(request))
        return Response(status_code=200)

    async def salesforce(request: Request, connection: str, secret: str = "") -> Response:
        """Take an outbound message of Salesforce's."""
        delivery = replace(await _delivery(request), secret=secret)
        kept = await run_in_threadpool(desk.keep, Vendor.SALESFORCE, connection, delivery)
        recorded = await run_in_threadpool(desk.recorded, kept)
        return Response(ACK.format(str(recorded).lower()), media_type="text/xml")

    app.add_api_route("/hubspot/{connection}", hubspot, methods=["POST"], response_model=None)
    app.add_api_route("/salesforce/{connection}", salesforce, methods=["POST"], response_model=None)
    app.add_api_route("/salesforce/{connection}/{secret}", salesforce, methods=["POST"], response_model=None)
    _fail_in_short(app)
    return app


async def _delivery(request: Request) -> Delivery:
    """Read a request, no further than the limit; HTTPException 400, 408 or 413."""
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or int(stated) > LIMIT:
        raise HTTPException(413)
    body = bytearray()
    try:
        async with asyncio.timeout(READING):
            async for part in request.stream():
                body += part
                if len(body) > LIMIT:
                    raise HTTPException(413)
    except TimeoutError:
        raise HTTPException(408) from None
    except ClientDisconnect:
        raise HTTPException(400) from None
    return Delivery(request.method, _told(request), dict(request.headers), bytes(body), datetime.now(UTC))


def _told(request: Request) -> str:
    """Return the part of the address behind the webhooks' own, as it was sent: what is encoded stays so."""
    raw, root = request.scope.get("raw_path") or request.scope["path"].encode(), request.scope.get("root_path", "")
    path = raw.partition(b"?")[0].decode("latin-1").removeprefix(root)
    query = request.scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _fail_in_short(app: FastAPI) -> None:
    """Let an app answer what goes wrong with a status and no more."""

    @app.exception_handler(StarletteHTTPException)
    def refused(_request: Request, error: StarletteHTTPException) -> Response:
        return Response(status_code=error.status_code, headers=error.headers)

    @app.exception_handler(HandoffError)
    def ours(_request: Request, error: HandoffError) -> Response:
        match error:
            case ForgedError():
                return Response(status_code=401)
            case UnreadableError():
                return Response(status_code=400)
            case NotFoundError():
                return Response(status_code=404)
            case _:
                log.error("A webhook could not be taken: %s", error)
                return Response(status_code=503)


def create_site(product: App) -> FastAPI:
    """Return an application that publishes the webhooks, a check of its health, and nothing else."""
    webhooks = create_webhooks(product)

    @asynccontextmanager
    async def running(_site: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(webhooks.state.desk.close)

    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=running)

    def health() -> Response:
        """Answer 200 where deliveries can be kept, 503 where the registry can't be reached."""
        with product.registry.begin():
            return Response(status_code=200)

    site.add_api_route("/health", health, methods=["GET"], response_model=None)
    site.mount("/webhooks", webhooks)
    _fail_in_short(site)
    return site
