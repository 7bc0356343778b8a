"""Changes of who may do what with a file: seen, made, refused and made only once."""

from __future__ import annotations

from typing import Any

import pytest
from drive_world import ADMIN, CLIENT, FOLDER, OWNER, STRANGER, SUCCESSOR, Desk, Open

from handoff.domain.change import Change, ChangeKind, Fields, satisfied
from handoff.domain.ports.vendors import Done, Seen
from handoff.errors import (
    HandoffError,
    InvalidRecordError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
    VendorRefusedError,
    VendorUnavailableError,
)

BATCH = "/batch/drive/v3"
ABOVE = 2
"""Requests that ask in which folders the files of `files` lie, one a folder: the client's, and the root above it."""


def fields(desk: Desk, change: Change) -> Fields | None:
    """Return what is seen of one change; it must not be an error."""
    (found,) = desk.drive.observe([change])
    assert isinstance(found, Seen)
    return found.fields


def apply_one(desk: Desk, change: Change) -> Done | HandoffError:
    """Apply one change and return its answer."""
    (answer,) = desk.drive.apply([change])
    return answer


def access(desk: Desk, file: str = FOLDER) -> set[tuple[str, str]]:
    """Return who has which role on a file, from the independent walk."""
    return {(held.grantee, held.role) for held in desk.drive.grants(FOLDER) if held.file.id == file}


def transfer(desk: Desk, file: str, before: str, after: str) -> Change:
    """Return the change of a file's owner."""
    identify = desk.people.identify
    return desk.on_file(ChangeKind.TRANSFER_FILE, file, {"owner": identify(before)}, {"owner": identify(after)})


def sharing(desk: Desk, file: str, *, after: bool) -> Change:
    """Return the change of whether writers may share a file."""
    return desk.on_file(ChangeKind.SET_SHARING, file, {"writers_can_share": not after}, {"writers_can_share": after})


def files(count: int, **more: Any) -> list[dict[str, Any]]:
    """Return a client's folder with as many files, each shared with the client."""
    shared = [{"type": "user", "role": "reader", "email": CLIENT}]
    return [
        {
            "id": FOLDER,
            "name": "Client Ltd",
            "type": "folder",
            "owner": ADMIN,
            "children": [
                {"id": f"file-{number:03}", "name": "File", "type": "doc", "content": "x", "permissions": shared}
                for number in range(count)
            ],
        }
        | more
    ]


@pytest.mark.parametrize(
    ("file", "kind", "to", "role"),
    [
        (FOLDER, "user", CLIENT, "writer"),
        ("goals-doc", "anyone", "anyone", "reader"),
        ("june-doc", "domain", "client.example", "reader"),
        ("reports-folder", "group", "team@client.example", "commenter"),
    ],
)
def test_revoke_and_grant_again_end_where_they_began(desk: Desk, file: str, kind: str, to: str, role: str) -> None:
    """A grant of each type is taken away and given back by its grantee, and is seen so each time."""
    change = desk.permission(file, kind, to, role, None)
    assert fields(desk, change) == {"role": role}
    assert apply_one(desk, change) == Done()
    assert fields(desk, change) == {"role": None}
    assert (to, role) not in access(desk, file)
    inverse = change.inverse()
    assert inverse is not None
    assert apply_one(desk, inverse) == Done()
    assert fields(desk, inverse) == {"role": role}
    assert (to, role) in access(desk, file)


def test_grant_sends_no_mail_and_gives_the_role(desk: Desk) -> None:
    """The successor gets the role; somebody without an account would need a mail and is refused."""
    assert apply_one(desk, desk.permission(FOLDER, "user", SUCCESSOR, None, "writer")) == Done()
    assert (SUCCESSOR, "writer") in access(desk)
    answer = apply_one(desk, desk.permission(FOLDER, "user", "nobody@nowhere.example", None, "reader"))
    assert isinstance(answer, VendorRefusedError)
    assert "invalidSharingRequest" in answer.what
    assert "nobody@" not in str(answer)


def test_grant_changes_a_role_that_is_another(desk: Desk) -> None:
    """A lower role than there is takes an edit of what is there, since a new grant never lowers."""
    assert apply_one(desk, desk.permission(FOLDER, "user", CLIENT, "writer", "reader")) == Done()
    assert fields(desk, desk.permission(FOLDER, "user", CLIENT, "writer", "reader")) == {"role": "reader"}


def test_change_that_holds_already_makes_no_write(desk: Desk) -> None:
    """What is there is not written again."""
    change = desk.permission(FOLDER, "user", CLIENT, None, "writer")
    before = len(desk.calls())
    assert apply_one(desk, change) == Done()
    assert desk.calls()[before:] == [f"POST {BATCH}"]


def test_revoke_of_what_comes_from_above_is_refused(desk: Desk) -> None:
    """A child can't take away what its folder gives; the error says where to go."""
    change = desk.permission("budget-sheet", "user", CLIENT, "writer", None)
    assert fields(desk, change) == {"role": None}
    answer = apply_one(desk, change)
    assert isinstance(answer, VendorRefusedError)
    assert "on the folder where it was given" in answer.mend


def test_revoke_of_an_owner_is_refused(desk: Desk) -> None:
    """An owner's access ends by a transfer only."""
    answer = apply_one(desk, desk.permission("client-doc", "user", CLIENT, "owner", None))
    assert isinstance(answer, VendorRefusedError)
    assert answer.record
    assert "Transfer the file first" in answer.mend


def test_transfer_is_made_as_the_owner_and_leaves_the_file_where_it_is(desk: Desk) -> None:
    """The subject, a mere writer, could not; the old owner stays a writer, the parent the same."""
    change = transfer(desk, "goals-doc", OWNER, SUCCESSOR)
    assert fields(desk, change) == change.before
    assert apply_one(desk, change) == Done()
    assert fields(desk, change) == change.after
    assert access(desk, "goals-doc") >= {(SUCCESSOR, "owner"), (OWNER, "writer")}
    assert ["goals-doc", FOLDER] in [
        [item.record.id, item.fields["folder"]] for item in desk.drive.walk(FOLDER) if hasattr(item, "fields")
    ]


def test_transfer_back_is_made_as_the_new_owner(desk: Desk) -> None:
    """Only the new owner can give a file back, and is asked."""
    change = transfer(desk, "goals-doc", OWNER, SUCCESSOR)
    inverse = change.inverse()
    assert inverse is not None
    assert [*desk.drive.apply([change, inverse])] == [Done(), Done()]
    assert fields(desk, change) == change.before


def test_transfer_across_organisations_is_refused(desk: Desk) -> None:
    """Google's refusal comes with its reason and without the address."""
    answer = apply_one(desk, transfer(desk, "goals-doc", OWNER, STRANGER))
    assert isinstance(answer, VendorRefusedError)
    assert "@" not in str(answer)
    assert (OWNER, "owner") in access(desk, "goals-doc")


def test_transfer_of_a_strangers_file_is_refused(desk: Desk) -> None:
    """What the client owns we can't act for."""
    answer = apply_one(desk, transfer(desk, "client-doc", CLIENT, SUCCESSOR))
    assert isinstance(answer, NotAuthorisedError)
    assert answer.record == "google_drive file client-doc"


def test_transfer_in_a_shared_drive_is_refused(open_desk: Open) -> None:
    """Files of a shared drive have no owner."""
    drive = {
        "name": "Clients",
        "id": "shared-drive",
        "members": [{"type": "user", "role": "organizer", "email": ADMIN}],
        "files": [{"id": "shared-doc", "name": "Doc", "type": "doc", "content": "x"}],
    }
    desk = open_desk({"files": [], "shared_drives": [drive]})
    change = transfer(desk, "shared-doc", OWNER, SUCCESSOR)
    assert fields(desk, change) == {"owner": None}
    assert isinstance(apply_one(desk, change), InvalidRecordError)


def test_sharing_by_writers_is_switched_as_the_owner(desk: Desk) -> None:
    """Only the owner may; afterwards the subject can't share any more, and the owner is asked in its place."""
    change = sharing(desk, FOLDER, after=False)
    assert fields(desk, change) == {"writers_can_share": True}
    assert apply_one(desk, change) == Done()
    assert fields(desk, change) == {"writers_can_share": False}
    assert apply_one(desk, desk.permission(FOLDER, "user", CLIENT, "writer", None)) == Done()
    assert CLIENT not in {grantee for grantee, _ in access(desk)}


def test_observe_says_that_a_file_is_gone(desk: Desk) -> None:
    """A file that does not exist has no fields, whatever the change."""
    changes = [
        desk.permission("nothing", "user", CLIENT, "writer", None),
        transfer(desk, "nothing", OWNER, SUCCESSOR),
        sharing(desk, "nothing", after=False),
    ]
    assert desk.drive.observe(changes) == [Seen(None)] * 3


def test_one_failure_hides_no_other_change(desk: Desk) -> None:
    """Each change has its own answer, in the order in which they were given."""
    changes = [
        desk.permission(FOLDER, "user", CLIENT, "writer", None),
        desk.permission("budget-sheet", "user", ADMIN, "writer", None),
        desk.permission("nothing", "user", CLIENT, "writer", None),
        desk.permission("goals-doc", "anyone", "anyone", "reader", None),
        desk.on_file(ChangeKind.SET_OWNER, "goals-doc", {}, {}),
    ]
    answers = desk.drive.apply(changes)
    assert [type(answer).__name__ for answer in answers] == [
        "Done",
        "InvalidRecordError",
        "RecordNotFoundError",
        "Done",
        "VendorRefusedError",
    ]


def test_person_who_is_unknown_is_that_changes_own_error(desk: Desk) -> None:
    """An id that the directory does not know stops nothing else."""
    known = desk.permission("goals-doc", "anyone", "anyone", "reader", None)
    unknown = desk.permission(FOLDER, "user", CLIENT, "writer", None)
    desk.people.by_email.clear()
    assert [type(answer).__name__ for answer in desk.drive.observe([unknown, known])] == ["NotFoundError", "Seen"]
    assert [type(answer).__name__ for answer in desk.drive.apply([unknown, known])] == ["NotFoundError", "Done"]


def test_changes_fill_batches_of_a_hundred(open_desk: Open) -> None:
    """250 files take three batches to read and three to write, three to be seen afterwards, and the folders above are
    asked for once.
    """
    desk = open_desk({"files": files(250)})
    changes = [desk.permission(f"file-{number:03}", "user", CLIENT, "reader", None) for number in range(250)]
    assert set(desk.drive.apply(changes)) == {Done()}
    assert desk.calls() == [f"POST {BATCH}"] * (6 + ABOVE)
    assert all(
        satisfied(change, seen.fields)
        for change, seen in zip(changes, desk.drive.observe(changes), strict=True)
        if isinstance(seen, Seen)
    )
    assert desk.calls() == [f"POST {BATCH}"] * (9 + ABOVE)


def test_changes_of_one_file_are_never_in_one_batch(desk: Desk) -> None:
    """Three changes of one file are three rounds, in their order; all of them hold."""
    changes = [
        desk.permission("goals-doc", "anyone", "anyone", "reader", None),
        desk.permission("goals-doc", "user", STRANGER, None, "reader"),
        desk.permission("goals-doc", "user", STRANGER, "reader", "commenter"),
    ]
    assert list(desk.drive.apply(changes)) == [Done()] * 3
    assert len(desk.calls("POST", BATCH)) == 6 + 1  # that its folder lies nowhere that we see is asked once
    assert access(desk, "goals-doc") >= {(STRANGER, "commenter")}


@pytest.mark.parametrize(
    ("folder", "kind", "to", "role"),
    [("reports-folder", "group", "team@client.example", "commenter"), (FOLDER, "user", CLIENT, "writer")],
)
def test_changes_of_a_folder_come_before_those_of_its_files(
    desk: Desk, folder: str, kind: str, to: str, role: str
) -> None:
    """A folder and what lies in it, or in a folder in it, are in different rounds."""
    changes = [
        desk.permission("june-doc", "domain", "client.example", "reader", None),
        desk.permission(folder, kind, to, role, None),
    ]
    assert list(desk.drive.apply(changes)) == [Done()] * 2
    assert len(desk.calls("POST", BATCH)) == 4 + 1  # one asks for the folder that is not changed


def test_no_change_is_made_while_it_is_unknown_what_lies_above(open_desk: Open) -> None:
    """Where Drive does not tell in which folders a file lies, nothing is written, and a retry does it."""
    desk = open_desk({"files": files(3)}, attempts=1)
    changes = [desk.permission(f"file-{number:03}", "user", CLIENT, "reader", None) for number in range(3)]
    desk.fault(fault="server_error", path=BATCH, skip=1, times=1)
    assert all(isinstance(answer, VendorUnavailableError) for answer in desk.drive.apply(changes))
    assert access(desk, "file-000") >= {(CLIENT, "reader")}
    assert list(desk.drive.apply(changes)) == [Done()] * 3


def test_changes_whose_answer_was_lost_are_settled_by_reading(open_desk: Open) -> None:
    """A batch that was carried out and not answered is unknown; it is not sent again and is seen to hold."""
    desk = open_desk({"files": files(5)})
    changes = [desk.permission(f"file-{number:03}", "user", SUCCESSOR, None, "writer") for number in range(5)]
    desk.fault(fault="drop_after_success", path=BATCH, skip=1 + ABOVE)
    answers = desk.drive.apply(changes)
    assert all(isinstance(answer, OutcomeUnknownError) for answer in answers)
    assert [answer.record for answer in answers if isinstance(answer, HandoffError)] == [
        str(change.record) for change in changes
    ]
    assert len(desk.calls("POST", BATCH)) == 2 + ABOVE
    assert desk.drive.observe(changes) == [Seen({"role": "writer"})] * 5
    assert list(desk.drive.apply(changes)) == [Done()] * 5
    assert len(desk.calls("POST", BATCH)) == 4 + ABOVE
    assert [held.grantee for held in desk.drive.grants(FOLDER)].count(SUCCESSOR) == 5


def test_changes_are_sent_again_where_the_whole_batch_was_put_off(open_desk: Open) -> None:
    """A rate limit on the batch itself says that nothing was done."""
    desk = open_desk({"files": files(3)})
    changes = [desk.permission(f"file-{number:03}", "user", CLIENT, "reader", None) for number in range(3)]
    desk.fault(fault="too_many_requests", path=BATCH, skip=1 + ABOVE, times=2)
    assert list(desk.drive.apply(changes)) == [Done()] * 3
    assert len(desk.calls("POST", BATCH)) == 4 + ABOVE


def test_changes_put_off_inside_a_batch_are_sent_again_alone(open_desk: Open) -> None:
    """A quota that runs out in the middle of a batch puts off the rest, which goes out again when it has refilled."""
    desk = open_desk(
        {"files": files(6), "quota": {"units_per_minute": 1_000_000, "units_per_minute_per_user": 200}},
        attempts=3,
    )
    changes = [desk.permission(f"file-{number:03}", "user", CLIENT, "reader", None) for number in range(6)]
    answers = list(desk.drive.apply(changes))
    done = [answer for answer in answers if answer == Done()]
    put_off = [answer for answer in answers if isinstance(answer, RateLimitedError)]
    assert done
    assert put_off
    assert len(done) + len(put_off) == 6
    assert len(desk.calls("POST", BATCH)) == 1 + ABOVE + 3
    desk.server.clock.advance(120)
    assert list(desk.drive.apply(changes)) == [Done()] * 6


def test_sharing_limit_stops_all_further_sharing(open_desk: Open) -> None:
    """Once Drive stops sharing, what is left is not sent and told to wait long."""
    desk = open_desk({"files": files(120)})
    changes = [desk.permission(f"file-{number:03}", "user", CLIENT, "reader", None) for number in range(120)]
    desk.fault(fault="sharing_rate_limit", path=BATCH, skip=1 + ABOVE, times=None)
    answers = desk.drive.apply(changes)
    assert all(isinstance(answer, RateLimitedError) and answer.retry_after == 3600 for answer in answers)
    assert len(desk.calls("POST", BATCH)) == 2 + ABOVE
    assert answers[-1].record == str(changes[-1].record)  # type: ignore[union-attr]  # all are errors
