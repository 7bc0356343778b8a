"""What holds over many parts: who reaches what by which way, whether capabilities are true, office files, switches."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from drive_client import ANA, BEN, CLEO, CLIENT, EVERYBODY, WORLD, Drive, names, refused, roles, row_of
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE = "application/vnd.openxmlformats-officedocument."
DOC, SHEET = "application/vnd.google-apps.document", "application/vnd.google-apps.spreadsheet"


def switch(drive: Drive, **values: object) -> None:
    """Set switches of Drive by the admin API."""
    answer = httpx.post(f"{drive.server.base_url}/_sandbox/switches", json={"vendor": "google_drive", **values})
    assert answer.is_success, answer.text


def attempts(drive: Drive, email: str) -> dict[str, Callable[[], Any]]:
    """Return, for capabilities of 'goals', a call that each of them tells of."""
    api = drive.api(email)
    files, goals = api.files(), {"fileId": "goals"}
    restriction = [{"readOnly": True, "reason": "x"}]
    return {
        "canDownload": files.export(**goals, mimeType="text/plain").execute,
        "canCopy": files.copy(**goals, body={"parents": ["root"]}).execute,
        "canRename": files.update(**goals, body={"name": "Goals 2026"}).execute,
        "canReadRevisions": api.revisions().list(**goals).execute,
        "canComment": api.comments().create(**goals, body={"content": "x"}, fields="id").execute,
        "canShare": api.permissions()
        .create(**goals, body={"type": "user", "role": "reader", "emailAddress": CLIENT}, sendNotificationEmail=False)
        .execute,
        "canModifyContentRestriction": files.update(**goals, body={"contentRestrictions": restriction}).execute,
        "canTrash": files.update(**goals, body={"trashed": True}).execute,
        "canUntrash": files.update(**goals, body={"trashed": False}).execute,
        "canDelete": files.delete(**goals).execute,
    }


@pytest.mark.parametrize("email", [ANA, BEN, CLIENT])
def test_capabilities_are_what_the_methods_do(drive: Drive, email: str) -> None:
    """Whatever a person's capabilities say of a file comes true when they try it: owner, writer and reader."""
    for name, attempt in attempts(drive, email).items():
        told = drive.api(email).files().get(fileId="goals", fields=f"capabilities/{name}").execute()
        assert told == {"capabilities": {name: worked(attempt)}}, name
        if name == "canModifyContentRestriction":
            drive.api(ANA).files().update(fileId="goals", body={"contentRestrictions": []}).execute()


def worked(attempt: Callable[[], Any]) -> bool:
    """Make a call and say whether it was allowed; raises HttpError for any other refusal."""
    try:
        attempt()
    except HttpError as error:
        if error.resp.status != 403:
            raise
        return False
    return True


def test_access_by_a_group_and_a_domain_is_seen_by_who_is_in_it(library: Drive) -> None:
    """A group's member, also through a group in it, and everybody of a domain get in; a stranger does not."""
    member = library.api(CLEO).files()
    assert member.get(fileId="group-notes", fields="capabilities/canEdit").execute() == {
        "capabilities": {"canEdit": True}
    }
    assert "group-notes" in names(member.list(q="trashed = false").execute())
    assert member.get(fileId="handbook").execute()["name"] == "Handbook"
    assert names(library.api().files().list(q=f"'{EVERYBODY}' in writers").execute()) == {"group-notes"}
    for stranger in (library.api(CLIENT), library.api(None)):
        with refused(404, "notFound"):
            stranger.files().get(fileId="handbook").execute()


def test_grant_ends_with_the_clock_for_lists_too(drive: Drive) -> None:
    """When its time comes, a grant on a folder is gone from what lies in it, from searches and from its row."""
    until = {"type": "user", "role": "reader", "emailAddress": CLEO, "expirationTime": "2999-01-01T00:00:00Z"}
    with refused(403, "cannotSetExpiration"):
        drive.api().permissions().create(fileId="inner", body=until).execute()
    soon = drive.server.clock.now().replace(microsecond=0).isoformat().replace("+00:00", "Z")
    with refused(403, "expirationDatesMustBeInTheFuture"):
        drive.api().permissions().create(fileId="inner", body=until | {"expirationTime": soon}).execute()
    later = f"{drive.server.clock.now().year + 1}-01-01T00:00:00Z"
    drive.api().permissions().create(fileId="inner", body=until | {"expirationTime": later}).execute()
    assert "report" in names(drive.api(CLEO).files().list().execute())
    assert row_of(drive.api(), "report", CLEO)["expirationTime"].startswith(later[:19])
    drive.server.clock.advance(366 * 86400)
    assert "report" not in names(drive.api(CLEO).files().list().execute())
    assert CLEO not in roles(drive.api(), "report")


def test_folders_nest_twenty_deep_with_one_grant_at_the_top(sandbox: Any) -> None:
    """What lies twenty folders down inherits from the first, follows its changes, and is moved out of reach."""
    node: dict[str, Any] = {"id": "deep-file", "name": "Deep", "type": "text", "content": "x"}
    for level in range(20, 0, -1):
        node = {"id": f"level-{level}", "name": f"Level {level}", "type": "folder", "children": [node]}
    node |= {"owner": ANA, "permissions": [{"type": "user", "role": "reader", "email": CLIENT}]}
    drive = Drive(sandbox({"google_drive": WORLD | {"files": [*WORLD["files"], node]}}))
    assert drive.api(CLIENT).files().get(fileId="deep-file").execute()
    row = row_of(drive.api(), "level-1", CLIENT)["id"]
    drive.api().permissions().update(fileId="level-1", permissionId=row, body={"role": "writer"}).execute()
    assert roles(drive.api(), "deep-file")[CLIENT] == "writer"
    drive.api().files().update(fileId="level-20", addParents="root", removeParents="level-19").execute()
    with refused(404, "notFound"):
        drive.api(CLIENT).files().get(fileId="deep-file").execute()
    with refused(403, "cyclicalParent"):
        drive.api().files().update(fileId="level-1", addParents="level-19", removeParents="root").execute()
    drive.close()


@pytest.mark.parametrize(
    ("file_id", "mime_type", "begins"),
    [
        ("goals", OFFICE + "wordprocessingml.document", b"PK"),
        ("goals", "application/pdf", b"%PDF"),
        ("budget", OFFICE + "spreadsheetml.sheet", b"PK"),
        ("budget", "application/pdf", b"%PDF"),
    ],
)
def test_native_file_leaves_as_an_office_file(library: Drive, file_id: str, mime_type: str, begins: bytes) -> None:
    """The formats that about.exportFormats names are what an export gives."""
    files = library.api().files()
    kind = files.get(fileId=file_id, fields="mimeType,exportLinks").execute()
    assert mime_type in kind["exportLinks"]
    formats = library.api().about().get(fields="exportFormats").execute()["exportFormats"]
    assert mime_type in formats[kind["mimeType"]]
    assert files.export(fileId=file_id, mimeType=mime_type).execute().startswith(begins)


@pytest.mark.parametrize(
    ("file_id", "mime_type", "target", "plain", "kept"),
    [
        ("goals", OFFICE + "wordprocessingml.document", DOC, "text/markdown", "# Goals"),
        ("budget", OFFICE + "spreadsheetml.sheet", SHEET, "text/csv", "hosting,120"),
    ],
)
def test_office_file_becomes_a_native_one(
    drive: Drive, file_id: str, mime_type: str, target: str, plain: str, kept: str
) -> None:
    """An upload of a Word or Excel file as Google's own type keeps its text; a corrupt one is refused."""
    files = drive.api().files()
    data = files.export(fileId=file_id, mimeType=mime_type).execute()
    media = MediaIoBaseUpload(io.BytesIO(data), mime_type)
    made = files.create(body={"name": "Back", "mimeType": target}, media_body=media).execute()
    assert kept in files.export(fileId=made["id"], mimeType=plain).execute().decode()
    with refused(400, "badRequest"):
        media = MediaIoBaseUpload(io.BytesIO(b"junk"), mime_type)
        files.create(body={"name": "Bad", "mimeType": target}, media_body=media).execute()


def test_and_and_or_are_read_from_left_to_right(library: Drive) -> None:
    """Without parentheses neither binds tighter, as Google documents it."""
    q = "name = 'Handbook' or name = 'Budget' and name contains 'Nothing'"
    assert names(library.api().files().list(q=q).execute()) == set()
    q = "name = 'Handbook' or (name = 'Budget' and name contains 'Nothing')"
    assert names(library.api().files().list(q=q).execute()) == {"handbook"}


def test_batch_is_done_in_another_order_where_the_switch_says_so(drive: Drive) -> None:
    """With a seed two changes of one file come to another end than they stand, the same one each time."""
    seen = set()
    for seed in (None, *range(6)):
        switch(drive, batch_shuffle=seed)
        batch = drive.api().new_batch_http_request()
        for number in range(8):
            batch.add(drive.api().files().update(fileId="goals", body={"description": str(number)}))
        batch.execute()
        seen.add(drive.api().files().get(fileId="goals", fields="description").execute()["description"])
        if seed is None:
            assert seen == {"7"}
    assert len(seen) > 1


def test_batch_loses_all_but_the_last_change_of_a_files_permissions(drive: Drive) -> None:
    """With the switch both calls succeed, one grant stays; other files are not touched by it."""
    for lossy, left in ((True, {CLIENT}), (False, {CLEO, CLIENT})):
        switch(drive, lost_updates=lossy)
        batch = drive.api().new_batch_http_request()
        for file_id, email in (("orphaned", CLEO), ("goals", CLEO), ("orphaned", CLIENT)):
            body = {"type": "user", "role": "reader", "emailAddress": email}
            writer = drive.api().permissions()
            batch.add(writer.create(fileId=file_id, body=body, sendNotificationEmail=False))
        batch.execute()
        assert set(roles(drive.api(), "orphaned")) - {ANA, "olga@fieldnote.example"} == left
        assert roles(drive.api(), "goals")[CLEO] == "reader"


def test_batch_takes_whole_addresses(library: Drive) -> None:
    """An inner call may name the server, as Java's client does."""
    inner = "GET https://www.googleapis.com/drive/v3/files/goals?fields=id HTTP/1.1"
    body = f"--B\r\nContent-Type: application/http\r\nContent-ID: <1>\r\n\r\n{inner}\r\n\r\n\r\n--B--"
    answer = library.raw(
        "POST", "/batch/drive/v3", content=body, headers={"Content-Type": "multipart/mixed; boundary=B"}
    )
    assert '{"id":"goals"}' in answer.text


def test_known_faults_of_lists_are_switches(drive: Drive) -> None:
    """Several parents find nothing while one finds all; a search of all drives is incomplete and says so."""
    switch(drive, empty_or=True, incomplete_search=True)
    files = drive.api().files()
    assert names(files.list(q="'client-folder' in parents or 'inner' in parents").execute()) == set()
    assert "report" in names(files.list(q="'inner' in parents").execute())
    options = {"corpora": "allDrives", "includeItemsFromAllDrives": True, "supportsAllDrives": True}
    answer = files.list(**options).execute()
    assert answer["incompleteSearch"]
    assert "drive-doc" not in names(answer)
    assert not files.list().execute()["incompleteSearch"]


def test_invitations_have_a_quota_of_their_own(sandbox: Any) -> None:
    """Once the day's are used up, sharing is refused until the next; other calls go on."""
    world = {"quota": {"invitations_per_day_per_user": 1}}
    drive = Drive(sandbox({"google_drive": WORLD | world}))
    share = drive.api().permissions().create
    body = {"type": "user", "role": "reader", "emailAddress": CLEO}
    share(fileId="goals", body=body).execute()
    with refused(403, "sharingRateLimitExceeded"):
        share(fileId="budget", body=body).execute()
    assert drive.api().files().get(fileId="budget").execute()
    drive.server.clock.advance(86400)
    share(fileId="budget", body=body).execute()
    drive.close()


def test_list_keeps_to_its_first_page(drive: Drive) -> None:
    """A walk sees each file once though others are written meanwhile, and not one that has gone."""
    files = drive.api().files()
    q = "'client-folder' in parents"
    page = files.list(q=q, pageSize=2, orderBy="name").execute()
    seen = [file["id"] for file in page["files"]]
    files.create(body={"name": "A first one", "parents": ["client-folder"]}).execute()
    files.delete(fileId="logo").execute()
    while token := page.get("nextPageToken"):
        page = files.list(q=q, pageSize=2, orderBy="name", pageToken=token).execute()
        seen += [file["id"] for file in page["files"]]
    assert sorted(seen) == sorted({"goals", "budget", "group-notes", "inner", "short"})


def test_trash_is_emptied_of_ones_own_files(drive: Drive) -> None:
    """The caller's own trashed files go for good, and nobody else's."""
    service = drive.api()
    service.files().update(fileId="report", body={"trashed": True}).execute()
    drive.api(BEN).files().update(fileId="budget", body={"trashed": True}).execute()
    service.files().emptyTrash().execute()
    with refused(404, "notFound"):
        service.files().get(fileId="report").execute()
    assert service.files().get(fileId="budget").execute()


def test_booleans_may_be_spelt_as_python_does(library: Drive) -> None:
    """True is taken for true, as Google takes it from scripts."""
    answer = library.raw("GET", "/drive/v3/files/drive-doc?supportsAllDrives=True")
    assert answer.status_code == 200
    assert json.loads(answer.text)["id"] == "drive-doc"
