"""Whose turn it is, and in which state a row is: rules over drawn batches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.handoff import Handoff, Problem, State
from handoff.domain.ids import BatchId, HandoffId
from handoff.domain.legacy.batch import ENDED, Approve, Batch, Line, Row, RowState, counts
from handoff.domain.legacy.origin import Origin, mark_of
from handoff.domain.legacy.turns import Spent, canaries, canary_failed, turns
from handoff.domain.people import Client
from handoff.domain.policy import LegacyRules
from handoff.domain.record import Kind, RecordRef, Vendor

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
BATCH = Batch(BatchId("b-0123456789ab"), "f" * 64, Approve.TOGETHER, "ewa", NOW)
PROBLEM = Problem("InvalidRecordError", "No.", "", "Mend it.", retried=False, at=NOW)


def line(
    number: int, state: State, *, begun: bool = False, problem: Problem | None = None, batch: Batch = BATCH
) -> Line:
    """Return a row whose handoff is in a state."""
    client = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, str(number)), f"Client {number}", (), "folder")
    mark = mark_of(client, "handoff_hubspot")
    handoff = Handoff(
        mark.handoff_id, mark, state, NOW, legacy=Origin(BATCH.id), cutoff_at=NOW - timedelta(days=9), problem=problem
    )
    begun_at = NOW - timedelta(minutes=number) if begun else None
    return Line(batch, Row(BATCH.id, number, handoff=handoff.id, begun_at=begun_at), handoff)


def approved(count: int) -> list[Line]:
    """Return rows that wait for their turn."""
    return [line(number, State.APPROVED) for number in range(2, count + 2)]


def numbers(lines: list[Line], chosen: list[HandoffId]) -> list[int]:
    """Return the rows of the handoffs that were chosen."""
    by_id = {one.handoff.id: one.row.number for one in lines if one.handoff}
    return [by_id[handoff] for handoff in chosen]


_LINES = st.lists(
    st.tuples(st.sampled_from(list(State)), st.booleans(), st.sampled_from([None, PROBLEM])), min_size=1, max_size=12
).map(lambda drawn: [line(n, state, begun=b, problem=p) for n, (state, b, p) in enumerate(drawn, 2)])


@given(_LINES)
def test_counts_add_up_to_the_rows(lines: list[Line]) -> None:
    """Whatever the handoffs are, each row is in exactly one state and the counts add up."""
    assert sum(counts(lines).values()) == len(lines)


@given(_LINES, st.integers(0, 4), st.integers(1, 5), st.integers(0, 5))
def test_turns_keep_to_caps_and_never_take_what_has_ended(
    lines: list[Line], canary: int, per_hour: int, clients: int
) -> None:
    """No ended, failed or unapproved row has its turn, none has it twice, and new ones stay within the cap."""
    chosen = numbers(lines, turns(lines, LegacyRules(canary, per_hour), NOW, Spent(clients), {}))
    assert len(chosen) == len(set(chosen))
    by_number = {one.row.number: one for one in lines}
    fresh = [n for n in chosen if by_number[n].state is RowState.APPROVED and not by_number[n].row.begun_at]
    assert len(fresh) <= max(per_hour - clients, 0 if clients else 1)
    for number in chosen:
        assert by_number[number].state not in (*ENDED, RowState.FAILED, RowState.ASKED, RowState.PLANNED)


def test_first_few_go_before_the_others() -> None:
    """Until the first three have closed nobody else has a turn; then all have."""
    lines, rules = approved(6), LegacyRules(canary=3)
    assert numbers(lines, turns(lines, rules, NOW, Spent(), {})) == [2, 3, 4]
    going = [line(n, State.ARCHIVING, begun=True) for n in (2, 3, 4)] + lines[3:]
    assert numbers(going, turns(going, rules, NOW, Spent(), {})) == [2, 3, 4]
    through = [line(n, State.CLOSED, begun=True) for n in (2, 3, 4)] + lines[3:]
    assert numbers(through, turns(through, rules, NOW, Spent(), {})) == [5, 6, 7]


def test_failed_canary_is_named_and_holds_the_others() -> None:
    """One of the first that failed is found, and the others wait until a person lets the batch go on."""
    rules = LegacyRules(canary=2)
    lines = [
        line(2, State.CLOSED, begun=True),
        line(3, State.ARCHIVING, begun=True, problem=PROBLEM),
        *approved(5)[2:],
    ]
    assert [one.row.number for one in canary_failed(lines, rules)] == [3]
    assert turns(lines, rules, NOW, Spent(), {}) == []
    past = [replace(one, batch=replace(BATCH, past_canary=True)) for one in lines]
    assert numbers(past, turns(past, rules, NOW, Spent(), {})) == [4, 5, 6]


def test_caps_of_a_vendor_hold_and_a_larger_plan_has_its_turn_alone() -> None:
    """Changes of the hour and of the chosen plans stay within the cap; one beyond it goes when nothing was begun."""
    lines, rules = approved(3), LegacyRules(canary=0, changes_per_hour={"hubspot": 10})
    sizes = {one.handoff.id: {"hubspot": 4} for one in lines if one.handoff}
    assert numbers(lines, turns(lines, rules, NOW, Spent(1, {"hubspot": 5}), sizes)) == [2]
    large = {one.handoff.id: {"hubspot": 40} for one in lines if one.handoff}
    assert numbers(lines, turns(lines, rules, NOW, Spent(), large)) == [2]
    assert turns(lines, rules, NOW, Spent(1, {"hubspot": 1}), large) == []


def test_canaries_are_those_that_were_begun_first() -> None:
    """Who was begun stays a canary, whoever is approved later in a lower row."""
    lines = [line(2, State.APPROVED), line(3, State.CLOSED, begun=True), line(4, State.APPROVED)]
    assert [one.row.number for one in canaries(lines, LegacyRules(canary=2))] == [3, 2]
