"""A small portal, served for each test, with the vendor's client and plain HTTP to reach it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hubspot import HubSpot
from hubspot_portal import SECTION, TOKEN, Portal

from handoff_sandbox.core.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def make_portal(sandbox: Callable[..., Server]) -> Callable[..., Portal]:
    """Return a function that serves the small portal with some of its keys replaced."""

    def make(**changes: object) -> Portal:
        server = sandbox({"hubspot": deepcopy(SECTION) | changes})
        return Portal(server, HubSpot(access_token=TOKEN, host=server.base_url))

    return make


@pytest.fixture
def portal(make_portal: Callable[..., Portal]) -> Portal:
    """Serve the small portal as it is."""
    return make_portal()


@pytest.fixture(scope="session")
def still_portal() -> Iterator[Portal]:
    """Serve one portal, without limits on requests, for all tests that change nothing in it."""
    limits = {"ten_secondly": 100_000, "search_per_second": 100_000}
    world = {
        "world": {"name": "still"},
        "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]},
        "hubspot": deepcopy(SECTION) | {"limits": limits},
    }
    with Server(world) as server:
        yield Portal(server, HubSpot(access_token=TOKEN, host=server.base_url))
