"""What every adapter keeps to when it reads a client: all of it, each record once, and what can't be read by name."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from client_world import ANN
from subjects import Subject

from handoff.domain.canonical import canonical_json
from handoff.domain.dossier import Unread
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, TransientError


def snapshots(found: Iterable[Snapshot | Unread]) -> list[Snapshot]:
    """Return what could be read."""
    return [item for item in found if isinstance(item, Snapshot)]


def test_each_record_comes_once_and_in_the_same_order(subject: Subject) -> None:
    """Two readings of the same client are the same, hash by hash, and nothing comes twice."""
    first, second = snapshots(subject.read()), snapshots(subject.read())
    assert len(first) == len({item.record for item in first}) >= 5
    assert [item.sha256 for item in first] == [item.sha256 for item in second]
    assert all(item.record.vendor is subject.changer.vendor for item in first)


def test_snapshots_keep_their_hash_over_json(subject: Subject) -> None:
    """A snapshot is canonical JSON, what the vendor sent included, and comes back as the same."""
    for item in snapshots(subject.read()):
        assert canonical_json(item.as_json())
        assert Snapshot.from_json(item.as_json()) == item


def test_reading_goes_on_where_it_was_broken_off(subject: Subject) -> None:
    """Whatever was kept of a reading is not yielded again, wherever it was broken off, and nothing is missing."""
    whole = snapshots(subject.read())
    for cut in (1, len(whole) // 2, len(whole)):
        left = {item.record for item in whole[cut:]}
        assert {item.record for item in snapshots(subject.read(whole[:cut]))} == left, cut


def test_record_that_cannot_be_read_is_named(subject: Subject) -> None:
    """One record that is not to be seen is unread, with a reason that names no person; the others are there."""
    everything = len(snapshots(subject.read()))
    hidden = subject.hide()
    found = list(subject.read())
    unread = {item.record: item for item in found if isinstance(item, Unread)}
    assert hidden in unread
    assert unread[hidden].reason
    assert "@" not in unread[hidden].reason
    assert 0 < len(snapshots(found)) <= everything


@pytest.mark.parametrize("trouble", ["unavailable", "limited"])
def test_reading_outlasts_a_vendor_that_fails_for_a_while(subject: Subject, trouble: str) -> None:
    """Two failures cost nothing but time; a vendor that stays away is an error that a retry helps against."""
    whole = [item.record for item in snapshots(subject.read())]
    subject.befall(trouble, times=2)
    assert [item.record for item in snapshots(subject.read())] == whole
    subject.befall(trouble, times=200)
    with pytest.raises(HandoffError) as caught:
        list(subject.read())
    assert isinstance(caught.value, TransientError)


def test_neighbour_is_not_read(subject: Subject) -> None:
    """Another client's records are no part of it, though they have the same owner."""
    assert "Harbour" not in str([item.title for item in snapshots(subject.read())])
    assert ANN in str([item.fields for item in snapshots(subject.read())])
