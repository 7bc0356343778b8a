"""The migrations."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from handoff.registry.tables import metadata


def test_migrations_give_the_tables(database_url: str) -> None:
    """The newest migration leaves the database as tables.py describes it."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []
