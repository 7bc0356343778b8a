"""A small organisation, served for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from salesforce_org import SECTION, Org

from handoff_sandbox.core.server import Server


@pytest.fixture
def make_org(sandbox: Callable[..., Server]) -> Callable[..., Org]:
    """Return a function that serves the small organisation with some of its keys replaced."""

    def make(**changes: object) -> Org:
        return Org(sandbox({"salesforce": deepcopy(SECTION) | changes}))

    return make


@pytest.fixture
def org(make_org: Callable[..., Org]) -> Org:
    """Serve the small organisation as it is."""
    return make_org()


@pytest.fixture(scope="session")
def still_org() -> Iterator[Org]:
    """Serve one organisation for all tests that change nothing in it."""
    head = {"world": {"name": "still"}, "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}}
    with Server(head | {"salesforce": deepcopy(SECTION)}) as server:
        yield Org(server)
