"""The routes of the HubSpot emulator, and what happens around every call: token, limits, scopes, errors.

Every path is there in each of its versions: v3 or v4, and the dated ones. Nothing else is answered but with HubSpot's
404 or 405.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from handoff_sandbox.core.faults import record_fault
from handoff_sandbox.hubspot import associations_api, batch_api, catalogue_api, objects_api
from handoff_sandbox.hubspot.call import Answer, Call, Token
from handoff_sandbox.hubspot.errors import HubSpotError, invalid, missing_scopes, resource_not_found, unauthorized

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request

    from handoff_sandbox.hubspot.limits import Limiter
    from handoff_sandbox.hubspot.store import Store

DATED = ("2025-09", "2026-03")
Access = Literal["read", "write", "schema", "owners", "account"]


@dataclass(frozen=True)
class Operation:
    """One call of the API: `family` is the part before the version and `path` what follows it."""

    method: str
    family: str
    path: str
    handler: Callable[[Call], Answer]
    access: Access
    version: str = "v3"

    def paths(self) -> Iterator[tuple[str, str]]:
        """Return (version, path) for each version: `/crm/v3/objects/…`, `/crm/objects/2026-03/…`."""
        root, _, name = self.family.rpartition("/")
        oldest = f"{root}/{self.version}/{name}" if root else f"{self.family}/{self.version}"
        yield self.version, oldest + self.path
        for dated in DATED:
            yield dated, f"{self.family}/{dated}{self.path}"


_ONE, _LINKS = "/{type}/{id}", "/{type}/{id}/associations"
_OBJECTS, _ASSOCIATIONS, _PROPERTIES, _PIPELINES = (
    "/crm/objects",
    "/crm/associations",
    "/crm/properties",
    "/crm/pipelines",
)
OPERATIONS = (
    Operation("GET", _OBJECTS, "/{type}", objects_api.list_page, "read"),
    Operation("POST", _OBJECTS, "/{type}", objects_api.create, "write"),
    Operation("POST", _OBJECTS, "/{type}/search", objects_api.search, "read"),
    Operation("POST", _OBJECTS, "/{type}/batch/read", batch_api.read, "read"),
    Operation("POST", _OBJECTS, "/{type}/batch/create", batch_api.create, "write"),
    Operation("POST", _OBJECTS, "/{type}/batch/update", batch_api.update, "write"),
    Operation("POST", _OBJECTS, "/{type}/batch/archive", batch_api.archive, "write"),
    Operation("GET", _OBJECTS, _ONE, objects_api.read, "read"),
    Operation("PATCH", _OBJECTS, _ONE, objects_api.update, "write"),
    Operation("DELETE", _OBJECTS, _ONE, objects_api.archive, "write"),
    Operation("GET", _OBJECTS, _LINKS + "/{to}", associations_api.list_page, "read", "v4"),
    Operation("PUT", _OBJECTS, _LINKS + "/default/{to}/{to_id}", associations_api.create_default, "write", "v4"),
    Operation("PUT", _OBJECTS, _LINKS + "/{to}/{to_id}", associations_api.create, "write", "v4"),
    Operation("DELETE", _OBJECTS, _LINKS + "/{to}/{to_id}", associations_api.remove, "write", "v4"),
    Operation("POST", _ASSOCIATIONS, "/{type}/{to}/batch/read", associations_api.read_batch, "read", "v4"),
    Operation("POST", _ASSOCIATIONS, "/{type}/{to}/batch/create", associations_api.create_batch, "write", "v4"),
    Operation(
        "POST", _ASSOCIATIONS, "/{type}/{to}/batch/associate/default",
        associations_api.create_default_batch, "write", "v4",
    ),
    Operation("POST", _ASSOCIATIONS, "/{type}/{to}/batch/archive", associations_api.remove_batch, "write", "v4"),
    Operation(
        "POST", _ASSOCIATIONS, "/{type}/{to}/batch/labels/archive", associations_api.remove_labels, "write", "v4"
    ),
    Operation("GET", _ASSOCIATIONS, "/{type}/{to}/labels", associations_api.list_labels, "read", "v4"),
    Operation("GET", "/crm/owners", "", catalogue_api.list_owners, "owners"),
    Operation("GET", "/crm/owners", "/", catalogue_api.list_owners, "owners"),
    Operation("GET", "/crm/owners", "/{id}", catalogue_api.read_owner, "owners"),
    Operation("GET", _PROPERTIES, "/{type}", catalogue_api.list_properties, "schema"),
    Operation("POST", _PROPERTIES, "/{type}/batch/read", catalogue_api.read_properties, "schema"),
    Operation("GET", _PROPERTIES, "/{type}/{name}", catalogue_api.read_property, "schema"),
    Operation("GET", _PIPELINES, "/{type}", catalogue_api.list_pipelines, "schema"),
    Operation("GET", _PIPELINES, "/{type}/{pipeline}", catalogue_api.read_pipeline, "schema"),
    Operation("GET", _PIPELINES, "/{type}/{pipeline}/stages", catalogue_api.list_stages, "schema"),
    Operation("GET", _PIPELINES, "/{type}/{pipeline}/stages/{stage}", catalogue_api.read_stage, "schema"),
    Operation("GET", "/account-info", "/details", catalogue_api.read_account, "account"),
)  # fmt: skip


def route_table() -> list[dict[str, str]]:
    """Return what the emulator covers, a row for each method and path: for the list of it in docs."""
    return [
        {"method": one.method, "version": version, "path": path, "does": (one.handler.__doc__ or "").strip()}
        for one in OPERATIONS
        for version, path in one.paths()
    ]


def error_response(error: HubSpotError, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as HubSpot's answer."""
    return JSONResponse(error.as_json(), error.status, headers)


@dataclass(frozen=True)
class Api:
    """The API of one portal; `app` makes it an ASGI app. Handlers run on the event loop, one at a time."""

    store: Store
    tokens: Mapping[str, Token]
    limiter: Limiter
    search_lag: float = 0

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
            search = one.handler is objects_api.search
            counted = False
            try:
                token = self._token(request)
                self.limiter.take(search=search)
                counted = True
                answer = one.handler(self._call(one, version, request, token, raw))
            except HubSpotError as error:
                counted = counted or error.status == 429
                return error_response(error, self.limiter.headers() if counted and not search else None)
            headers = None if search else self.limiter.headers()
            if answer.body is None:
                return Response(status_code=answer.status, headers=headers)
            return JSONResponse(answer.body, answer.status, headers)

        return endpoint

    def _token(self, request: Request) -> Token:
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        token = self.tokens.get(value.strip())
        if scheme.lower() != "bearer" or token is None:
            raise unauthorized()
        return token

    def _call(self, one: Operation, version: str, request: Request, token: Token, raw: bytes) -> Call:
        path = request.path_params
        self._check_scopes(one, path, token)
        return Call(
            store=self.store,
            token=token,
            url=f"{request.url.scheme}://{request.url.netloc}{request.url.path}",
            version=version,
            path=path,
            query=tuple(request.query_params.multi_items()),
            body=_read_json(raw) if one.method in ("POST", "PATCH", "PUT") and raw else None,
            search_lag=self.search_lag,
            fault_of=partial(record_fault, request.scope),
        )

    def _check_scopes(self, one: Operation, path: Mapping[str, str], token: Token) -> None:
        kinds = [self.store.types[path[name]] for name in ("type", "to") if name in path]
        needed: list[tuple[str, ...]] = []
        if one.access == "owners":
            needed = [("crm.objects.owners.read",)]
        elif one.access == "schema":
            needed = [kind.schema_scopes for kind in kinds]
        elif one.access != "account":
            needed = [kind.scopes(one.access) for kind in kinds]
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
