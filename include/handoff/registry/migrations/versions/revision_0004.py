"""The cuts of a dossier."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Keep with each version where its cuts are named."""
    op.add_column("dossiers", sa.Column("cuts", sa.Text, nullable=True))
