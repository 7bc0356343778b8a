"""A uvicorn protocol that lets an ASGI app close the TCP connection without an answer.

The transport is put into the scope's state, where `drop` finds it; uvicorn itself offers no way to answer nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Receive, Scope

_TRANSPORT = "handoff_sandbox.transport"


class DroppableProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with the transport in the scope's state."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent does
        """Remember the transport for the requests of this connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, _TRANSPORT: transport}


async def drop(scope: Scope, receive: Receive) -> None:
    """Close the connection at once and return when uvicorn has noticed; nothing more is sent."""
    scope["state"][_TRANSPORT].abort()
    while (await receive())["type"] != "http.disconnect":
        pass
