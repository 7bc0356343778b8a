"""Reading content, and the independent walk over everybody's access."""

from __future__ import annotations

from typing import Any

import pytest
from drive_world import ADMIN, CLIENT, FOLDER, OWNER, Desk, Open

from handoff.domain.access import Grant
from handoff.domain.snapshot import Snapshot
from handoff.errors import NotAuthorisedError, RecordNotFoundError, VendorRefusedError, VendorUnavailableError

LIMIT = 1_000_000


def snapshot(desk: Desk, file: str) -> Snapshot:
    """Return one file's snapshot."""
    return next(item for item in desk.drive.walk(FOLDER) if isinstance(item, Snapshot) and item.record.id == file)


def folder_with(*files: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a client's folder that holds some files."""
    return {"id": FOLDER, "name": "Client Ltd", "type": "folder", "owner": ADMIN, "children": list(files), **more}


@pytest.mark.parametrize(
    ("file", "content", "media_type"),
    [
        ("goals-doc", b"# Goals\n\nTwice the visitors.\n", "text/markdown"),
        ("budget-sheet", b"item,cost\r\nlogo,100\r\n", "text/csv"),
        ("notes-text", b"plain words", "text/plain"),
    ],
)
def test_read_returns_text_and_its_type(desk: Desk, file: str, content: bytes, media_type: str) -> None:
    """Google's own types are exported, text comes as it is."""
    assert desk.drive.read(snapshot(desk, file), LIMIT) == (content, media_type)


@pytest.mark.parametrize("file", ["logo-image", "goals-shortcut", "reports-folder", "old-doc"])
def test_read_returns_nothing_where_there_is_no_text(desk: Desk, file: str) -> None:
    """Images, shortcuts, folders and what lies in the trash have no content and cost no call."""
    found = snapshot(desk, file)
    before = len(desk.calls())
    assert desk.drive.read(found, LIMIT) is None
    assert len(desk.calls()) == before


def test_read_returns_documents_that_can_be_taken_apart(open_desk: Open) -> None:
    """A PDF comes as it is."""
    desk = open_desk({"files": [folder_with({"id": "contract", "name": "c.pdf", "type": "pdf", "content": "%PDF-"})]})
    assert desk.drive.read(snapshot(desk, "contract"), LIMIT) == (b"%PDF-", "application/pdf")


@pytest.mark.parametrize("file", ["goals-doc", "notes-text"])
def test_read_refuses_what_is_too_large(desk: Desk, file: str) -> None:
    """A limit holds for exports and for files alike."""
    with pytest.raises(VendorRefusedError, match=f"{file}: Its content is larger than the 5 bytes"):
        desk.drive.read(snapshot(desk, file), 5)


def test_read_names_an_export_that_google_finds_too_large(open_desk: Open) -> None:
    """Google exports ten megabytes and no more."""
    large = {"id": "large-doc", "name": "Large", "type": "doc", "content": "x" * (10 * 1024 * 1024 + 1)}
    desk = open_desk({"files": [folder_with(large)]})
    with pytest.raises(VendorRefusedError, match="exportSizeLimitExceeded"):
        desk.drive.read(snapshot(desk, "large-doc"), 100_000_000)


def test_read_names_a_file_that_its_owner_does_not_let_out(open_desk: Open) -> None:
    """A reader can't take the content of a file that is not for downloading."""
    closed = {"id": "closed", "name": "c.txt", "type": "text", "content": "x", "copy_requires_writer": True}
    reader = {"type": "user", "role": "reader", "email": ADMIN}
    desk = open_desk({"files": [folder_with(closed, owner=OWNER, permissions=[reader])]})
    with pytest.raises(VendorRefusedError, match="google_drive file closed"):
        desk.drive.read(snapshot(desk, "closed"), LIMIT)


def test_read_names_a_file_that_has_gone(desk: Desk) -> None:
    """A file that was deleted since the walk is not an empty one."""
    found = snapshot(desk, "goals-doc")
    desk.fault(fault="not_found", path="/drive/v3/files/goals-doc/export")
    with pytest.raises(RecordNotFoundError, match="goals-doc"):
        desk.drive.read(found, LIMIT)


def test_grants_find_what_the_walk_finds_by_other_calls(desk: Desk) -> None:
    """The independent walk agrees with the other one and shares no listing with it."""
    walked = {
        (item.record, held["type"], held["grantee"], held["role"], held["inherited"])  # type: ignore[index,call-overload]  # as the port has it
        for item in desk.drive.walk(FOLDER)
        if isinstance(item, Snapshot)
        for held in item.fields["grants"]  # type: ignore[union-attr]  # as the port has it
    }
    before = len(desk.calls())
    found = list(desk.drive.grants(FOLDER))
    assert {(held.file, held.type, held.grantee, held.role, held.inherited) for held in found} == walked
    assert len(found) == len(walked)
    assert desk.calls()[before:] == [f"GET /drive/v3/files/{FOLDER}"] + ["POST /batch/drive/v3"] * 3


def test_grants_fill_their_batches(open_desk: Open) -> None:
    """250 files in 50 folders take one batch for the folders and their content, and four for the permissions."""
    folders = [
        {
            "id": f"folder-{number}",
            "name": f"Folder {number}",
            "type": "folder",
            "children": [
                {"id": f"file-{number}-{each}", "name": "File", "type": "doc", "content": "x"} for each in range(5)
            ],
        }
        for number in range(50)
    ]
    desk = open_desk({"files": [folder_with(*folders)]})
    assert len({held.file for held in desk.drive.grants(FOLDER)}) == 301
    assert len(desk.calls("POST", "/batch/drive/v3")) == 1 + 1 + 4


def test_grants_include_shared_drives(open_desk: Open) -> None:
    """Members of a shared drive have access to what lies in it, by inheritance."""
    drive = {
        "name": "Clients",
        "id": "shared-drive",
        "members": [{"type": "user", "role": "organizer", "email": ADMIN}],
        "files": [{"id": FOLDER, "name": "Client Ltd", "type": "folder", "permissions": [
            {"type": "user", "role": "writer", "email": CLIENT}]}],
    }  # fmt: skip
    desk = open_desk({"files": [], "shared_drives": [drive]})
    assert {(held.grantee, held.role, held.inherited) for held in desk.drive.grants(FOLDER)} == {
        (ADMIN, "organizer", True),
        (CLIENT, "writer", False),
    }


def test_grants_refuse_to_prove_what_they_cannot_read(open_desk: Open) -> None:
    """A file whose permissions can't be read is an error that names it, after all that can be said."""
    theirs = {"id": "theirs", "name": "Theirs", "type": "doc", "owner": CLIENT, "content": "x"}
    reader = {"type": "user", "role": "reader", "email": ADMIN}
    desk = open_desk({"files": [folder_with(theirs, owner=OWNER, permissions=[reader])]})
    found: list[Grant] = []
    with pytest.raises(VendorRefusedError, match="theirs"):
        found.extend(desk.drive.grants(FOLDER))
    assert {held.file.id for held in found} == {FOLDER}


@pytest.mark.parametrize(
    "fault", ["rate_limit", "project_rate_limit", "too_many_requests", "server_error", "drop_before"]
)
def test_reads_are_repeated_while_drive_is_in_trouble(desk: Desk, fault: str) -> None:
    """Trouble that passes within the bounds is not seen from outside."""
    walked, granted = list(desk.drive.walk(FOLDER)), list(desk.drive.grants(FOLDER))
    desk.fault(fault=fault, path="/drive/v3/files", times=3)
    desk.fault(fault=fault, path="/batch/drive/v3", times=3)
    assert list(desk.drive.walk(FOLDER)) == walked
    assert list(desk.drive.grants(FOLDER)) == granted


@pytest.mark.parametrize("fault", ["server_error", "drop_before", "unavailable"])
def test_reads_end_where_the_trouble_does_not(desk: Desk, fault: str) -> None:
    """After as many attempts as the connection says the error is a transient one."""
    desk.fault(fault=fault, path="/drive/v3/files", times=None)
    with pytest.raises(VendorUnavailableError):
        list(desk.drive.walk(FOLDER))
    assert len(desk.calls(path="/drive/v3/files")) == 6


def test_read_refuses_a_token_that_is_not_taken(desk: Desk) -> None:
    """A 401 that stays is a matter for a person."""
    desk.fault(fault="unauthorized", times=None, path="/drive/.*")
    with pytest.raises(NotAuthorisedError, match="service account's key"):
        list(desk.drive.walk(FOLDER))
