"""A running Drive for the tests of the emulator; each of its answers is checked against the discovery document."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from drive_answers import watch_answers
from drive_client import WORLD, Drive

from handoff_sandbox.core.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEAD = {"world": {"name": "test"}, "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}}


@contextmanager
def serve_checked(world: dict[str, Any], **options: Any) -> Iterator[Server]:
    """Serve a world; every answer of its Drive was right, or the block fails at its end."""
    server = Server(HEAD | world, **options)
    checked = watch_answers(server)
    with server:
        yield server
    assert not checked.problems, "\n".join(checked.problems)


@pytest.fixture
def sandbox() -> Iterator[Callable[..., Server]]:
    """Return a function that serves a world whose Drive is checked."""
    with ExitStack() as servers:
        yield lambda world, **options: servers.enter_context(serve_checked(world, **options))


@pytest.fixture
def drive(sandbox: Any) -> Iterator[Drive]:
    """Return a Drive of one's own, to write to."""
    with closing(Drive(sandbox({"google_drive": WORLD}))) as found:
        yield found


@pytest.fixture(scope="module")
def library() -> Iterator[Drive]:
    """Return a Drive that the tests of a module share, only to read from."""
    with serve_checked({"google_drive": WORLD}) as server, closing(Drive(server)) as found:
        yield found
