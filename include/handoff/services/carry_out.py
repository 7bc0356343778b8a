"""Carry out: the handoff's own steps around apply and verify, from the approval to the wait for the cut-off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handoff.domain.ask import ABOUT_THE_MARK, Ask
from handoff.domain.handoff import CARRIED_OUT_IN, Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import InvalidRecordError, TransitionError
from handoff.services.guard import Guard
from handoff.services.progress import conflict_of, ours_on_mark


@dataclass(frozen=True)
class CarryOut:
    """Begins and ends the carrying out."""

    registry: Registry
    guard: Guard
    crms: Mapping[str, Crm]
    clock: Clock

    def begin(self, handoff_id: HandoffId) -> Handoff:
        """Check that the handoff is approved and may be changed; TransitionError, StoppedError where it may not."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            ours = ours_on_mark(tx, handoff)
        if handoff.state in CARRIED_OUT_IN:
            self.guard.begin(handoff).check(ours)
            self._check_successor(handoff)
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

    def _check_successor(self, handoff: Handoff) -> None:
        """InvalidRecordError where the successor has left since the plan was made: nothing is given to them."""
        _, determination = handoff.known()
        owners = self.crms[handoff.mark.connection].owners()
        if not any(owner.id == determination.successor and owner.active for owner in owners):
            raise InvalidRecordError(
                f"The successor (owner {determination.successor}) is not an active user any more.",
                record=str(handoff.mark.record),
                mend=f"Set it aside with: handoff undo {handoff.id}; name another successor on the marked record, and "
                "run prepare_handoff.",
            )

    def set_cutoff(self, handoff_id: HandoffId) -> Handoff:
        """Let the handoff wait for the cut-off that was approved with the plan and named in the letters."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            if handoff.cutoff_at is None:
                raise InvalidRecordError(
                    "It has no cut-off.", record=f"handoff {handoff_id}", mend="Run prepare_handoff again."
                )
            problem = conflict_of(tx, handoff, self.clock())
            waiting = replace(handoff, problem=problem).to(State.AWAITING_CUTOFF)
            tx.handoffs.save(waiting)
        return waiting

    def due(self) -> list[Handoff]:
        """Return the handoffs to be archived: their cut-off has come and they are not closed yet. Oldest first.

        One that has a problem while it is archived was started already: it waits for a person. Legacy clients are
        carried out by their batch.
        """
        with self.registry.begin() as tx:
            archiving = [handoff for handoff in tx.handoffs.list(State.ARCHIVING) if handoff.problem is None]
            due = [*tx.handoffs.due(self.clock()), *archiving]
        return [handoff for handoff in due if handoff.legacy is None]

    def asked(self) -> list[tuple[Ask, Handoff]]:
        """Return the questions about marks that say something else by now, which no run that ended could start."""
        with self.registry.begin() as tx:
            return [
                (ask, handoff)
                for handoff in tx.handoffs.list(*CARRIED_OUT_IN)
                for ask, answer in tx.asks.of(handoff.id)
                if ask.kind in ABOUT_THE_MARK and answer is None and ask.digest == handoff.digest
            ]

    def approved(self) -> list[Handoff]:
        """Return the handoffs to be carried out, oldest first: the net for a start that was lost."""
        with self.registry.begin() as tx:
            approved = tx.handoffs.list(State.APPROVED)
        return [handoff for handoff in approved if handoff.problem is None and handoff.legacy is None]
