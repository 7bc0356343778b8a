"""The endpoint of a firm as vendors reach it: the sandbox's HubSpot delivers to it, and an Airflow takes its runs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI, Response
from firm import POLICY, Firm, GivenConnection, read_world, wire

from handoff.domain.handoff import Handoff
from handoff.domain.notice import Notice
from handoff.settings import Settings
from handoff.web.webhooks import create_site
from handoff_sandbox.core.server import Server

SECRET = "client-secret-of-the-app"
PATH = "/webhooks/hubspot/handoff_hubspot"


class FakeAirflow:
    """What of Airflow's API starting a run needs: an id that is there already answers 409. `down` answers 503."""

    def __init__(self) -> None:
        self.runs: Counter[str] = Counter()
        self.down = False
        self.app = FastAPI()
        self.app.add_api_route("/auth/token", lambda: {"access_token": "token"}, methods=["POST"], status_code=201)
        self.app.add_api_route("/api/v2/dags/{dag}/dagRuns", self.start, methods=["POST"])

    def start(self, dag: str, body: dict[str, Any]) -> Response:
        """Take a run."""
        if self.down:
            return Response(status_code=503)
        run = f"{dag}/{body['dag_run_id']}"
        self.runs[run] += 1
        return Response("{}", 200 if self.runs[run] == 1 else 409)


@dataclass
class Endpoint:
    """The served endpoint, the firm behind it, and its Airflow."""

    firm: Firm
    airflow: FakeAirflow
    address: str
    http: httpx.Client
    url: str = field(default="")

    def post(self, body: bytes, path: str = PATH, **headers: str) -> httpx.Response:
        """Deliver something."""
        return self.http.post(self.address + path, content=body, headers=headers)

    def signed(self, events: Any, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
        """Return the headers that HubSpot would sign a body with."""
        return signature(f"{self.address}{PATH}", body_of(events), at, secret)

    def deliver(self, events: Any, at: float | None = None) -> httpx.Response:
        """Deliver events as HubSpot does."""
        return self.post(body_of(events), **self.signed(events, at))

    def mark(self, deal: str = "8002") -> None:
        """Mark a deal as a person does, without looking for it."""
        properties = {"dealstage": "in_transition", "handoff_successor": "jonas@fieldnote.example"}
        self.firm.hubspot("PATCH", f"/crm/v3/objects/deals/{deal}", json={"properties": properties})

    def handoffs(self) -> list[Handoff]:
        """Return what is recorded."""
        with self.firm.app() as app, app.registry.begin() as tx:
            return list(tx.handoffs.list())

    def waiting(self) -> list[Notice]:
        """Return what nothing was made of yet."""
        with self.firm.app() as app, app.registry.begin() as tx:
            return list(tx.notices.waiting("handoff_hubspot", 1000))

    def refusals(self) -> dict[str, int]:
        """Return how many deliveries were refused, by reason."""
        with self.firm.app() as app, app.registry.begin() as tx:
            return {reason: number for (_, reason), number in tx.notices.refusals().items()}


def event(deal: str = "8002", at: int = 1_790_000_000_000, **more: Any) -> dict[str, Any]:
    """Return an event as HubSpot sends it, in the older form."""
    return {
        "eventId": 1, "subscriptionId": 2, "portalId": 7510142, "appId": 3, "occurredAt": at,
        "subscriptionType": "deal.propertyChange", "attemptNumber": 0, "objectId": int(deal),
        "propertyName": "dealstage", "propertyValue": "in_transition", "changeSource": "CRM_UI",
    } | more  # fmt: skip


def body_of(events: Any) -> bytes:
    """Return the body of a delivery."""
    return events if isinstance(events, bytes) else json.dumps(events).encode()


def signature(url: str, body: bytes, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """Return the headers of a signed delivery; written after HubSpot's description, not after our own code."""
    stamp = str(int((time.time() if at is None else at) * 1000))
    digest = hmac.new(secret.encode(), b"POST" + url.encode() + body + stamp.encode(), hashlib.sha256).digest()
    return {"X-HubSpot-Request-Timestamp": stamp, "X-HubSpot-Signature-v3": base64.b64encode(digest).decode()}


def eventually(what: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "it never came to be"
        time.sleep(0.05)


def held_port() -> socket.socket:
    """Return a socket bound to a free port: held until it is served on, since another process would take it."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    return held


def port_of(held: socket.socket) -> int:
    """Return a held port's number."""
    return int(held.getsockname()[1])


@contextmanager
def serving(app: Any, held: socket.socket) -> Iterator[str]:
    """Serve an app on a held port."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, args=([held],))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port_of(held)}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def playing(database_url: str, home: Path, subscribed: bool = True, **webhooks: Any) -> Iterator[Endpoint]:  # noqa: FBT001, FBT002 - as the fixtures read best
    """Serve the small studio with an app whose webhooks come to the endpoint, and an Airflow."""
    own, other = held_port(), held_port()
    port = port_of(own)
    world = read_world("small_studio")
    forms = [
        {"event": "deal.propertyChange", "property": "dealstage"},
        {"event": "object.propertyChange", "type": "deals", "property": "dealstage"},
    ]
    told = {"target_url": f"http://127.0.0.1:{port}{PATH}", "subscriptions": forms if subscribed else [], **webhooks}
    world["hubspot"]["app"] = {"id": "4711", "client_secret": SECRET, "webhooks": told}
    settings = Settings(
        database_url=database_url,
        policy=POLICY,
        artifacts=str(home / "artifacts"),
        webhooks_url=f"http://127.0.0.1:{port}/webhooks",
    )
    airflow = FakeAirflow()
    with Server(json.loads(json.dumps(world, default=str))) as server, serving(airflow.app, other) as at:
        firm = wire(server, settings)
        firm.connections["handoff_hubspot"].extra_dejson = {"webhook_secret": SECRET}
        firm.connections["handoff_airflow"] = GivenConnection("handoff_airflow", at, None, "service", "password")
        with firm.app() as product, serving(create_site(product), own) as address, httpx.Client(timeout=30) as http:
            yield Endpoint(firm, airflow, address, http)
