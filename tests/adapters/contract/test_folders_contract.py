"""What every Drive keeps to when many clients' folders are looked at together."""

from __future__ import annotations

from client_world import ANN, FOLDER

from handoff.domain.planning.grants import grants_of
from handoff.domain.ports.vendors import Drive
from handoff.domain.snapshot import Snapshot
from handoff.errors import InvalidRecordError, RecordNotFoundError


def test_folders_come_in_the_order_asked_for_each_with_its_access_or_why_not(drive: Drive) -> None:
    """An id and an address are the same folder; a file is none, and one that is not there is named."""
    address = f"https://drive.google.com/drive/u/0/folders/{FOLDER}"
    told = drive.folders(["nowhere", FOLDER, "goals", address, "reports"])
    missing, folder, file, again, below = told
    assert isinstance(missing, RecordNotFoundError)
    assert "nowhere" in str(missing.record)
    assert isinstance(folder, Snapshot)
    walked = [item for item in drive.walk(FOLDER) if isinstance(item, Snapshot)]
    assert folder == again == next(item for item in walked if item.record.id == FOLDER)
    assert ANN in {grant.grantee for grant in grants_of(folder)}
    assert isinstance(file, InvalidRecordError)
    assert isinstance(below, Snapshot)
    assert below.record.id == "reports"


def test_where_folders_lie_is_told_of_those_that_are_seen(drive: Drive) -> None:
    """By id, and nothing of one that is not there."""
    told = drive.parents(["reports", "nowhere"])
    assert told == {"reports": FOLDER}
    assert drive.parents([]) == {}


def test_no_folder_is_asked_for_where_none_is_named(drive: Drive) -> None:
    """Nothing asked for is nothing answered."""
    assert list(drive.folders([])) == []
