"""Find past: record a handoff for each mark that was set in a span of time, by history and not by today's value.

It uses no cursor and moves none. The registry's unique key makes a mark that is there already no second handoff, so
that it can be run over any span, in any order, again and again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.handoff import Handoff, State
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import HandoffError
from handoff.services.ledger import record_marks


@dataclass(frozen=True)
class FindPast:
    """Finds the marks of the past. `crms` are by the id of their connection."""

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    clock: Clock

    def __call__(self, start: datetime, end: datetime) -> tuple[int, Sequence[Handoff]]:
        """Return how many handoffs are new, and those of the span that wait to be prepared.

        An account that can't be read raises its error once the others' marks are recorded.
        """
        opened, waiting, failures = 0, [], []
        for connection in self.policy.connections:
            try:
                marks = [
                    mark
                    for rule in self.policy.rules(connection)
                    for mark in self.crms[connection].past_marks(rule, start, end)
                ]
            except HandoffError as error:
                failures.append(error)
                continue
            with self.registry.begin() as tx:
                now = self.clock()
                for handoff, new in record_marks(tx, self.policy, marks, now):
                    opened += new
                    if handoff.state is State.MARKED and handoff.problem is None:
                        waiting.append(handoff)
        if failures:
            raise failures[0]
        return opened, waiting
