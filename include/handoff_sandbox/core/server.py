"""Runs a world: all vendors on one HTTP port, mail on two more, in one event loop.

`Server` is for tests (a thread) and for `serve` (the main thread) alike. All state is touched by that loop alone; from
another thread only read, or use the admin API.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

import uvicorn

from handoff_sandbox.core.admin import Admin
from handoff_sandbox.core.assemble import assemble
from handoff_sandbox.core.dispatch import ADMIN_PREFIX, Dispatch
from handoff_sandbox.core.dropping import DroppableProtocol
from handoff_sandbox.core.faults import Faults
from handoff_sandbox.core.request_log import RequestLog
from handoff_sandbox.core.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.emulator import Emulator
    from handoff_sandbox.mail.service import Mail

_START_SECONDS = 20


def build_app(
    emulators: Sequence[Emulator],
    clock: Clock,
    *,
    faults: Faults | None = None,
    log: RequestLog | None = None,
    mail: Mail | None = None,
    credentials: Callable[[], dict[str, Any]] = dict,
) -> ASGIApp:
    """Return the one app for all emulators; it must run under `DroppableProtocol` for connections to be dropped."""
    faults, log = faults or Faults(), log or RequestLog()
    return Dispatch(emulators, clock, faults, log, Admin(emulators, clock, faults, log, mail, credentials).app())


def _with_scheme(app: ASGIApp, scheme: str) -> ASGIApp:
    """Return the app as it is reached by a public address: the links in its answers have that scheme."""

    async def reached(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "scheme": scheme}, receive, send)

    return reached


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket whose protocol is named, without which asyncio leaves Nagle's 40 ms delays on."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


class _Uvicorn(uvicorn.Server):
    """uvicorn, which says when it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()


class Server:
    """A world being served: `with Server(world) as s: s.base_url, s.credentials`.

    `world` is a World, a mapping with a world's keys, or the path of a YAML file; a bad one raises WorldError here.
    Port 0 picks a free port. `public_url` is the address that clients use, where it is not the bound one.
    """

    def __init__(
        self,
        world: World | Mapping[str, Any] | Path | str,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        smtp_port: int = 0,
        imap_port: int = 0,
        log_file: Path | None = None,
        public_url: str | None = None,
    ) -> None:
        if not isinstance(world, World):
            world = World.load(world) if isinstance(world, Path | str) else World.from_data(world)
        self.world, self.clock = world, world.clock
        self.faults, self.log = Faults(), RequestLog(log_file)
        self.emulators, self.mail = assemble(world, self.faults)
        self._host, self.port, self._public_url = host, port, public_url
        self._mail_ports = (smtp_port, imap_port)
        self._uvicorn: _Uvicorn | None = None
        self._thread: threading.Thread | None = None
        self._failure: BaseException | None = None
        self._stop_asked = False

    @property
    def base_url(self) -> str:
        """The address of all vendors, without a slash at its end; known once the server has started."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return self._public_url or f"http://{host}:{self.port}"

    @property
    def credentials(self) -> dict[str, Any]:
        """What `serve` prints: each vendor's address and credentials, the mail servers, the admin API."""
        line: dict[str, Any] = {"ready": True, "base_url": self.base_url}
        line |= {emulator.name: emulator.credentials(self.base_url) for emulator in self.emulators}
        if self.mail:
            line["mail"] = self.mail.credentials(urlsplit(self.base_url).hostname or self._host)
        return line | {"admin": {"base_url": self.base_url + ADMIN_PREFIX}}

    def run(self, on_ready: Callable[[Server], None]) -> None:
        """Serve until stopped or, in the main thread, until SIGTERM or SIGINT; raises OSError for a port in use."""
        asyncio.run(self._serve(lambda: on_ready(self)))

    def stop(self) -> None:
        """Ask the server to stop; safe from any thread."""
        self._stop_asked = True
        if self._uvicorn:
            self._uvicorn.should_exit = True

    async def _serve(self, on_ready: Callable[[], None]) -> None:
        with _listen(self._host, self.port) as listener:
            self.port = listener.getsockname()[1]
            app = build_app(
                self.emulators,
                self.clock,
                faults=self.faults,
                log=self.log,
                mail=self.mail,
                credentials=lambda: self.credentials,
            )
            config = uvicorn.Config(
                app if self._public_url is None else _with_scheme(app, urlsplit(self._public_url).scheme),
                http=DroppableProtocol,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level=logging.WARNING,
                access_log=False,
                proxy_headers=True,  # X-Forwarded-Proto, without which links through a TLS proxy would be http
                forwarded_allow_ips="*",
                server_header=False,
                timeout_keep_alive=75,  # an idle connection that closes under a test would be a fault that nobody set
                timeout_graceful_shutdown=2,
            )
            self._uvicorn = _Uvicorn(config, on_ready)
            self._uvicorn.should_exit = self._stop_asked
            if self.mail:
                async with self.mail.listening(self._host, *self._mail_ports):
                    await self._uvicorn.serve([listener])
            else:
                await self._uvicorn.serve([listener])
            self.log.close()

    def __enter__(self) -> Self:
        ready = threading.Event()

        def serve() -> None:
            try:
                self.run(lambda _: ready.set())
            except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
                self._failure = error
                ready.set()

        self._thread = threading.Thread(target=serve, name="sandbox", daemon=True)
        self._thread.start()
        if not ready.wait(_START_SECONDS):
            raise TimeoutError(f"the sandbox did not start within {_START_SECONDS} seconds")
        if self._failure:
            raise self._failure
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._thread:
            self._thread.join(_START_SECONDS)
