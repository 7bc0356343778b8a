"""The change log, as each caller sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drive_client import ANA, BEN, CLEO, CLIENT, refused, row_of

if TYPE_CHECKING:
    from drive_client import Drive


def start(drive: Drive, email: str = ANA) -> str:
    """Return a token for what comes next."""
    return str(drive.api(email).changes().getStartPageToken().execute()["startPageToken"])


def read(drive: Drive, token: str, email: str = ANA, **options: object) -> dict[str, Any]:
    """Return the changes since a token, by file."""
    answer = drive.api(email).changes().list(pageToken=token, fields="*", **options).execute()
    return {change["fileId"]: change for change in answer["changes"]}


def test_changes_hold_what_was_edited_once(drive: Drive) -> None:
    """Two edits of a file are one entry with the file as it is now; nothing else is listed."""
    token = start(drive)
    for name in ("Aims", "Plans"):
        drive.api().files().update(fileId="goals", body={"name": name}).execute()
    found = read(drive, token)
    assert {key: change["file"]["name"] for key, change in found.items()} == {"goals": "Plans"}
    assert found["goals"]["removed"] is False
    assert read(drive, token, CLEO) == {}


def test_changes_page_to_a_new_start(drive: Drive) -> None:
    """Pages end with the token to go on from."""
    token = start(drive)
    for file_id in ("goals", "logo", "inner"):
        drive.api().files().update(fileId=file_id, body={"description": "x"}).execute()
    changes, seen = drive.api().changes(), []
    page = changes.list(pageToken=token, pageSize=2).execute()
    seen += page["changes"]
    page = changes.list(pageToken=page["nextPageToken"], pageSize=2).execute()
    seen += page["changes"]
    assert [change["fileId"] for change in seen] == ["goals", "logo", "inner"]
    assert "nextPageToken" not in page
    assert page["newStartPageToken"] == start(drive)


def test_changes_say_what_was_lost(drive: Drive) -> None:
    """Who loses access sees the files below the folder as removed, and who had none sees nothing."""
    token, service = start(drive), drive.api()
    row = row_of(service, "client-folder", CLIENT)["id"]
    service.permissions().delete(fileId="client-folder", permissionId=row).execute()
    lost = read(drive, token, CLIENT)
    assert {"client-folder", "goals", "report"} <= set(lost)
    assert all(change["removed"] for change in lost.values() if change["fileId"] != "logo")
    assert read(drive, token, CLIENT, includeRemoved=False).keys() <= {"logo"}
    assert read(drive, token, CLEO).keys() <= {"group-notes", "logo"}


def test_changes_reach_below_a_moved_folder(drive: Drive) -> None:
    """Moving a folder away tells its former readers about the files in it."""
    token, service = start(drive), drive.api()
    service.files().update(fileId="inner", addParents="root", removeParents="client-folder").execute()
    assert {key for key, change in read(drive, token, CLIENT).items() if change["removed"]} == {
        "inner",
        "report",
        "report-2",
    }


def test_changes_after_a_delete_are_removals(drive: Drive) -> None:
    """A deleted file is removed for those who could read it."""
    token = start(drive)
    drive.api().files().delete(fileId="goals").execute()
    assert read(drive, token, BEN)["goals"]["removed"] is True


def test_changes_refuse_a_token_that_is_none(library: Drive) -> None:
    """A token out of range or made up is a 400."""
    for token in ("0", "999999", "soon"):
        with refused(400, "invalid"):
            library.api().changes().list(pageToken=token).execute()
