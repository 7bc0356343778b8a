"""A running portal for the tests of the HubSpot adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from adapter_portal import Portal, section

from handoff_sandbox.core.server import Server

HEAD = {"world": {"name": "test"}, "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}}


@pytest.fixture
def serve() -> Iterator[Callable[..., Portal]]:
    """Return a function that serves a portal with more or other things in it than the usual ones."""
    with ExitStack() as servers:
        yield lambda **more: _serve(servers, more)


@pytest.fixture
def portal(serve: Callable[..., Portal]) -> Portal:
    """Return the usual portal."""
    return serve()


def _serve(servers: ExitStack, more: dict[str, Any]) -> Portal:
    return Portal(servers.enter_context(Server(HEAD | {"hubspot": section(**more)})))
