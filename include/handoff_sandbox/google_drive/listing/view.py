"""The page behind a webViewLink: a plain preview, so that a link from a dossier or a letter opens.

The sandbox has no sign-in for browsers, so the page shows a file to whoever has its link, and says so. It is for people
who try the sandbox; what somebody may see is asked of the API.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.files import content
from handoff_sandbox.google_drive.model import DOCUMENT, FileId

if TYPE_CHECKING:
    from starlette.requests import Request

    from handoff_sandbox.google_drive.model import File
    from handoff_sandbox.google_drive.store import Store

_STYLE = (
    "body{font:16px/1.5 system-ui;max-width:48rem;margin:2rem auto;padding:0 1rem}header{color:#555;font-size:14px}"
)


def show(store: Store, request: Request) -> Response:
    """GET /drive/view/{fileId}; `?download=1` sends a blob's bytes."""
    file = store.files.get(FileId(request.path_params["file_id"]))
    if file is None:
        return HTMLResponse("<h1>Not found</h1><p>There is no such file in this sandbox.</p>", status_code=404)
    if request.query_params.get("download") and not file.is_native:
        return Response(file.content, media_type=file.mime_type)
    rows = access.rows(store, file).values()
    people = ", ".join(
        escape(f"{row.grant.email or row.grant.domain or row.grant.id} ({row.role.name})") for row in rows
    )
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(file.name)}</title>'
        f"<style>{_STYLE}</style></head><body><header>Sandbox preview, shown without sign-in. "
        f"Access: {people}</header><h1>{escape(file.name)}</h1>{_body(store, file)}</body></html>"
    )


def _body(store: Store, file: File) -> str:
    if file.is_folder:
        items = "".join(
            f'<li><a href="/drive/view/{child.id}">{escape(child.name)}</a></li>' for child in store.children(file.id)
        )
        return f"<ul>{items}</ul>"
    if file.mime_type == DOCUMENT:
        return content.to_html(file).partition("<body>")[2].partition("</body>")[0]
    if text := content.indexable(file):
        return f"<pre>{escape(text)}</pre>"
    return f"<p>{escape(file.mime_type)}, {len(file.content)} bytes</p>"
