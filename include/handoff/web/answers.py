"""Answers of the pages: HTML from templates, files, and redirects, each with headers that keep a browser strict.

What always holds: text is escaped by the templates, no script runs, nothing is loaded from elsewhere, and no page is
kept in a cache, since pages show people's names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from handoff.domain.canonical import Json
from handoff.web import words
from handoff.web.mounting import PREFIX

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""Our own pages' content security policy; Airflow shows them in a frame."""

DOSSIER_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""A rendered document's: an origin of its own, no script, no form; its links open in new windows."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all, forms would lose their Origin
    "Cache-Control": "no-store",
}


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page."""
    scope = request.scope
    places = {
        "root": scope.get("root_path", ""),
        "airflow": scope.get("app_root_path", scope.get("root_path", "")).removesuffix(PREFIX),
        "framed": request.headers.get("sec-fetch-dest") == "iframe",
        "here": request.url.path,
    }
    html = _templates().get_template(template).render(places | values)
    return HTMLResponse(html, status, HEADERS)


def document(html: bytes) -> Response:
    """Return a whole document that was rendered elsewhere, to be shown in a frame."""
    headers = HEADERS | {"Content-Security-Policy": DOSSIER_POLICY}
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)


def download(lines: Iterable[str], media_type: str, name: str) -> Response:
    """Return a file to be saved under a name of ours, sent as it is made, however long."""
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(
        (line.encode() for line in lines), media_type=f"{media_type}; charset=utf-8", headers=headers
    )


def elsewhere(address: str) -> RedirectResponse:
    """Send the browser to another page, by GET."""
    return RedirectResponse(address, 303, HEADERS)


def moment(value: datetime | None, missing: str = "not set") -> str:
    """Write an instant for people, in UTC."""
    return missing if value is None else f"{value:%-d %b %Y, %H:%M} UTC"


def plainly(value: Json) -> str:
    """Write a value of a journal's detail as people read it."""
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {plainly(item)}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(plainly, value))
    return str(value)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("handoff.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["moment"] = moment
    environment.filters["plainly"] = plainly
    environment.globals["words"] = words
    return environment
