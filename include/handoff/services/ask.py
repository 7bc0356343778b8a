"""Ask: put a question to a person, check the answer, record it, and say what follows.

A question is put by an Airflow run of its own. Airflow's API checks neither the form nor the digest, so every answer
is checked here; one that does not check is asked again, in a new run that says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from handoff.domain.approval import check
from handoff.domain.ask import ABOUT_THE_MARK, CHANGE, REFUSE, Answer, Ask, AskKind
from handoff.domain.canonical import Json, instant
from handoff.domain.handoff import CARRIED_OUT_IN, UNDOABLE, Handoff, Problem, State
from handoff.domain.ids import AskId
from handoff.domain.journal import EntryKind
from handoff.domain.planning.excluding import without
from handoff.domain.policy import Policy
from handoff.domain.policy.succession import owner_at
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Clock, Renderer
from handoff.domain.ports.vendors import Crm
from handoff.errors import AnswerRefusedError
from handoff.services.mark_ask import goes_no_further, mark_values
from handoff.services.plan import keep_with_ask
from handoff.services.progress import in_force, ours_on_mark
from handoff.services.question import SUBJECTS, WHY, Question, SeenInCrm, Together
from handoff.services.still_meant import StillMeant

MOST_PUTS = 20
"""How often one ask is put before a person has to look into it."""

SECOND = "second"
"""Ends the id of the ask for the second of two approvals."""

_ASKED_IN = {
    AskKind.APPROVAL: frozenset({State.AWAITING_APPROVAL}),
    AskKind.FINDING: frozenset({State.AWAITING_FINDING}),
    AskKind.UNDO: UNDOABLE,
    AskKind.WITHDRAWAL: CARRIED_OUT_IN,
    AskKind.CHANGED: CARRIED_OUT_IN,
}
_AFTER_YES = {
    AskKind.APPROVAL: State.APPROVED,
    AskKind.FINDING: State.ARCHIVING,
    AskKind.UNDO: State.UNDOING,
}


def is_put(ask: Ask, handoff: Handoff) -> bool:
    """Whether an ask that has no answer is one that the handoff still waits for.

    Of a legacy client that was withdrawn and is prepared anew, the question from before the withdrawal is none: the
    newest opening is what `opened_at` says of such a client.
    """
    if handoff.legacy is not None and ask.asked_at < handoff.opened_at:
        return False
    return handoff.state in _ASKED_IN[ask.kind] and handoff.digest == ask.digest


class Outcome(StrEnum):
    """What an answer led to; the first five lead on."""

    APPROVED = "approved"
    SECOND = "second"
    CHANGED = "changed"
    PREPARE = "prepare"
    AGAIN = "again"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


Followed = tuple[Outcome, Ask, Handoff]
"""What followed from an answer, the ask that is put next (or was answered), and the handoff."""


@dataclass(frozen=True)
class AskPerson:
    """Puts questions and takes answers. `link` makes the address of a handoff's page."""

    policy: Policy
    registry: Registry
    renderer: Renderer
    crms: Mapping[str, Crm]
    still_meant: StillMeant
    clock: Clock
    base_url: str

    def question(self, ask_id: AskId) -> Question | None:
        """Return the question, None where it has its answer already."""
        with self.registry.begin() as tx:
            ask = tx.asks.get(ask_id)
            if tx.asks.answered(ask_id) is not None:
                return None
            handoff = tx.handoffs.get(ask.handoff)
            plan = tx.plans.head(ask.handoff, ask.digest)
            of_mark = mark_values(tx, handoff, ask) if ask.kind in ABOUT_THE_MARK else None
        approving = self.policy.approving
        page = f"{self.base_url.rstrip('/')}/handoffs/{ask.handoff}"
        values: dict[str, Json] = {
            "client": plan.client,
            "handoff": ask.handoff,
            "digest": ask.digest,
            "counts": dict(plan.counts),
            "irreversible": dict(plan.irreversible),
            "left_out": plan.left_out,
            "for_people": plan.for_people,
            "cutoff": None if handoff.cutoff_at is None else instant(handoff.cutoff_at),
            "link": f"{page}/plan" if of_mark is None else page,
            "why": WHY.get(ask.kind, ""),
            "undo": ask.kind is AskKind.UNDO,
            "refused_because": ask.refused_because,
            "approvals": approving.needed(plan),
            "second": bool(ask.first_by),
        }
        now = self.clock()
        able = approving.may_answer_until(now, ask.expires_at, second=bool(ask.first_by))
        return Question(
            subject=f"{SUBJECTS[ask.kind]} {plan.client} ({ask.handoff})",
            body=self.renderer.ask_body(values)
            if of_mark is None
            else self.renderer.mark_ask_body({**values, **of_mark}),
            digest=ask.digest,
            users=tuple(person.user for person in able if person.user != ask.first_by),
            within=max(ask.expires_at - now, timedelta(seconds=1)),
        )

    def record(self, ask_id: AskId, answer: Answer | None, together: Together | None = None) -> Followed:
        """Record an answer (None: the time ran out) once it checks; return what follows, with ask and handoff.

        What counts is when it was given, which Airflow says, not when it is recorded: a machine that is late makes no
        answer late. Where the cut-off has passed meanwhile, what was approved is carried out, and archived at once.
        `together` is given where many plans were asked about in one question.

        A yes to what a record named is for that alone: where it names something else by now, that is asked about anew.
        """
        outcome, ask, handoff = self._recorded(ask_id, answer, self._looked_up(ask_id, together))
        if outcome is Outcome.APPROVED and ask.kind is AskKind.CHANGED and handoff.state in CARRIED_OUT_IN:
            with self.registry.begin() as tx:
                ours = ours_on_mark(tx, handoff)
            amiss = self.still_meant.amiss(handoff, ours)
            if amiss is not None:
                return Outcome.AGAIN, self.still_meant.ask(handoff, amiss), handoff
        return outcome, ask, handoff

    def _recorded(self, ask_id: AskId, answer: Answer | None, seen: SeenInCrm) -> Followed:
        with self.registry.begin() as tx:
            ask = tx.asks.get(ask_id)
            handoff = tx.handoffs.get(ask.handoff, lock=True)
            earlier = tx.asks.answered(ask_id)
            if earlier is not None:
                return _followed(tx, ask, earlier, handoff)
            if not is_put(ask, handoff):
                return Outcome.SUPERSEDED, ask, handoff
            if ask.kind is AskKind.APPROVAL and seen.terms is None:
                return self._ended(tx, handoff, ask, State.WITHDRAWN, Outcome.WITHDRAWN)
            if answer is None or (answer.choice != REFUSE and ask.expires_at <= answer.at):
                return self._ended(tx, handoff, ask, State.EXPIRED, Outcome.EXPIRED)
            try:
                check(answer, ask, self.policy.approving, seen.decider)
                return self._taken(tx, ask, answer, handoff, seen)
            except AnswerRefusedError as error:
                return Outcome.AGAIN, tx.asks.put_again(ask_id, f"{error.what} {error.mend}".strip()), handoff

    def _taken(self, tx: Transaction, ask: Ask, answer: Answer, handoff: Handoff, seen: SeenInCrm) -> Followed:
        """Take an answer that checks. AnswerRefusedError where it names what there is not; nothing is changed then."""
        if answer.exclude and ask.kind in ABOUT_THE_MARK:
            raise AnswerRefusedError("Whether it goes on is asked, and no change of the plan can be made by it.")
        if answer.successor:
            return self._with_successor(tx, ask, answer, handoff, seen)
        if answer.exclude:
            plan = replace(without(tx.plans.get(ask.handoff, ask.digest), answer.exclude), made_at=self.clock())
            self._answer(tx, ask, answer, seen.together)
            return Outcome.CHANGED, keep_with_ask(tx, handoff, plan, ask.kind, self.policy, self.clock()), handoff
        if not answer.approved:
            self._answer(tx, ask, answer, seen.together)
            return self._ended(tx, handoff, ask, State.REFUSED, Outcome.REFUSED)
        enough = bool(ask.first_by) or self.policy.approving.needed(tx.plans.head(ask.handoff, ask.digest)) < 2
        self._answer(tx, ask, answer, seen.together, enough=enough)
        if not enough:
            second = replace(
                ask, id=AskId(f"{ask.id}-{SECOND}"), asked_at=self.clock(), attempt=1, refused_because="",
                first_by=answer.by, reminded_at=None,
            )  # fmt: skip
            tx.asks.add(second)
            return Outcome.SECOND, second, handoff
        state = _AFTER_YES.get(ask.kind, handoff.state)
        problem = None if ask.kind in ABOUT_THE_MARK else handoff.problem
        attempt = handoff.attempt + (ask.kind is not AskKind.APPROVAL)
        _, meant = handoff.known()
        if ask.kind is AskKind.CHANGED:
            asked_about = ask.named.terms if ask.named and seen.terms != meant.terms else meant.terms
            meant = replace(meant, terms=asked_about)
        after = replace(handoff.to(state), attempt=attempt, problem=problem, determination=meant)
        tx.handoffs.save(after)
        return Outcome.APPROVED, ask, after

    def _answer(
        self, tx: Transaction, ask: Ask, answer: Answer, together: Together | None, *, enough: bool = True
    ) -> None:
        tx.asks.answer(ask.id, answer, enough=enough)
        detail: dict[str, Json] = {"digest": ask.digest, "choice": answer.choice, "by": answer.by}
        if answer.exclude:
            detail["exclude"] = list(answer.exclude)
        if not enough:
            detail["approvals"] = "1 of 2"
        if together is not None:
            detail |= {"together": together.ask, "together_digest": together.digest}
        tx.journal.append(ask.handoff, self.clock(), EntryKind.APPROVAL, detail=detail)

    def _with_successor(self, tx: Transaction, ask: Ask, answer: Answer, handoff: Handoff, seen: SeenInCrm) -> Followed:
        _, determination = handoff.known()
        owner = owner_at(seen.owners, answer.successor)
        if ask.kind is not AskKind.APPROVAL:
            raise AnswerRefusedError("Another successor can be named before the approval only.")
        if owner is None or not owner.active:
            raise AnswerRefusedError(
                f"The successor that was named is {'deactivated' if owner else 'no owner'} in the CRM.",
                mend="Give the address of an active one.",
            )
        if owner.id == determination.successor:
            raise AnswerRefusedError("That is the successor already.", mend="Name another, or answer without one.")
        self._answer(tx, ask, answer, seen.together)
        chosen = replace(determination, chosen=owner.id)
        after = replace(handoff, determination=chosen, attempt=handoff.attempt + 1).to(State.OPENED)
        tx.handoffs.save(after)
        return Outcome.PREPARE, ask, after

    def _ended(self, tx: Transaction, handoff: Handoff, ask: Ask, state: State, outcome: Outcome) -> Followed:
        """End a handoff without a yes; one whose access is still being closed stays open for that, with a problem."""
        if ask.kind is AskKind.APPROVAL:
            after = handoff.to(state)
        elif ask.kind in ABOUT_THE_MARK:
            problem = Problem.of(goes_no_further(ask, outcome), self.clock(), retried=False)
            after = replace(handoff, attempt=handoff.attempt + 1, problem=problem)
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

    def unanswered(self, ask_id: AskId) -> Followed:
        """Say what follows where Airflow's question failed before its answer was taken: it is put again.

        AnswerRefusedError where that has happened so often that putting it again won't help.
        """
        with self.registry.begin() as tx:
            ask = tx.asks.get(ask_id)
            handoff = tx.handoffs.get(ask.handoff)
            earlier = tx.asks.answered(ask_id)
            if earlier is not None:
                return _followed(tx, ask, earlier, handoff)
            if ask.attempt >= MOST_PUTS:
                raise AnswerRefusedError(
                    f"It was put {ask.attempt} times, and no answer was taken.",
                    record=f"ask {ask_id}",
                    mend="See the failed task 'ask' in Airflow, then start ask_person for this ask by hand.",
                )
            return Outcome.AGAIN, tx.asks.put_again(ask_id, "Airflow could not take it."), handoff

    def _looked_up(self, ask_id: AskId, together: Together | None) -> SeenInCrm:
        """Look up in the CRM what an answer is checked against, before the registry is locked."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(tx.asks.get(ask_id).handoff)
        _, determination = handoff.known()
        crm = self.crms[handoff.mark.connection]
        terms = "" if handoff.legacy is not None else crm.terms(handoff.mark, self.policy.rule(handoff.mark))
        known = together.owners if together else {}
        owners = known.get(handoff.mark.connection) or crm.owners()
        decider = next((owner.email for owner in owners if owner.id == determination.decided_by), "")
        return SeenInCrm(decider, terms, tuple(owners), together)


def _followed(tx: Transaction, ask: Ask, answer: Answer, handoff: Handoff) -> Followed:
    """Return what followed from an answer that was taken before: the same again, so that a repeated task leads on."""
    waiting = [other for other, given in tx.asks.of(handoff.id) if given is None and other.digest == handoff.digest]
    if answer.choice == CHANGE:
        return (Outcome.CHANGED, waiting[-1], handoff) if waiting else (Outcome.PREPARE, ask, handoff)
    if answer.approved and waiting and waiting[-1].first_by and waiting[-1].digest == ask.digest:
        return Outcome.SECOND, waiting[-1], handoff
    return (Outcome.APPROVED if answer.approved else Outcome.REFUSED), ask, handoff
