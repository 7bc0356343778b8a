"""Ask: put a question to a person, check the answer, record it, and say what follows.

A question is put by an Airflow run of its own. Airflow's API checks neither the form nor the digest, so every answer
is checked here; one that does not check is asked again, in a new run that says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from handoff.domain.ask import Answer, Ask, AskKind, check
from handoff.domain.canonical import Json, instant
from handoff.domain.handoff import UNDOABLE, Handoff, Problem, State
from handoff.domain.ids import AskId
from handoff.domain.journal import EntryKind
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Clock, Renderer
from handoff.domain.ports.vendors import Crm
from handoff.errors import AnswerRefusedError
from handoff.services.progress import in_force

MOST_PUTS = 20
"""How often one ask is put before a person has to look into it."""

_SUBJECTS = {
    AskKind.APPROVAL: "Approve the handoff of",
    AskKind.FINDING: "Access was found after the cut-off of",
    AskKind.UNDO: "Undo the handoff of",
}
_ASKED_IN = {
    AskKind.APPROVAL: frozenset({State.AWAITING_APPROVAL}),
    AskKind.FINDING: frozenset({State.AWAITING_FINDING}),
    AskKind.UNDO: UNDOABLE,
}
_AFTER_YES = {
    AskKind.APPROVAL: State.APPROVED,
    AskKind.FINDING: State.ARCHIVING,
    AskKind.UNDO: State.UNDOING,
}


class Outcome(StrEnum):
    """What an answer led to."""

    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    AGAIN = "again"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Question:
    """What Airflow shows: no personal data, since every viewer can read it. `users` may answer, `within` is left."""

    subject: str
    body: str
    digest: str
    users: tuple[str, ...]
    within: timedelta


@dataclass(frozen=True)
class AskPerson:
    """Puts questions and takes answers. `link` makes the address of a handoff's page."""

    policy: Policy
    registry: Registry
    renderer: Renderer
    crms: Mapping[str, Crm]
    clock: Clock
    base_url: str

    def question(self, ask_id: AskId) -> Question | None:
        """Return the question, None where it has its answer already."""
        with self.registry.begin() as tx:
            ask = tx.asks.get(ask_id)
            if tx.asks.answered(ask_id) is not None:
                return None
            handoff = tx.handoffs.get(ask.handoff)
            plan = tx.plans.get(ask.handoff, ask.digest)
        values: dict[str, Json] = {
            "client": plan.client,
            "handoff": ask.handoff,
            "digest": ask.digest,
            "counts": plan.counts(),
            "irreversible": dict(Counter(change.kind.value for change in plan.irreversible)),
            "left_out": len(plan.left_out),
            "cutoff": None if handoff.cutoff_at is None else instant(handoff.cutoff_at),
            "link": f"{self.base_url.rstrip('/')}/handoffs/{ask.handoff}",
            "refused_because": ask.refused_because,
        }
        return Question(
            subject=f"{_SUBJECTS[ask.kind]} {plan.client} ({ask.handoff})",
            body=self.renderer.ask_body(values),
            digest=ask.digest,
            users=tuple(approver.user for approver in self.policy.approvers),
            within=max(ask.expires_at - self.clock(), timedelta(seconds=1)),
        )

    def record(  # noqa: PLR0911 - each way in which an ask ends leaves where it is known
        self, ask_id: AskId, answer: Answer | None
    ) -> tuple[Outcome, Ask, Handoff]:
        """Record an answer (None: the time ran out) once it checks; return what follows, with ask and handoff."""
        decider, marked = self._looked_up(ask_id)
        now = self.clock()
        with self.registry.begin() as tx:
            ask = tx.asks.get(ask_id)
            handoff = tx.handoffs.get(ask.handoff, lock=True)
            earlier = tx.asks.answered(ask_id)
            if earlier is not None:
                return (Outcome.APPROVED if earlier.approved else Outcome.REFUSED), ask, handoff
            if handoff.state not in _ASKED_IN[ask.kind] or handoff.digest != ask.digest:
                return Outcome.SUPERSEDED, ask, handoff
            if ask.kind is AskKind.APPROVAL and not marked:
                return self._ended(tx, handoff, ask, State.WITHDRAWN, Outcome.WITHDRAWN)
            if answer is None or (answer.approved and ask.expires_at <= now):
                return self._ended(tx, handoff, ask, State.EXPIRED, Outcome.EXPIRED)
            try:
                check(answer, ask, self.policy.approvers, decider)
            except AnswerRefusedError as error:
                return Outcome.AGAIN, tx.asks.put_again(ask_id, error.what), handoff
            tx.asks.answer(ask_id, answer)
            detail: dict[str, Json] = {"digest": ask.digest, "choice": answer.choice, "by": answer.by}
            tx.journal.append(handoff.id, now, EntryKind.APPROVAL, detail=detail)
            if not answer.approved:
                return self._ended(tx, handoff, ask, State.REFUSED, Outcome.REFUSED)
            state = _AFTER_YES[ask.kind]
            after = replace(handoff.to(state), attempt=handoff.attempt + (state is not State.APPROVED))
            tx.handoffs.save(after)
            return Outcome.APPROVED, ask, after

    def _ended(
        self, tx: Transaction, handoff: Handoff, ask: Ask, state: State, outcome: Outcome
    ) -> tuple[Outcome, Ask, Handoff]:
        """End a handoff without a yes; one whose access is still being closed stays open for that, with a problem."""
        if ask.kind is AskKind.APPROVAL:
            after = handoff.to(state)
        elif ask.kind is AskKind.UNDO:
            standing = next(iter(in_force(tx.plans.approved(handoff.id))[::-1]), None)
            after = replace(handoff, digest=standing.digest if standing else None, attempt=handoff.attempt + 1)
        else:
            error = AnswerRefusedError(
                f"Access that came after the approval was left as it is: the ask was {outcome}.",
                record=f"ask {ask.id}",
                mend=f"Start archive_access for {handoff.id} in Airflow: it looks again, and asks about what is there.",
            )
            problem = Problem.of(error, self.clock(), retried=False)
            after = replace(handoff.to(State.ARCHIVING), attempt=handoff.attempt + 1, problem=problem)
        tx.handoffs.save(after)
        return outcome, ask, after

    def unanswered(self, ask_id: AskId) -> tuple[Outcome, Ask, Handoff]:
        """Say what follows where Airflow's question failed before its answer was taken: it is put again.

        AnswerRefusedError where that has happened so often that putting it again won't help.
        """
        with self.registry.begin() as tx:
            ask = tx.asks.get(ask_id)
            handoff = tx.handoffs.get(ask.handoff)
            earlier = tx.asks.answered(ask_id)
            if earlier is not None:
                return (Outcome.APPROVED if earlier.approved else Outcome.REFUSED), ask, handoff
            if ask.attempt >= MOST_PUTS:
                raise AnswerRefusedError(
                    f"It was put {ask.attempt} times, and no answer was taken.",
                    record=f"ask {ask_id}",
                    mend="See the failed task 'ask' in Airflow, then start ask_person for this ask by hand.",
                )
            return Outcome.AGAIN, tx.asks.put_again(ask_id, "Airflow could not take it."), handoff

    def _looked_up(self, ask_id: AskId) -> tuple[str, bool]:
        """Return the decider's address ("" unknown), and whether the record still stands at its mark."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(tx.asks.get(ask_id).handoff)
        _, determination = handoff.known()
        vendor = handoff.mark.record.vendor.value
        crm = self.crms[vendor]
        marked = crm.still_marked(handoff.mark, self.policy.marks[vendor])
        decider = next((owner.email for owner in crm.owners() if owner.id == determination.decided_by), "")
        return decider, marked
