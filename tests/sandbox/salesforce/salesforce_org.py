"""The small organisation of these tests, and simple-salesforce and plain HTTP to reach it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError

from handoff_sandbox.core.server import Server
from handoff_sandbox.core.yaml_text import Document

VERSION = "67.0"
ROOT = f"/services/data/v{VERSION}"
MAYA, TOM, DAN, ERA = (f"00500000000000{number}AAA" for number in (1, 2, 3, 4))
ACME, BROOK, EMPTY = (f"001000000000{number}AAA" for number in (501, 502, 503))
ANN, BOB = (f"003000000000{number}AAA" for number in (601, 602))
SHOP, CARE, LOST = (f"006000000000{number}AAA" for number in (801, 802, 803))
SECTION: dict[str, Any] = Document((Path(__file__).parent / "organisation.yaml").read_text(encoding="utf-8")).data


class Local(HTTPAdapter):
    """Sends what simple-salesforce sends to https, at whatever host, to the sandbox."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send a request."""
        parts = urlsplit(request.url or "")
        request.url = f"{self._base_url}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return super().send(request, *args, **options)


def content_of(error: SalesforceError) -> Any:
    """Return what an answer held: JSON's value, or a page's text, though simple-salesforce says that it is bytes."""
    return error.content


@dataclass(frozen=True)
class Answer:
    """A raw HTTP answer."""

    status: int
    headers: Any
    body: Any
    data: bytes

    @property
    def code(self) -> str:
        """The error code of the first error."""
        return str(self.body[0]["errorCode"])


@dataclass(frozen=True)
class Org:
    """A served organisation: `client` is simple-salesforce, `call` is plain HTTP below the API's version."""

    server: Server

    @property
    def login(self) -> dict[str, Any]:
        """What the sandbox tells of this organisation."""
        return dict(self.server.credentials["salesforce"])

    def transport(self) -> requests.Session:
        """Return a session of requests that reaches the sandbox."""
        session = requests.Session()
        session.mount("https://", Local(self.server.base_url))
        return session

    def client(self, session_id: str = "session-maya") -> Any:
        """Return simple-salesforce with a session."""
        return Salesforce(
            session_id=session_id, instance_url=self.server.base_url, version=VERSION, session=self.transport()
        )

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        session_id: str | None = "session-maya",
        headers: dict[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Answer:
        """Send one request; a path that does not begin with /services stands below the API's version."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if session_id:
            sent["Authorization"] = f"Bearer {session_id}"
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        url = self.server.base_url + (path if path.startswith(("/services", "/id")) else ROOT + path)
        answer = urllib3.request(method, url, body=data, headers=sent, retries=False)
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        told = json.loads(answer.data) if answer.data and is_json else None
        return Answer(answer.status, answer.headers, told, answer.data)

    def ask(self, soql: str, **options: Any) -> Answer:
        """Send a query."""
        return self.call("GET", f"/query?q={quote(soql)}", **options)

    def rows(self, soql: str, **options: Any) -> list[dict[str, Any]]:
        """Return the records that a query finds, without their attributes."""
        answer = self.ask(soql, **options)
        assert answer.status == 200, answer.body
        return [{key: value for key, value in one.items() if key != "attributes"} for one in answer.body["records"]]

    def column(self, soql: str, **options: Any) -> list[Any]:
        """Return the one field that a query selects, of each record."""
        return [next(iter(row.values())) for row in self.rows(soql, **options)]

    def admin(self, method: str, path: str, body: object = None) -> Any:
        """Send a request to the sandbox's own API."""
        data = None if body is None else json.dumps(body).encode()
        answer = urllib3.request(method, f"{self.server.base_url}/_sandbox{path}", body=data, retries=False)
        assert answer.status == 200, answer.data
        return json.loads(answer.data)
