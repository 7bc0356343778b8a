"""Fixtures of all sandbox tests: servers of small worlds on free ports."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from handoff_sandbox.core.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starting import Serve


@pytest.fixture
def sandbox() -> Iterator[Serve]:
    """Return a function that serves a world dict and returns the running `Server` (base_url, credentials, clock)."""
    with ExitStack() as servers:

        def serve(world: dict[str, Any], **options: Any) -> Server:
            head = {"world": {"name": "test"}, "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}}
            return servers.enter_context(Server(head | world, **options))

        yield serve
