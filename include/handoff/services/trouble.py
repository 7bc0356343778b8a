"""Trouble and the stop button: what people need to see of what went wrong, and the way to halt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handoff.domain.handoff import Handoff, Problem
from handoff.domain.ids import HandoffId
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.errors import HandoffError


@dataclass(frozen=True)
class Trouble:
    """Writes problems onto handoffs."""

    registry: Registry
    clock: Clock

    def record(self, handoff_id: HandoffId, error: HandoffError, *, retried: bool) -> None:
        """Put a problem on the handoff, whose state stays: the next attempt takes it up there."""
        problem = Problem.of(error, self.clock(), retried=retried)
        with self.registry.begin() as tx:
            tx.handoffs.save(replace(tx.handoffs.get(handoff_id, lock=True), problem=problem))


@dataclass(frozen=True)
class Stop:
    """The stop button, for one handoff and for all; it is read before every batch of changes."""

    registry: Registry

    def one(self, handoff_id: HandoffId, *, stopped: bool) -> Handoff:
        """Press (or release) it for one handoff."""
        with self.registry.begin() as tx:
            handoff = replace(tx.handoffs.get(handoff_id, lock=True), stopped=stopped)
            tx.handoffs.save(handoff)
        return handoff

    def everything(self, *, stopped: bool) -> None:
        """Press (or release) it for all handoffs."""
        with self.registry.begin() as tx:
            tx.stops.set_all(stopped=stopped)
