"""Bounds what a form may hold, while it comes in: a body is counted piece by piece, and cut off once it is too long.

Forms are parsed before any guard is asked, and a file of any size would be written to the disk first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BESIDE = 2**16
"""Bytes of a form beside its file."""


class BoundedBodies:
    """Answers 413 where a body has more bytes than `most`, or than `mosts` says for what its address ends in."""

    def __init__(self, app: ASGIApp, most: int, mosts: Mapping[str, int]) -> None:
        self._app, self._most, self._mosts = app, most, mosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its body as long as it is within bounds."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        most = next((size for end, size in self._mosts.items() if path.endswith(end)), self._most)
        read = 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413)
            return message

        await self._app(scope, bounded, send)
