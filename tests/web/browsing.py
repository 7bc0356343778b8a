"""A browser at the pages: they are served over real HTTP as Airflow mounts them, and read as a browser reads them."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

import httpx
import uvicorn
from fastapi import FastAPI, HTTPException, Request

from handoff.bootstrap import App
from handoff.web.app import create_pages
from handoff.web.guards import Guards
from handoff.web.mounting import PREFIX


class Tags(HTMLParser):
    """Collects what a browser would take for tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag; HTMLParser calls it."""
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def text_of(html: str) -> str:
    """Return a page's text as people see it, white space made one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@dataclass(frozen=True)
class Browser:
    """Somebody who looks at the pages; `get` and `post` take addresses below the pages' own."""

    address: str
    root: str
    http: httpx.Client

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Open a page."""
        return self.http.get(f"{self.address}{self.root}{PREFIX}{path}", headers=headers)

    def post(self, path: str, **headers: str) -> httpx.Response:
        """Send a form."""
        return self.http.post(f"{self.address}{self.root}{PREFIX}{path}", headers=headers)

    def send(self, path: str, **form: str) -> httpx.Response:
        """Send a form as a browser does from one of our own pages."""
        headers = {"sec-fetch-site": "same-origin", "origin": self.address}
        return self.http.post(f"{self.address}{self.root}{PREFIX}{path}", headers=headers, data=form)


def _role(request: Request) -> str:
    return request.headers.get("x-role", "operator")


def _read(request: Request) -> None:
    if _role(request) == "nobody":
        raise HTTPException(401)
    if _role(request) == "stranger":
        raise HTTPException(403)


def _steer(request: Request) -> None:
    if _role(request) != "operator":
        raise HTTPException(403)


def _may_steer(request: Request) -> bool:
    return _role(request) == "operator"


GUARDS = Guards(
    read=_read,
    steer=_steer,
    may_steer=_may_steer,
    who=_role,
    login=lambda address: f"/auth/login?next={address}",
)
"""Airflow's answers, told by a header instead."""


@contextmanager
def served(product: App, root: str = "") -> Iterator[Browser]:
    """Serve the pages as Airflow mounts them, and give a browser for them; `root` is the path of its base_url."""
    site = FastAPI(root_path=root, openapi_url=None)
    site.mount(PREFIX, create_pages(GUARDS, product))
    server = uvicorn.Server(uvicorn.Config(site, host="127.0.0.1", port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(timeout=30) as http:
            yield Browser(f"http://127.0.0.1:{port}", root, http)
    finally:
        server.should_exit = True
        thread.join()
