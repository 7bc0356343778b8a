"""Packs answers with gzip where the client takes them so, as the vendors do, and leaves files as they are.

HubSpot and Salesforce pack for whoever accepts it; Google besides wants the word gzip in the client's User-Agent.
https://developers.google.com/workspace/drive/api/guides/performance#gzip
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 1000
"""Bytes of an answer that is worth packing."""
_LEVEL = 1
_TEXTS = ("application/json", "text/csv", "text/xml", "text/html")


@dataclass(frozen=True)
class Packing:
    """Packs an app's whole answers of text; `named` is a word that the User-Agent must hold for it."""

    app: ASGIApp
    named: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = Headers(scope=scope)
        accepts = any(
            part.partition(";")[0].strip() == "gzip" and "q=0" not in part.replace(" ", "").split(";")[1:]
            for part in asked.get("accept-encoding", "").lower().split(",")
        )
        if not accepts or self.named not in asked.get("user-agent", ""):
            await self.app(scope, receive, send)
            return
        start: Message | None = None

        async def packed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is not None:
                head, start = start, None
                headers = MutableHeaders(raw=head["headers"])
                body = message.get("body", b"")
                if len(body) >= SMALLEST and not message.get("more_body") and _may_be_packed(headers):
                    body = gzip.compress(body, _LEVEL)
                    headers["content-encoding"] = "gzip"
                    headers["content-length"] = str(len(body))
                    headers.add_vary_header("Accept-Encoding")
                    message = {**message, "body": body}
                await send(head)
            await send(message)

        await self.app(scope, receive, packed)


def _may_be_packed(headers: Headers) -> bool:
    kind = headers.get("content-type", "")
    return kind.startswith(_TEXTS) and not any(name in headers for name in ("content-encoding", "content-range"))
