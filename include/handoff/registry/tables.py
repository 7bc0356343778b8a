"""The registry's tables as they are after the newest migration; a test holds the two together. Those of legacy clients
are in legacy_tables.py.

Ids are text, instants are `timestamptz`, documents are `json` and not `jsonb`, since they come back as they were
written, byte for byte. The journal refuses UPDATE, DELETE and TRUNCATE by a trigger, which only the migration knows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from handoff.domain.ask import Named
from handoff.domain.handoff import Problem
from handoff.domain.legacy.origin import Origin
from handoff.domain.mark import Determination
from handoff.domain.people import Client
from handoff.domain.ports.quotas import Spending
from handoff.registry.columns import instant, metadata, text_
from handoff.registry.values import Value, record_columns

__all__ = ["metadata"]


def _handoff(*, primary_key: bool = False) -> Column[Any]:
    return Column("handoff", Text, ForeignKey("handoffs.id"), primary_key=primary_key, nullable=False)


handoffs = Table(
    "handoffs",
    metadata,
    text_("id", primary_key=True),
    *record_columns(),
    instant("marked_at"),
    text_("connection"),
    text_("value"),
    text_("marked_by"),
    text_("marked_client"),
    text_("state"),
    instant("opened_at"),
    Column("attempt", Integer, nullable=False),
    Column("stopped", Boolean, nullable=False),
    Column("client", Value(Client)),
    Column("determination", Value(Determination)),
    text_("digest", nullable=True),
    instant("cutoff_at", nullable=True),
    instant("closed_at", nullable=True),
    instant("wakes_at", nullable=True),
    Column("problem", Value(Problem)),
    Column("legacy", Value(Origin)),
    UniqueConstraint("vendor", "kind", "record", "marked_at"),
    Index(None, "state", "cutoff_at"),
)

people = Table(
    "people",
    metadata,
    text_("id", primary_key=True),
    text_("email"),
    text_("name"),
    text_("phone"),
    text_("role"),
    text_("organisation"),
    instant("erased_at", nullable=True),
)
Index("uq_people_email", func.lower(people.c.email), unique=True, postgresql_where=text("email <> ''"))

owners = Table(
    "owners",
    metadata,
    text_("connection", primary_key=True),
    text_("owner", primary_key=True),
    Column("person", Text, ForeignKey("people.id"), nullable=True),
    text_("name"),
)

snapshots = Table(
    "snapshots",
    metadata,
    _handoff(primary_key=True),
    text_("gathering", primary_key=True),
    *record_columns(primary_key=True),
    text_("revision"),
    text_("sha256"),
    text_("page"),
    Column("position", BigInteger, Identity(always=True), nullable=False),
)

gatherings = Table(
    "gatherings",
    metadata,
    _handoff(primary_key=True),
    text_("gathering", primary_key=True),
    text_("vendor", primary_key=True),
    instant("begun_at"),
    instant("ended_at", nullable=True),
    Column("bookmark", Text, nullable=False, server_default=""),
)

plans = Table(
    "plans",
    metadata,
    _handoff(primary_key=True),
    text_("digest", primary_key=True),
    instant("made_at"),
    Column("document", JSON, nullable=False),
)

plan_changes = Table(
    "plan_changes",
    metadata,
    text_("handoff", primary_key=True),
    text_("digest", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    text_("id"),
    text_("kind"),
    text_("phase"),
    Column("irreversible", Boolean, nullable=False),
    Column("document", JSON, nullable=False),
    ForeignKeyConstraint(["handoff", "digest"], ["plans.handoff", "plans.digest"]),
    Index(None, "handoff", "digest", "id"),
)

plan_left_out = Table(
    "plan_left_out",
    metadata,
    text_("handoff", primary_key=True),
    text_("digest", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    text_("record"),
    text_("reason"),
    Column("person", Boolean, nullable=False),
    ForeignKeyConstraint(["handoff", "digest"], ["plans.handoff", "plans.digest"]),
)

asks = Table(
    "asks",
    metadata,
    text_("id", primary_key=True),
    _handoff(),
    text_("kind"),
    text_("digest"),
    instant("asked_at"),
    instant("expires_at"),
    Column("attempt", Integer, nullable=False),
    text_("refused_because"),
    text_("first_by"),
    instant("reminded_at", nullable=True),
    Column("named", Value(Named)),
    text_("choice", nullable=True),
    text_("answer_digest", nullable=True),
    text_("answered_by", nullable=True),
    instant("answered_at", nullable=True),
    text_("reason", nullable=True),
    Index(None, "handoff"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("ask", Text, ForeignKey("asks.id"), primary_key=True),
    _handoff(),
    text_("digest"),
    text_("approved_by"),
    instant("approved_at"),
    Index(None, "handoff", "digest"),
)

journal = Table(
    "journal",
    metadata,
    _handoff(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    instant("at"),
    text_("kind"),
    text_("change", nullable=True),
    Column("detail", JSON, nullable=False),
    text_("previous"),
    text_("hash"),
)

dossiers = Table(
    "dossiers",
    metadata,
    _handoff(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    instant("made_at"),
    text_("model"),
    text_("html"),
    text_("markdown"),
    Column("claims", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    text_("cuts", nullable=True),
)

alumni = Table(
    "alumni",
    metadata,
    Column("person", Text, ForeignKey("people.id"), primary_key=True),
    text_("client", primary_key=True),
    _handoff(),
    *record_columns(),
    text_("role"),
    Column("successor", Text, ForeignKey("people.id"), nullable=False),
    instant("recorded_at"),
    Index(None, "handoff"),
)

cursors = Table("cursors", metadata, text_("name", primary_key=True), instant("at"))

watchers = Table(
    "watchers", metadata, text_("name", primary_key=True), Column("problem", Value(Problem), nullable=False)
)

stops = Table("stops", metadata, text_("scope", primary_key=True), instant("pressed_at"))

quotas = Table(
    "quotas", metadata, text_("account", primary_key=True), Column("spending", Value(Spending), nullable=False)
)

notices = Table(
    "notices",
    metadata,
    text_("connection", primary_key=True),
    text_("key", primary_key=True),
    *record_columns(),
    text_("property"),
    instant("told_at"),
    instant("settled_at", nullable=True),
    Index("ix_notices_waiting", "told_at", postgresql_where=text("settled_at IS NULL")),
)

refusals = Table(
    "refusals",
    metadata,
    text_("connection", primary_key=True),
    text_("reason", primary_key=True),
    Column("number", BigInteger, nullable=False),
)
