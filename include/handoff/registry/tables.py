"""The registry's tables as they are after the newest migration; a test holds the two together.

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
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from handoff.domain.ask import Answer
from handoff.domain.handoff import Problem
from handoff.domain.legacy.ask import Member
from handoff.domain.legacy.origin import Origin
from handoff.domain.legacy.preflight import Fault, Ready
from handoff.domain.mark import Determination
from handoff.domain.people import Client
from handoff.domain.ports.quotas import Spending
from handoff.registry.values import Value, record_columns

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _instant(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _text(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[Any]:
    return Column(name, Text, primary_key=primary_key, nullable=nullable)


def _handoff(*, primary_key: bool = False) -> Column[Any]:
    return Column("handoff", Text, ForeignKey("handoffs.id"), primary_key=primary_key, nullable=False)


handoffs = Table(
    "handoffs",
    metadata,
    _text("id", primary_key=True),
    *record_columns(),
    _instant("marked_at"),
    _text("connection"),
    _text("value"),
    _text("marked_by"),
    _text("marked_client"),
    _text("state"),
    _instant("opened_at"),
    Column("attempt", Integer, nullable=False),
    Column("stopped", Boolean, nullable=False),
    Column("client", Value(Client)),
    Column("determination", Value(Determination)),
    _text("digest", nullable=True),
    _instant("cutoff_at", nullable=True),
    _instant("closed_at", nullable=True),
    _instant("wakes_at", nullable=True),
    Column("problem", Value(Problem)),
    Column("legacy", Value(Origin)),
    UniqueConstraint("vendor", "kind", "record", "marked_at"),
    Index(None, "state", "cutoff_at"),
)

people = Table(
    "people",
    metadata,
    _text("id", primary_key=True),
    _text("email"),
    _text("name"),
    _text("phone"),
    _text("role"),
    _text("organisation"),
    _instant("erased_at", nullable=True),
)
Index("uq_people_email", func.lower(people.c.email), unique=True, postgresql_where=text("email <> ''"))

snapshots = Table(
    "snapshots",
    metadata,
    _handoff(primary_key=True),
    _text("gathering", primary_key=True),
    *record_columns(primary_key=True),
    _text("revision"),
    _text("sha256"),
    _text("page"),
    Column("position", BigInteger, Identity(always=True), nullable=False),
)

gatherings = Table(
    "gatherings",
    metadata,
    _handoff(primary_key=True),
    _text("gathering", primary_key=True),
    _text("vendor", primary_key=True),
    _instant("begun_at"),
    _instant("ended_at", nullable=True),
    Column("bookmark", Text, nullable=False, server_default=""),
)

plans = Table(
    "plans",
    metadata,
    _handoff(primary_key=True),
    _text("digest", primary_key=True),
    _instant("made_at"),
    Column("document", JSON, nullable=False),
)

plan_changes = Table(
    "plan_changes",
    metadata,
    _text("handoff", primary_key=True),
    _text("digest", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("id"),
    _text("kind"),
    _text("phase"),
    Column("irreversible", Boolean, nullable=False),
    Column("document", JSON, nullable=False),
    ForeignKeyConstraint(["handoff", "digest"], ["plans.handoff", "plans.digest"]),
    Index(None, "handoff", "digest", "id"),
)

plan_left_out = Table(
    "plan_left_out",
    metadata,
    _text("handoff", primary_key=True),
    _text("digest", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("record"),
    _text("reason"),
    Column("person", Boolean, nullable=False),
    ForeignKeyConstraint(["handoff", "digest"], ["plans.handoff", "plans.digest"]),
)

asks = Table(
    "asks",
    metadata,
    _text("id", primary_key=True),
    _handoff(),
    _text("kind"),
    _text("digest"),
    _instant("asked_at"),
    _instant("expires_at"),
    Column("attempt", Integer, nullable=False),
    _text("refused_because"),
    _text("first_by"),
    _instant("reminded_at", nullable=True),
    _text("choice", nullable=True),
    _text("answer_digest", nullable=True),
    _text("answered_by", nullable=True),
    _instant("answered_at", nullable=True),
    _text("reason", nullable=True),
    Index(None, "handoff"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("ask", Text, ForeignKey("asks.id"), primary_key=True),
    _handoff(),
    _text("digest"),
    _text("approved_by"),
    _instant("approved_at"),
    Index(None, "handoff", "digest"),
)

journal = Table(
    "journal",
    metadata,
    _handoff(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _instant("at"),
    _text("kind"),
    _text("change", nullable=True),
    Column("detail", JSON, nullable=False),
    _text("previous"),
    _text("hash"),
)

dossiers = Table(
    "dossiers",
    metadata,
    _handoff(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _instant("made_at"),
    _text("model"),
    _text("html"),
    _text("markdown"),
    Column("claims", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    _text("cuts", nullable=True),
)

alumni = Table(
    "alumni",
    metadata,
    Column("person", Text, ForeignKey("people.id"), primary_key=True),
    _text("client", primary_key=True),
    _handoff(),
    *record_columns(),
    _text("role"),
    Column("successor", Text, ForeignKey("people.id"), nullable=False),
    _instant("recorded_at"),
    Index(None, "handoff"),
)

cursors = Table("cursors", metadata, _text("name", primary_key=True), _instant("at"))

watchers = Table(
    "watchers", metadata, _text("name", primary_key=True), Column("problem", Value(Problem), nullable=False)
)

stops = Table("stops", metadata, _text("scope", primary_key=True), _instant("pressed_at"))

quotas = Table(
    "quotas", metadata, _text("account", primary_key=True), Column("spending", Value(Spending), nullable=False)
)

notices = Table(
    "notices",
    metadata,
    _text("connection", primary_key=True),
    _text("key", primary_key=True),
    *record_columns(),
    _text("property"),
    _instant("told_at"),
    _instant("settled_at", nullable=True),
    Index("ix_notices_waiting", "told_at", postgresql_where=text("settled_at IS NULL")),
)

refusals = Table(
    "refusals",
    metadata,
    _text("connection", primary_key=True),
    _text("reason", primary_key=True),
    Column("number", BigInteger, nullable=False),
)


def _batch(*, primary_key: bool = False) -> Column[Any]:
    return Column("batch", Text, ForeignKey("legacy_batches.id"), primary_key=primary_key, nullable=False)


legacy_batches = Table(
    "legacy_batches",
    metadata,
    _text("id", primary_key=True),
    _text("manifest"),
    _text("approve"),
    _text("begun_by"),
    _instant("recorded_at"),
    Column("stopped", Boolean, nullable=False),
    _text("stopped_because"),
    Column("run", Integer, nullable=False),
    Column("past_canary", Boolean, nullable=False),
)

legacy_rows = Table(
    "legacy_rows",
    metadata,
    _batch(primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("group_name"),
    Column("ready", Value(Ready)),
    Column("faults", Value(tuple[Fault, ...]), nullable=False),
    Column("handoff", Text, ForeignKey("handoffs.id")),
    Column("tries", Integer, nullable=False),
    _instant("begun_at", nullable=True),
    UniqueConstraint("batch", "handoff"),
    Index(None, "begun_at"),
)

legacy_asks = Table(
    "legacy_asks",
    metadata,
    _text("id", primary_key=True),
    _batch(),
    _text("group_name"),
    _text("digest"),
    Column("members", Value(tuple[Member, ...]), nullable=False),
    _instant("asked_at"),
    _instant("expires_at"),
    Column("attempt", Integer, nullable=False),
    _text("refused_because"),
    _text("first_by"),
    Column("answer", Value(Answer)),
    Index(None, "batch"),
)
