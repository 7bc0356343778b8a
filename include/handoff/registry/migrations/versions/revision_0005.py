"""Plans in rows, so that a large one is read in parts; second approvals and reminders; when an archive goes on."""

import hashlib
import json
from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables and the column, and move the plans that are there."""
    op.add_column("handoffs", sa.Column("wakes_at", sa.DateTime(timezone=True)))
    op.add_column("asks", sa.Column("first_by", sa.Text, nullable=False, server_default=""))
    op.alter_column("asks", "first_by", server_default=None)
    op.add_column("asks", sa.Column("reminded_at", sa.DateTime(timezone=True)))
    changes = op.create_table(
        "plan_changes",
        *_key(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("irreversible", sa.Boolean, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        _plan("plan_changes"),
    )
    op.create_index("ix_plan_changes_handoff_digest_id", "plan_changes", ["handoff", "digest", "id"])
    left_out = op.create_table(
        "plan_left_out",
        *_key(),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("person", sa.Boolean, nullable=False),
        _plan("plan_left_out"),
    )
    _move(changes, left_out)


def _key() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("handoff", sa.Text, primary_key=True, nullable=False),
        sa.Column("digest", sa.Text, primary_key=True, nullable=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False, nullable=False),
    )


def _plan(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_handoff"
    return sa.ForeignKeyConstraint(["handoff", "digest"], ["plans.handoff", "plans.digest"], name=name)


def _move(changes: sa.Table, left_out: sa.Table) -> None:
    connection = op.get_bind()
    plans = sa.table("plans", sa.column("handoff"), sa.column("digest"), sa.column("document", sa.JSON))
    for handoff, digest, document in connection.execute(sa.select(plans)).all():
        key = {"handoff": handoff, "digest": digest}
        rows = [key | {"position": n} | _change(change) for n, change in enumerate(document["changes"])]
        left = [key | {"position": n} | item for n, item in enumerate(document["left_out"])]
        for table, values in ((changes, rows), (left_out, left)):
            if values:
                connection.execute(table.insert(), values)
        final = Counter(row["kind"] for row in rows if row["irreversible"])
        head = {name: document[name] for name in ("handoff", "client", "made_at", "digest")} | {
            "counts": dict(Counter(row["kind"] for row in rows).most_common()),
            "irreversible": dict(final.most_common()),
            "left_out": len(left),
            "for_people": sum(item["person"] for item in left),
        }
        this = (plans.c.handoff == handoff, plans.c.digest == digest)
        connection.execute(plans.update().where(*this).values(document=head))


def _change(document: dict[str, Any]) -> dict[str, Any]:
    promise = {name: document[name] for name in ("kind", "record", "before", "after", "round") if name in document}
    text = json.dumps(promise, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {
        "id": hashlib.sha256(text.encode()).hexdigest()[:16],
        "kind": document["kind"],
        "phase": document["phase"],
        "irreversible": bool(document["irreversible"]),
        "document": document,
    }
