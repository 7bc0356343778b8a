"""Legacy clients: batches, their rows, and the questions about many plans at once."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables, and what says that a handoff is one of a legacy client."""
    op.add_column("handoffs", sa.Column("legacy", sa.JSON))
    op.create_table(
        "legacy_batches",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.Column("approve", sa.Text, nullable=False),
        sa.Column("begun_by", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped", sa.Boolean, nullable=False),
        sa.Column("stopped_because", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("past_canary", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_legacy_batches"),
    )
    op.create_table(
        "legacy_rows",
        sa.Column("batch", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("group_name", sa.Text, nullable=False),
        sa.Column("ready", sa.JSON),
        sa.Column("faults", sa.JSON, nullable=False),
        sa.Column("handoff", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("batch", "number", name="pk_legacy_rows"),
        sa.ForeignKeyConstraint(["batch"], ["legacy_batches.id"], name="fk_legacy_rows_batch"),
        sa.ForeignKeyConstraint(["handoff"], ["handoffs.id"], name="fk_legacy_rows_handoff"),
        sa.UniqueConstraint("batch", "handoff", name="uq_legacy_rows_batch_handoff"),
    )
    op.create_index("ix_legacy_rows_begun_at", "legacy_rows", ["begun_at"])
    op.create_table(
        "legacy_asks",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("batch", sa.Text, nullable=False),
        sa.Column("group_name", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("members", sa.JSON, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("refused_because", sa.Text, nullable=False),
        sa.Column("first_by", sa.Text, nullable=False),
        sa.Column("answer", sa.JSON),
        sa.PrimaryKeyConstraint("id", name="pk_legacy_asks"),
        sa.ForeignKeyConstraint(["batch"], ["legacy_batches.id"], name="fk_legacy_asks_batch"),
    )
    op.create_index("ix_legacy_asks_batch", "legacy_asks", ["batch"])
