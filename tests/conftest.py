"""Fixtures for all suites: a real PostgreSQL for each test process, and in it an empty registry for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from hypothesis import HealthCheck, settings

from handoff.adapters.artifacts import ArtifactStore
from handoff.entrypoints.local.postgres import Server, embedded_postgres
from handoff.registry.database import PostgresRegistry
from handoff.registry.migrate import upgrade

# How fast a machine is says nothing about what always holds.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

_EMPTY_ALL = """
    SET session_replication_role = replica;  -- the journal's trigger refuses what only a test may do
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
        LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
    END $$
"""


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a PostgreSQL server until the tests end."""
    with embedded_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_url(postgres: Server) -> str:
    """Return the address of a registry's database, migrated once."""
    url = postgres.url("handoff")
    upgrade(url)
    return url


@pytest.fixture
def database_url(migrated_url: str, postgres: Server) -> str:
    """Return the address of the registry's database, migrated and empty."""
    with psycopg2.connect(host=str(postgres.socket_folder), user="postgres", dbname="handoff") as session:
        session.cursor().execute(_EMPTY_ALL)
    session.close()
    return migrated_url


@pytest.fixture
def registry(database_url: str) -> Iterator[PostgresRegistry]:
    """Return an empty registry."""
    registry = PostgresRegistry(database_url)
    yield registry
    registry.close()


@pytest.fixture
def artifacts(tmp_path: Path) -> ArtifactStore:
    """Return an empty artifact store."""
    return ArtifactStore(str(tmp_path / "artifacts"))
