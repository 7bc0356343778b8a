"""Files: reading, downloading, exporting, making, changing, moving, copying and deleting them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from drive_client import ANA, BEN, CLEO, CLIENT, check_error, names, refused, roles
from googleapiclient.http import MediaInMemoryUpload, MediaIoBaseDownload, MediaIoBaseUpload

from handoff_sandbox.google_drive.files.content import EXPORT_LIMIT

if TYPE_CHECKING:
    from drive_client import Drive

DOC = "application/vnd.google-apps.document"
FOLDER = "application/vnd.google-apps.folder"
SHEET = "application/vnd.google-apps.spreadsheet"


def get(service: Any, file_id: str, fields: str) -> Any:
    """Return one field, or more, of a file."""
    answer = service.files().get(fileId=file_id, fields=fields, supportsAllDrives=True).execute()
    return answer.get(fields) if "," not in fields and fields != "*" else answer


def test_file_is_complete_and_of_the_schema(library: Drive) -> None:
    """All fields of a document fit the schema; the main ones are what the world says."""
    file = get(library.api(), "goals", "*")
    assert file["owners"][0]["emailAddress"] == ANA
    assert file["parents"] == ["client-folder"]
    assert {"text/markdown", "text/plain", "text/html", "application/pdf"} < set(file["exportLinks"])
    assert "md5Checksum" not in file
    assert "driveId" not in file


def test_file_without_access_is_not_found(library: Drive) -> None:
    """One may not learn that a file exists which one cannot read."""
    for call in (
        library.api(CLEO).files().get(fileId="goals"),
        library.api(CLEO).files().export(fileId="goals", mimeType="text/plain"),
        library.api(CLEO).files().update(fileId="goals", body={"name": "mine"}),
        library.api(CLEO).permissions().list(fileId="goals"),
        library.api().files().get(fileId="consumer"),
        library.api().files().get(fileId="no-such-file"),
    ):
        with refused(404, "notFound"):
            call.execute()


def test_parent_is_hidden_from_one_who_cannot_read_it(library: Drive) -> None:
    """A file shared by itself shows no folder."""
    assert get(library.api(CLEO), "group-notes", "parents") is None
    assert get(library.api(ANA), "group-notes", "parents") == ["client-folder"]


def test_download_comes_in_ranges(library: Drive) -> None:
    """MediaIoBaseDownload reads a blob in chunks; a native file has none to download."""
    out, request = io.BytesIO(), library.api().files().get_media(fileId="logo")
    download, done, chunks = MediaIoBaseDownload(out, request, chunksize=7), False, 0
    while not done:
        _, done = download.next_chunk()
        chunks += 1
    assert (out.getvalue(), chunks) == (b"not really a picture", 3)
    with refused(403, "fileNotDownloadable"):
        library.api().files().get_media(fileId="goals").execute()


@pytest.mark.parametrize(
    ("file_id", "mime_type", "expected"),
    [
        ("goals", "text/markdown", b"# Goals\n\nGrow the *newsletter* to 2,000 readers.\n"),
        ("goals", "text/plain", "\ufeffGoals\r\nGrow the newsletter to 2,000 readers.\r\n".encode()),
        ("budget", "text/csv", b"item,cost\r\nhosting,120\r\n"),
        ("budget", "text/tab-separated-values", b"item\tcost\r\nhosting\t120\r\n"),
    ],
)
def test_export_renders_native_files(library: Drive, file_id: str, mime_type: str, expected: bytes) -> None:
    """Docs leave as Markdown and text, Sheets as tables."""
    assert library.api().files().export(fileId=file_id, mimeType=mime_type).execute() == expected


def test_export_to_html_is_a_page(library: Drive) -> None:
    """HTML export is a whole page with the formatting."""
    page = library.api().files().export(fileId="goals", mimeType="text/html").execute().decode()
    assert page.startswith("<html>")
    assert "<h1>Goals</h1>" in page
    assert "<em>newsletter</em>" in page


def test_export_refuses_what_it_cannot_do(drive: Drive) -> None:
    """No export of a blob, to an unknown format, or over 10 MB."""
    service = drive.api()
    with refused(403, "fileNotExportable"):
        service.files().export(fileId="logo", mimeType="text/plain").execute()
    with refused(400, "badRequest"):
        service.files().export(fileId="goals", mimeType="image/png").execute()
    big = MediaInMemoryUpload(b"a" * (EXPORT_LIMIT + 1), mimetype="text/markdown")
    made = service.files().create(body={"name": "Big", "mimeType": DOC}, media_body=big).execute()
    with refused(403, "exportSizeLimitExceeded"):
        service.files().export(fileId=made["id"], mimeType="text/markdown").execute()


def test_copy_protection_stops_readers(drive: Drive) -> None:
    """With copyRequiresWriterPermission a reader opens metadata, but takes nothing away."""
    drive.api().files().update(fileId="goals", body={"copyRequiresWriterPermission": True}).execute()
    reader = drive.api(CLIENT)
    assert get(reader, "goals", "capabilities")["canDownload"] is False
    with refused(403, "cannotDownloadFile"):
        reader.files().export(fileId="goals", mimeType="text/plain").execute()
    with refused(403, "cannotCopyFile"):
        reader.files().copy(fileId="goals").execute()
    assert drive.api(BEN).files().export(fileId="goals", mimeType="text/plain").execute()


def test_create_makes_metadata_only_files(drive: Drive) -> None:
    """A folder and a file without content are made in the caller's root or in the folder named."""
    service = drive.api(BEN)
    root = service.files().get(fileId="root").execute()["id"]
    folder = service.files().create(body={"name": "Mine", "mimeType": FOLDER}, fields="id,parents,ownedByMe").execute()
    assert folder["parents"] == [root]
    assert folder["ownedByMe"] is True
    body = {"name": "a.txt", "parents": ["client-folder"], "appProperties": {"a": "b"}}
    file = service.files().create(body=body, fields="*").execute()
    assert (file["mimeType"], file["size"], file["appProperties"]) == ("text/plain", "0", {"a": "b"})
    assert file["owners"][0]["emailAddress"] == BEN
    assert roles(service, file["id"]) == {ANA: "writer", BEN: "owner", CLIENT: "reader"}


def test_create_refuses_a_parent_one_cannot_write_to(drive: Drive) -> None:
    """No making in a folder that one only reads, cannot see, or that is no folder."""
    client = drive.api(CLIENT)
    with refused(403, "insufficientParentPermissions"):
        client.files().create(body={"name": "x", "parents": ["client-folder"]}).execute()
    with refused(404, "notFound"):
        drive.api(CLEO).files().create(body={"name": "x", "parents": ["client-folder"]}).execute()
    with refused(403, "parentNotAFolder"):
        drive.api().files().create(body={"name": "x", "parents": ["goals"]}).execute()
    with refused(400, "invalid"):
        drive.api().files().create(body={"name": "x", "parents": ["inner", "client-folder"]}).execute()


@pytest.mark.parametrize(
    ("source", "mime_type"),
    [
        (
            b"<html><head><style>p{}</style></head><body><h1>Dossier</h1><p>All <b>done</b>.</p></body></html>",
            "text/html",
        ),
        (b"# Dossier\n\nAll **done**.\n", "text/markdown"),
    ],
)
def test_create_converts_into_a_document(drive: Drive, source: bytes, mime_type: str) -> None:
    """HTML and Markdown become a Google Doc by a multipart upload, which exports again."""
    service = drive.api()
    media = MediaInMemoryUpload(source, mimetype=mime_type)
    made = service.files().create(body={"name": "Dossier", "mimeType": DOC}, media_body=media, fields="*").execute()
    assert made["mimeType"] == DOC
    assert "md5Checksum" not in made
    exported = service.files().export(fileId=made["id"], mimeType="text/markdown").execute()
    assert exported.decode().strip() == "# Dossier\n\nAll **done**."


def test_create_refuses_a_conversion_that_drive_does_not_have(drive: Drive) -> None:
    """A picture does not become a table."""
    media = MediaInMemoryUpload(b"...", mimetype="image/png")
    with refused(400, "badRequest"):
        drive.api().files().create(body={"name": "x", "mimeType": SHEET}, media_body=media).execute()


def test_create_by_simple_upload(drive: Drive) -> None:
    """Content alone makes an untitled blob with checksums."""
    answer = drive.raw(
        "POST",
        "/upload/drive/v3/files",
        params={"uploadType": "media", "fields": "name,md5Checksum,size"},
        content=b"hello",
        headers={"Content-Type": "text/plain"},
    )
    assert answer.json() == {"name": "Untitled", "size": "5", "md5Checksum": "5d41402abc4b2a76b9719d911017c592"}


def test_create_by_resumable_upload(drive: Drive) -> None:
    """A resumable upload in chunks of 256 KB ends in one file with all bytes."""
    data = bytes(range(256)) * 2500
    media = MediaIoBaseUpload(io.BytesIO(data), "application/octet-stream", chunksize=262144, resumable=True)
    request = drive.api().files().create(body={"name": "big.bin"}, media_body=media, fields="id,size")
    answer, progress = None, []
    while answer is None:
        status, answer = request.next_chunk()
        progress += [status.resumable_progress] if status else []
    assert (answer["size"], progress) == (str(len(data)), [262144, 524288])
    assert drive.api().files().get_media(fileId=answer["id"]).execute() == data


def test_resumable_upload_says_what_has_arrived(drive: Drive) -> None:
    """After a lost chunk the session answers 308 with the range that is here; an unknown session is a 404."""
    start = drive.raw("POST", "/upload/drive/v3/files?uploadType=resumable", json={"name": "x"})
    address = start.headers["Location"]
    first = httpx.put(address, content=b"abc", headers={"Content-Range": "bytes 0-2/6"})
    assert (first.status_code, first.headers["Range"]) == (308, "bytes=0-2")
    asked = httpx.put(address, headers={"Content-Range": "bytes */6"})
    assert (asked.status_code, asked.headers["Range"]) == (308, "bytes=0-2")
    gap = httpx.put(address, content=b"f", headers={"Content-Range": "bytes 5-5/6"})
    check_error(gap.status_code, gap.json(), 400, "badRequest")
    last = httpx.put(address, content=b"def", headers={"Content-Range": "bytes 3-5/6"})
    assert last.json()["name"] == "x"
    gone = httpx.put(f"{address}x", content=b"def", headers={"Content-Range": "bytes 3-5/6"})
    check_error(gone.status_code, gone.json(), 404, "notFound")


def test_generated_id_makes_a_create_repeatable(drive: Drive) -> None:
    """Folders and blobs take a pre-generated id once; the second time is a 409."""
    service = drive.api()
    folder_id, blob_id = service.files().generateIds(count=2).execute()["ids"]
    media = MediaInMemoryUpload(b"x", mimetype="text/plain")
    assert service.files().create(body={"id": folder_id, "mimeType": FOLDER}).execute()["id"] == folder_id
    assert service.files().create(body={"id": blob_id}, media_body=media).execute()["id"] == blob_id
    for file_id, kind in ((folder_id, FOLDER), (blob_id, "text/plain")):
        with refused(409, "fileIdInUse"):
            service.files().create(body={"id": file_id, "mimeType": kind}).execute()
    service.files().delete(fileId=blob_id).execute()
    with refused(409, "fileIdInUse"):
        service.files().create(body={"id": blob_id}).execute()


def test_generated_id_is_refused_where_google_refuses_it(drive: Drive) -> None:
    """Docs Editors types take no id, a shortcut takes only one made for shortcuts, nobody takes an invented one."""
    service = drive.api()
    (file_id,) = service.files().generateIds(count=1).execute()["ids"]
    (shortcut_id,) = service.files().generateIds(count=1, type="shortcuts").execute()["ids"]
    media = MediaInMemoryUpload(b"# x", mimetype="text/markdown")
    shortcut = {"mimeType": "application/vnd.google-apps.shortcut", "shortcutDetails": {"targetId": "goals"}}
    with refused(400, "generatedIdNotSupported"):
        service.files().create(body={"id": file_id, "mimeType": DOC}, media_body=media).execute()
    with refused(400, "generatedIdNotSupported"):
        service.files().copy(fileId="goals", body={"id": file_id}).execute()
    with refused(400, "generatedIdNotSupported"):
        service.files().create(body=shortcut | {"id": file_id}).execute()
    assert service.files().create(body=shortcut | {"id": shortcut_id}).execute()["id"] == shortcut_id
    with refused(400, "invalid"):
        service.files().create(body={"id": "invented-id"}).execute()


def test_body_with_wrong_or_read_only_fields_is_refused(drive: Drive) -> None:
    """A value of another type is a 400, a field that Drive alone writes a 403; a name that it does not know, such as
    one of its version 2, is passed over without a word. Nothing is changed.
    """
    service = drive.api()
    assert (
        drive.raw("PATCH", "/drive/v3/files/goals", json={"title": "New", "labels": {"starred": 1}}).status_code == 200
    )
    answer = drive.raw("PATCH", "/drive/v3/files/goals", json={"name": 5})
    check_error(answer.status_code, answer.json(), 400, "badRequest")
    answer = drive.raw("PATCH", "/drive/v3/files/goals", content=b"{nonsense")
    check_error(answer.status_code, answer.json(), 400, "parseError")
    for body in ({"size": "5"}, {"name": "New", "owners": []}, {"parents": ["inner"]}, {"id": "other"}):
        with refused(403, "fieldNotWritable"):
            service.files().update(fileId="goals", body=body).execute()
    assert get(service, "goals", "name") == "Goals 2026"


def test_update_sets_metadata(drive: Drive) -> None:
    """Names, descriptions, properties and stars are set; a null clears an entry."""
    service = drive.api()
    before = get(service, "goals", "version")
    body = {
        "name": "Aims",
        "description": "for the year",
        "starred": True,
        "appProperties": {"handoff": None, "new": "1"},
        "properties": {"phase": "two"},
        "writersCanShare": False,
    }
    fields = ",".join([*body, "version", "modifiedByMe"])
    file = service.files().update(fileId="goals", body=body, fields=fields).execute()
    assert int(file.pop("version")) > int(before)
    assert file == body | {"appProperties": {"new": "1"}, "modifiedByMe": True}
    assert get(drive.api(BEN), "goals", "starred") is False


def test_update_takes_all_of_a_body_or_nothing(drive: Drive) -> None:
    """A bad value leaves the good ones of the same body unset; a null leaves a field as it is."""
    service = drive.api()
    with refused(400, "invalid"):
        service.files().update(fileId="goals", body={"name": "Aims", "modifiedTime": "soon"}).execute()
    service.files().update(fileId="goals", body={"name": None, "writersCanShare": None}).execute()
    assert get(service, "goals", "name,writersCanShare") == {"name": "Goals 2026", "writersCanShare": True}


def test_update_puts_new_content(drive: Drive) -> None:
    """A media update replaces the bytes of a blob and the text of a Doc."""
    service = drive.api()
    revision = get(service, "logo", "headRevisionId")
    service.files().update(fileId="logo", media_body=MediaInMemoryUpload(b"new", mimetype="image/png")).execute()
    assert service.files().get_media(fileId="logo").execute() == b"new"
    assert get(service, "logo", "headRevisionId") != revision
    service.files().update(fileId="goals", media_body=MediaInMemoryUpload(b"Less", mimetype="text/markdown")).execute()
    assert service.files().export(fileId="goals", mimeType="text/markdown").execute() == b"Less"


def test_update_is_refused_to_readers(drive: Drive) -> None:
    """A reader cannot edit, but can star."""
    reader = drive.api(CLIENT)
    with refused(403, "insufficientFilePermissions"):
        reader.files().update(fileId="goals", body={"name": "Mine"}).execute()
    with refused(403, "insufficientFilePermissions"):
        reader.files().delete(fileId="goals").execute()
    reader.files().update(fileId="goals", body={"starred": True}).execute()
    assert get(reader, "goals", "starred") is True


def test_content_restriction_locks_content_and_title(drive: Drive) -> None:
    """A locked file keeps title and content, yet can be shared and moved; an owner's lock is the owner's to lift."""
    owner, editor = drive.api(ANA), drive.api(BEN)
    lock = {"contentRestrictions": [{"readOnly": True, "ownerRestricted": True, "reason": "handed over"}]}
    owner.files().update(fileId="goals", body=lock).execute()
    held = get(owner, "goals", "contentRestrictions")[0]
    assert (held["reason"], held["ownerRestricted"]) == ("handed over", True)
    assert held["restrictingUser"]["emailAddress"] == ANA
    with refused(403, "insufficientFilePermissions"):
        editor.files().update(fileId="goals", body={"name": "Other"}).execute()
    media = MediaInMemoryUpload(b"x", mimetype="text/markdown")
    with refused(403, "insufficientFilePermissions"):
        owner.files().update(fileId="goals", media_body=media).execute()
    with refused(403, "insufficientFilePermissions"):
        editor.files().update(fileId="goals", body={"contentRestrictions": [{"readOnly": False}]}).execute()
    editor.files().update(fileId="goals", addParents="inner", removeParents="client-folder").execute()
    owner.files().update(fileId="goals", body={"contentRestrictions": [{"readOnly": False}]}).execute()
    assert get(owner, "goals", "contentRestrictions") is None
    with refused(400, "badRequest"):
        owner.files().update(fileId="short", body=lock).execute()


def test_trash_reaches_what_lies_below(drive: Drive) -> None:
    """Trashing a folder trashes its contents, implicitly, and only its owner can."""
    with refused(403, "insufficientFilePermissions"):
        drive.api(BEN).files().update(fileId="inner", body={"trashed": True}).execute()
    service = drive.api()
    service.files().update(fileId="inner", body={"trashed": True}).execute()
    assert get(service, "report", "trashed,explicitlyTrashed") == {"trashed": True, "explicitlyTrashed": False}
    assert names(service.files().list(q="trashed = true").execute()) == {"inner", "report", "report-2"}
    service.files().update(fileId="inner", body={"trashed": False}).execute()
    assert get(service, "report", "trashed") is False


def test_move_changes_what_is_inherited(drive: Drive) -> None:
    """A file moved into another folder has that folder's people, and not the old one's."""
    service = drive.api()
    target = service.files().create(body={"name": "Archive", "mimeType": FOLDER}).execute()["id"]
    service.permissions().create(fileId=target, body={"type": "user", "role": "reader", "emailAddress": CLEO}).execute()
    moved = (
        service.files()
        .update(fileId="inner", addParents=target, removeParents="client-folder", fields="parents")
        .execute()
    )
    assert moved["parents"] == [target]
    assert roles(service, "report") == {ANA: "owner", CLEO: "reader"}
    with refused(404, "notFound"):
        drive.api(CLIENT).files().get(fileId="report").execute()


def test_move_rules_are_held(drive: Drive) -> None:
    """One parent at a time, out of the folder it is in, into a folder, and never into itself."""
    service = drive.api()
    with refused(403, "cannotAddParent"):
        service.files().update(fileId="goals", addParents="inner").execute()
    with refused(404, "notFound"):
        service.files().update(fileId="goals", addParents="inner", removeParents="handbook").execute()
    with refused(403, "parentNotAFolder"):
        service.files().update(fileId="goals", addParents="logo", removeParents="client-folder").execute()
    with refused(403, "cyclicalParent"):
        service.files().update(fileId="client-folder", addParents="inner", removeParents="root").execute()
    root = service.files().get(fileId="root").execute()["id"]
    moved = service.files().update(fileId="goals", removeParents="client-folder", fields="parents").execute()
    assert moved["parents"] == [root]


def test_copy_belongs_to_the_caller(drive: Drive) -> None:
    """A reader's copy is their own, in their own root, without the permissions of the original."""
    client = drive.api(CLIENT)
    copy = client.files().copy(fileId="goals", body={"name": "Our goals"}, fields="id,name,ownedByMe,parents").execute()
    assert (copy["name"], copy["ownedByMe"]) == ("Our goals", True)
    assert copy["parents"] == [client.files().get(fileId="root").execute()["id"]]
    assert roles(client, copy["id"]) == {CLIENT: "owner"}
    text = client.files().export(fileId=copy["id"], mimeType="text/plain").execute()
    assert b"newsletter" in text
    editor = drive.api(BEN).files().copy(fileId="goals", fields="name,parents").execute()
    assert editor == {"name": "Copy of Goals 2026", "parents": ["client-folder"]}
    with refused(403, "cannotCopyFile"):
        drive.api().files().copy(fileId="inner").execute()


def test_delete_spares_what_others_own(drive: Drive) -> None:
    """Deleting a folder deletes its owner's files below; another's go to that owner's root."""
    with refused(403, "insufficientFilePermissions"):
        drive.api(BEN).files().delete(fileId="client-folder").execute()
    drive.api().files().delete(fileId="client-folder").execute()
    for file_id in ("client-folder", "goals", "report"):
        with refused(404, "notFound"):
            drive.api().files().get(fileId=file_id).execute()
    ben = drive.api(BEN)
    assert get(ben, "budget", "parents") == [ben.files().get(fileId="root").execute()["id"]]


def test_shortcut_gives_no_access_to_its_target(library: Drive) -> None:
    """A shortcut shows its target's id and type."""
    assert get(library.api(), "short", "shortcutDetails") == {"targetId": "goals", "targetMimeType": DOC}


def test_web_view_link_opens(library: Drive) -> None:
    """The link of each kind of file leads to a page on this server that shows it."""
    service = library.api()
    for file_id, text in (("goals", "<em>newsletter</em>"), ("client-folder", "Goals 2026"), ("budget", "hosting,120")):
        link = get(service, file_id, "webViewLink")
        assert link == f"{library.server.base_url}/drive/view/{file_id}"
        assert text in httpx.get(link).text
    assert httpx.get(get(service, "logo", "webContentLink")).content == b"not really a picture"
    assert httpx.get(f"{library.server.base_url}/drive/view/none").status_code == 404


def test_about_says_who_and_what(library: Drive) -> None:
    """about.get needs `fields`, and names caller, formats and usage."""
    with refused(400, "required"):
        library.api().about().get().execute()
    about = library.api().about().get(fields="*").execute()
    assert about["user"]["emailAddress"] == ANA
    assert "text/markdown" in about["exportFormats"][DOC]
    assert DOC in about["importFormats"]["text/html"]


def test_method_that_is_not_emulated_says_so(library: Drive) -> None:
    """A real method without emulation is a 501, an unknown path a 404, in Google's form."""
    with refused(501, "notImplemented"):
        library.api().approvals().list(fileId="logo").execute()
    answer = library.raw("GET", "/drive/v3/nothing")
    check_error(answer.status_code, answer.json(), 404, "notFound")
