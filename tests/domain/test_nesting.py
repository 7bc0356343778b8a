"""The order of changes of access along any tree: Drive refuses none, whoever has whatever on whichever folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from drive_refusals import Access, played
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import CLIENT, COLLEAGUES, FIRM, archive_rules, keepings, stacked, trees
from test_planning import CUTOFF, LATER, SUCCESSOR, archiving, identify

from handoff.domain.access import GranteeType, Keeping
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.planning.archive import archive_changes
from handoff.domain.planning.before import Before
from handoff.domain.planning.grants import permission
from handoff.domain.planning.nesting import nested
from handoff.domain.planning.ownership import file_changes
from handoff.domain.planning.undo import Restorer, undo_changes
from handoff.domain.policy import ArchiveRule
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.services.lanes import segments

_KEEPINGS = keepings | st.just(Keeping("reader", {Kind.FOLDER: timedelta(days=30), Kind.FILE: timedelta(days=1)}))
_TREES = trees() | trees(stacked)
_IN_PLACE = archive_rules.map(lambda rule: replace(rule, folder="", drive="", copy_theirs=False))
"""Rules that leave the files in the client's folder."""


def mixed(data: st.DataObject, changes: Iterable[Change]) -> Iterator[Sequence[Change]]:
    """Yield what goes together in any order in which it may reach Drive: only one record's changes keep theirs."""
    for segment in segments(changes):
        places: dict[str, list[int]] = {}
        order = data.draw(st.permutations(range(len(segment))))
        for place in sorted(order):
            places.setdefault(segment[place].record.key, []).append(place)
        yield [segment[places[segment[place].record.key].pop(0)] for place in order]


def due(changes: Iterable[Change], now: datetime, since: datetime | None = None) -> list[Change]:
    """Return what is due at an instant and was not at an earlier one."""
    return [change for change in changes if change.is_due(now) and not (since and change.is_due(since))]


def remembered(tree: Sequence[Snapshot]) -> Before:
    """Return what an undo remembers of a tree."""
    before = Before()
    for file in tree:
        before.place(file)
        before.note(file, identify, changed=False)
    return before


@settings(max_examples=300)
@given(st.data(), _TREES, archive_rules, _KEEPINGS)
def test_nothing_of_the_archive_is_refused(
    data: st.DataObject, tree: list[Snapshot], rule: ArchiveRule, keeping: Keeping
) -> None:
    """At the cut-off and at the end of each grace period, in whatever order things that go together reach Drive."""
    access = Access(tree)
    changes, _ = archive_changes(tree, archiving(rule, keeping))
    mix = mixed_by(data)
    played(access, mix(due(changes, CUTOFF)))
    played(access, mix(due(changes, LATER, CUTOFF)))


@settings(max_examples=300)
@given(st.data(), _TREES, _IN_PLACE, _KEEPINGS, st.sampled_from([None, CUTOFF, LATER]))
def test_nothing_of_an_undo_is_refused(
    data: st.DataObject, tree: list[Snapshot], rule: ArchiveRule, keeping: Keeping, until: datetime | None
) -> None:
    """Whenever a handoff is undone, before the cut-off, after it or after the grace, every role is given back."""
    access, mix = Access(tree), mixed_by(data)
    before, start = remembered(tree), (dict(access.given), dict(access.folders))
    successor = replace(SUCCESSOR, email=data.draw(st.sampled_from([SUCCESSOR.email, *COLLEAGUES])))
    transfers, _ = file_changes(tree, CLIENT, successor, {successor.email: successor}, FIRM, identify)
    applied = played(access, mix(transfers))
    archived, _ = archive_changes(tree, archiving(rule, keeping))
    if until is not None:
        applied += played(access, mix(due(archived, CUTOFF)))
        applied += played(access, mix(due(archived, until, CUTOFF)))
    restorer = Restorer(frozenset(), lambda _: False, before, CUTOFF, 1)
    found, left_out = undo_changes(applied, restorer)
    assert left_out == []
    played(access, mix(found))
    assert (access.given, access.folders) == start
    assert not access.cut


_GIVEN = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["reader", "commenter", "writer"]), min_size=1)


@given(st.data(), _GIVEN, _GIVEN)
def test_any_roles_are_reached_from_any_others(
    data: st.DataObject, now: Mapping[str, str], wanted: Mapping[str, str]
) -> None:
    """One person's roles on a chain of folders: whatever they are and are to be, in whichever order that is asked for,
    no change waits for one that comes after it, and none is left out.
    """
    chain = {"d": "c", "c": "b", "b": "a"}
    changes = []
    for file_id in data.draw(st.permutations("abcd")):
        has, gets = now.get(file_id), wanted.get(file_id)
        if has != gets:
            record = permission(file_id, GranteeType.USER, "ana")
            changes.append(Change(_kind(has, gets), record, {"role": has}, {"role": gets}, Phase.ARCHIVE))
    above = Before(folders=chain).above
    found = nested([[change] for change in changes], above)
    assert sorted(c.id for c in found) == sorted(c.id for c in changes)
    place = {change.record.id.partition("/")[0]: number for number, change in enumerate(found)}
    for file_id, number in place.items():
        for folder in set(above(file_id)) & place.keys():
            down = found[place[folder]].kind is not ChangeKind.GRANT_ACCESS
            assert (place[folder] < number) is down
            assert (found[place[folder]].wave < found[number].wave) is down


def _kind(has: str | None, gets: str | None) -> ChangeKind:
    order = (None, "reader", "commenter", "writer")
    if order.index(gets) > order.index(has):
        return ChangeKind.GRANT_ACCESS
    return ChangeKind.REVOKE_ACCESS if gets is None else ChangeKind.LOWER_ROLE


def test_folders_that_lie_in_one_another_hold_nothing_back() -> None:
    """Drive can't show such a ring, but a walk while folders are moved can: every change is there, once."""
    changes = [
        Change(ChangeKind.REVOKE_ACCESS, permission(name, GranteeType.USER, "ana"), {"role": "reader"}, {"role": None},
               Phase.ARCHIVE)
        for name in "ab"
    ]  # fmt: skip
    found = nested([changes], Before(folders={"a": "b", "b": "a"}).above)
    assert sorted(change.id for change in found) == sorted(change.id for change in changes)


def mixed_by(data: st.DataObject) -> Callable[[Iterable[Change]], Iterator[Sequence[Change]]]:
    """Return what mixes changes by what Hypothesis draws."""
    return lambda changes: mixed(data, changes)
