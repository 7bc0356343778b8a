"""Alembic runs this for every command: it migrates on the connection, and in the transaction, of `migrate.upgrade`."""

from alembic import context

from handoff.registry.legacy_tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
