"""Plans, asks and approvals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from registry_values import NOW, opened, plan

from handoff.domain.ask import APPROVE, REFUSE, Answer, Ask, AskKind
from handoff.domain.handoff import Handoff
from handoff.domain.ids import AskId, PlanDigest
from handoff.domain.journal import EntryKind
from handoff.errors import NotFoundError
from handoff.registry.database import PostgresRegistry


def ask(handoff: Handoff, number: int = 1, owner: str = "9") -> Ask:
    identifier = AskId(f"{handoff.id}-approval-{number}")
    asked_at = NOW + timedelta(hours=number)
    return Ask(identifier, handoff.id, AskKind.APPROVAL, plan(handoff.id, owner).digest, asked_at, NOW)


def answer(item: Ask, choice: str = APPROVE) -> Answer:
    return Answer(choice, item.digest, "anna", NOW, "since")


def test_plans_come_back_as_they_were_made(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A plan is kept whole; the same digest again is no change, and another handoff has its own."""
    other = opened(registry, "102")
    kept = plan(handoff.id)
    with registry.begin() as tx:
        tx.plans.add(kept)
        tx.plans.add(replace(kept, made_at=NOW + timedelta(days=1)))
        tx.plans.add(plan(other.id))
    with registry.begin() as tx:
        assert tx.plans.get(handoff.id, kept.digest) == kept
        assert tx.plans.get(other.id, kept.digest).handoff == other.id
        with pytest.raises(NotFoundError, match=f"handoff {handoff.id}: .* digest dddddddddddd"):
            tx.plans.get(handoff.id, PlanDigest("d" * 64))


def test_plans_approved_are_those_with_a_yes(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A plan counts as approved by a yes to its digest alone; the oldest approval comes first, each plan once."""
    other = opened(registry, "102")
    owners = ["late", "early", "refused", "unanswered"]
    with registry.begin() as tx:
        for number, owner in enumerate([*owners, "early"]):
            tx.plans.add(plan(handoff.id, owner))
            tx.asks.add(ask(handoff, number, owner))
        tx.plans.add(plan(other.id, "early"))
        for number, choice, hours in ((0, APPROVE, 3), (1, APPROVE, 1), (2, REFUSE, 2), (4, APPROVE, 4)):
            item = ask(handoff, number, [*owners, "early"][number])
            assert tx.asks.answer(item.id, replace(answer(item, choice), at=NOW + timedelta(hours=hours)))
        assert tx.plans.approved(handoff.id) == [plan(handoff.id, "early"), plan(handoff.id, "late")]
        assert tx.plans.approved(other.id) == []


def test_plans_approved_stand_in_the_journals_order_whatever_the_clocks_say(
    registry: PostgresRegistry, handoff: Handoff
) -> None:
    """Where the clock was set back between two approvals, the one that was recorded last is the last."""
    with registry.begin() as tx:
        for number, owner in enumerate(["first", "second", "third"]):
            tx.plans.add(plan(handoff.id, owner))
            tx.asks.add(ask(handoff, number, owner))
            given = replace(answer(ask(handoff, number, owner)), at=NOW - timedelta(hours=number))
            assert tx.asks.answer(ask(handoff, number, owner).id, given)
            for choice in (REFUSE, APPROVE):
                detail = {"digest": plan(handoff.id, owner).digest, "choice": choice, "by": "anna"}
                tx.journal.append(handoff.id, given.at, EntryKind.APPROVAL, detail=detail)
        owners = ("first", "second", "third")
        assert tx.plans.approved(handoff.id) == [plan(handoff.id, owner) for owner in owners]


def test_asks_have_one_answer(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Of sixteen answers at once one counts; it is the one that is kept, with its approval."""
    item = ask(handoff)
    with registry.begin() as tx:
        tx.plans.add(plan(handoff.id))
        tx.asks.add(item)
        assert tx.asks.answered(item.id) is None

    def give(number: int) -> bool:
        with registry.begin() as tx:
            return tx.asks.answer(item.id, replace(answer(item), by=f"user{number}"))

    with ThreadPoolExecutor(16) as pool:
        counted = list(pool.map(give, range(16)))
    assert counted.count(True) == 1
    with registry.begin() as tx:
        kept = tx.asks.answered(item.id)
        assert kept == replace(answer(item), by=f"user{counted.index(True)}")
        assert tx.plans.approved(handoff.id) == [plan(handoff.id)]


def test_asks_put_again_count_and_say_why(registry: PostgresRegistry, handoff: Handoff) -> None:
    """An ask that is put again has a new run id and the reason; one that has its answer is not put again."""
    item = ask(handoff)
    with registry.begin() as tx:
        tx.asks.add(item)
        tx.asks.add(replace(item, attempt=9))
        again = tx.asks.put_again(item.id, "wrong digest")
        assert again == replace(item, attempt=2, refused_because="wrong digest")
        assert tx.asks.get(item.id) == again
        tx.asks.answer(item.id, answer(item, REFUSE))
        assert tx.asks.put_again(item.id, "too late") == again


def test_asks_of_a_handoff_are_listed_oldest_first(registry: PostgresRegistry, handoff: Handoff) -> None:
    """The list has each ask with its answer, or none."""
    first, second = ask(handoff, 1), ask(handoff, 2)
    with registry.begin() as tx:
        tx.asks.add(second)
        tx.asks.add(first)
        tx.asks.answer(first.id, answer(first))
        assert tx.asks.of(handoff.id) == [(first, answer(first)), (second, None)]


def test_asks_unknown_id_is_named(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Reading, putting again and answering what was never asked are errors."""
    stranger = AskId("nothing")
    with registry.begin() as tx:
        for use in (
            lambda: tx.asks.get(stranger),
            lambda: tx.asks.answered(stranger),
            lambda: tx.asks.put_again(stranger, ""),
            lambda: tx.asks.answer(stranger, answer(ask(handoff))),
        ):
            with pytest.raises(NotFoundError, match="ask nothing"):
                use()
