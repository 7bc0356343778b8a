"""Detect: find the marks in each connected CRM and record a handoff for each new one.

The cursor moves only after the handoffs are recorded, in the same transaction, and the registry's unique key makes
a mark that is found twice one handoff: a crash at any point loses nothing and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handoff.domain.handoff import Handoff, Problem, State
from handoff.domain.mark import Mark
from handoff.domain.policy import MarkRule, Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import HandoffError
from handoff.services.hear import Hear
from handoff.services.ledger import record_marks
from handoff.services.review import Review

FIRST_LOOK = timedelta(days=30)
"""How far a watcher looks back the first time; older marks are the legacy clients' and are handed off by hand."""


@dataclass(frozen=True)
class Detect:
    """Finds marks. `crms` are the connected CRMs by the id of their connection; `hear` takes up what webhooks told,
    `review` looks again at what nobody has approved.
    """

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    hear: Hear
    review: Review
    clock: Clock

    def __call__(self) -> Sequence[Handoff]:
        """Return every handoff that waits to be prepared, new and left over alike, oldest first.

        One that has a problem was started already: it waits for a person. A legacy client waits for its batch. What
        goes wrong with a CRM is kept until it can be watched again, for `handoff status`, and is raised once every
        other one was looked at.
        """
        failures: list[HandoffError] = []
        for connection in self.policy.connections:
            try:
                found = [mark for rule in self.policy.rules(connection) for mark in self._look(rule)]
                self.review(connection, found)
            except HandoffError as error:
                failures.append(error)
                self._trouble(connection, Problem.of(error, self.clock(), retried=True))
            else:
                self._trouble(connection, None)
        if failures:
            raise failures[0]
        self.hear()
        with self.registry.begin() as tx:
            waiting = tx.handoffs.list(State.MARKED)
        return [handoff for handoff in waiting if handoff.problem is None and handoff.legacy is None]

    def _look(self, rule: MarkRule) -> Sequence[Mark]:
        name = f"marks:{rule.connection}:{rule.record}:{rule.property}={rule.value}"
        with self.registry.begin() as tx:
            since = tx.cursors.get(name)
        now = self.clock()
        found = self.crms[rule.connection].marks(rule, since or now - FIRST_LOOK)
        with self.registry.begin() as tx:
            record_marks(tx, self.policy, found.marks, now)
            tx.cursors.move(name, min(found.until or now, now))
        return found.marks

    def _trouble(self, name: str, problem: Problem | None) -> None:
        with self.registry.begin() as tx:
            tx.watchers.trouble(name, problem)
