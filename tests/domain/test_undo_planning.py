"""What takes changes back, as pure values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from strategies import changes

from handoff.domain.access import GranteeType
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.planning.before import Before
from handoff.domain.planning.grants import permission
from handoff.domain.planning.undo import Restorer, undo_changes
from handoff.domain.record import Kind, RecordRef, Vendor

NOW = datetime(2026, 11, 25, tzinfo=UTC)
FILE = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, "f")
ANA = permission("f", GranteeType.USER, "p-1")


def restorer(**given: Any) -> Restorer:
    """Return one for which everything can be restored, unless told otherwise."""
    everything = {
        "inactive": frozenset(),
        "erased": lambda _: False,
        "before": Before(),
        "now": NOW,
        "round": 1,
    }
    return Restorer(**{**everything, **given})


def revoked(role: str = "writer", *, round: int = 0) -> Change:  # noqa: A002 - the change's own word
    """Return the revocation of Ana's access."""
    return Change(ChangeKind.REVOKE_ACCESS, ANA, {"role": role}, {"role": None}, Phase.ARCHIVE, round=round)


@given(changes)
def test_undo_takes_back_or_says_why(change: Change) -> None:
    """Every change is either taken back by its inverse, in the undo phase, or named with the reason why not."""
    found, left_out = undo_changes([change], restorer())
    if change.irreversible:
        assert found == []
        assert [item.reason for item in left_out] == [change.irreversible]
    else:
        assert (dict(found[0].before), dict(found[0].after)) == (dict(change.after), dict(change.before))
        assert {item.phase for item in found} == {Phase.UNDO}
        assert left_out == []


_FILES = [RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, name) for name in "fg"]
_WHO = st.sampled_from(["p-1", "p-2", "p-3"])
_few = st.one_of(
    st.builds(
        lambda file, old, new, phase: Change(ChangeKind.TRANSFER_FILE, file, {"owner": old}, {"owner": new}, phase),
        st.sampled_from(_FILES),
        _WHO,
        _WHO,
        st.sampled_from([Phase.DELIVER, Phase.REASSIGN, Phase.ARCHIVE]),
    ),
    st.builds(
        lambda file, who, roles, phase, number: Change(
            ChangeKind.GRANT_ACCESS if roles[0] is None else ChangeKind.REVOKE_ACCESS,
            permission(file.id, GranteeType.USER, who),
            {"role": roles[0]},
            {"role": roles[1]},
            phase,
            round=number,
        ),
        st.sampled_from(_FILES),
        _WHO,
        st.sampled_from([(None, "writer"), ("writer", None), (None, "reader"), ("reader", None)]),
        st.sampled_from([Phase.DELIVER, Phase.REASSIGN, Phase.ARCHIVE]),
        st.integers(0, 2),
    ),
)


@given(st.lists(_few, max_size=8), st.dictionaries(st.sampled_from(["f/user/p-1", "g/user/p-2"]), st.just("reader")))
def test_undo_holds_no_change_twice(applied: list[Change], roles: dict[str, str]) -> None:
    """Whatever was applied, in whichever rounds, a plan of undoing names each change once."""
    found, _ = undo_changes(applied, restorer(before=Before(roles=roles)))
    assert len({change.id for change in found}) == len(found)


def test_access_that_two_changes_left_is_taken_away_once_and_last() -> None:
    """Whoever was given access and then the file loses both by one revocation, after the file is given back."""
    owner = Change(ChangeKind.TRANSFER_FILE, FILE, {"owner": "p-2"}, {"owner": "p-1"}, Phase.REASSIGN)
    given_first = Change(ChangeKind.GRANT_ACCESS, ANA, {"role": None}, {"role": "writer"}, Phase.ARCHIVE)
    found, _ = undo_changes([owner, given_first], restorer())
    assert [change.kind for change in found] == [ChangeKind.TRANSFER_FILE, ChangeKind.REVOKE_ACCESS]


def test_undo_goes_from_the_newest_phase_to_the_oldest() -> None:
    """What was done last is taken back first, phases before their order within."""
    owner = Change(ChangeKind.TRANSFER_FILE, FILE, {"owner": "p-1"}, {"owner": "p-2"}, Phase.REASSIGN)
    sharing = Change(
        ChangeKind.SET_SHARING, FILE, {"writers_can_share": True}, {"writers_can_share": False}, Phase.ARCHIVE
    )
    found, _ = undo_changes([owner, sharing, revoked()], restorer(before=Before(roles={"f/user/p-2": "writer"})))
    assert [change.kind for change in found] == [
        ChangeKind.GRANT_ACCESS,
        ChangeKind.SET_SHARING,
        ChangeKind.TRANSFER_FILE,
    ]


def test_expiring_access_is_given_back_with_its_end_or_not_at_all() -> None:
    """Access that had an end gets it back; where it would have ended by now it is not given again, and that is said."""
    found, _ = undo_changes([revoked()], restorer(before=Before(ends={ANA.id: "2026-12-24T00:00:00.000000Z"})))
    assert [(c.kind, c.after) for c in found] == [
        (ChangeKind.GRANT_ACCESS, {"role": "writer"}),
        (ChangeKind.SET_EXPIRATION, {"expires": "2026-12-24T00:00:00.000000Z"}),
    ]
    found, left_out = undo_changes([revoked()], restorer(before=Before(ends={ANA.id: "2026-11-01T00:00:00.000000Z"})))
    assert found == []
    assert "2026-11-01" in left_out[0].reason


def test_file_given_back_leaves_its_former_keeper_what_they_had() -> None:
    """Drive leaves a former owner as a writer: who had less before, or nothing, gets just that."""
    owner = Change(ChangeKind.TRANSFER_FILE, FILE, {"owner": "p-1"}, {"owner": "p-2"}, Phase.REASSIGN)
    for had, kind in (
        (None, ChangeKind.REVOKE_ACCESS),
        ("reader", ChangeKind.LOWER_ROLE),
        ("writer", None),
    ):
        found, _ = undo_changes([owner], restorer(before=Before(roles={"f/user/p-2": had} if had else {})))
        assert [(c.kind, c.after["role"]) for c in found[1:]] == ([(kind, had)] if kind else [])


def test_what_somebody_did_between_two_of_ours_stays() -> None:
    """Access that was given anew between two of our revocations is given back as theirs, not as it was before it."""
    found, left_out = undo_changes([revoked("reader"), revoked("writer", round=2)], restorer())
    assert [change.after for change in found] == [{"role": "writer"}]
    assert "between" in left_out[0].reason
    found, left_out = undo_changes([revoked("writer"), revoked("writer", round=2)], restorer())
    assert ([change.after for change in found], left_out) == ([{"role": "writer"}], [])


def test_person_who_was_erased_is_left_to_a_person() -> None:
    """Nobody who was erased from the registry is named again."""
    found, left_out = undo_changes([revoked()], restorer(erased=lambda _: True))
    assert found == []
    assert left_out[0].person


def test_what_owners_lose_goes_from_the_folder_down() -> None:
    """Of a folder and a file two levels below, whichever was given away first, the folder's former owner loses their
    access first, and a file's only in a later wave.
    """
    folder = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FOLDER, "outer")
    given = [
        Change(ChangeKind.TRANSFER_FILE, one, {"owner": "p-1"}, {"owner": "p-2"}, Phase.REASSIGN)
        for one in (FILE, folder)
    ]
    found, left_out = undo_changes(
        given,
        restorer(before=Before(roles={f"{FILE.id}/user/p-2": "reader"}, folders={FILE.id: "inner", "inner": "outer"})),
    )
    assert [(change.kind, change.record.id.partition("/")[0]) for change in found] == [
        (ChangeKind.TRANSFER_FILE, "outer"),
        (ChangeKind.TRANSFER_FILE, FILE.id),
        (ChangeKind.REVOKE_ACCESS, "outer"),
        (ChangeKind.LOWER_ROLE, FILE.id),
    ]
    assert [change.wave for change in found] == [0, 0, 0, 1]
    assert left_out == []


def test_less_than_what_comes_from_above_is_given_anew() -> None:
    """Who had less on a file than on its folder gets that back by losing what the transfer left them, which Drive
    takes, and not by being lowered, which it refuses.
    """
    given = [Change(ChangeKind.TRANSFER_FILE, FILE, {"owner": "p-1"}, {"owner": "p-2"}, Phase.REASSIGN)]
    role = f"{FILE.id}/user/p-2"
    for above, kinds in (
        ("writer", [ChangeKind.REVOKE_ACCESS, ChangeKind.GRANT_ACCESS]),
        ("reader", [ChangeKind.LOWER_ROLE]),
    ):
        found, _ = undo_changes(given, restorer(before=Before(roles={role: "reader"}, inherited={role: above})))
        assert [change.kind for change in found[1:]] == kinds
        assert (found[1].before, found[-1].after) == ({"role": "writer"}, {"role": "reader"})
