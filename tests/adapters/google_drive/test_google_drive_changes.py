"""Every other change of files: locks, moves, sharing, expirations, lower roles, the web, folders and copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from drive_world import ADMIN, CLIENT, FOLDER, OWNER, STRANGER, Desk, Open, client_folder

from handoff.domain.canonical import instant
from handoff.domain.change import Change, ChangeKind, Fields, Phase, satisfied
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import HandoffError, InvalidRecordError, OutcomeUnknownError, RecordNotFoundError

SOON = instant(datetime.now(UTC).replace(microsecond=0) + timedelta(days=30))


def published() -> dict[str, Any]:
    """Return the client's folder with a document that is on the web."""
    folder = client_folder()
    folder["children"].append(
        {"id": "web-doc", "name": "Web", "type": "doc", "content": "Web.\n", "published": "anyone"}
    )
    return {"files": [folder]}


def change(desk: Desk, kind: ChangeKind, record: str, before: Fields, after: Fields) -> Change:
    """Return a change of a file, or with `file/user/address` of a permission."""
    if "/" not in record:
        return desk.on_file(kind, record, before, after)
    file, who, to = record.split("/")
    ref = RecordRef(Vendor.GOOGLE_DRIVE, Kind.PERMISSION, f"{file}/{who}/{desk.people.identify(to)}")
    return Change(kind, ref, before, after, Phase.ARCHIVE)


def new(desk: Desk, kind: ChangeKind, key: str, **after: Any) -> Change:
    """Return the making of a folder or a copy."""
    return desk.on_file(kind, f"new:{key}", {"exists": False}, {"exists": True, **after})


def apply(desk: Desk, *changes: Change) -> None:
    """Apply changes, each of which has to be acknowledged."""
    for answer in desk.drive.apply(changes):
        assert isinstance(answer, Done), answer


def seen(desk: Desk, change: Change) -> Seen:
    """Return what is seen of a change."""
    (found,) = desk.drive.observe([change])
    assert isinstance(found, Seen), found
    return found


@pytest.mark.parametrize(
    ("kind", "record", "before", "after"),
    [
        (ChangeKind.LOCK_FILE, "goals-doc", {"locked": False}, {"locked": True, "reason": "Archived."}),
        (ChangeKind.MOVE_FILE, "notes-text", {"folder": "reports-folder"}, {"folder": FOLDER}),
        (ChangeKind.MOVE_FILE, "reports-folder", {"folder": FOLDER}, {"folder": "elsewhere"}),
        (ChangeKind.SET_SHARING, "goals-doc", {"writers_can_share": True}, {"writers_can_share": False}),
        (
            ChangeKind.SET_SHARING,
            "goals-doc",
            {"writers_can_share": True, "copy_requires_writer": False},
            {"writers_can_share": False, "copy_requires_writer": True},
        ),
        (ChangeKind.SET_SHARING, "reports-folder", {"inherited_disabled": False}, {"inherited_disabled": True}),
        (ChangeKind.LOWER_ROLE, f"{FOLDER}/user/{CLIENT}", {"role": "writer"}, {"role": "reader"}),
        (ChangeKind.SET_EXPIRATION, f"budget-sheet/user/{STRANGER}", {"expires": None}, {"expires": SOON}),
        (ChangeKind.UNPUBLISH_FILE, "web-doc", {"published": True}, {"published": False}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_change_is_made_seen_and_taken_back(
    open_desk: Open, kind: ChangeKind, record: str, before: Fields, after: Fields
) -> None:
    """What stands before is seen, the change makes what it says, and its inverse restores it."""
    section = published()
    ours = {"type": "user", "role": "writer", "email": ADMIN}
    section["files"].append(
        {"id": "elsewhere", "name": "Elsewhere", "type": "folder", "owner": OWNER, "permissions": [ours]}
    )
    desk = open_desk(section)
    made = change(desk, kind, record, before, after)
    if kind is ChangeKind.SET_EXPIRATION:
        apply(desk, desk.permission("budget-sheet", "user", STRANGER, None, "reader"))
    if "inherited_disabled" in after:
        apply(desk, desk.permission(record, "user", ADMIN, None, "writer"))
    assert satisfied(replace(made, after=before), seen(desk, made).fields)
    assert not satisfied(made, seen(desk, made).fields)
    apply(desk, made)
    assert satisfied(made, seen(desk, made).fields)
    inverse = made.inverse()
    assert inverse is not None
    apply(desk, inverse)
    assert satisfied(replace(made, after=before), seen(desk, made).fields)


def test_folder_is_made_once_under_an_id_given_in_advance(desk: Desk) -> None:
    """Made again after its answer was lost, Drive refuses the id as taken, and that means that it is there."""
    folder = new(desk, ChangeKind.CREATE_FOLDER, "h-1-archive", name="Archive", folder=FOLDER)
    (given,) = desk.drive.prepare([folder])
    assert given
    folder = replace(folder, after={**folder.after, "id": given})
    assert seen(desk, folder) == Seen({"exists": False})
    desk.fault(fault="drop_after_success", path="/drive/v3/files", method="POST", times=1)
    (lost,) = desk.drive.apply([folder])
    assert isinstance(lost, OutcomeUnknownError)
    apply(desk, folder)
    found = seen(desk, folder)
    assert satisfied(folder, found.fields)
    assert found.created == RecordRef(Vendor.GOOGLE_DRIVE, Kind.FOLDER, given)
    assert sum(item.title == "Archive" for item in desk.drive.walk(FOLDER)) == 1
    assert desk.drive.prepare([desk.creation()]) == [None]


def test_folder_that_holds_something_is_not_taken_back(desk: Desk) -> None:
    """An empty folder of ours goes into the trash; one in which somebody has put a file stays."""
    folder = new(desk, ChangeKind.CREATE_FOLDER, "h-1-archive", name="Archive", folder=FOLDER)
    (done,) = desk.drive.apply([folder])
    assert isinstance(done, Done)
    assert done.created is not None
    move = change(desk, ChangeKind.MOVE_FILE, "notes-text", {"folder": "reports-folder"}, {"folder": done.created.id})
    apply(desk, move)
    inverse = folder.inverse()
    assert inverse is not None
    (refused,) = desk.drive.apply([inverse])
    assert isinstance(refused, InvalidRecordError)
    back = move.inverse()
    assert back is not None
    apply(desk, back)
    apply(desk, inverse)
    assert seen(desk, folder) == Seen({"exists": False})


def test_copy_is_made_and_found_by_its_key(desk: Desk) -> None:
    """A copy names what it was made of, and is found again and taken back."""
    copy = new(desk, ChangeKind.COPY_FILE, "h-1-copy", source="goals-doc", name="Goals (copy)", folder=FOLDER)
    apply(desk, copy)
    assert satisfied(copy, seen(desk, copy).fields)
    inverse = copy.inverse()
    assert inverse is not None
    apply(desk, inverse)
    assert seen(desk, copy) == Seen({"exists": False})


def test_folder_cannot_be_moved_into_a_shared_drive(open_desk: Open) -> None:
    """Drive refuses it, and the error says what to do instead; a file goes."""
    members = [{"type": "user", "role": "organizer", "email": email} for email in (ADMIN, OWNER)]
    shared = {"name": "Clients", "id": "shared-drive", "members": members}
    folder = client_folder()
    folder["permissions"][0]["role"] = "writer"
    desk = open_desk({"files": [folder], "shared_drives": [shared]})
    moved = change(desk, ChangeKind.MOVE_FILE, "reports-folder", {"folder": FOLDER}, {"folder": "shared-drive"})
    (refused,) = desk.drive.apply([moved])
    assert isinstance(refused, HandoffError)
    assert "one by one" in str(refused)


def test_expiration_of_access_that_is_not_there_is_an_error(desk: Desk) -> None:
    """Only access that was given on the file itself can be given an end."""
    made = change(desk, ChangeKind.SET_EXPIRATION, f"goals-doc/user/{CLIENT}", {"expires": None}, {"expires": SOON})
    (answer,) = desk.drive.apply([made])
    assert isinstance(answer, RecordNotFoundError)


def test_ownership_between_accounts_of_no_organisation_is_only_offered(open_desk: Open) -> None:
    """Drive lets a new owner accept by themselves: until then they are pending, and the change says so each time."""
    old, new_owner = "ada@gmail.com", "bob@gmail.com"
    users = [{"email": email, "name": email} for email in (ADMIN, old, new_owner)]
    file = {"id": "private-doc", "name": "Private", "type": "doc", "owner": old, "content": "x"}
    desk = open_desk({"users": users, "files": [file]})
    ids = [desk.people.identify(email) for email in (old, new_owner)]
    transfer = desk.on_file(ChangeKind.TRANSFER_FILE, "private-doc", {"owner": ids[0]}, {"owner": ids[1]})
    answers = [desk.drive.apply([transfer])[0] for _ in range(2)]
    for answer in answers:
        assert isinstance(answer, HandoffError)
    if "pending" in str(answers[0]):
        assert seen(desk, transfer).fields == {"owner": ids[0]}


def test_our_own_access_is_never_taken_away(desk: Desk) -> None:
    """Neither the acting account's permission nor, on a folder, what it has from above: each is refused, and stays."""
    ours = desk.permission(FOLDER, "user", ADMIN, "writer", None)
    limited = change(
        desk, ChangeKind.SET_SHARING, "reports-folder", {"inherited_disabled": False}, {"inherited_disabled": True}
    )
    for answer in desk.drive.apply([ours, limited]):
        assert isinstance(answer, InvalidRecordError)
        assert "never made" in answer.what
    assert seen(desk, ours).fields == {"role": "writer"}


def test_last_manager_of_a_shared_drive_stays(open_desk: Open) -> None:
    """A shared drive without a manager can't be mended: the last one is never taken away."""
    members = [
        {"type": "user", "role": "organizer", "email": OWNER},
        {"type": "user", "role": "fileOrganizer", "email": ADMIN},
    ]
    desk = open_desk({"files": [], "shared_drives": [{"name": "Clients", "id": "shared-drive", "members": members}]})
    last = desk.permission("shared-drive", "user", OWNER, "organizer", None)
    (answer,) = desk.drive.apply([last])
    assert isinstance(answer, InvalidRecordError)
    assert "last manager" in answer.what
