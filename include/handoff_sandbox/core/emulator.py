"""What every emulated vendor offers to the server.

An emulator owns its vendor's section of the world, its state and its real paths; it knows nothing of the other vendors,
of the fault rules or of the admin API.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NewType, Protocol

from starlette.applications import Starlette
from starlette.routing import Route as _StarletteRoute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.switches import Switches

FaultName = NewType("FaultName", str)
"""A named fault with a response of the vendor's own: 'rate_limit', 'server_error', 'unauthorized', ..."""


@dataclass(frozen=True)
class Route:
    """A line of the coverage list in docs/sandbox.md: what is answered, and in one sentence what it does.

    `path` has its parameters in braces. An operation under several versions of the API is a line for each of them,
    with the same words.
    """

    method: str
    path: str
    says: str


class Emulator(Protocol):
    """One fake vendor; constructed as `Vendor(section, clock)`, which raises WorldError for a bad section."""

    name: str
    """Its key in the world file and in the line that `serve` prints: 'hubspot', 'google_drive'."""

    prefixes: tuple[str, ...]
    """The first path segments that it answers, with the slash: ('/crm', '/oauth')."""

    app: ASGIApp
    """The vendor's full, real paths."""

    @property
    def switches(self) -> Switches:
        """What can be set on it while it runs."""
        ...

    def routes(self) -> Sequence[Route]:
        """Return what this emulator answers; by default whatever its app routes, said by the handlers' docstrings."""
        return routes_of(self.app)

    def credentials(self, base_url: str) -> dict[str, object]:
        """Return what a client needs to connect to this vendor at `base_url`, as JSON."""
        ...

    def spent(self) -> int:
        """Return how many units of its quota the vendor has counted since the start; HubSpot's is a call, as is
        Salesforce's.
        """
        ...

    @staticmethod
    def faults() -> Mapping[str, str]:
        """Return the named faults, each with what it answers in a few words: status, code, message."""
        ...

    def fault_response(self, fault: FaultName, request: Request) -> Response:
        """Return the vendor's own answer for a named fault; raises KeyError for one that it does not know."""
        ...


class EmulatorType(Protocol):
    """The class of an emulator; what holds of every world is told without one."""

    def routes(self) -> Sequence[Route]:
        """As `Emulator.routes`."""
        ...

    def faults(self) -> Mapping[str, str]:
        """As `Emulator.faults`."""
        ...

    def __call__(self, section: dict[str, Any], clock: Clock) -> Emulator:
        """Validate the section and load it into a new emulator."""
        ...


def routes_of(app: object) -> list[Route]:
    """Return the routes of a Starlette app, also where it is wrapped by middleware that holds it as `app`.

    A route says what its endpoint's docstring says; HEAD, which comes with every GET, is left out.
    """
    while not isinstance(app, Starlette) and hasattr(app, "app"):
        app = app.app
    return [
        Route(method, route.path, first_sentence(route.endpoint.__doc__))
        for route in getattr(app, "routes", ())
        if isinstance(route, _StarletteRoute)
        for method in sorted(route.methods or ())
        if method != "HEAD"
    ]


def first_sentence(text: str | None) -> str:
    """Return the first paragraph of a docstring on one line; empty where there is none."""
    return " ".join((text or "").strip().split("\n\n")[0].split())
