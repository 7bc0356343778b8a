"""Ask about many plans at once: one question, one answer, and for each handoff the approval of its own plan's digest.

What holds for one plan holds for each of them: a plan that has changed since is not approved, who decided a client's
transition can't approve it, and a plan above the policy's limits is put to a second person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handoff.domain.approval import check
from handoff.domain.ask import CHANGE, REFUSE, Answer
from handoff.domain.canonical import Json
from handoff.domain.ids import AskId, HandoffId, PlanDigest
from handoff.domain.legacy.ask import BatchAsk
from handoff.domain.people import Owner
from handoff.domain.plan import PlanHead
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock, Renderer
from handoff.domain.ports.vendors import Crm
from handoff.errors import AnswerRefusedError
from handoff.services.ask import MOST_PUTS, AskPerson, Outcome
from handoff.services.question import Question, Together

NOBODY = ""
"""What stands for the choice where the time has run out."""


@dataclass(frozen=True)
class AskBatch:
    """Puts questions about many plans and takes their answers. `alone` takes the answer about each plan."""

    policy: Policy
    registry: Registry
    renderer: Renderer
    crms: Mapping[str, Crm]
    alone: AskPerson
    clock: Clock
    base_url: str

    def question(self, ask_id: AskId) -> Question | None:
        """Return the question, None where it has its answer already."""
        with self.registry.begin() as tx:
            ask = tx.batches.ask(ask_id)
            if any(given is not None for other, given in tx.batches.asks(ask.batch) if other.id == ask_id):
                return None
            heads = [tx.plans.head(member.handoff, member.digest) for member in ask.members]
        now, approving = self.clock(), self.policy.approving
        second = bool(ask.first_by)
        able = approving.may_answer_until(now, ask.expires_at, second=second)
        return Question(
            subject=f"Approve the handoffs of {len(ask.members)} legacy clients ({ask.batch})",
            body=self.renderer.batch_ask_body(self._values(ask, heads)),
            digest=ask.digest,
            users=tuple(person.user for person in able if person.user != ask.first_by),
            within=max(ask.expires_at - now, timedelta(seconds=1)),
        )

    def _values(self, ask: BatchAsk, heads: Sequence[PlanHead]) -> dict[str, Json]:
        return {
            "batch": ask.batch,
            "digest": ask.digest,
            "clients": len(ask.members),
            "counts": _sum(heads, lambda head: head.counts),
            "irreversible": _sum(heads, lambda head: head.irreversible),
            "left_out": sum(head.left_out for head in heads),
            "for_people": sum(head.for_people for head in heads),
            "twice": 0 if ask.first_by else sum(self.policy.approving.needed(head) > 1 for head in heads),
            "second": bool(ask.first_by),
            "refused_because": ask.refused_because,
            "link": f"{self.base_url.rstrip('/')}/legacy/{ask.batch}?ask={ask.id}",
        }

    def record(self, ask_id: AskId, answer: Answer | None) -> tuple[Outcome, BatchAsk]:
        """Record an answer (None: the time ran out) once it checks, and each plan's with it; return what follows.

        A task that is killed on the way records the rest when it is run again, by the answer that was given.
        """
        given = answer or Answer(NOBODY, "", "", self.clock())
        with self.registry.begin() as tx:
            ask = tx.batches.ask(ask_id)
            earlier = next((said for other, said in tx.batches.asks(ask.batch) if other.id == ask_id), None)
            if earlier is None:
                if given.choice not in (NOBODY, REFUSE) and ask.expires_at <= given.at:
                    given = replace(given, choice=NOBODY)
                try:
                    excluded = self._check(given, ask)
                except AnswerRefusedError as error:
                    return Outcome.AGAIN, tx.batches.put_again(ask_id, f"{error.what} {error.mend}".strip())
                earlier = tx.batches.answer(ask_id, given)
            else:
                excluded = self._rows(earlier, ask)
        return self._each(ask, earlier, excluded), ask

    def _check(self, given: Answer, ask: BatchAsk) -> frozenset[HandoffId]:
        """Return the handoffs that an answer leaves out; AnswerRefusedError where it does not check."""
        if given.choice == NOBODY:
            return frozenset()
        if given.successor:
            raise AnswerRefusedError(
                "Another successor can't be named for many clients at once.",
                mend="Mend the manifest, or exclude the row and hand that client off by itself.",
            )
        check(given, ask, self.policy.approving, "")
        return self._rows(given, ask)

    def _rows(self, given: Answer, ask: BatchAsk) -> frozenset[HandoffId]:
        """Return the handoffs of the rows that an answer excludes."""
        if given.choice != CHANGE:
            return frozenset()
        with self.registry.begin() as tx:
            by_number = {str(row.number): row.handoff for row in tx.batches.rows(ask.batch)}
        asked = {member.handoff for member in ask.members}
        found = [by_number.get(number) for number in given.exclude]
        wrong = [number for number, row in zip(given.exclude, found, strict=True) if row not in asked]
        if wrong:
            raise AnswerRefusedError(
                f"{', '.join(wrong[:5])} is no row that this question is about.",
                mend="Give the numbers of rows, as the batch's page shows them.",
            )
        return frozenset(row for row in found if row is not None)

    def _each(self, ask: BatchAsk, given: Answer, excluded: frozenset[HandoffId]) -> Outcome:
        """Give the answer to each plan that it is about."""
        together = Together(ask.id, ask.digest, self._owners(ask))
        for member in ask.members:
            if given.choice == NOBODY:
                self.alone.record(member.ask, None, together)
            elif given.choice != CHANGE:
                self.alone.record(member.ask, _about(given, member.digest), together)
            elif member.handoff in excluded:
                reason = given.reason.strip() or "Its row was excluded from the batch."
                self.alone.record(
                    member.ask, replace(_about(given, member.digest), choice=REFUSE, reason=reason), together
                )
        if given.choice == NOBODY:
            return Outcome.EXPIRED
        return {CHANGE: Outcome.CHANGED, REFUSE: Outcome.REFUSED}.get(given.choice, Outcome.APPROVED)

    def _owners(self, ask: BatchAsk) -> Mapping[str, Sequence[Owner]]:
        with self.registry.begin() as tx:
            connections = {tx.handoffs.get(member.handoff).mark.connection for member in ask.members}
        return {connection: self.crms[connection].owners() for connection in sorted(connections)}

    def unanswered(self, ask_id: AskId) -> tuple[Outcome, BatchAsk]:
        """Say what follows where Airflow's question failed before its answer was taken: it is put again.

        AnswerRefusedError where that has happened so often that putting it again won't help.
        """
        with self.registry.begin() as tx:
            ask = tx.batches.ask(ask_id)
            earlier = next((said for other, said in tx.batches.asks(ask.batch) if other.id == ask_id), None)
            if earlier is None:
                if ask.attempt >= MOST_PUTS:
                    raise AnswerRefusedError(
                        f"It was put {ask.attempt} times, and no answer was taken.",
                        record=f"ask {ask_id}",
                        mend="See the failed task 'ask' in Airflow, then start ask_person for this ask by hand.",
                    )
                return Outcome.AGAIN, tx.batches.put_again(ask_id, "Airflow could not take it.")
        return self._each(ask, earlier, self._rows(earlier, ask)), ask


def _about(given: Answer, digest: PlanDigest) -> Answer:
    return replace(given, digest=digest, exclude=(), successor="")


def _sum(heads: Sequence[PlanHead], of: Callable[[PlanHead], Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for head in heads:
        total.update(of(head))
    return dict(total.most_common())
