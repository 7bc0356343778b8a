"""A real Airflow for each module of the suite, over the sandbox, with schedules like the demo's; its tests share it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from keeping import PRACTICE, Practice
from running import Firm

from handoff.bootstrap import App
from handoff.entrypoints.local.demo import SCHEDULES
from handoff.entrypoints.local.stack import LocalStack
from handoff.entrypoints.local.story import POLICY, WORLD
from handoff.settings import Settings

CALM = SCHEDULES | {"HANDOFF_WATCH_CRM_EVERY": "PT8S", "HANDOFF_WATCH_CUTOFFS_EVERY": "PT12S"}
"""The demo's schedules but for watchers that look less often: each look is a process, on what may be two cores."""


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """Start everything once, for the small studio."""
    with _running(tmp_path_factory.mktemp("stack"), WORLD, POLICY) as (stack, app):
        yield Firm(stack, app)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Start everything once, for a firm that keeps its clients in Salesforce; its policy is a file of its own."""
    home = tmp_path_factory.mktemp("stack")
    policy = home / "policy.yaml"
    policy.write_text(PRACTICE.read_text())
    with _running(home, "ledger_house", policy) as (stack, app):
        yield Practice(stack, app, policy=policy)


@contextmanager
def _running(home: Path, world: Path | str, policy: Path) -> Iterator[tuple[LocalStack, App]]:
    with LocalStack(home, world, policy, environment=CALM) as stack:
        given = stack.environment
        settings = Settings(
            database_url=given["HANDOFF_DATABASE_URL"],
            policy=Path(given["HANDOFF_POLICY"]),
            artifacts=given["HANDOFF_ARTIFACTS"],
        )
        with App(settings=settings) as app:
            yield stack, app
