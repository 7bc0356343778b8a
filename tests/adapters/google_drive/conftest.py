"""Fixtures of the Google Drive adapter's tests: a served world and the adapter on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from drive_world import Desk, Open, People, connection, world

from handoff.adapters.artifacts import ArtifactStore
from handoff.adapters.google_drive import GoogleDrive
from handoff_sandbox.core.server import Server


@pytest.fixture
def open_desk(artifacts: ArtifactStore) -> Iterator[Open]:
    """Return a function that serves a world and returns the desk on it."""
    with ExitStack() as servers:

        def serve(section: dict[str, Any] | None = None, **options: Any) -> Desk:
            head = {"world": {"name": "test"}, "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}}
            server = servers.enter_context(Server(head | world(**section or {})))
            people = People()
            return Desk(server, GoogleDrive(connection(server, **options), people, artifacts), people, artifacts.put)

        yield serve


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    """Return a desk on the usual world."""
    return open_desk()
