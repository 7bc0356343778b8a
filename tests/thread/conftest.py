"""One real Airflow for the suite, over the sandbox, with the demo's schedules; its tests share it in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Firm

from handoff.bootstrap import App
from handoff.entrypoints.local.demo import SCHEDULES
from handoff.entrypoints.local.stack import LocalStack
from handoff.entrypoints.local.story import POLICY, WORLD
from handoff.settings import Settings


@pytest.fixture(scope="session")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """Start everything once."""
    home = tmp_path_factory.mktemp("stack")
    with LocalStack(home, WORLD, POLICY, environment=SCHEDULES) as stack:
        given = stack.environment
        settings = Settings(
            database_url=given["HANDOFF_DATABASE_URL"],
            policy=Path(given["HANDOFF_POLICY"]),
            artifacts=given["HANDOFF_ARTIFACTS"],
        )
        with App(settings=settings) as app:
            yield Firm(stack, app)
