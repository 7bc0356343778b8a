"""Whose the ids of CRM owners are, so that pages name people without asking a vendor."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "owners",
        sa.Column("connection", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("connection", "owner", name="pk_owners"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_owners_person"),
    )
