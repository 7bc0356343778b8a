"""The ledger of handoffs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry_values import NOW, deal, mark, opened

from handoff.domain.handoff import Handoff, Problem, State
from handoff.domain.ids import HandoffId, PlanDigest
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import NotFoundError
from handoff.registry.database import PostgresRegistry

INSTANTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


def test_handoffs_mark_found_again_is_the_same_handoff(registry: PostgresRegistry) -> None:
    """A mark that is found again gives the handoff as it stands by now, and says that it was there."""
    first = opened(registry)
    with registry.begin() as tx:
        tx.handoffs.save(first.to(State.OPENED))
        again, new = tx.handoffs.open(replace(mark(), client="other words"), NOW + timedelta(days=1))
    assert (again, new) == (first.to(State.OPENED), False)


@given(INSTANTS, st.integers(-14, 14))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
def test_handoffs_sixteen_at_once_open_one(registry: PostgresRegistry, at: datetime, zone: int) -> None:
    """However many find a mark at once, and in whatever time zone they write its instant, one handoff is opened."""
    spelled = [at, at.astimezone(timezone(timedelta(hours=zone)))]

    def find(number: int) -> tuple[HandoffId, bool]:
        with registry.begin() as tx:
            handoff, new = tx.handoffs.open(mark("race", spelled[number % 2]), NOW)
            return handoff.id, new

    with registry.begin() as tx:
        there = mark("race", at).handoff_id in {item.id for item in tx.handoffs.list()}
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(find, range(16)))
    assert len({identifier for identifier, _ in found}) == 1
    assert [new for _, new in found].count(True) == (0 if there else 1)


def test_handoffs_other_instant_or_record_is_another(registry: PostgresRegistry) -> None:
    """A record that is marked a second time, and another record at the same instant, have handoffs of their own."""
    company = Mark("handoff_hubspot", RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "101"), NOW, "in_transition")
    with registry.begin() as tx:
        marks = [mark(), mark(at=NOW + timedelta(microseconds=1)), mark("102"), company]
        assert [tx.handoffs.open(item, NOW)[1] for item in marks] == [True] * 4


def test_handoffs_come_back_as_they_were_saved(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Every value of a handoff survives, and can be emptied again."""
    full = replace(
        handoff,
        state=State.AWAITING_CUTOFF,
        attempt=3,
        stopped=True,
        client=Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "5"), "Äcme \x00", ("acme.example", "b.example"), "f1"),
        determination=Determination("9", "outgrown us", "7", NOW + timedelta(days=3)),
        digest=PlanDigest("d" * 64),
        cutoff_at=NOW + timedelta(days=3),
        closed_at=NOW + timedelta(days=4),
        problem=Problem("ConflictError", "changed", str(deal()), "look", retried=False, at=NOW),
    )
    for wanted in (full, handoff):
        with registry.begin() as tx:
            tx.handoffs.save(wanted)
        with registry.begin() as tx:
            assert tx.handoffs.get(handoff.id) == wanted


def test_handoffs_unknown_id_is_named(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Reading, locking or saving what is not in the ledger is an error that names it."""
    stranger = replace(handoff, id=HandoffId("h-0"))
    with registry.begin() as tx:
        for lock in (False, True):
            with pytest.raises(NotFoundError, match="handoff h-0"):
                tx.handoffs.get(stranger.id, lock=lock)
        with pytest.raises(NotFoundError, match="handoff h-0"):
            tx.handoffs.save(stranger)


def test_handoffs_list_is_by_state_and_age(registry: PostgresRegistry) -> None:
    """The list has the states that were asked for, oldest first; without states it has all."""
    with registry.begin() as tx:
        ids = [tx.handoffs.open(mark(str(n)), NOW - timedelta(days=n))[0].id for n in range(3)]
        tx.handoffs.save(tx.handoffs.get(ids[1]).to(State.WITHDRAWN))
        assert [item.id for item in tx.handoffs.list()] == ids[::-1]
        assert [item.id for item in tx.handoffs.list(State.MARKED)] == [ids[2], ids[0]]
        assert [item.id for item in tx.handoffs.list(State.MARKED, State.WITHDRAWN)] == ids[::-1]
        assert tx.handoffs.list(State.CLOSED) == []


def test_handoffs_due_are_those_whose_cutoff_has_come(registry: PostgresRegistry) -> None:
    """A cut-off has come at its very instant; only handoffs that wait for it count."""
    with registry.begin() as tx:
        for number, (state, days) in enumerate([(State.AWAITING_CUTOFF, 0), (State.AWAITING_CUTOFF, 1)]):
            waiting = tx.handoffs.open(mark(str(number)), NOW)[0]
            tx.handoffs.save(replace(waiting, state=state, cutoff_at=NOW + timedelta(days=days)))
        closed = tx.handoffs.open(mark("closed"), NOW)[0]
        tx.handoffs.save(replace(closed, state=State.CLOSED, cutoff_at=NOW))
        due = tx.handoffs.due(NOW)
        assert [item.mark.record.id for item in due] == ["0"]
        assert tx.handoffs.due(NOW - timedelta(microseconds=1)) == []


def test_handoffs_lock_makes_changes_wait(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Sixteen that each count one attempt under the lock count sixteen: none overwrites another's."""

    def count(_: int) -> None:
        with registry.begin() as tx:
            held = tx.handoffs.get(handoff.id, lock=True)
            tx.handoffs.save(replace(held, attempt=held.attempt + 1))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(count, range(16)))
    with registry.begin() as tx:
        assert tx.handoffs.get(handoff.id).attempt == handoff.attempt + 16
