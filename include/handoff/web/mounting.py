"""How Airflow mounts the pages: as an application that is built on its first request.

Airflow loads its plugins in each of its processes, tasks too; only the api-server is ever asked for a page.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "/handoff"
"""Where Airflow mounts the pages; HANDOFF_BASE_URL is Airflow's own address with this behind it."""


class LazyPages:
    """The pages, with Airflow's security, built in a thread when they are first asked for."""

    def __init__(self) -> None:
        self._pages: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self._pages is None:
            self._pages = await asyncio.to_thread(_build)
        await self._pages(scope, receive, send)


def _build() -> ASGIApp:
    from handoff.bootstrap import App  # noqa: PLC0415 - only where a page is asked for
    from handoff.entrypoints.airflow.connections import airflow_connection  # noqa: PLC0415 - so too
    from handoff.web.app import create_pages  # noqa: PLC0415 - so too
    from handoff.web.security import airflow_guards  # noqa: PLC0415 - so too

    return create_pages(airflow_guards(), App(airflow_connection))
