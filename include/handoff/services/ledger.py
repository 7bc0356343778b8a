"""Ledger: record the handoffs of marks, whoever found them. A mark that is there already is no second handoff, and a
write of ours is no mark: an undo may set a record back to where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from handoff.domain.canonical import Json
from handoff.domain.handoff import Handoff
from handoff.domain.ids import ChangeId
from handoff.domain.journal import EntryKind
from handoff.domain.mark import Mark
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Transaction

APART = timedelta(minutes=1)
"""How far the vendor's clock and ours may be apart, and how long a call takes."""


def record_marks(
    tx: Transaction, policy: Policy, marks: Iterable[Mark], now: datetime
) -> Sequence[tuple[Handoff, bool]]:
    """Return the handoff of each mark that is a person's, and whether it is new."""
    theirs = (mark for mark in marks if not _is_ours(tx, mark, policy.rule(mark).property))
    return [tx.handoffs.open(mark, now) for mark in theirs]


def _is_ours(tx: Transaction, mark: Mark, name: str) -> bool:
    """Whether a change of an earlier handoff has set the record to the mark's value just then, by the journal."""
    for earlier in tx.handoffs.of(mark.record):
        if earlier.id == mark.handoff_id:
            continue
        meant: dict[ChangeId | None, datetime] = {}
        for entry in tx.journal.read(earlier.id):
            if entry.kind is EntryKind.INTENT and _sets(entry.detail, mark, name):
                meant[entry.change] = entry.at
            if entry.change in meant and meant[entry.change] - APART <= mark.at <= entry.at + APART:
                return True
    return False


def _sets(promise: Mapping[str, Json], mark: Mark, name: str) -> bool:
    after = promise.get("after")
    return promise.get("record") == mark.record.key and isinstance(after, Mapping) and after.get(name) == mark.value
