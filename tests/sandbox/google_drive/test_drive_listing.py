"""files.list: what is found, by which query, in which order and on which page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drive_client import ANA, BEN, CLEO, CLIENT, EVERYBODY, TEAM, check_error, names, refused
from hypothesis import given
from hypothesis import strategies as st

from handoff_sandbox.google_drive import query
from handoff_sandbox.google_drive.query import Term

if TYPE_CHECKING:
    from drive_client import Drive

IN_FOLDER = {"goals", "budget", "logo", "group-notes", "inner", "short"}


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("'client-folder' in parents", IN_FOLDER),
        ("'client-folder' in parents and trashed = false", IN_FOLDER),
        ("'client-folder' in parents and not mimeType = 'application/vnd.google-apps.document'",
         {"budget", "logo", "inner", "short"}),
        ("name = 'Budget' or name = 'logo.png'", {"budget", "logo"}),
        ('name = "Team\'s notes" or name = "a \\"quoted\\" one"', {"group-notes"}),
        ('name="Budget" and parents in "client-folder"', {"budget"}),
        ("('inner' in parents or 'client-folder' in parents) and name contains 'rep'", {"report", "report-2"}),
        ("name contains 'goa' and mimeType contains 'application/vnd.google-apps.doc'", {"goals"}),
        ("name contains 'oals'", set()),
        ("name contains 'Report 1'", {"report"}),
        ("name != 'Budget' and 'client-folder' in parents", IN_FOLDER - {"budget"}),
        ("name = 'Team\\'s notes'", {"group-notes"}),
        ("fullText contains 'newsletter'", {"goals"}),
        ("fullText contains 'newsl'", set()),
        ("fullText contains '\"risk remains\"'", {"report-2"}),
        ('fullText contains "risk remains"', {"report-2"}),
        ("fullText contains '\"remains risk\"'", set()),
        ("modifiedTime < '2030-01-01T00:00:00' and name = 'Goals 2026'", {"goals"}),
        ("modifiedTime > '2030-01-01T00:00:00Z'", set()),
        ("'ben@fieldnote.example' in owners", {"budget"}),
        ("'me' in owners and name contains 'Handbook'", {"handbook"}),
        ("'mara@client.example' in readers and 'inner' in parents", {"report", "report-2"}),
        ("'mara@client.example' in writers", {"theirs"}),
        (f"'{EVERYBODY}' in writers", {"group-notes"}),
        ("sharedWithMe", {"theirs", "orphaned"}),
        ("sharedWithMe = true and name contains 'Brand'", {"theirs"}),
        ("appProperties has { key='handoff' and value='goals' }", {"goals"}),
        ("properties has {key='phase' and value='one'}", {"goals"}),
        ("properties has {key='phase' and value='two'}", set()),
        ("visibility = 'anyoneWithLink'", {"logo"}),
        ("visibility = 'domainCanFind'", {"handbook"}),
        ("shortcutDetails.targetId = 'goals'", {"short"}),
        ("'root' in parents", {"client-folder", "handbook"}),
        ("trashed = true", set()),
    ],
)  # fmt: skip
def test_query_finds(library: Drive, q: str, found: set[str]) -> None:
    """Each term of the query language means what Google documents."""
    assert names(library.api().files().list(q=q, fields="files(id)").execute()) == found


@pytest.mark.parametrize(
    "q",
    [
        "title = 'x'",
        "id = 'goals'",
        "name like 'x'",
        'name = "x',
        "name > 'a'",
        "name",
        "fullText = 'x'",
        "mimeType has 'x'",
        "trashed = 'false'",
        "trashed > false",
        "modifiedTime > 'yesterday'",
        "modifiedTime contains '2026'",
        "'x' in children",
        "'x' in name",
        "visibility = 'secret'",
        "description contains 'x'",
        "name = 'x' and",
        "(name = 'x'",
        "name = 'x' name = 'y'",
        "name = 'it's'",
        "properties has {value='a' and key='b'}",
        "name in 'x'",
    ],
)
def test_query_that_drive_does_not_know_is_refused(library: Drive, q: str) -> None:
    """Anything else is a 400 invalid for `q`, never a list."""
    with refused(400, "invalid"):
        library.api().files().list(q=q).execute()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_query_text_is_unescaped(text: str) -> None:
    """Any text, escaped as Google asks, comes out of the parser as it went in."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    assert query.parse(f"name = '{escaped}'") == Term("name", "=", text)


def test_list_holds_only_what_the_caller_can_read(library: Drive) -> None:
    """Each person's list is their own; files that are open by link are not in it."""
    assert names(library.api(CLIENT).files().list().execute()) == {"client-folder", "theirs", "inner"} | IN_FOLDER | {
        "report",
        "report-2",
    }
    assert names(library.api(CLEO).files().list().execute()) == {"group-notes", "handbook"}


def test_list_of_a_link_shared_folder_needs_its_parent(drive: Drive) -> None:
    """What is open only by link is found under its folder, and not in a search."""
    drive.api().permissions().create(fileId="inner", body={"type": "anyone", "role": "reader"}).execute()
    service = drive.api(CLEO)
    assert names(service.files().list(q="'inner' in parents").execute()) == {"report", "report-2"}
    assert names(service.files().list(q="name contains 'Report'").execute()) == set()


def test_group_in_group_lets_its_members_in(library: Drive) -> None:
    """A member of a group that is in a group has the outer group's access."""
    service = library.api(CLEO)
    assert service.files().get(fileId="group-notes", fields="capabilities").execute()["capabilities"]["canEdit"]
    assert TEAM != EVERYBODY


def test_list_pages_hold_every_file_once(library: Drive) -> None:
    """Pages of two, followed by token, give the same files as one page, in the same order."""
    service = library.api()
    whole = service.files().list(orderBy="name", fields="files(id)").execute()["files"]
    found, token = [], None
    while True:
        page = service.files().list(orderBy="name", pageSize=2, pageToken=token).execute()
        assert len(page["files"]) <= 2
        found += [{"id": file["id"]} for file in page["files"]]
        token = page.get("nextPageToken")
        if token is None:
            break
    assert found == whole


def test_page_token_fits_only_its_own_query(library: Drive) -> None:
    """A token of another query, or a made-up one, is refused."""
    service = library.api()
    token = service.files().list(pageSize=1).execute()["nextPageToken"]
    with refused(400, "invalid"):
        service.files().list(pageSize=1, q="trashed = false", pageToken=token).execute()
    with refused(400, "invalid"):
        service.files().list(pageToken="made-up").execute()


def test_page_size_is_bounded(library: Drive) -> None:
    """A page of no files is refused; more than 1,000 are taken as 1,000, as the discovery document says."""
    with refused(400, "invalidParameter"):
        library.api().files().list(pageSize=0).execute()
    assert len(library.api().files().list(pageSize=5000).execute()["files"]) > 1


def test_order_by_sorts_by_several_keys(library: Drive) -> None:
    """Folders first, then names, backwards; natural order counts digits as numbers."""
    service = library.api()
    files = service.files().list(q="'client-folder' in parents", orderBy="folder,name desc").execute()["files"]
    assert [file["id"] for file in files] == ["inner", "group-notes", "logo", "short", "goals", "budget"]
    for order, ids in (("name", ["report", "report-2"]), ("name_natural", ["report-2", "report"])):
        files = service.files().list(q="'inner' in parents", orderBy=order).execute()["files"]
        assert [file["id"] for file in files] == ids


@pytest.mark.parametrize("order", ["title", "name ascending", "name,,folder"])
def test_order_by_refuses_unknown_keys(library: Drive, order: str) -> None:
    """A key that Drive does not have is a 400."""
    with refused(400, "invalid"):
        library.api().files().list(orderBy=order).execute()


def test_order_by_is_refused_with_full_text(library: Drive) -> None:
    """Full-text results come by relevance only."""
    with refused(400, "badRequest"):
        library.api().files().list(q="fullText contains 'well'", orderBy="name").execute()


def test_fields_select_nested_parts(library: Drive) -> None:
    """A mask selects what it names, in both spellings, and nothing else."""
    service = library.api()
    for mask in ("files(id,owners(emailAddress))", "files/id,files/owners/emailAddress"):
        answer = service.files().list(q="name = 'Budget'", fields=mask).execute()
        assert answer == {"files": [{"id": "budget", "owners": [{"emailAddress": BEN}]}]}
    assert service.files().get(fileId="goals", fields="appProperties/handoff").execute() == {
        "appProperties": {"handoff": "goals"}
    }


def test_fields_default_to_a_few(library: Drive) -> None:
    """Without a mask Drive sends kind, id, name and type."""
    answer = library.api().files().get(fileId="goals").execute()
    assert answer == {
        "kind": "drive#file",
        "id": "goals",
        "name": "Goals 2026",
        "mimeType": "application/vnd.google-apps.document",
    }


@pytest.mark.parametrize(
    "mask", ["title", "files(id)", "id,owners(mail)", "id,", "id(", "owners(id", "id))", "a b", ","]
)
def test_fields_that_do_not_exist_are_refused(library: Drive, mask: str) -> None:
    """A mask with an unknown field or a broken form is a 400 invalidParameter."""
    answer = library.raw("GET", "/drive/v3/files/goals", params={"fields": mask})
    check_error(answer.status_code, answer.json(), 400, "invalidParameter")


@pytest.mark.parametrize(
    ("parameters", "status", "reason"),
    [
        ({"corpora": "everything"}, 400, "invalid"),
        ({"corpora": "drive"}, 400, "invalid"),
        ({"driveId": "studio-drive"}, 400, "invalid"),
        ({"includeItemsFromAllDrives": True}, 403, "teamDrivesNotSupported"),
        ({"corpora": "allDrives", "supportsAllDrives": True}, 403, "teamDrivesNotSupported"),
        ({"spaces": "photos"}, 400, "invalid"),
        (
            {"corpora": "drive", "driveId": "no", "supportsAllDrives": True, "includeItemsFromAllDrives": True},
            404,
            "notFound",
        ),
    ],
)
def test_corpora_rules_are_held(library: Drive, parameters: dict[str, object], status: int, reason: str) -> None:
    """The parameters for shared drives go together or not at all."""
    with refused(status, reason):
        library.api().files().list(**parameters).execute()


def test_corpora_decide_about_shared_drives(library: Drive) -> None:
    """Shared drives are listed when asked for; one of them alone as a flat list."""
    service, both = library.api(), {"supportsAllDrives": True, "includeItemsFromAllDrives": True}
    assert not names(service.files().list().execute()) & {"drive-folder", "drive-doc"}
    assert names(service.files().list(corpora="drive", driveId="studio-drive", **both).execute()) == {
        "drive-folder",
        "drive-doc",
    }
    assert {"drive-doc", "goals"} <= names(service.files().list(corpora="allDrives", **both).execute())


def test_parameters_that_drive_does_not_have_are_refused(library: Drive) -> None:
    """A misspelt parameter is a 400, not a silent default."""
    answer = library.raw("GET", "/drive/v3/files", params={"page_size": "3"})
    check_error(answer.status_code, answer.json(), 400, "invalidParameter")
    answer = library.raw("GET", "/drive/v3/files", params={"supportsAllDrives": "yes"})
    check_error(answer.status_code, answer.json(), 400, "invalid")


def test_long_query_comes_as_post_and_is_a_listing(drive: Drive) -> None:
    """The SDK sends a GET over 2,048 characters as POST with an override: it lists, and creates nothing."""
    service = drive.api(ANA)
    parents = " or ".join(f"'{name:>40}' in parents" for name in ["client-folder", *map(str, range(60))])
    before = names(service.files().list().execute())
    answer = service.files().list(q=f"({parents.replace(' ' * 27, '')})").execute()
    assert names(answer) == IN_FOLDER
    assert names(service.files().list().execute()) == before
    posts = drive.server.log.find(vendor="google_drive", method="POST", path="/drive/v3/files")
    assert [entry.status for entry in posts] == [200]
