"""Brings the registry's tables to the newest version.

What always holds: a migration runs whole or not at all, and once, however many processes ask for it at the same time:
the others wait and find it done. There is no way down; a backup is.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from handoff.registry.connection import database_errors, engine_for

_LOCK = 0x68616E646F6666
"""The advisory lock's number: "handoff" in ASCII."""


def upgrade(url: str) -> None:
    """Migrate the registry at an address to the newest version; no change where it is there.

    RegistryUnavailableError where the database does not answer, SettingsError where the address is not PostgreSQL's.
    """
    engine = engine_for(url)
    try:
        with database_errors(), engine.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            folder, config = Path(__file__).parent / "migrations", Config()
            config.set_main_option("script_location", str(folder).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def current(url: str) -> str | None:
    """Return the version of the registry's tables, None where there are none; errors as `upgrade`."""
    engine = engine_for(url)
    try:
        with database_errors(), engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
