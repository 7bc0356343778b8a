"""What the suite of local processes needs of the machine."""

from __future__ import annotations

import signal

import pytest


@pytest.fixture(autouse=True, scope="session")
def _signals_as_at_a_terminal() -> None:
    """Let children be interrupted: what a shell starts in the background ignores SIGINT, and so would they."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
