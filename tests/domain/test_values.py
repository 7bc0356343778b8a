"""What always holds of the domain's values: they hash the same, read back without loss, and bind what they promise."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import changes, instants, json_values, plans, records, snapshots

from handoff.domain.canonical import canonical_json, instant, parse_instant
from handoff.domain.change import Change, ChangeKind, Phase, holds, satisfied
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.journal import Entry, EntryKind, broken_at
from handoff.domain.mark import Mark
from handoff.domain.plan import Plan
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import TransitionError

DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "1")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def shuffled(value: Any) -> Any:
    """Return an equal value whose keys stand in another order."""
    if isinstance(value, dict):
        items = list(value.items())
        random.Random(0).shuffle(items)  # noqa: S311 - not for secrets
        return {key: shuffled(item) for key, item in items}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@given(json_values)
def test_canonical_json_is_one_spelling(value: Any) -> None:
    """Equal values give equal bytes whatever the order of keys, and the bytes say the value."""
    assert canonical_json(value) == canonical_json(shuffled(value))
    assert json.loads(canonical_json(value)) == value


@pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, [b"x"], object()])
def test_canonical_json_refuses_what_has_no_one_spelling(value: Any) -> None:
    """Floats, bytes and objects are refused rather than guessed."""
    with pytest.raises(TypeError):
        canonical_json(value)


@given(instants)
def test_instants_read_back(value: datetime) -> None:
    """An instant is written and read without loss."""
    assert parse_instant(instant(value)) == value


@pytest.mark.parametrize("text", ["2026-01-01", "2026-01-01T00:00:00", "soon"])
def test_instants_without_a_zone_are_refused(text: str) -> None:
    """A time without its zone is no instant."""
    with pytest.raises(ValueError, match=r"time zone|Invalid"):
        parse_instant(text)


@given(records)
def test_record_keys_read_back(record: RecordRef) -> None:
    """A record's key names it and nothing else."""
    assert RecordRef.parse(record.key) == record


@given(snapshots)
def test_snapshots_read_back(snapshot: Snapshot) -> None:
    """A snapshot survives JSON, and its hash with it."""
    again = Snapshot.from_json(json.loads(json.dumps(snapshot.as_json())))
    assert again == snapshot
    assert again.sha256 == snapshot.sha256


@given(changes)
def test_inverse_takes_back(change: Change) -> None:
    """The inverse of the inverse is the change but for its wave, which is its plan's; what can't be undone has none."""
    assume(change.kind is not ChangeKind.SEND_LETTER or change.irreversible)
    inverse = change.inverse()
    if change.irreversible:
        assert inverse is None
    else:
        assert inverse is not None
        assert (inverse.before, inverse.after) == (change.after, change.before)
        assert inverse.inverse() == replace(change, wave=0)


@given(changes)
def test_inverse_lets_nothing_stand_that_was_not_before(change: Change) -> None:
    """Once a change has been made, its inverse expects just that, and making it gives what stood before."""
    inverse = change.inverse()
    if inverse is not None:
        assert holds(inverse.before, change.after)
        assert satisfied(inverse, change.before)


@pytest.mark.parametrize(
    ("kind", "seen", "left"),
    [
        (ChangeKind.GRANT_ACCESS, "organizer", False),
        (ChangeKind.GRANT_ACCESS, "reader", True),
        (ChangeKind.GRANT_ACCESS, None, True),
        (ChangeKind.LOWER_ROLE, "writer", True),
        (ChangeKind.LOWER_ROLE, "reader", False),
        (ChangeKind.LOWER_ROLE, None, False),
    ],
)
def test_satisfied_takes_more_for_a_grant_and_less_for_a_lowering(
    kind: ChangeKind, seen: str | None, *, left: bool
) -> None:
    """Access that is already wider than a grant makes it, or narrower than a lowering, needs no writing."""
    change = Change(kind, DEAL, {"role": "fileOrganizer"}, {"role": "commenter"}, Phase.ARCHIVE)
    assert satisfied(change, {"role": seen}) is not left


@given(plans)
def test_plans_read_back(plan: Plan) -> None:
    """A plan survives JSON with its digest; one changed byte in a change is refused."""
    written = json.loads(json.dumps(plan.as_json()))
    assert Plan.from_json(written) == plan
    if plan.changes:
        written["changes"][0]["after"]["forged"] = True
        with pytest.raises(ValueError, match="digest"):
            Plan.from_json(written)


@given(plans, st.data())
def test_digest_binds_every_change(plan: Plan, data: st.DataObject) -> None:
    """Dropping, adding or editing a change gives another digest; the plan's instant and what it left out do not."""
    assert replace(plan, made_at=NOW, left_out=()).digest == plan.digest
    extra = data.draw(changes)
    assert replace(plan, changes=(*plan.changes, extra)).digest != plan.digest
    if plan.changes:
        assert replace(plan, changes=plan.changes[1:]).digest != plan.digest


@pytest.mark.parametrize(
    ("have", "want", "done"),
    [(None, "reader", False), ("reader", "reader", True), ("owner", "writer", True), ("reader", "writer", False)],
)
def test_more_access_than_asked_for_satisfies(have: str | None, want: str, *, done: bool) -> None:
    """Who may do more already needs no grant."""
    record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.PERMISSION, "f/user/p-1")
    change = Change(ChangeKind.GRANT_ACCESS, record, {"role": None}, {"role": want}, Phase.REASSIGN)
    assert satisfied(change, {"role": have}) is done


def test_gone_record_holds_only_what_is_absent() -> None:
    """Of a record that is gone only absence holds."""
    assert holds({"role": None, "exists": False}, None)
    assert not holds({"role": "reader"}, None)


@given(st.lists(st.sampled_from(EntryKind), min_size=1, max_size=8), st.data())
def test_journal_notices_every_tampering(kinds: list[EntryKind], data: st.DataObject) -> None:
    """A chain holds as written; an entry edited, dropped or swapped breaks it at or before that place."""
    entries: list[Entry] = []
    for number, kind in enumerate(kinds):
        last = entries[-1] if entries else None
        entries.append(Entry.after(last, handoff=HandoffId("h-1"), at=NOW, kind=kind, detail={"n": number}))
    assert broken_at(entries) is None
    at = data.draw(st.integers(0, len(entries) - 1))
    edited = [*entries[:at], replace(entries[at], detail={"n": -1}), *entries[at + 1 :]]
    assert broken_at(edited) == at + 1
    if at < len(entries) - 1:
        assert broken_at([*entries[:at], *entries[at + 1 :]]) == at + 1
        swapped = [*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]]
        assert broken_at(swapped) == at + 1


@given(instants, instants)
def test_one_mark_is_one_handoff(first: datetime, second: datetime) -> None:
    """The handoff's id depends on vendor, record and instant alone."""
    one = Mark("hubspot", DEAL, first, "in_transition", "9", "Acme")
    assert replace(one, by="", client="", connection="other").handoff_id == one.handoff_id
    assert (replace(one, at=second).handoff_id == one.handoff_id) is (first == second)


FOLLOWS = {
    State.MARKED: {State.OPENED, State.WITHDRAWN},
    State.OPENED: {State.AWAITING_APPROVAL, State.WITHDRAWN},
    State.AWAITING_APPROVAL: {
        State.MARKED, State.OPENED, State.APPROVED, State.REFUSED, State.EXPIRED, State.WITHDRAWN,
    },
    State.APPROVED: {State.AWAITING_CUTOFF, State.UNDOING},
    State.AWAITING_CUTOFF: {State.ARCHIVING, State.UNDOING},
    State.ARCHIVING: {
        State.AWAITING_FINDING, State.AWAITING_GRACE, State.AWAITING_MANUAL, State.CLOSED, State.UNDOING,
    },
    State.AWAITING_GRACE: {State.ARCHIVING, State.UNDOING},
    State.AWAITING_MANUAL: {State.ARCHIVING, State.UNDOING},
    State.AWAITING_FINDING: {State.ARCHIVING, State.REFUSED, State.EXPIRED},
    State.REFUSED: {State.OPENED},
    State.EXPIRED: {State.OPENED},
    State.CLOSED: {State.AWAITING_FINDING, State.UNDOING},
    State.UNDOING: {State.UNDONE},
    State.UNDONE: {State.OPENED, State.UNDOING},
    State.WITHDRAWN: set(),
}  # fmt: skip


@pytest.mark.parametrize(("start", "end"), list(itertools.product(State, State)))
def test_states_follow_the_design(start: State, end: State) -> None:
    """A state leads on only as the design says, and staying is no change."""
    handoff = Handoff(HandoffId("h-1"), Mark("hubspot", DEAL, NOW, "x"), start, NOW)
    allowed = start is end or end in FOLLOWS[start]
    if allowed:
        assert handoff.to(end).state is end
    else:
        with pytest.raises(TransitionError, match="h-1"):
            handoff.to(end)
