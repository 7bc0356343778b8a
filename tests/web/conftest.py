"""Fixtures: the handoffs, played once for all tests of the pages, and browsers for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Browser, served
from playing import POLICY, Played, play

from handoff.bootstrap import App
from handoff.entrypoints.local.postgres import Server as Postgres
from handoff.registry.migrate import upgrade
from handoff.settings import Settings

HERE = Path(__file__).parent


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let one test process run them all: it plays the handoffs and starts Airflow once.

    When all are collected it is too late: pytest-xdist has parted them by then.
    """
    if item.path.parent == HERE:
        item.add_marker(pytest.mark.xdist_group("pages"))


@pytest.fixture(scope="session")
def played(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Play in a database of its own; tests read it, or put back what they change."""
    postgres.create_database("handoff_pages")
    url = postgres.url("handoff_pages")
    upgrade(url)
    artifacts = tmp_path_factory.mktemp("pages") / "artifacts"
    with play(Settings(database_url=url, policy=POLICY, artifacts=str(artifacts))) as found:
        yield found


@pytest.fixture(scope="session")
def browser(played: Played) -> Iterator[Browser]:
    """Somebody at the played firm's pages."""
    with played.firm.app() as product, served(product) as found:
        yield found


@pytest.fixture
def empty_browser(database_url: str, tmp_path: Path) -> Iterator[Browser]:
    """Somebody at the pages of a firm that has no handoff yet."""
    settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
    with App(settings=settings) as product, served(product) as found:
        yield found
