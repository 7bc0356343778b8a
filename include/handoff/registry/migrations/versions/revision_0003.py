"""Whether a gathering was broken off, so that it can go on where it was."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table of gatherings."""
    op.create_table(
        "gatherings",
        sa.Column("handoff", sa.Text, sa.ForeignKey("handoffs.id"), primary_key=True, nullable=False),
        sa.Column("gathering", sa.Text, primary_key=True),
        sa.Column("vendor", sa.Text, primary_key=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
