"""The first tables.

They are written out and not taken from `tables.py`, which moves on while this version stays.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create all tables and the trigger that keeps the journal append-only."""
    _create_ledger()
    _create_gathered()
    _create_asked()
    _create_journal()
    _create_alumni()
    op.create_table("cursors", _text("name", key=True), _instant("at"))
    op.create_table("watchers", _text("name", key=True), sa.Column("problem", sa.JSON, nullable=False))
    op.create_table("stops", _text("scope", key=True), _instant("pressed_at"))


def _create_ledger() -> None:
    op.create_table(
        "handoffs",
        _text("id", key=True),
        *_record(),
        _instant("marked_at"),
        _text("connection"),
        _text("value"),
        _text("marked_by"),
        _text("marked_client"),
        _text("state"),
        _instant("opened_at"),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("stopped", sa.Boolean, nullable=False),
        sa.Column("client", sa.JSON),
        sa.Column("determination", sa.JSON),
        _text("digest", nullable=True),
        _instant("cutoff_at", nullable=True),
        _instant("closed_at", nullable=True),
        sa.Column("problem", sa.JSON),
        sa.UniqueConstraint("vendor", "kind", "record", "marked_at"),
    )
    op.create_index(None, "handoffs", ["state", "cutoff_at"])
    op.create_table(
        "people",
        _text("id", key=True),
        _text("email"),
        _text("name"),
        _text("phone"),
        _text("role"),
        _text("organisation"),
        _instant("erased_at", nullable=True),
    )
    op.create_index(
        "uq_people_email",
        "people",
        [sa.func.lower(sa.column("email"))],
        unique=True,
        postgresql_where=sa.text("email <> ''"),
    )


def _create_gathered() -> None:
    op.create_table(
        "snapshots",
        _handoff(key=True),
        _text("gathering", key=True),
        *_record(key=True),
        _text("revision"),
        _text("sha256"),
        _text("page"),
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
    )
    op.create_table(
        "dossiers",
        _handoff(key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        _instant("made_at"),
        _text("model"),
        _text("html"),
        _text("markdown"),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("unknown", sa.Integer, nullable=False),
    )


def _create_asked() -> None:
    op.create_table(
        "plans",
        _handoff(key=True),
        _text("digest", key=True),
        _instant("made_at"),
        sa.Column("document", sa.JSON, nullable=False),
    )
    op.create_table(
        "asks",
        _text("id", key=True),
        _handoff(),
        _text("kind"),
        _text("digest"),
        _instant("asked_at"),
        _instant("expires_at"),
        sa.Column("attempt", sa.Integer, nullable=False),
        _text("refused_because"),
        _text("choice", nullable=True),
        _text("answer_digest", nullable=True),
        _text("answered_by", nullable=True),
        _instant("answered_at", nullable=True),
        _text("reason", nullable=True),
    )
    op.create_index(None, "asks", ["handoff"])
    op.create_table(
        "approvals",
        sa.Column("ask", sa.Text, sa.ForeignKey("asks.id"), primary_key=True),
        _handoff(),
        _text("digest"),
        _text("approved_by"),
        _instant("approved_at"),
    )
    op.create_index(None, "approvals", ["handoff", "digest"])


def _create_journal() -> None:
    op.create_table(
        "journal",
        _handoff(key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        _instant("at"),
        _text("kind"),
        _text("change", nullable=True),
        sa.Column("detail", sa.JSON, nullable=False),
        _text("previous"),
        _text("hash"),
    )
    op.execute(
        """
        CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the journal is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()
        """
    )


def _create_alumni() -> None:
    op.create_table(
        "alumni",
        sa.Column("person", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
        _text("client", key=True),
        _handoff(),
        *_record(),
        _text("role"),
        sa.Column("successor", sa.Text, sa.ForeignKey("people.id"), nullable=False),
        _instant("recorded_at"),
    )
    op.create_index(None, "alumni", ["handoff"])


def _text(name: str, *, key: bool = False, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _handoff(*, key: bool = False) -> sa.Column[str]:
    return sa.Column("handoff", sa.Text, sa.ForeignKey("handoffs.id"), primary_key=key, nullable=False)


def _record(*, key: bool = False) -> tuple[sa.Column[str], ...]:
    return tuple(_text(name, key=key) for name in ("vendor", "kind", "record"))
