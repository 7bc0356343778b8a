"""Hear: keep what CRMs tell by webhook, and record a handoff for each mark that comes of it.

A notice is kept first, so that whoever delivers it can be answered at once. What it says is not believed: the record is
read, and the mark's instant is that of the vendor's history, as the watcher's is. So one mark is one handoff, whoever
finds it, how often and in which order. A notice waits until what follows from it is recorded, in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handoff.domain.handoff import Handoff
from handoff.domain.mark import Mark
from handoff.domain.notice import Notice
from handoff.domain.policy import MarkRule, Policy
from handoff.domain.policy.firm import kind_marked
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import HandoffError
from handoff.services.ledger import record_marks

AT_ONCE = 1000
"""How many notices of a connection are looked into together."""

KEPT = timedelta(days=3)
"""How long a settled notice is remembered; vendors repeat for one day."""


@dataclass(frozen=True)
class Hear:
    """Keeps notices, and makes handoffs of them. `crms` are by the id of their connection."""

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    clock: Clock

    def keep(self, connection: str, notices: Sequence[Notice]) -> Sequence[Notice]:
        """Keep those notices of a connection that can be about a mark, and return them."""
        rules = self.policy.rules(connection)
        wanted = [notice for notice in notices if any(_concerns(notice, rule) for rule in rules)]
        if wanted:
            with self.registry.begin() as tx:
                tx.notices.add(wanted, self.clock())
        return wanted

    def refuse(self, connection: str, error: HandoffError) -> None:
        """Count a delivery that was refused."""
        with self.registry.begin() as tx:
            tx.notices.refused(connection, error.what)

    def settled(self, notices: Sequence[Notice]) -> bool:
        """Whether what follows from notices is recorded."""
        with self.registry.begin() as tx:
            return tx.notices.settled(notices)

    def __call__(self) -> Sequence[Handoff]:
        """Record what follows from the notices that wait; return the handoffs that are new.

        A CRM that can't be read keeps its notices waiting, and its error is raised once the others' are settled.
        """
        opened: list[Handoff] = []
        failures: list[HandoffError] = []
        for connection in self.policy.connections:
            with self.registry.begin() as tx:
                told = tx.notices.waiting(connection, AT_ONCE)
            if not told:
                continue
            try:
                marks = list(self._marks(connection, told))
            except HandoffError as error:
                failures.append(error)
                continue
            with self.registry.begin() as tx:
                now = self.clock()
                found = record_marks(tx, self.policy, marks, now)
                tx.notices.settle(told, now)
                tx.notices.forget(now - KEPT)
            opened.extend(handoff for handoff, new in found if new)
        if failures:
            raise failures[0]
        return opened

    def _marks(self, connection: str, told: Sequence[Notice]) -> Iterator[Mark]:
        for rule in self.policy.rules(connection):
            ids = list(dict.fromkeys(notice.record.id for notice in told if _concerns(notice, rule)))
            if ids:
                yield from self.crms[connection].marks_of(rule, ids)


def _concerns(notice: Notice, rule: MarkRule) -> bool:
    return notice.record.kind is kind_marked(rule) and notice.property in ("", rule.property)
