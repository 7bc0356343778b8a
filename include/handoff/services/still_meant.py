"""Still meant: whether a marked record still says what was approved; where it does not, a person is asked.

A mark that was taken back and one that names another successor or cut-off by now are put alike: a note on the record,
a question, and an error that stops the work. The question keeps what the record named when it was put, so that a yes is
for that alone. A field that is only worded otherwise (an owner's id for the address) asks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.domain.ask import Ask, AskKind, Named
from handoff.domain.change import Change
from handoff.domain.handoff import Handoff
from handoff.domain.ids import AskId, HandoffId
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
_Same = tuple[HandoffId, Determination, str]
_ERRORS = {AskKind.WITHDRAWAL: MarkWithdrawnError, AskKind.CHANGED: MarkChangedError}


@dataclass(frozen=True, slots=True)
class Amiss:
    """What has to be asked about a mark, and what its record names now (None where it was taken back)."""

    kind: AskKind
    named: Named | None = None


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
    _same: list[_Same] = field(default_factory=list)
    """Wordings that were found to mean what was approved, each for its handoff and its determination."""

    def amiss(self, handoff: Handoff, ours: Iterable[Change] = ()) -> Amiss | None:
        """Return what has to be asked about a handoff's mark, None where it says what was approved.

        What changes of ours have written is not asked about: `ours` are those that we have meant so far.
        """
        mark, rule = handoff.mark, self.policy.rule(handoff.mark)
        written = {name for change in ours if change.record == mark.record for name in change.after}
        if rule.property in written:
            return None
        terms = self.crms[mark.connection].terms(mark, rule)
        if terms is None:
            return Amiss(AskKind.WITHDRAWAL)
        _, approved = handoff.known()
        same = (handoff.id, approved, terms)
        if not approved.terms or terms == approved.terms or same in self._same or _names(rule) & written:
            return None
        meant = self._meant_now(handoff, approved)
        named = Named(terms) if meant is None else Named(meant.terms, meant.successor, cutoff_at=meant.cutoff_at)
        # who was chosen instead says nothing of what the record means now
        if meant and not approved.chosen and _of(meant) == _of(approved):
            self._same.append(same)
            return None
        return Amiss(AskKind.CHANGED, named)

    def put(self, handoff: Handoff, amiss: Amiss) -> MarkWithdrawnError:
        """Leave the note, put the question, and return the error that stops the work; both once an attempt."""
        self.ask(handoff, amiss)
        return _ERRORS[amiss.kind](
            f"{_SAID[amiss.kind]}; nothing further was changed.",
            record=str(handoff.mark.record),
            mend="Answer the question that is put about it: go on as approved, or leave it as it is.",
        )

    def ask(self, handoff: Handoff, amiss: Amiss) -> Ask:
        """Leave the note and put the question, once an attempt; return it as it was put first."""
        kind, named = amiss.kind, amiss.named
        text = f"Handoff {handoff.id} has stopped. {_SAID[kind]}; a person is asked whether it goes on as approved."
        self.tell(handoff, f"{kind}-{handoff.attempt}", text)
        owners = self.crms[handoff.mark.connection].owners() if named and named.successor else ()
        with self.registry.begin() as tx:
            for owner in owners:
                if named and owner.id == named.successor:
                    named = replace(named, person=tx.people.identify(owner.email, name=owner.name))
            question = self._question(handoff, kind, named)
            tx.asks.add(question)
            return tx.asks.get(question.id)

    def _meant_now(self, handoff: Handoff, approved: Determination) -> Determination | None:
        """Return what the record itself names by now, None where that can't be followed."""
        try:
            return self.determine(replace(handoff, determination=replace(approved, chosen="")))[1]
        except PermanentError:
            return None

    def _question(self, handoff: Handoff, kind: AskKind, named: Named | None) -> Ask:
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
            named=named,
        )


def _of(determination: Determination) -> tuple[str, datetime | None]:
    return determination.successor, determination.cutoff_at


def _names(rule: MarkRule) -> set[str]:
    """Return how changes name the fields of successor and cut-off."""
    names = {name for name in (rule.successor, rule.cutoff) if name}
    return names | {f"owner:{name}" for name in names}
