"""Lets pages of other origins call a vendor from a browser, as far as the vendor does.

Google lets any page call Drive. Salesforce lets those that its administrator has listed. HubSpot lets none: its answers
name no origin, so that browsers keep them from the page.
https://fetch.spec.whatwg.org/#http-cors-protocol
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware.cors import CORSMiddleware

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp

_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_TOLD = ("Content-Encoding", "Content-Length", "Content-Type", "Date", "ETag", "Location", "Sforce-Limit-Info")
_SECONDS = 3600


def open_to_pages(app: ASGIApp, origins: Sequence[str] | None = None) -> ASGIApp:
    """Return an app that answers the preflights of some origins, None: of all, and names them in its answers."""
    return CORSMiddleware(
        app,
        allow_origins=origins or (),
        allow_origin_regex=None if origins else ".*",
        allow_methods=_METHODS,
        allow_headers=["*"],
        allow_credentials=True,
        expose_headers=_TOLD,
        max_age=_SECONDS,
    )
