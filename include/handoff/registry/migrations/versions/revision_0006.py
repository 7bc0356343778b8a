"""Where a vendor's log of changes stood when a gathering began."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the bookmark to the gatherings."""
    op.add_column("gatherings", sa.Column("bookmark", sa.Text, nullable=False, server_default=""))
