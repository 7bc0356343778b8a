"""Still meant: whether a marked record still says what was approved; where it does not, a person is asked.

A mark that was taken back and one that names another successor or cut-off by now are put alike: a note on the record,
a question, and an error that stops the work. A field that is only worded otherwise (an owner's id for the address) asks
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from handoff.domain.ask import Ask, AskKind
from handoff.domain.change import Change
from handoff.domain.handoff import Handoff
from handoff.domain.ids import AskId
from handoff.domain.mark import Determination
from handoff.domain.people import Client
from handoff.domain.policy import MarkRule, Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import InvalidRecordError, MarkChangedError, MarkWithdrawnError, PermanentError

_SAID = {
    AskKind.WITHDRAWAL: "Its mark was taken back after the approval",
    AskKind.CHANGED: "Its successor or its cut-off was changed after the approval",
}
_ERRORS = {AskKind.WITHDRAWAL: MarkWithdrawnError, AskKind.CHANGED: MarkChangedError}


@dataclass(frozen=True)
class StillMeant:
    """Looks at marked records. `determine` reads client and determination as they are named now; `tell` leaves a note
    on the marked record, once for a key.
    """

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    determine: Callable[[Handoff], tuple[Client, Determination]]
    tell: Callable[[Handoff, str, str], None]
    clock: Clock
    _same: set[str] = field(default_factory=set)
    """Wordings that were found to mean what was approved."""

    def amiss(self, handoff: Handoff, ours: Iterable[Change] = ()) -> AskKind | None:
        """Return what has to be asked about a handoff's mark, None where it says what was approved.

        What changes of ours have written is not asked about: `ours` are those that we have meant so far.
        """
        mark, rule = handoff.mark, self.policy.rule(handoff.mark)
        written = {name for change in ours if change.record == mark.record for name in change.after}
        if rule.property in written:
            return None
        terms = self.crms[mark.connection].terms(mark, rule)
        if terms is None:
            return AskKind.WITHDRAWAL
        _, approved = handoff.known()
        if not approved.terms or terms in (approved.terms, *self._same) or _names(rule) & written:
            return None
        if self._means_the_same(handoff, approved):
            self._same.add(terms)
            return None
        return AskKind.CHANGED

    def put(self, handoff: Handoff, kind: AskKind) -> MarkWithdrawnError:
        """Leave the note, put the question, and return the error that stops the work; both once an attempt."""
        text = f"Handoff {handoff.id} has stopped. {_SAID[kind]}; a person is asked whether it goes on as approved."
        self.tell(handoff, f"{kind}-{handoff.attempt}", text)
        with self.registry.begin() as tx:
            tx.asks.add(self._question(handoff, kind))
        return _ERRORS[kind](
            f"{_SAID[kind]}; nothing further was changed.",
            record=str(handoff.mark.record),
            mend="Answer the question that is put about it: go on as approved, or leave it as it is.",
        )

    def _means_the_same(self, handoff: Handoff, approved: Determination) -> bool:
        if approved.chosen:
            return False  # who was chosen instead says nothing of what the record means now
        try:
            _, named = self.determine(handoff)
        except PermanentError:
            return False
        return (named.successor, named.cutoff_at) == (approved.successor, approved.cutoff_at)

    def _question(self, handoff: Handoff, kind: AskKind) -> Ask:
        now = self.clock()
        if handoff.digest is None:
            raise InvalidRecordError("It has no plan.", record=f"handoff {handoff.id}", mend="Run prepare_handoff.")
        return Ask(
            id=AskId(f"{handoff.id}-{kind}-{handoff.digest[:8]}-{handoff.attempt}"),
            handoff=handoff.id,
            kind=kind,
            digest=handoff.digest,
            asked_at=now,
            expires_at=now + self.policy.approving.within,
        )


def _names(rule: MarkRule) -> set[str]:
    """Return how changes name the fields of successor and cut-off."""
    names = {name for name in (rule.successor, rule.cutoff) if name}
    return names | {f"owner:{name}" for name in names}
