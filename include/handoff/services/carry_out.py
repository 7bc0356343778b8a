"""Carry out: the handoff's own steps around apply and verify, from the approval to the wait for the cut-off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import InvalidRecordError, StoppedError, TransitionError


@dataclass(frozen=True)
class CarryOut:
    """Begins and ends the carrying out."""

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    clock: Clock

    def begin(self, handoff_id: HandoffId) -> Handoff:
        """Check that the handoff is approved and still marked; TransitionError, StoppedError where it is not."""
        with self.registry.begin() as tx:
            mark = tx.handoffs.get(handoff_id).mark
        vendor = mark.record.vendor.value
        if not self.crms[vendor].still_marked(mark, self.policy.marks[vendor]):
            raise StoppedError(
                "Its mark was taken back after the approval; nothing further was changed.",
                record=str(mark.record),
                mend="Mark it again and clear the failed task to go on, or leave it as it is.",
            )
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            if handoff.state not in (State.APPROVED, State.AWAITING_CUTOFF):
                raise TransitionError(
                    f"A handoff that is {handoff.state} can't be carried out.",
                    record=f"handoff {handoff_id}",
                    mend="It needs an approval first.",
                )
            tx.handoffs.save(replace(handoff, problem=None))
        return handoff

    def set_cutoff(self, handoff_id: HandoffId) -> Handoff:
        """Let the handoff wait for the cut-off that was approved with the plan and named in the letters."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            if handoff.cutoff_at is None:
                raise InvalidRecordError(
                    "It has no cut-off.", record=f"handoff {handoff_id}", mend="Run prepare_handoff again."
                )
            waiting = replace(handoff, problem=None).to(State.AWAITING_CUTOFF)
            tx.handoffs.save(waiting)
        return waiting

    def due(self) -> list[Handoff]:
        """Return the handoffs to be archived: their cut-off has come and they are not closed yet. Oldest first.

        One that has a problem while it is archived was started already: it waits for a person.
        """
        with self.registry.begin() as tx:
            archiving = [handoff for handoff in tx.handoffs.list(State.ARCHIVING) if handoff.problem is None]
            return [*tx.handoffs.due(self.clock()), *archiving]

    def approved(self) -> list[Handoff]:
        """Return the handoffs to be carried out, oldest first: the net for a start that was lost."""
        with self.registry.begin() as tx:
            return [handoff for handoff in tx.handoffs.list(State.APPROVED) if handoff.problem is None]
