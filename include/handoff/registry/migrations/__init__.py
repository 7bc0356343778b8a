"""The versions of the registry's tables, by Alembic."""
