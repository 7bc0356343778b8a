"""Long transactions: writes whose SystemModstamp is older than the instant at which they can be seen.

A poll by `SystemModstamp > cursor` loses such rows; getUpdated does not, since its latestDateCovered goes back to the
start of the transaction. Time moves by the sandbox's clock.
https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getupdated.htm
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.records.records import Record
from handoff_sandbox.salesforce.records.values import Value

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.store import Store


@dataclass(frozen=True)
class Write:
    """One write of a transaction, by a user's id."""

    record: Record
    values: Mapping[str, Value]
    at: datetime
    by: str


@dataclass(frozen=True)
class Transaction:
    """A transaction that began and commits at instants of the sandbox's clock."""

    began: datetime
    commits: datetime
    writes: tuple[Write, ...] = ()


class Transactions:
    """The transactions that have not committed."""

    def __init__(self, store: Store, pending: list[Transaction]) -> None:
        self._store = store
        self._pending = pending

    def settle(self) -> None:
        """Commit what has come due; called before every request."""
        now = self._store.now()
        for one in [pending for pending in self._pending if pending.commits <= now]:
            self._pending.remove(one)
            for write in one.writes:
                self._store.update(write.record, write.values, write.by, when=write.at)

    def covered(self, end: datetime) -> datetime:
        """Return how far back from `end` everything is seen: the start of the oldest open transaction, or `end`."""
        now = self._store.now()
        return min([end, now, *(one.began for one in self._pending if one.began <= now)])
