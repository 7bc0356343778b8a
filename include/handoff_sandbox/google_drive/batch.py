"""POST /batch/drive/v3: up to 100 calls in one multipart/mixed body, each answered with its own status.

The inner calls run one after the other through the same app, in their order or, where the switch says so, in another
one (Google promises none), are answered in their order, and each costs its own quota. Uploads and
downloads of content are not for batches. https://developers.google.com/workspace/drive/api/guides/performance
"""

from __future__ import annotations

import io
import random
import re
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from handoff_sandbox.core.faults import record_fault
from handoff_sandbox.core.ids import secret
from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access.losing import Losing
from handoff_sandbox.google_drive.files import multipart

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Scope

    from handoff_sandbox.google_drive.store import Store

LIMIT = 100


async def answer(app: ASGIApp, request: Request, store: Store) -> Response:
    """Answer a batch request; the store's switches say in which order, and with what loss, its calls are done."""
    raw = await request.body()
    parts = multipart.split(request.headers.get("content-type", ""), raw, "multipart/mixed")
    if not parts:
        return errors.DriveError(400, "badRequest", "Failed to parse batch request.").response()
    if len(parts) > LIMIT:
        text = f"The batch request contains {len(parts)} calls; the limit is {LIMIT}."
        return errors.DriveError(400, "badRequest", text).response()
    boundary = f"batch_{secret(24)}"
    out = io.BytesIO()
    order = list(range(len(parts)))
    if (seed := store.switches.batch_shuffle) is not None:
        random.Random(seed).shuffle(order)  # noqa: S311 - an order that can be had again
    losing, done = Losing(store), dict[int, bytes]()
    for at in order:
        done[at] = await _inner(app, request, parts[at].content, losing)
    for at, part in enumerate(parts):
        content_id = part.headers.get("content-id", "").strip("<>")
        out.write(f"--{boundary}\r\nContent-Type: application/http\r\n".encode())
        out.write(f"Content-ID: <response-{content_id}>\r\n\r\n".encode() if content_id else b"\r\n")
        out.write(done[at] + b"\r\n")
    out.write(f"--{boundary}--\r\n".encode())
    return Response(out.getvalue(), media_type=f"multipart/mixed; boundary={boundary}")


async def _inner(app: ASGIApp, outer: Request, payload: bytes, losing: Losing) -> bytes:
    """Run one call that is written out as HTTP; return its answer, written out as HTTP."""
    head, _, body = re.sub(rb"\r?\n", b"\n", payload.lstrip()).partition(b"\n\n")
    first, *lines = head.decode().splitlines() or [""]
    words = first.split()
    if len(words) > 1:
        words[1] = re.sub(r"^https?://[^/]+", "", words[1])  # Java's client writes the whole address
    if len(words) < 2 or not words[1].startswith("/drive/v3/"):
        failed = errors.DriveError(400, "badRequest", "Failed to parse batch request.").response()
        return _written(failed.status_code, dict(failed.headers), bytes(failed.body))
    if fault := record_fault(outer.scope, words[1].partition("?")[0]):
        refused = errors.FAULTS[fault].response()
        return _written(refused.status_code, dict(refused.headers), bytes(refused.body))
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    headers.setdefault("authorization", outer.headers.get("authorization", ""))
    headers["host"] = outer.headers.get("host", "")
    path, _, query = words[1].partition("?")
    losing.about_to(headers.get("x-http-method-override", words[0]), path)
    scope: Scope = {
        **outer.scope,
        "method": words[0],
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items() if value],
        "path_params": {},
    }
    return await _run(app, scope, body)


async def _run(app: ASGIApp, scope: Scope, body: bytes) -> bytes:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    content = b"".join(message.get("body", b"") for message in sent[1:])
    return _written(sent[0]["status"], headers, content)


def _written(status: int, headers: dict[str, Any], body: bytes) -> bytes:
    headers = headers | {"content-length": str(len(body))}  # a 204 needs a header too: the SDK looks for the blank line
    lines = [f"HTTP/1.1 {status} {'OK' if status < 400 else 'Error'}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
