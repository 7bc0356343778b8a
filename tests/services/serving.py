"""The fixtures of every suite that plays handoffs: the small studio, or another world, served and wired."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from firm import POLICY, Firm, read_world, wire

from handoff.settings import Settings
from handoff_sandbox.core.server import Server


@pytest.fixture
def make_firm(database_url: str, tmp_path: Path) -> Iterator[Callable[..., Firm]]:
    """Return a function that serves a world (the small studio, changed by `edit`) and wires a firm over it."""
    servers: list[Server] = []

    def make(edit: Callable[[dict[str, Any]], None] | None = None) -> Firm:
        world = read_world("small_studio")
        if edit is not None:
            edit(world)
        server = Server(json.loads(json.dumps(world, default=str))).__enter__()
        servers.append(server)
        settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
        return wire(server, settings)

    yield make
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture
def firm(make_firm: Callable[..., Firm]) -> Firm:
    """Return the small studio, unchanged."""
    return make_firm()
