"""Mark now: open the handoff of a record that a person has just marked, without waiting for the watcher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handoff.domain.handoff import Handoff
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import InvalidRecordError, NotFoundError


@dataclass(frozen=True)
class MarkNow:
    """Looks at one record. `crms` are by the id of their connection."""

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    clock: Clock

    def __call__(self, connection: str, record: str) -> Handoff:
        """Return the handoff of a record, as it stands where it was there already.

        NotFoundError where the policy has no such connection, InvalidRecordError where the record is not marked.
        """
        rules = self.policy.rules(connection)
        if not rules:
            known = ", ".join(self.policy.connections)
            raise NotFoundError(f"The policy has no connection '{connection}'.", mend=f"It has: {known}.")
        marks = [mark for rule in rules for mark in self.crms[connection].marks_of(rule, [record])]
        if not marks:
            named = " or ".join(f"{rule.record} with {rule.property} {rule.value}" for rule in rules)
            raise InvalidRecordError(
                "It is not there, or does not stand at the mark.",
                record=f"{connection} record {record}",
                mend=f"Mark it in the CRM first: a {named}.",
            )
        with self.registry.begin() as tx:
            handoff, _ = tx.handoffs.open(marks[0], self.clock())
        return handoff
