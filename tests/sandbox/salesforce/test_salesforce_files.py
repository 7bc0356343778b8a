"""Files and notes: documents, versions, links, and the queries that miss some of them."""

# The queries are put together of our own ids.
from __future__ import annotations

import base64
from typing import Any

from salesforce_org import ACME, MAYA, ROOT, SHOP, TOM, Org

PLAN, NOTES, OWN = (f"069000000000{number:03}AAA" for number in (71, 72, 73))


def links(org: Org, condition: str, **options: Any) -> list[dict[str, Any]]:
    """Return the links for which a condition holds."""
    return org.rows(
        f"SELECT ContentDocumentId, LinkedEntityId, ShareType FROM ContentDocumentLink WHERE {condition}", **options
    )


def test_links_are_found_by_record_document_or_own_id(still_org: Org) -> None:
    """A record's files are found by its id, a file's places by the document's."""
    assert {one["ContentDocumentId"] for one in links(still_org, f"LinkedEntityId = '{ACME}'")} == {PLAN, NOTES}
    assert {one["LinkedEntityId"] for one in links(still_org, f"ContentDocumentId IN ('{PLAN}')")} == {ACME, SHOP, MAYA}
    joined = "LinkedEntityId IN (SELECT Id FROM Opportunity WHERE IsClosed = true)"
    assert [one["ContentDocumentId"] for one in links(still_org, joined)] == [PLAN]


def test_links_without_such_a_filter_are_refused(still_org: Org) -> None:
    """No filter, a negative one, or one under OR is an error; who may query all files is not held to it."""
    for condition in (
        "ShareType = 'V'",
        f"LinkedEntityId != '{ACME}'",
        f"LinkedEntityId = '{ACME}' OR ShareType = 'V'",
    ):
        answer = still_org.ask(f"SELECT Id FROM ContentDocumentLink WHERE {condition}")
        assert answer.code == "MALFORMED_QUERY"
        assert "ContentDocumentLink requires a filter" in answer.body[0]["message"]
    assert len(links(still_org, "ShareType = 'V'", session_id="session-era")) == 3


def test_links_are_children_of_records(still_org: Org) -> None:
    """As a subquery the links need no filter of their own."""
    (row,) = still_org.rows(
        f"SELECT (SELECT ContentDocument.Title FROM ContentDocumentLinks) FROM Account WHERE Id = '{ACME}'"
    )
    told = {one["ContentDocument"]["Title"] for one in row["ContentDocumentLinks"]["records"]}
    assert told == {"Plan", "Call notes"}


def test_versions_without_ids_silently_miss_files(still_org: Org) -> None:
    """A query that names no ids finds what is shared with the user directly, one that does finds all of these."""
    soql = "SELECT Title FROM ContentVersion WHERE IsLatest = true{}"
    by_ids = soql.format(f" AND ContentDocumentId IN ('{PLAN}', '{NOTES}', '{OWN}')")
    assert set(still_org.column(by_ids)) == {"Plan", "Call notes", "Own"}
    assert set(still_org.column(soql.format(""))) == {"Plan", "Call notes"}
    assert still_org.column(soql.format(" LIMIT 1"), session_id="session-tom") == ["Own"]
    assert len(still_org.column("SELECT Id FROM ContentDocument", session_id="session-era")) == 3


def test_version_data_is_downloaded_by_its_address(still_org: Org) -> None:
    """A query tells where the bytes are, and they are there: of the latest version and of the one before."""
    soql = (
        "SELECT VersionData, VersionNumber, IsLatest, FileExtension, ContentSize FROM ContentVersion "
        f"WHERE ContentDocumentId = '{PLAN}'"
    )
    first, second = still_org.rows(soql)
    assert (first["VersionNumber"], first["IsLatest"], second["IsLatest"]) == ("1", False, True)
    assert (second["FileExtension"], second["ContentSize"]) == ("txt", 6)
    assert [still_org.call("GET", one["VersionData"]).data for one in (first, second)] == [b"first", b"second"]
    path = second["VersionData"].removeprefix(ROOT)
    client = still_org.client()
    version_id = path.split("/")[3]
    assert client.ContentVersion.get_base64(version_id, base64_field="VersionData") == b"second"


def test_file_is_created_with_document_and_links(org: Org) -> None:
    """A version makes its document, linked to its owner and to where it was published first."""
    body = {"Title": "Report", "PathOnClient": "report.PDF", "FirstPublishLocationId": ACME}
    made = org.call("POST", "/sobjects/ContentVersion", body | {"VersionData": base64.b64encode(b"%PDF").decode()})
    version = org.call("GET", f"/sobjects/ContentVersion/{made.body['id']}").body
    assert (version["FileType"], version["FileExtension"], version["ContentSize"]) == ("PDF", "pdf", 4)
    document = version["ContentDocumentId"]
    assert {one["LinkedEntityId"] for one in links(org, f"ContentDocumentId = '{document}'")} == {ACME, MAYA}
    again = {
        "PathOnClient": "report.pdf",
        "ContentDocumentId": document,
        "VersionData": base64.b64encode(b"%PDF2").decode(),
    }
    newer = org.call("POST", "/sobjects/ContentVersion", again).body["id"]
    (told,) = org.rows(
        f"SELECT LatestPublishedVersionId, ContentSize, Title FROM ContentDocument WHERE Id = '{document}'"
    )
    assert (told["LatestPublishedVersionId"], told["ContentSize"]) == (newer, 5)


def test_file_without_content_is_refused(still_org: Org) -> None:
    """A version needs its bytes, as base64, and a name."""
    assert still_org.call("POST", "/sobjects/ContentVersion", {"Title": "x"}).code == "REQUIRED_FIELD_MISSING"
    bad = {"PathOnClient": "x.txt", "VersionData": "not base64!"}
    assert still_org.call("POST", "/sobjects/ContentVersion", bad).code == "INVALID_BASE64"


def test_file_is_created_by_parts(org: Org) -> None:
    """multipart/form-data brings the bytes as they are."""
    data = (
        b'--line\r\nContent-Disposition: form-data; name="entity_content"\r\nContent-Type: application/json\r\n\r\n'
        b'{"PathOnClient": "raw.bin"}\r\n'
        b'--line\r\nContent-Disposition: form-data; name="VersionData"; filename="raw.bin"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\x00\xff\r\n\x01\r\n--line--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    made = org.call("POST", "/sobjects/ContentVersion", raw=data, headers=headers)
    assert made.status == 201, made.body
    assert org.call("GET", f"/sobjects/ContentVersion/{made.body['id']}/VersionData").data == b"\x00\xff\r\n\x01"


def test_note_is_created_linked_read_and_changed(org: Org) -> None:
    """A ContentNote is a document of the type SNOTE, whose content is HTML in base64."""
    client = org.client()
    content = base64.b64encode(b"<p>Handed over to <b>Tom</b></p>").decode()
    note = client.ContentNote.create({"Title": "Handoff", "Content": content})["id"]
    link = {"ContentDocumentId": note, "LinkedEntityId": SHOP, "ShareType": "V"}
    assert client.ContentDocumentLink.create(link)["success"]
    told = client.ContentNote.get(note)
    assert (told["Title"], told["TextPreview"], told["FileType"]) == ("Handoff", "Handed over to Tom", "SNOTE")
    assert org.call("GET", f"/sobjects/ContentNote/{note}/Content").data == b"<p>Handed over to <b>Tom</b></p>"
    assert told["Content"] == f"{ROOT}/sobjects/ContentNote/{note}/Content"
    (found,) = org.rows(
        "SELECT ContentDocument.Title, ContentDocument.FileType FROM ContentDocumentLink "
        f"WHERE LinkedEntityId = '{SHOP}' AND ContentDocumentId = '{note}'"
    )
    assert found["ContentDocument"]["FileType"] == "SNOTE"
    assert client.ContentNote.update(note, {"Content": base64.b64encode(b"<p>Changed</p>").decode()}) == 204
    assert client.ContentNote.get(note)["TextPreview"] == "Changed"
    assert len(org.rows(f"SELECT Id FROM ContentVersion WHERE ContentDocumentId = '{note}'")) == 2


def test_note_of_a_world_is_found_as_a_note_and_a_file_is_not(still_org: Org) -> None:
    """ContentNote knows notes alone."""
    assert still_org.column(f"SELECT TextPreview FROM ContentNote WHERE Id IN ('{NOTES}', '{PLAN}')") == [
        "Short & sweet"
    ]
    assert still_org.call("GET", f"/sobjects/ContentNote/{PLAN}").code == "NOT_FOUND"


def test_link_cannot_lead_to_what_is_not_there(still_org: Org) -> None:
    """A link needs a document and a record that are there."""
    link = {"ContentDocumentId": PLAN, "LinkedEntityId": "001000000000999AAA"}
    assert still_org.call("POST", "/sobjects/ContentDocumentLink", link).code == "INVALID_CROSS_REFERENCE_KEY"
    link = {"ContentDocumentId": ACME, "LinkedEntityId": ACME}
    assert still_org.call("POST", "/sobjects/ContentDocumentLink", link).code == "MALFORMED_ID"


def test_document_takes_its_versions_and_links_with_it(org: Org) -> None:
    """A deleted document is nowhere any more."""
    assert org.call("DELETE", f"/sobjects/ContentDocument/{PLAN}").status == 204
    assert links(org, f"ContentDocumentId = '{PLAN}'") == []
    assert org.rows(f"SELECT Id FROM ContentVersion WHERE ContentDocumentId = '{PLAN}'") == []


def test_document_owner_can_change(org: Org) -> None:
    """A document's owner is a user like any other owner."""
    assert org.call("PATCH", f"/sobjects/ContentDocument/{PLAN}", {"OwnerId": TOM}).status == 204
    assert org.column(f"SELECT Owner.Name FROM ContentDocument WHERE Id = '{PLAN}'")[0]["Name"] == "Tom Lind"


def test_email_tells_whether_it_has_files(org: Org) -> None:
    """An e-mail has an attachment once a file is linked to it."""
    asked = "SELECT HasAttachment, Parent.Subject FROM EmailMessage"
    assert org.rows(asked)[0]["HasAttachment"] is False
    org.call(
        "POST", "/sobjects/ContentDocumentLink", {"ContentDocumentId": PLAN, "LinkedEntityId": "02s000000000931AAA"}
    )
    assert org.rows(asked)[0]["HasAttachment"] is True
