"""The versions of the registry's tables, by Alembic. A new one is written by hand as versions/revision_NNNN.py."""
