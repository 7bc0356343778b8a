"""Creating documents: once, found again by their key, taken back into the trash."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drive_world import ADMIN, FOLDER, Desk, Open

from handoff.domain.change import Change, satisfied
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import (
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
    RecordNotFoundError,
)

UPLOAD = "/upload/drive/v3/files"


def files_named(desk: Desk, name: str = "Dossier") -> int:
    """Return how many files of a name Drive holds, asked of the emulator itself."""
    return sum(file.name == name for file in desk.server.emulators[0].store.files.values())  # type: ignore[attr-defined]  # of the Drive emulator


def seen(desk: Desk, change: Change) -> Seen:
    """Return what is seen of one change; it must not be an error."""
    (found,) = desk.drive.observe([change])
    assert isinstance(found, Seen)
    return found


def test_create_makes_a_document_that_is_found_by_its_key(desk: Desk) -> None:
    """The document is a Google Doc with the HTML's text, and what is seen satisfies the change."""
    change = desk.creation(folder=FOLDER)
    assert seen(desk, change) == Seen({"exists": False})
    (done,) = desk.drive.apply([change])
    assert isinstance(done, Done)
    assert done.created is not None
    assert (done.created.vendor, done.created.kind) == (Vendor.GOOGLE_DRIVE, Kind.FILE)
    found = seen(desk, change)
    assert satisfied(change, found.fields)
    assert (found.created, found.url) == (done.created, done.url)
    made = next(item for item in desk.drive.walk(FOLDER) if item.record == done.created)
    assert isinstance(made, Snapshot)
    assert made.fields["mime"] == "application/vnd.google-apps.document"
    assert desk.drive.read(made, 1000) == (b"# Dossier\n", "text/markdown")


def test_create_understands_the_root_folder(desk: Desk) -> None:
    """`root` is the acting account's own, and is seen as such."""
    change = desk.creation(folder="root")
    desk.drive.apply([change])
    assert satisfied(change, seen(desk, change).fields)


def test_create_in_a_shared_drive_is_found_again(open_desk: Open) -> None:
    """The key is looked for in shared drives too."""
    members = [{"type": "user", "role": "organizer", "email": ADMIN}]
    desk = open_desk({"files": [], "shared_drives": [{"name": "Clients", "id": "shared-drive", "members": members}]})
    change = desk.creation(folder="shared-drive")
    assert isinstance(desk.drive.apply([change])[0], Done)
    assert satisfied(change, seen(desk, change).fields)


def test_create_shows_what_somebody_changed_since(desk: Desk) -> None:
    """A document that was renamed is not what the change makes any more."""
    change = desk.creation()
    desk.drive.apply([change])
    renamed = replace(change, after=dict(change.after) | {"name": "Another name"})
    assert not satisfied(renamed, seen(desk, change).fields)


def test_create_keeps_keys_with_quotes_apart(desk: Desk) -> None:
    """A key is only ever found as a whole, whatever is in it."""
    first, second = desk.creation(key=r"o'brien\1"), desk.creation(key="o")
    desk.drive.apply([first])
    assert seen(desk, first).created is not None
    assert seen(desk, second).created is None


def test_create_taken_back_is_in_the_trash(desk: Desk) -> None:
    """The inverse trashes the document, and is satisfied afterwards, twice too."""
    change = desk.creation(folder=FOLDER)
    desk.drive.apply([change])
    inverse = change.inverse()
    assert inverse is not None
    assert not satisfied(inverse, seen(desk, inverse).fields)
    assert desk.drive.apply([inverse, inverse]) == [Done(), Done()]
    assert satisfied(inverse, seen(desk, inverse).fields)


def test_create_whose_answer_was_lost_is_found_and_not_made_again(desk: Desk) -> None:
    """After a dropped connection the outcome is unknown; the document is there once, and is seen."""
    desk.fault(fault="drop_after_success", path=UPLOAD)
    change = desk.creation()
    (answer,) = desk.drive.apply([change])
    assert isinstance(answer, OutcomeUnknownError)
    assert answer.record == "google_drive file new:h-1-dossier"
    assert desk.calls("POST", UPLOAD) == [f"POST {UPLOAD}"]
    assert satisfied(change, seen(desk, change).fields)
    assert files_named(desk) == 1


def test_create_on_a_connection_that_died_meanwhile_is_made_once(desk: Desk) -> None:
    """A connection that the server closed while it was idle is noticed before the write is sent on it."""
    desk.drive.observe([desk.creation()])
    desk.fault(fault="drop_before", path="/drive/v3/files/nothing")
    with pytest.raises(RecordNotFoundError):  # the second attempt's answer, on a new connection
        list(desk.drive.walk("nothing"))
    assert isinstance(desk.drive.apply([desk.creation()])[0], Done)
    assert files_named(desk) == 1


@pytest.mark.parametrize("fault", ["server_error", "drop_before", "timeout"])
def test_create_is_not_repeated_where_drive_fails(desk: Desk, fault: str) -> None:
    """A failure that does not say that nothing was done leaves the outcome unknown, after one call."""
    desk.fault(fault=fault, path=UPLOAD, times=None)
    (answer,) = desk.drive.apply([desk.creation()])
    assert isinstance(answer, OutcomeUnknownError)
    assert len(desk.calls("POST", UPLOAD)) == 1


@pytest.mark.parametrize("fault", ["rate_limit", "too_many_requests"])
def test_create_is_repeated_after_a_rate_limit(desk: Desk, fault: str) -> None:
    """A rate limit says that nothing was done, so that the call may go out again."""
    desk.fault(fault=fault, path=UPLOAD, times=3)
    assert isinstance(desk.drive.apply([desk.creation()])[0], Done)
    assert files_named(desk) == 1


def test_create_gives_up_on_a_rate_limit_that_stays(desk: Desk) -> None:
    """After the connection's number of attempts the rate limit is the answer."""
    desk.fault(fault="rate_limit", path=UPLOAD, times=None)
    assert isinstance(desk.drive.apply([desk.creation()])[0], RateLimitedError)
    assert len(desk.calls("POST", UPLOAD)) == 6


def test_create_leaves_a_long_wait_to_the_caller(desk: Desk) -> None:
    """Where Drive names a time beyond our bounds, it is handed on and not waited for."""
    desk.fault(fault="too_many_requests", path=UPLOAD, times=None, retry_after=120)
    (answer,) = desk.drive.apply([desk.creation()])
    assert isinstance(answer, RateLimitedError)
    assert answer.retry_after == 120
    assert len(desk.calls("POST", UPLOAD)) == 1


def test_create_in_a_missing_folder_is_named(desk: Desk) -> None:
    """The error names the change's own record."""
    (answer,) = desk.drive.apply([desk.creation(folder="nowhere")])
    assert isinstance(answer, RecordNotFoundError)
    assert answer.record == "google_drive file new:h-1-dossier"


def test_create_is_refused_by_a_read_only_connection(open_desk: Open) -> None:
    """With read-only scopes everything can be looked at and nothing applied."""
    desk = open_desk(read_only=True)
    assert len(list(desk.drive.walk(FOLDER))) == 10
    (answer,) = desk.drive.apply([desk.creation()])
    assert isinstance(answer, NotAuthorisedError)
    assert files_named(desk) == 0


def test_create_hides_no_other_change(desk: Desk) -> None:
    """One creation's failure is its own answer."""
    answers = desk.drive.apply([desk.creation("one", "nowhere"), desk.creation("two")])
    assert isinstance(answers[0], RecordNotFoundError)
    assert isinstance(answers[1], Done)
