"""The routes of the Salesforce emulator, and what happens around every call: session, limits, errors.

A slash at the end of a path makes no difference, since the clients differ in it. What is not listed here answers
NOT_FOUND, never an empty success.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route, compile_path

from handoff_sandbox.core.faults import record_fault
from handoff_sandbox.core.json_answer import SalesforceJSON
from handoff_sandbox.salesforce import lightning
from handoff_sandbox.salesforce.bulk import ingest_jobs, query_jobs
from handoff_sandbox.salesforce.call import Answer, Call, Organisation
from handoff_sandbox.salesforce.composite_api import Composite, as_bytes, split_address
from handoff_sandbox.salesforce.definitions import catalogue_api
from handoff_sandbox.salesforce.errors import SalesforceError, not_found
from handoff_sandbox.salesforce.queries import query_api, replication, search_api
from handoff_sandbox.salesforce.records import collections_api, sobject_api

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from handoff_sandbox.salesforce.access.auth import Auth
    from handoff_sandbox.salesforce.access.soap import Soap

ROOT = "/services/data/v{version}"
LOCKED = "salesforce.locked"
"""The key in a request's scope by which the fault `unable_to_lock_row` holds records."""
LONGEST_ADDRESS = 16_384
Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Operation:
    """One call of the API, by its path below the version."""

    method: str
    path: str
    handler: Handler


_ROW = "/sobjects/{sobject}/{field}/{value:path}"
OPERATIONS = (
    Operation("GET", "", catalogue_api.resources),
    Operation("GET", "/limits", catalogue_api.limits),
    Operation("GET", "/query", query_api.query),
    Operation("GET", "/queryAll", query_api.query_all),
    Operation("GET", "/query/{locator}", query_api.more),
    Operation("GET", "/queryAll/{locator}", query_api.more),
    Operation("GET", "/search", search_api.search),
    Operation("GET", "/parameterizedSearch", search_api.parameterized),
    Operation("POST", "/parameterizedSearch", search_api.parameterized),
    Operation("GET", "/jobs/query", query_jobs.list_jobs),
    Operation("POST", "/jobs/query", query_jobs.create),
    Operation("GET", "/jobs/query/{job}", query_jobs.read),
    Operation("PATCH", "/jobs/query/{job}", query_jobs.update),
    Operation("DELETE", "/jobs/query/{job}", query_jobs.delete),
    Operation("GET", "/jobs/query/{job}/results", query_jobs.results),
    Operation("GET", "/jobs/ingest", ingest_jobs.list_jobs),
    Operation("POST", "/jobs/ingest", ingest_jobs.create),
    Operation("GET", "/jobs/ingest/{job}", ingest_jobs.read),
    Operation("PUT", "/jobs/ingest/{job}/batches", ingest_jobs.upload),
    Operation("PATCH", "/jobs/ingest/{job}", ingest_jobs.update),
    Operation("DELETE", "/jobs/ingest/{job}", ingest_jobs.delete),
    Operation("GET", "/jobs/ingest/{job}/successfulResults", ingest_jobs.successful),
    Operation("GET", "/jobs/ingest/{job}/failedResults", ingest_jobs.failed),
    Operation("GET", "/jobs/ingest/{job}/unprocessedrecords", ingest_jobs.unprocessed),
    Operation("POST", "/composite/sobjects", collections_api.create),
    Operation("PATCH", "/composite/sobjects", collections_api.update),
    Operation("DELETE", "/composite/sobjects", collections_api.delete),
    Operation("GET", "/composite/sobjects/{sobject}", collections_api.read),
    Operation("POST", "/composite/sobjects/{sobject}", collections_api.read),
    Operation("PATCH", "/composite/sobjects/{sobject}/{field}", collections_api.upsert),
    Operation("GET", "/sobjects", catalogue_api.list_objects),
    Operation("GET", "/sobjects/{sobject}", catalogue_api.read_object),
    Operation("POST", "/sobjects/{sobject}", sobject_api.create),
    Operation("GET", "/sobjects/{sobject}/describe", catalogue_api.describe_object),
    Operation("GET", "/sobjects/{sobject}/updated", replication.updated),
    Operation("GET", "/sobjects/{sobject}/deleted", replication.deleted),
    Operation("GET", "/sobjects/{sobject}/{id}", sobject_api.read),
    Operation("PATCH", "/sobjects/{sobject}/{id}", sobject_api.update),
    Operation("DELETE", "/sobjects/{sobject}/{id}", sobject_api.delete),
    Operation("GET", _ROW, sobject_api.read_part),
    Operation("PATCH", _ROW, sobject_api.upsert),
    Operation("DELETE", _ROW, sobject_api.delete_by_external_id),
)
_COMPOSITE = (("/composite", Composite.composite), ("/composite/batch", Composite.batch))
_LOGINS = {
    (
        "POST",
        "/services/oauth2/token",
    ): "Give out a session for client credentials, a JWT, a refresh token or a password.",
    ("POST", "/services/oauth2/revoke"): "End a session.",
    ("GET", "/services/oauth2/userinfo"): "Tell who the session's user is.",
    ("GET", "/id/{organization}/{user}"): "Tell who the session's user is.",
    ("POST", "/services/Soap/{kind}/{version}"): "SOAP's login(), up to version 64, and merge().",
    ("GET", "/services/data"): "List the versions of the API.",
    ("GET", lightning.PATH): "The page of a record.",
}


def route_table() -> list[dict[str, str]]:
    """Return what the emulator covers, a row for each method and path: for the list of it in docs."""
    rows = [(one.method, ROOT + one.path, one.handler.__doc__) for one in OPERATIONS]
    rows += [("POST", ROOT + path, handler.__doc__) for path, handler in _COMPOSITE]
    rows += [(method, path, does) for (method, path), does in _LOGINS.items()]
    return [{"method": method, "path": path, "does": (does or "").strip()} for method, path, does in rows]


def error_response(error: SalesforceError, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as Salesforce's answer."""
    return SalesforceJSON(error.as_json(), error.status, headers)


class Api:
    """The API of one organisation; `app` makes it an ASGI app. Handlers run on the event loop, one at a time."""

    def __init__(self, organisation: Organisation, auth: Auth, soap: Soap) -> None:
        self._organisation, self._auth, self._soap = organisation, auth, soap
        composite = Composite(self._dispatch)
        own = tuple(Operation("POST", path, handler.__get__(composite)) for path, handler in _COMPOSITE)
        self._operations = [(compile_path(ROOT + one.path)[0], one) for one in (*own, *OPERATIONS)]

    def app(self) -> ASGIApp:
        """Return the ASGI app with all paths."""
        routes = [
            Route("/services/oauth2/token", self._auth.token, methods=["POST"]),
            Route("/services/oauth2/revoke", self._auth.revoke, methods=["POST"]),
            Route("/services/oauth2/userinfo", self._auth.identity, methods=["GET"]),
            Route("/id/{organization}/{user}", self._auth.identity, methods=["GET"]),
            Route("/services/Soap/{kind:str}/{version:str}", self._soap.answer, methods=["POST"]),
            Route("/services/data", _versions, methods=["GET"]),
            Route(lightning.PATH, partial(lightning.show, self._organisation.store), methods=["GET"]),
        ]
        routes += [Route(ROOT + one.path, self._endpoint(one), methods=[one.method]) for _, one in self._operations]
        app = Starlette(routes=routes, exception_handlers={HTTPException: _unknown})
        app.router.redirect_slashes = False
        return _WithoutSlash(app)

    def _endpoint(self, one: Operation) -> Callable[[Request], Any]:
        limiter, transactions = self._organisation.limiter, self._organisation.transactions

        async def endpoint(request: Request) -> Response:
            raw = await request.body()
            try:
                raw = _unpacked(raw, request.headers.get("content-encoding", "identity").lower())
                _check_length(request)
                transactions.settle()
                root = _check_version(request.path_params["version"])
                login = self._auth.sessions.login(request.headers.get("authorization"))
                limiter.take()
                call = Call(
                    organisation=self._organisation,
                    login=login,
                    root=root,
                    path=request.path_params,
                    query=dict(request.query_params),
                    headers=request.headers,
                    raw=raw,
                    locked=bool(request.scope.get(LOCKED)),
                    fault_of=partial(record_fault, request.scope),
                )
                answer = one.handler(call)
            except SalesforceError as error:
                return error_response(error, limiter.headers() if error.status != 401 else None)
            return _response(answer, limiter.headers())

        return endpoint

    def _dispatch(self, call: Call, method: str, url: str, headers: Mapping[str, str], body: Any) -> Answer:
        """Answer a request within a composite one, in the name of the same user."""
        path, query = split_address(url)
        path = path.rstrip("/") if path != "/" else path
        for pattern, one in self._operations:
            match = pattern.match(path)
            if match and one.method == method.upper():
                root = _check_version(match["version"])
                inner = replace(
                    call, root=root, path=match.groupdict(), query=query, headers=headers, raw=as_bytes(body)
                )
                return one.handler(inner)
        raise not_found()


@dataclass(frozen=True)
class _WithoutSlash:
    """Takes the slash from the end of a path."""

    app: Starlette

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and len(scope["path"]) > 1:
            scope = {**scope, "path": scope["path"].rstrip("/")}
        await self.app(scope, receive, send)


def _check_version(text: str) -> str:
    """Return the root path of a version; raises 410 for a retired one and 404 for one that never was."""
    number = int(text[:-2]) if re.fullmatch(r"\d{2}\.0", text) else 0
    if number in catalogue_api.RETIRED:
        raise SalesforceError(410, "GONE", f"API version {text} is retired; use a newer one")
    if not catalogue_api.OLDEST <= number <= catalogue_api.NEWEST:
        raise not_found()
    return f"/services/data/v{text}"


def _check_length(request: Request) -> None:
    """Raise the 414 or 431 for an address, or an address with its headers, of more than 16,384 bytes."""
    address = len(request.scope["raw_path"]) + len(request.scope["query_string"]) + 1
    if address > LONGEST_ADDRESS:
        raise SalesforceError(414, "URI_TOO_LONG", f"The length of the URI exceeds the {LONGEST_ADDRESS} byte limit")
    if address + sum(len(name) + len(value) + 4 for name, value in request.headers.raw) > LONGEST_ADDRESS:
        message = f"The combined length of the URI and headers exceeds the {LONGEST_ADDRESS} byte limit"
        raise SalesforceError(431, "REQUEST_HEADER_FIELDS_TOO_LARGE", message)


def _unpacked(raw: bytes, encoding: str) -> bytes:
    """Return a body without its compression, which the REST API takes as gzip and deflate; raises a 400 and a 415."""
    if encoding == "identity":
        return raw
    if encoding not in ("gzip", "deflate"):
        raise SalesforceError(415, "UNSUPPORTED_MEDIA_TYPE", f"Content-Encoding is not supported: {encoding}")
    try:
        return zlib.decompress(raw, wbits=zlib.MAX_WBITS | 32)  # either of the two, as its head says
    except zlib.error:
        raise SalesforceError(400, "JSON_PARSER_ERROR", "The HTTP entity body could not be decompressed") from None


def _response(answer: Answer, headers: Mapping[str, str]) -> Response:
    headers = {**headers, **answer.headers}
    if answer.body is None:
        return Response(status_code=answer.status, headers=headers)
    if isinstance(answer.body, bytes):
        return Response(answer.body, answer.status, headers)
    return SalesforceJSON(answer.body, answer.status, headers)


async def _versions(_: Request) -> Response:
    return SalesforceJSON(catalogue_api.versions())


async def _unknown(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        message = "HTTP Method not allowed. Allowed are those that the documentation of the resource names"
        return error_response(SalesforceError(405, "METHOD_NOT_ALLOWED", message))
    return error_response(not_found())
