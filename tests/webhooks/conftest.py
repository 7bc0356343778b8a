"""Fixtures: a firm whose HubSpot delivers webhooks, and the endpoint that takes them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("services", "web")]
from endpoint import Endpoint, playing  # noqa: E402 - found once the path above is set


@pytest.fixture
def endpoint(database_url: str, tmp_path: Path) -> Iterator[Endpoint]:
    """Return the endpoint of a firm, with the sandbox's HubSpot subscribed to it and an Airflow that takes runs."""
    with playing(database_url, tmp_path) as found:
        yield found
