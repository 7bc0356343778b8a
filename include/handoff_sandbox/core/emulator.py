"""What every emulated vendor offers to the server.

An emulator owns its vendor's section of the world, its state and its real paths; it knows nothing of the other vendors,
of the fault rules or of the admin API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NewType, Protocol

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from handoff_sandbox.core.clock import Clock

FaultName = NewType("FaultName", str)
"""A named fault with a response of the vendor's own: 'rate_limit', 'server_error', 'unauthorized', ..."""


class Emulator(Protocol):
    """One fake vendor; constructed as `Vendor(section, clock)`, which raises WorldError for a bad section."""

    name: str
    """Its key in the world file and in the line that `serve` prints: 'hubspot', 'google_drive'."""

    prefixes: tuple[str, ...]
    """The first path segments that it answers, with the slash: ('/crm', '/oauth')."""

    app: ASGIApp
    """The vendor's full, real paths."""

    def credentials(self, base_url: str) -> dict[str, object]:
        """Return what a client needs to connect to this vendor at `base_url`, as JSON."""
        ...

    def fault_response(self, fault: FaultName, request: Request) -> Response:
        """Return the vendor's own answer for a named fault; raises KeyError for one that it does not know."""
        ...


class EmulatorType(Protocol):
    """The class of an emulator."""

    def __call__(self, section: dict[str, Any], clock: Clock) -> Emulator:
        """Validate the section and load it into a new emulator."""
        ...
