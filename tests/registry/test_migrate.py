"""The migrations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from handoff.entrypoints.local.postgres import Server
from handoff.errors import RegistryUnavailableError, SettingsError
from handoff.registry import migrations
from handoff.registry.legacy_tables import metadata
from handoff.registry.migrate import current, upgrade

NUMBERS: Iterator[int] = count()


@pytest.fixture
def bare(postgres: Server) -> str:
    """Return the address of a database without tables."""
    name = f"bare{next(NUMBERS)}"
    postgres.create_database(name)
    return postgres.url(name)


def test_migrations_give_the_tables(database_url: str) -> None:
    """The newest version is the tables as the code has them: names, types, keys, indexes."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_migrations_run_once_when_many_ask(bare: str) -> None:
    """Eight that migrate a new database at once all end well, and the version is the newest one."""
    assert current(bare) is None
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(upgrade, [bare] * 8))
    newest = max((Path(migrations.__file__).parent / "versions").glob("revision_*.py"))
    assert current(bare) == newest.stem.removeprefix("revision_")
    upgrade(bare)


@pytest.mark.parametrize("use", [upgrade, current])
def test_migrations_name_what_is_wrong_with_the_address(use: Callable[[str], object]) -> None:
    """A server that does not answer may answer later; another kind of database never does."""
    with pytest.raises(RegistryUnavailableError):
        use("postgresql://127.0.0.1:1/handoff")
    with pytest.raises(SettingsError):
        use("sqlite://")
