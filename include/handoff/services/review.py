"""Review: look again at the marks of handoffs that nobody has approved yet.

One whose mark was taken back, or moved on, or whose record is gone, is withdrawn. One whose successor or cut-off was
changed is planned anew: it is as if it had just been marked, with the next attempt, and its question is superseded.
What was approved is looked at before each change (guard.py), which stops and asks; while it waits for its time, a mark
that was taken back, and a successor or cut-off that was changed, is asked about at once.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handoff.domain.ask import ABOUT_THE_MARK, Answer, Ask, AskKind
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.mark import Mark
from handoff.domain.policy import Policy
from handoff.domain.policy.firm import kind_marked
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.vendors import Crm
from handoff.errors import PermanentError
from handoff.services.open import Open
from handoff.services.progress import ours_on_mark
from handoff.services.still_meant import StillMeant
from handoff.services.withdraw import BEFORE_APPROVAL, Withdraw

log = logging.getLogger("handoff")

_BEFORE_A_CHANGE = frozenset({State.AWAITING_CUTOFF, State.AWAITING_GRACE})
_RESTING = _BEFORE_A_CHANGE | {State.AWAITING_MANUAL}


@dataclass(frozen=True)
class Review:
    """Reviews the handoffs of a connection. `crms` are by the id of their connection."""

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    open: Open
    withdraw: Withdraw
    still_meant: StillMeant

    def __call__(self, connection: str, found: Sequence[Mark]) -> None:
        """Withdraw what stands at its mark no more, or ask where it is approved; plan anew what was found changed.

        Errors are the CRM's.
        """
        with self.registry.begin() as tx:
            listed = tx.handoffs.list(*BEFORE_APPROVAL)
        waiting = [item for item in listed if item.mark.connection == connection and item.legacy is None]
        standing = self._standing(connection, waiting)
        for handoff in waiting:
            if handoff.id not in standing:
                self.withdraw(handoff.id, "its mark was taken back.")
        self._ask_about_taken_back(connection)
        seen = {mark.handoff_id for mark in found}
        self._ask_about_changed(seen)
        for handoff in waiting:
            if handoff.id in standing and handoff.id in seen and handoff.state is State.AWAITING_APPROVAL:
                self._compare(handoff)

    def _ask_about_taken_back(self, connection: str) -> None:
        """Ask at once, and once, where what was approved waits for its time and stands at its mark no more."""
        with self.registry.begin() as tx:
            resting = [
                item
                for item in tx.handoffs.list(*_BEFORE_A_CHANGE)
                if item.mark.connection == connection
                and item.legacy is None
                and not any(_is_of_taken_back(ask, item) for ask, _ in tx.asks.of(item.id))
            ]
        standing = self._standing(connection, resting)
        for handoff in resting:
            if handoff.id not in standing:
                self._ask(handoff, AskKind.WITHDRAWAL)

    def _ask_about_changed(self, seen: set[HandoffId]) -> None:
        """Ask at once where what was approved waits for its time and its record names another successor or cut-off."""
        with self.registry.begin() as tx:
            resting = [item for item in tx.handoffs.list(*_RESTING) if item.id in seen]
            asked = {item.id for item in resting if any(_waits(ask, answer) for ask, answer in tx.asks.of(item.id))}
        for handoff in resting:
            if handoff.id not in asked:
                self._ask(handoff, AskKind.CHANGED)

    def _ask(self, handoff: Handoff, kind: AskKind) -> None:
        """Put the question where it is of this kind, but not about what changes of ours have written."""
        with self.registry.begin() as tx:
            ours = ours_on_mark(tx, handoff)
        amiss = self.still_meant.amiss(handoff, ours)
        if amiss is not None and amiss.kind is kind:
            error = self.still_meant.put(handoff, amiss)
            log.info("%s %s", error.record, error.what)

    def _standing(self, connection: str, waiting: Sequence[Handoff]) -> set[str]:
        """Return the ids of the handoffs whose record stands at their very mark, or whose rule the policy lost."""
        rules = self.policy.rules(connection)
        standing: set[str] = set()
        for rule in rules:
            mine = [item for item in waiting if _made_by(item, kind_marked(rule), rule.value)]
            marks = self.crms[connection].marks_of(rule, [item.mark.record.id for item in mine]) if mine else ()
            standing |= {mark.handoff_id for mark in marks}
            waiting = [item for item in waiting if item not in mine]
        return standing | {item.id for item in waiting}

    def _compare(self, handoff: Handoff) -> None:
        """Plan a handoff anew where its record names another successor or cut-off than it was planned with."""
        _, planned = handoff.known()
        try:
            _, named = self.open.determine(handoff)
        except PermanentError:
            named = None  # the preparation says what is wrong, and nobody approves what is out of date meanwhile
        if named is not None and (named.successor, named.cutoff_at, named.roles) == (
            planned.successor, planned.cutoff_at, planned.roles,
        ):  # fmt: skip
            return
        text = (
            f"Handoff {handoff.id} is planned anew: its successor or its cut-off was changed. The plan before is void."
        )
        self.withdraw.tell(handoff, f"anew-{handoff.attempt + 1}", text)
        with self.registry.begin() as tx:
            current = tx.handoffs.get(handoff.id, lock=True)
            if current.state is State.AWAITING_APPROVAL and current.attempt == handoff.attempt:
                again = replace(current, attempt=current.attempt + 1, problem=None)
                tx.handoffs.save(again.to(State.MARKED))


def _waits(ask: Ask, answer: Answer | None) -> bool:
    return ask.kind in ABOUT_THE_MARK and answer is None


def _is_of_taken_back(ask: Ask, handoff: Handoff) -> bool:
    return ask.kind is AskKind.WITHDRAWAL and ask.digest == handoff.digest


def _made_by(handoff: Handoff, kind: object, value: str) -> bool:
    return handoff.mark.record.kind is kind and handoff.mark.value == value
