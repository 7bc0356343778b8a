"""The operations of the HubSpot emulator, and what happens around every call: token, limits, scopes, errors.

Every path is there in each of its versions: v3 or v4, and the dated ones. Nothing else is answered but with HubSpot's
404 or 405.
"""

from __future__ import annotations

import json
import logging
import uuid
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from handoff_sandbox.core.faults import record_fault
from handoff_sandbox.core.json_answer import HubSpotJSON
from handoff_sandbox.hubspot.account import account_api, oauth_api, owners_api
from handoff_sandbox.hubspot.call import NOBODY, Answer, Call, Token
from handoff_sandbox.hubspot.definitions import pipelines_api, properties_api, schemas_api
from handoff_sandbox.hubspot.errors import HubSpotError, invalid, missing_scopes, resource_not_found, unauthorized
from handoff_sandbox.hubspot.files import files_api, folders_api
from handoff_sandbox.hubspot.lists import list_folders_api, list_members_api, lists_api
from handoff_sandbox.hubspot.records import associations_api, associations_v3_api, batch_api, labels_api, objects_api
from handoff_sandbox.hubspot.router import Router
from handoff_sandbox.hubspot.transfer import exports_api, imports_api
from handoff_sandbox.hubspot.webhooks import webhooks_api

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

    from handoff_sandbox.hubspot.limits import Limiter
    from handoff_sandbox.hubspot.operation import Operation
    from handoff_sandbox.hubspot.router import Match
    from handoff_sandbox.hubspot.store import Store
    from handoff_sandbox.hubspot.webhooks.apps import Apps

_LOG = logging.getLogger(__name__)
CORRELATION = "X-HubSpot-Correlation-Id"
"""The header that every answer has; with an error it is the id in the body."""

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
        list_folders_api,
        list_members_api,
        lists_api,
        files_api,
        folders_api,
        imports_api,
        exports_api,
        webhooks_api,
        oauth_api,
        account_api,
    )
    for operation in module.OPERATIONS
)


ROUTER = Router(OPERATIONS)
_NOT_ALLOWED = HubSpotError(405, "HTTP 405 Method Not Allowed", "METHOD_NOT_ALLOWED")


def error_response(error: HubSpotError, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as HubSpot's answer."""
    body = error.as_json()
    return HubSpotJSON(body, error.status, {**(headers or {}), CORRELATION: body["correlationId"]})


@dataclass(frozen=True)
class Api:
    """The API of one portal, an ASGI app. Handlers run on the event loop, one at a time."""

    store: Store
    apps: Apps
    limiter: Limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as an ASGI app."""
        request = Request(scope, receive)
        path = scope.get("raw_path", scope["path"].encode()).decode("latin-1")
        try:
            found = ROUTER.find(request.method, path)
        except KeyError:
            response = error_response(resource_not_found())
        else:
            response = error_response(_NOT_ALLOWED) if found is None else await self._answer(found, request)
        await response(scope, receive, send)

    async def _answer(self, found: Match, request: Request) -> Response:
        one, raw = found.operation, await request.body()
        counted = False
        try:
            token = self._token(one, request)
            if one.access not in ("open", "developer"):
                self.limiter.take(search=one.search)
                counted = True
            answer = _handled(one, self._call(found, request, token, raw))
        except HubSpotError as error:
            counted = counted or error.status == 429
            return error_response(error, self.limiter.headers() if counted and not one.search else None)
        headers = {**(self.limiter.headers() if counted and not one.search else {}), CORRELATION: str(uuid.uuid4())}
        if answer.raw is not None:
            return Response(answer.raw[0], answer.status, headers, answer.raw[1])
        if answer.body is None:
            return Response(status_code=answer.status, headers=headers)
        return HubSpotJSON(answer.body, answer.status, headers)

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

    def _call(self, found: Match, request: Request, token: Token, raw: bytes) -> Call:
        one, path = found.operation, found.values
        self._check_scopes(one, path, token)
        content_type = request.headers.get("content-type", "")
        as_json = one.method in ("POST", "PATCH", "PUT") and raw and not content_type.startswith(_NOT_JSON)
        return Call(
            store=self.store,
            apps=self.apps,
            limiter=self.limiter,
            token=token,
            url=f"{request.url.scheme}://{request.url.netloc}{request.url.path}",
            version=found.version,
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


def _handled(one: Operation, call: Call) -> Answer:
    """Return a handler's answer; what it cannot make sense of in the body is the 400 of a body that does not fit."""
    try:
        return one.handler(call)
    except (AttributeError, LookupError, TypeError, ValueError):
        if call.body is None:
            raise
        _LOG.info("the body of %s %s does not fit", one.method, one.path, exc_info=True)
        raise invalid("Invalid input JSON: the body does not have the form that is asked for") from None


def _read_json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError as error:
        raise invalid(f"Invalid input JSON: {error}") from None
