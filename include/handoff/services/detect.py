"""Detect: find the marks in each connected CRM and record a handoff for each new one.

The cursor moves only after the handoffs are recorded, in the same transaction, and the registry's unique key makes
a mark that is found twice one handoff: a crash at any point loses nothing and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handoff.domain.handoff import Handoff, Problem, State
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import HandoffError

FIRST_LOOK = timedelta(days=30)
"""How far a watcher looks back the first time; older marks are the legacy clients' and are handed off by hand."""


@dataclass(frozen=True)
class Detect:
    """Finds marks. `crms` are the connected CRMs by the vendor's name in the policy."""

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    clock: Clock

    def __call__(self) -> Sequence[Handoff]:
        """Return every handoff that waits to be prepared, new and left over alike, oldest first.

        One that has a problem was started already: it waits for a person. What goes wrong with a CRM is kept until it
        can be watched again, for `handoff status`.
        """
        for vendor, rule in self.policy.marks.items():
            name = f"marks:{rule.connection}"
            with self.registry.begin() as tx:
                since = tx.cursors.get(name)
            now = self.clock()
            try:
                found = self.crms[vendor].marks(rule, since or now - FIRST_LOOK)
            except HandoffError as error:
                self._trouble(rule.connection, Problem.of(error, now, retried=True))
                raise
            with self.registry.begin() as tx:
                tx.watchers.trouble(rule.connection, None)
                for mark in found.marks:
                    tx.handoffs.open(mark, now)
                tx.cursors.move(name, min(found.until or now, now))
        with self.registry.begin() as tx:
            return [handoff for handoff in tx.handoffs.list(State.MARKED) if handoff.problem is None]

    def _trouble(self, name: str, problem: Problem) -> None:
        with self.registry.begin() as tx:
            tx.watchers.trouble(name, problem)
