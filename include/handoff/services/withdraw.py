"""Withdraw: end a handoff before its approval, and say so in the CRM; nothing was changed for it until then.

The note comes first and is found again by its key, so that a crash in between neither loses nor doubles it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Phase, holds
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.vendors import Crm, Done
from handoff.domain.record import Kind, RecordRef
from handoff.errors import HandoffError, PermanentError, TransitionError

log = logging.getLogger("handoff")

BEFORE_APPROVAL = frozenset({State.MARKED, State.OPENED, State.AWAITING_APPROVAL})
"""States in which nothing was changed yet, and a mark that was taken back takes the handoff with it."""


@dataclass(frozen=True)
class Withdraw:
    """Withdraws handoffs. `observed` returns the connections that are only to be read: no note is made there."""

    registry: Registry
    crms: Mapping[str, Crm]
    observed: Callable[[], Sequence[str]]

    def __call__(self, handoff_id: HandoffId, why: str) -> Handoff:
        """Withdraw a handoff; TransitionError once it was approved or has ended. `why` names no person."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
        if handoff.state is State.WITHDRAWN:
            return handoff
        if handoff.state not in BEFORE_APPROVAL:
            raise TransitionError(
                f"A handoff that is {handoff.state} can't be withdrawn.",
                record=f"handoff {handoff_id}",
                mend=f"Hold it with: handoff stop {handoff_id}. Take back what was done: handoff undo {handoff_id}",
            )
        self.tell(handoff, "withdrawn", f"Handoff {handoff_id} is withdrawn: {why} Nothing was changed.")
        with self.registry.begin() as tx:
            current = tx.handoffs.get(handoff_id, lock=True)
            if current.state in BEFORE_APPROVAL:
                current = replace(current, problem=None).to(State.WITHDRAWN)
                tx.handoffs.save(current)
        return current

    def tell(self, handoff: Handoff, key: str, text: str) -> None:
        """Leave a note on the marked record, once for a key; a CRM that refuses it is not asked again. A
        legacy client has no such record.

        The errors of a CRM that can't be reached, where a retry helps.
        """
        mark = handoff.mark
        if handoff.legacy is not None or mark.connection in self.observed():
            return
        note = RecordRef(mark.record.vendor, Kind.NOTE, f"new:{handoff.id}-{key}-note")
        body: dict[str, Json] = {"exists": True, "body": text, "on": [mark.record.key]}
        change = Change(ChangeKind.CREATE_NOTE, note, {"exists": False}, body, Phase.DELIVER)
        crm = self.crms[mark.connection]
        seen = crm.observe([change])[0]
        answer: object = seen
        if not isinstance(seen, HandoffError) and (seen.fields is None or holds(change.before, seen.fields)):
            answer = crm.apply([change])[0]
        if isinstance(answer, PermanentError):
            log.warning("No note could be left on %s: %s", mark.record, answer.what)
        elif isinstance(answer, HandoffError):
            raise answer
        elif isinstance(answer, Done):
            log.info("A note was left on %s.", mark.record)
