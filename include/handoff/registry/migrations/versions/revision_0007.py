"""What CRMs told by webhook, and how often a delivery was refused."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the notices and the count of refusals."""
    op.create_table(
        "notices",
        sa.Column("connection", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("vendor", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("property", sa.Text, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("connection", "key", name="pk_notices"),
    )
    op.create_index("ix_notices_waiting", "notices", ["told_at"], postgresql_where=sa.text("settled_at IS NULL"))
    op.create_table(
        "refusals",
        sa.Column("connection", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("connection", "reason", name="pk_refusals"),
    )
