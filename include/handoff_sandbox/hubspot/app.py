"""The routes of the HubSpot emulator, and what happens around every call: token, limits, scopes, errors.

Every path is there in each of its versions: v3 or v4, and the dated ones. Nothing else is answered but with HubSpot's
404 or 405.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from handoff_sandbox.core.faults import record_fault
from handoff_sandbox.hubspot import (
    account_api,
    associations_api,
    associations_v3_api,
    batch_api,
    files_api,
    folders_api,
    labels_api,
    list_members_api,
    lists_api,
    oauth_api,
    objects_api,
    owners_api,
    pipelines_api,
    properties_api,
    schemas_api,
    webhooks_api,
)
from handoff_sandbox.hubspot.call import NOBODY, Call, Token
from handoff_sandbox.hubspot.errors import HubSpotError, invalid, missing_scopes, resource_not_found, unauthorized

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from handoff_sandbox.hubspot.apps import Apps
    from handoff_sandbox.hubspot.limits import Limiter
    from handoff_sandbox.hubspot.operation import Operation
    from handoff_sandbox.hubspot.store import Store

_NOT_JSON = ("multipart/form-data", "application/x-www-form-urlencoded")
OPERATIONS: tuple[Operation, ...] = tuple(
    operation
    for module in (
        objects_api,
        batch_api,
        associations_api,
        associations_v3_api,
        labels_api,
        owners_api,
        properties_api,
        pipelines_api,
        schemas_api,
        list_members_api,
        lists_api,
        files_api,
        folders_api,
        webhooks_api,
        oauth_api,
        account_api,
    )
    for operation in module.OPERATIONS
)


def error_response(error: HubSpotError, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as HubSpot's answer."""
    return JSONResponse(error.as_json(), error.status, headers)


@dataclass(frozen=True)
class Api:
    """The API of one portal; `app` makes it an ASGI app. Handlers run on the event loop, one at a time."""

    store: Store
    apps: Apps
    limiter: Limiter

    def app(self) -> Starlette:
        """Return the ASGI app with all paths."""
        routes = [
            Route(path, self._endpoint(one, version), methods=[one.method], name=one.handler.__name__)
            for one in OPERATIONS
            for version, path in one.paths()
        ]
        app = Starlette(routes=routes, exception_handlers={HTTPException: _unknown})
        app.router.redirect_slashes = False
        return app

    def _endpoint(self, one: Operation, version: str) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            raw = await request.body()
            search = one.search
            counted = False
            try:
                token = self._token(one, request)
                if one.access not in ("open", "developer"):
                    self.limiter.take(search=search)
                    counted = True
                answer = one.handler(self._call(one, version, request, token, raw))
            except HubSpotError as error:
                counted = counted or error.status == 429
                return error_response(error, self.limiter.headers() if counted and not search else None)
            headers = self.limiter.headers() if counted and not search else None
            if answer.raw is not None:
                return Response(answer.raw[0], answer.status, headers, answer.raw[1])
            if answer.body is None:
                return Response(status_code=answer.status, headers=headers)
            return JSONResponse(answer.body, answer.status, headers)

        return endpoint

    def _token(self, one: Operation, request: Request) -> Token:
        if one.access == "open":
            return NOBODY
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        token = self.apps.token(value.strip()) if scheme.lower() == "bearer" else None
        if one.access == "developer":
            token = self.apps.developer(request.query_params.get("hapikey"), token)
        elif token is not None and token.developer:
            token = None
        if token is None:
            raise unauthorized()
        return token

    def _call(self, one: Operation, version: str, request: Request, token: Token, raw: bytes) -> Call:
        path = request.path_params
        self._check_scopes(one, path, token)
        content_type = request.headers.get("content-type", "")
        as_json = one.method in ("POST", "PATCH", "PUT") and raw and not content_type.startswith(_NOT_JSON)
        return Call(
            store=self.store,
            apps=self.apps,
            limiter=self.limiter,
            token=token,
            url=f"{request.url.scheme}://{request.url.netloc}{request.url.path}",
            version=version,
            path=path,
            query=tuple(request.query_params.multi_items()),
            body=_read_json(raw) if as_json else None,
            raw=raw,
            fault_of=partial(record_fault, request.scope),
            content_type=content_type,
        )

    def _check_scopes(self, one: Operation, path: Mapping[str, str], token: Token) -> None:
        kinds = [self.store.types[path[name]] for name in ("type", "to") if name in path]
        needed: list[tuple[str, ...]] = [one.scopes] if one.scopes else []
        match one.access:
            case "read" | "write":
                needed += [kind.scopes(one.access) for kind in kinds]
            case "schema":
                needed += [kind.schema_scopes for kind in kinds]
            case "schema_write":
                needed += [(f"crm.schemas.{kind.scope or kind.name}.write",) for kind in kinds]
        for scopes in needed:
            if token.scopes is not None and not token.scopes & set(scopes):
                raise missing_scopes(scopes)


def _read_json(raw: bytes) -> Any:  # noqa: ANN401 - each handler checks its own body
    try:
        return json.loads(raw)
    except ValueError as error:
        raise invalid(f"Invalid input JSON: {error}") from None


async def _unknown(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        return error_response(HubSpotError(405, "HTTP 405 Method Not Allowed", "METHOD_NOT_ALLOWED"))
    return error_response(resource_not_found())
