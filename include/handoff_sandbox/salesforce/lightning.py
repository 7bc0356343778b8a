"""The page of a record in Lightning: a plain preview, so that a link from a dossier or a letter opens.

https://developer.salesforce.com/docs/atlas.en-us.lightning.meta/lightning/components_navigation_page_definitions.htm

The sandbox has no sign-in for browsers, so the page shows a record to whoever has its link, and says so. It is for
people who try the sandbox; what somebody may see is asked of the API.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from handoff_sandbox.salesforce.records import record_ids

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from handoff_sandbox.salesforce.store import Store

PATH = "/lightning/r/{sobject}/{record}/view"
_STYLE = (
    "body{font:16px/1.5 system-ui;max-width:48rem;margin:2rem auto;padding:0 1rem}header{color:#555;font-size:14px}"
)


def show(store: Store, request: Request) -> Response:
    """Show a record's fields, as far as they hold something."""
    record_id = record_ids.read(request.path_params["record"])
    record = store.reach(record_id) if record_id else None
    if record is None or record.deleted is not None:
        return HTMLResponse("<h1>Not found</h1><p>There is no such record in this sandbox.</p>", status_code=404)
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(_shown(value))}</dd>"
        for name, value in record.values.items()
        if value not in (None, "", False)
    )
    name = escape(store.name_of(record.id) or record.id)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{_STYLE}</style></head><body><header>Sandbox preview of {escape(record.sobject)} {escape(record.id)}, "
        "shown without sign-in.</header>"
        f"<h1>{name}</h1><dl>{rows}</dl></body></html>"
    )


def _shown(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
