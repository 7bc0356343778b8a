"""A running Drive for the tests of the emulator."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from drive_client import WORLD, Drive

from handoff_sandbox.core.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = {"world": {"name": "test"}, "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}}


@pytest.fixture
def drive(sandbox: Any) -> Iterator[Drive]:
    """Return a Drive of one's own, to write to."""
    with closing(Drive(sandbox({"google_drive": WORLD}))) as found:
        yield found


@pytest.fixture(scope="module")
def library() -> Iterator[Drive]:
    """Return a Drive that the tests of a module share, only to read from."""
    with Server(HEAD | {"google_drive": WORLD}) as server, closing(Drive(server)) as found:
        yield found
