"""What a marked record named when it was asked about, so that a yes is for that and for nothing later."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column."""
    op.add_column("asks", sa.Column("named", sa.JSON))
