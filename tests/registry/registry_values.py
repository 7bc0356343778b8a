"""Values that the registry's tests keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import Handoff
from handoff.domain.ids import HandoffId
from handoff.domain.mark import Mark
from handoff.domain.plan import LeftOut, Plan
from handoff.domain.ports.registry import Transaction
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.registry.database import PostgresRegistry

NOW = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)


class _TakenBackError(Exception):
    """Ends a transaction."""


@contextmanager
def taken_back(registry: PostgresRegistry) -> Iterator[Transaction]:
    """Open a transaction that fails at its end, so that nothing of it may stay."""
    with suppress(_TakenBackError), registry.begin() as tx:
        yield tx
        raise _TakenBackError


def deal(identifier: str = "101") -> RecordRef:
    return RecordRef(Vendor.HUBSPOT, Kind.DEAL, identifier)


def mark(identifier: str = "101", at: datetime = NOW) -> Mark:
    return Mark("handoff_hubspot", deal(identifier), at, "in_transition", "77", "Acme")


def opened(registry: PostgresRegistry, identifier: str = "101") -> Handoff:
    with registry.begin() as tx:
        return tx.handoffs.open(mark(identifier), NOW)[0]


def plan(handoff: HandoffId, owner: str = "9") -> Plan:
    before, after = {"owner": "7", "owner:csm": None}, {"owner": owner, "owner:csm": owner}
    change = Change(ChangeKind.SET_OWNER, deal(), before, after, Phase.REASSIGN, "nul \x00, ümlaut")
    return Plan(handoff, "Acme", NOW, (change,), (LeftOut(deal("102"), "closed", person=True),))
