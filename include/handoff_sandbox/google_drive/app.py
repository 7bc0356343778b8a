"""The routes of the emulated Drive, taken from the discovery document.

Each method has its real path under /drive/v3; those that take content have it under /upload and /resumable/upload
too. A GET that came as a POST with X-HTTP-Method-Override is put right before routing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from handoff_sandbox.core import emulator
from handoff_sandbox.core.json_answer import GoogleJSON
from handoff_sandbox.google_drive import batch, errors, schema
from handoff_sandbox.google_drive.api import HANDLERS, Api
from handoff_sandbox.google_drive.listing import view

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

TOKEN_PATHS = ("/token", "/oauth2/v4/token", "/oauth2/v3/token", "/o/oauth2/token")
"""Where a token is given out: today's address, then those that older clients have built in."""

PREFIXES = (
    "/drive", "/upload", "/resumable", "/batch", "/token", "/tokeninfo", "/revoke", "/oauth2", "/o", "/discovery",
    "/$discovery",
)  # fmt: skip


@dataclass(frozen=True)
class RouteRow:
    """A line of the coverage list: a method of the vendor's API, and whether it is emulated."""

    method: str
    verb: str
    path: str
    emulated: bool


def route_table() -> list[RouteRow]:
    """Return every method of Drive v3 with whether this emulator answers it."""
    return [
        RouteRow(f"drive.{method.id}", method.verb, f"/drive/v3/{method.path}", method.id in HANDLERS)
        for method in schema.methods().values()
    ]


def routes() -> list[emulator.Route]:
    """Return what is answered, for the coverage list."""
    own = [
        *[
            emulator.Route("POST", path, "Give out an access token for a service account or a refresh token.")
            for path in TOKEN_PATHS
        ],
        emulator.Route("POST", "/revoke", "Take back an access token, or a refresh token with those it gave."),
        emulator.Route("POST", "/tokeninfo", "Tell for whom and for which scopes an access token is."),
        emulator.Route(
            "GET", "/discovery/v1/apis/drive/v3/rest", "The discovery document, with this server's address."
        ),
        emulator.Route("GET", "/drive/view/{file_id}", "The page behind a webViewLink."),
        emulator.Route("POST", "/batch/drive/v3", "Up to 100 calls in one request of multipart/mixed."),
        emulator.Route("POST", "/batch", "The same at the older address."),
    ]
    for name, handler in HANDLERS.items():
        method, says = schema.methods()[schema.MethodId(name)], emulator.first_sentence(handler.__doc__)
        own.append(emulator.Route(method.verb, f"/drive/v3/{method.path}", says))
        if method.takes_media:
            own.append(emulator.Route(method.verb, f"/upload/drive/v3/{method.path}", f"{says} With its content."))
    return own


def build(api: Api) -> ASGIApp:
    """Return the ASGI app of one Drive."""
    routes = [
        *[Route(path, api.auth.token, methods=["POST"]) for path in TOKEN_PATHS],
        *[Route(path, api.auth.revoke, methods=["GET", "POST"]) for path in ("/revoke", "/o/oauth2/revoke")],
        *[Route(path, api.auth.tell, methods=["GET", "POST"]) for path in ("/tokeninfo", "/oauth2/v3/tokeninfo")],
        Route("/discovery/v1/apis/drive/v3/rest", _discovery, methods=["GET"]),
        Route("/$discovery/rest", _discovery, methods=["GET"]),
        Route("/drive/view/{file_id}", _view(api), methods=["GET"]),
    ]
    # A literal segment goes before a parameter: files/generateIds before files/{fileId}.
    for method in sorted(schema.methods().values(), key=lambda method: method.path.replace("{", "~")):
        routes.append(Route(f"/drive/v3/{method.path}", _endpoint(api.answer, method), methods=[method.verb]))
        if method.takes_media:
            for prefix in ("/upload", "/resumable/upload"):
                endpoint = _endpoint(api.upload, method)
                routes.append(
                    Route(f"{prefix}/drive/v3/{method.path}", endpoint, methods=[method.verb, "POST", "PUT", "DELETE"])
                )
    app = Starlette(routes=routes, exception_handlers={404: _unknown, 405: _unknown})
    app.router.redirect_slashes = False
    routes += [Route(path, _batch(app, api), methods=["POST"]) for path in ("/batch/drive/v3", "/batch")]
    app.router.routes = list(routes)
    return _Override(app)


@dataclass(frozen=True)
class _Override:
    """Gives a POST with X-HTTP-Method-Override the method that it means.

    The client library sends a GET this way once its address is longer than 2,048 characters; an emulator that did not
    look would create a file on a listing.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "POST":
            for name, value in scope["headers"]:
                if name == b"x-http-method-override":
                    scope = {**scope, "method": value.decode().upper()}
        await self.app(scope, receive, send)


def _endpoint(
    answer: Callable[[schema.Method, Request], Awaitable[Response]], method: schema.Method
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await answer(method, request)

    return endpoint


def _batch(app: ASGIApp, api: Api) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await batch.answer(_Override(app), request, api.store)

    return endpoint


def _view(api: Api) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return view.show(api.store, request)

    return endpoint


async def _discovery(request: Request) -> Response:
    return GoogleJSON(schema.document_for(str(request.base_url)))


async def _unknown(_: Request, __: Exception) -> Response:
    return errors.DriveError(404, "notFound", "Not Found").response()
