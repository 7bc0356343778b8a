"""An app's endpoint for webhooks: a real HTTP server that keeps what it gets and answers as it is told."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Delivery:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events in it."""
        events: list[dict[str, Any]] = json.loads(self.body)
        return events


@dataclass
class Receiver:
    """The endpoint; `statuses` are taken one a request, then it answers 200; `hold` keeps answers back until set."""

    statuses: list[int] = field(default_factory=list)
    hold: threading.Event | None = None
    deliveries: list[Delivery] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Self:
        self._changed = threading.Condition()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver._take(Delivery(self.path, dict(self.headers), body))
                if receiver.hold:
                    receiver.hold.wait(20)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its parent's name
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hooks"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.hold:
            self.hold.set()
        self._server.shutdown()
        self._server.server_close()

    def _take(self, delivery: Delivery) -> int:
        with self._changed:
            self.deliveries.append(delivery)
            self._changed.notify_all()
            return self.statuses.pop(0) if self.statuses else 200

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events, in the order in which they came."""
        return [event for delivery in list(self.deliveries) for event in delivery.events]

    def wait(self, there: Callable[[Receiver], bool]) -> None:
        """Wait until something holds of what came; fails where it never does."""
        with self._changed:
            assert self._changed.wait_for(lambda: there(self), timeout=20), self.deliveries

    def wait_for(self, events: int) -> list[dict[str, Any]]:
        """Wait until so many events have come, and return all."""
        self.wait(lambda self: len(self.events) >= events)
        return self.events
