"""Checks whatever the emulated Drive sends, to whichever client, against Google's discovery document.

Every answer, inside a batch too, must be one that the method's schema describes, must hold no more than its `fields`
select, and must be Google's error body where it is a refusal. Nothing of the emulator's own code is used.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import googleapiclient.discovery_cache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

DISCOVERY = json.loads((Path(googleapiclient.discovery_cache.DISCOVERY_DOC_DIR) / "drive.v3.json").read_text())
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
}
_FORMATS = {
    "int64": re.compile(r"-?\d+"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"),
}
_TOP = r"/(?:resumable/)?(?:upload/)?drive/v3/"


def check_schema(value: Any, node: dict[str, Any], at: str = "$") -> None:
    """Assert that a JSON value has only the fields that a schema of the discovery document has, with its types."""
    if "$ref" in node:
        node = DISCOVERY["schemas"][node["$ref"]]
    if node["type"] == "any":
        return
    kind = _TYPES[node["type"]]
    assert isinstance(value, kind), f"{at} is {value!r}, not a {node['type']}"
    assert kind is not int or not isinstance(value, bool), f"{at} is {value!r}, not an integer"
    if isinstance(value, str):
        if (shape := _FORMATS.get(node.get("format", ""))) is not None:
            assert shape.fullmatch(value), f"{at} is {value!r}, not of the format {node['format']}"
        assert value in node.get("enum", [value]), f"{at} is {value!r}, not one of {node['enum']}"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            check_schema(item, node["items"], f"{at}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            below = node.get("properties", {}).get(key) or node.get("additionalProperties")
            assert below, f"{at}.{key} is not in the schema"
            check_schema(item, below, f"{at}.{key}")


def check_mask(value: Any, mask: str, at: str = "$") -> None:
    """Assert that an answer holds nothing that its `fields` did not ask for."""
    if isinstance(value, list):
        for item in value:
            check_mask(item, mask, at)
    elif isinstance(value, dict):
        selected: dict[str, str] = {}
        for name, below in _selected(mask):
            selected[name] = f"{selected[name]},{below}" if selected.get(name) and below else below
        for key, item in value.items():
            wanted = selected.get(key, selected.get("*"))
            assert wanted is not None, f"{at}.{key} is not in fields={mask}"
            if wanted:
                check_mask(item, wanted, f"{at}.{key}")


def _selected(mask: str) -> Iterator[tuple[str, str]]:
    """Yield the fields at the top of a mask, each with the mask below it ('' for everything)."""
    depth, part = 0, ""
    for character in mask + ",":
        if character == "," and not depth:
            name, mark, below = re.fullmatch(r"\s*([\w*-]+)\s*([(/]?)(.*?)\s*", part, re.DOTALL).groups()  # type: ignore[union-attr]  # what does not fit fails the test
            yield name, below.rstrip()[:-1] if mark == "(" and below.rstrip().endswith(")") else below
            part = ""
        else:
            depth += {"(": 1, ")": -1}.get(character, 0)
            part += character


def check_error(status: int, body: bytes) -> None:
    """Assert that a refusal has Google's error body."""
    error = json.loads(body)["error"]
    assert error["code"] == status
    assert error["message"]
    for each in error["errors"]:
        assert (
            {"domain", "reason", "message"} <= set(each) <= {"domain", "reason", "message", "location", "locationType"}
        )
        assert re.fullmatch(r"[a-z][A-Za-z.]+", each["reason"])


def _methods(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from node.get("methods", {}).values()
    for below in node.get("resources", {}).values():
        yield from _methods(below)


_METHODS = sorted(_methods(DISCOVERY), key=lambda method: method["path"].replace("{", "~"))


def method_of(verb: str, path: str) -> dict[str, Any] | None:
    """Return the method of the discovery document that answers at a path."""
    upload = {"PUT", "DELETE"} if path.startswith(("/upload", "/resumable")) else set()
    for method in _METHODS:
        pattern = re.sub(r"\\{\w+\\}", "[^/:]+", re.escape(method["path"]))
        if re.fullmatch(_TOP + pattern, path) and verb in {method["httpMethod"]} | upload:
            return dict(method)
    return None


@dataclass
class Checked:
    """The emulator's app, whose every answer is checked; what is wrong with one is kept in `problems`."""

    app: ASGIApp
    problems: list[str] = field(default_factory=list)
    seen: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request and check the answer."""
        asked, sent = [], []

        async def listen() -> Message:
            message = await receive()
            asked.append(message.get("body", b""))
            return message

        async def watch(message: Message) -> None:
            sent.append(message)
            await send(message)

        await self.app(scope, listen, watch)
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        query, verb = scope["query_string"].decode(), scope["method"]
        if "x-http-method-override" in headers:
            verb, query = headers["x-http-method-override"].upper(), f"{query}&{b''.join(asked).decode()}"
        if not sent:
            return
        kind = {name.lower(): value for name, value in sent[0]["headers"]}.get(b"content-type", b"").decode()
        body = b"".join(m.get("body", b"") for m in sent[1:])
        if (b"content-encoding", b"gzip") in sent[0]["headers"]:
            body = gzip.decompress(body)
        self._check(scope["path"], verb, query, sent[0]["status"], kind, body)
        if scope["path"].startswith("/batch"):
            self._check_batch(headers.get("content-type", ""), b"".join(asked), kind, sent)

    def _check(self, path: str, verb: str, query: str, status: int, kind: str, body: bytes) -> None:
        self.seen += 1
        method, asked = method_of(verb, path), parse_qs(query)
        try:
            if path.startswith(("/drive/v3", "/upload", "/resumable")) and status >= 400 and status not in (416, 499):
                check_error(status, body)
            elif method is None or 300 <= status < 400 or asked.get("alt") == ["media"] or status in (416, 499):
                return
            elif "response" not in method:
                assert not body or method["id"] == "drive.files.export", f"{method['id']} answers nothing"
            elif body:
                assert kind.startswith("application/json"), f"{method['id']} answers {kind}"
                check_schema(json.loads(body), method["response"])
                if "fields" in asked:
                    check_mask(json.loads(body), asked["fields"][0])
        except (AssertionError, ValueError, KeyError) as wrong:
            self.problems.append(f"{verb} {path}?{query}: {status}: {wrong}")

    def _check_batch(self, asked_kind: str, asked: bytes, kind: str, sent: list[Message]) -> None:
        answered = b"".join(message.get("body", b"") for message in sent[1:])
        if sent[0]["status"] != 200:
            return
        calls = dict(_parts(asked_kind, asked))
        for content_id, part in _parts(kind, answered):
            line, path, *_ = calls[content_id.replace("response-", "")].split()[0:2]
            head, _, body = part.replace("\r\n", "\n").partition("\n\n")
            inner = re.search(r"(?i)^content-type: (.*)$", head, re.MULTILINE)
            path, _, query = path.partition("?")
            self._check(path, line, query, int(head.split()[1]), inner[1] if inner else "", body.encode())


def _parts(kind: str, body: bytes) -> Iterator[tuple[str, str]]:
    message = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    for number, part in enumerate(message.get_payload()):
        payload = part.get_payload(decode=True).decode()
        yield str(part.get("Content-ID", f"<{number}>")).strip("<> \n").replace("response-", ""), payload


def watch_answers(server: Any) -> Checked:
    """Check every answer of a server's Drive, which has not started yet; returns where the problems are kept."""
    for emulator in server.emulators:
        if emulator.name == "google_drive":
            emulator.app = checked = Checked(emulator.app)
            return checked
    raise LookupError("the world has no google_drive")
