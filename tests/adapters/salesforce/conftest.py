"""Fixtures: the practice, served fresh for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from ledger import Ledger, world

from handoff_sandbox.core.server import Server


@pytest.fixture
def serve() -> Iterator[Callable[..., Ledger]]:
    """Return a function that serves the practice with keys of its section replaced."""
    with ExitStack() as stack:

        def make(**section: Any) -> Ledger:
            return Ledger(stack.enter_context(Server(world(**section))), [])

        yield make


@pytest.fixture
def ledger(serve: Callable[..., Ledger]) -> Ledger:
    """Serve the practice as it is."""
    return serve()
