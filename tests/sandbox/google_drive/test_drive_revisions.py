"""Versions of content: what an upload leaves, keeping, deleting, publishing, and downloads of a part."""

from __future__ import annotations

import io
from typing import Any

import pytest
from drive_client import ANA, BEN, CLIENT, WORLD, Drive, refused
from googleapiclient.http import MediaIoBaseUpload

HISTORY = [
    {
        "id": "letter",
        "name": "Letter",
        "type": "doc",
        "owner": ANA,
        "content": "third",
        "published": "domain",
        "modified": "-1d",
        "permissions": [{"type": "user", "role": "reader", "email": CLIENT}],
        "revisions": [
            {"content": "first", "modified": "-9d", "by": BEN},
            {"content": "second", "modified": "-5d"},
        ],
    },
    {
        "id": "scan",
        "name": "scan.bin",
        "type": "zip",
        "owner": ANA,
        "content": "0123456789",
        "revisions": [{"content": "old", "modified": "-9d", "keep_forever": True}],
    },
]


@pytest.fixture
def versions(sandbox: Any) -> Any:
    """Return a Drive whose files have versions."""
    found = Drive(sandbox({"google_drive": WORLD | {"files": [*WORLD["files"], *HISTORY]}}))
    yield found
    found.close()


def test_revisions_list_the_versions_of_a_world(versions: Drive) -> None:
    """A Docs Editors file's versions are numbered, and tell who made them and which one is published."""
    answer = versions.api().revisions().list(fileId="letter", fields="*").execute()
    rows = [(row["id"], row["lastModifyingUser"]["emailAddress"], row["published"]) for row in answer["revisions"]]
    assert rows == [("1", BEN, False), ("2", ANA, False), ("3", ANA, True)]
    assert answer["revisions"][2]["publishedOutsideDomain"] is False
    assert "publishedLink" in answer["revisions"][2]


def test_revisions_are_for_writers(versions: Drive) -> None:
    """A reader gets no versions, and a folder has none."""
    with refused(403, "insufficientFilePermissions"):
        versions.api(CLIENT).revisions().list(fileId="letter").execute()
    with refused(403, "revisionsNotSupported"):
        versions.api().revisions().list(fileId="client-folder").execute()


def test_unpublishing_a_revision_takes_it_from_the_web(versions: Drive) -> None:
    """Publishing is set and lifted by revisions.update, for Docs Editors files alone."""
    revisions = versions.api().revisions()
    body = {"published": False, "publishAuto": False}
    revisions.update(fileId="letter", revisionId="3", body=body).execute()
    assert revisions.get(fileId="letter", revisionId="head", fields="published").execute() == {"published": False}
    with refused(400, "badRequest"):
        revisions.update(fileId="scan", revisionId="head", body={"published": True}).execute()


def test_upload_adds_a_revision_that_can_be_kept_and_deleted(versions: Drive) -> None:
    """Each upload is a version with its own bytes; the last one left stays."""
    files, revisions = versions.api().files(), versions.api().revisions()
    media = MediaIoBaseUpload(io.BytesIO(b"new"), "application/zip")
    head = files.update(fileId="scan", media_body=media, keepRevisionForever=True, fields="headRevisionId").execute()
    rows = revisions.list(fileId="scan", fields="revisions(id,keepForever,size)").execute()["revisions"]
    assert [(row["keepForever"], row["size"]) for row in rows] == [(True, "3"), (False, "10"), (True, "3")]
    assert rows[-1]["id"] == head["headRevisionId"]
    assert revisions.get_media(fileId="scan", revisionId=rows[0]["id"]).execute() == b"old"
    revisions.delete(fileId="scan", revisionId=rows[-1]["id"]).execute()
    assert files.get_media(fileId="scan").execute() == b"0123456789"
    revisions.delete(fileId="scan", revisionId=rows[0]["id"]).execute()
    with refused(403, "cannotDeleteOnlyRevision"):
        revisions.delete(fileId="scan", revisionId=rows[1]["id"]).execute()
    with refused(403, "revisionDeletionNotSupported"):
        revisions.delete(fileId="letter", revisionId="1").execute()
    with refused(404, "notFound"):
        revisions.get(fileId="scan", revisionId="nothing").execute()


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [("bytes=2-4", 206, b"234"), ("bytes=7-", 206, b"789"), ("bytes=-3", 206, b"789"), ("bytes=20-", 416, b"")],
)
def test_download_takes_ranges(versions: Drive, asked: str, status: int, body: bytes) -> None:
    """A part from the front, to the end, from the end, and one that is not there."""
    answer = versions.raw("GET", "/drive/v3/files/scan?alt=media", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, body)


def test_long_download_is_an_operation(versions: Drive) -> None:
    """files.download leads to the content by an address, and is seen by who asked for it."""
    service = versions.api()
    started = service.files().download(fileId="letter", mimeType="text/markdown").execute()
    assert started["done"]
    address = started["response"]["downloadUri"].removeprefix(versions.server.base_url)
    assert versions.raw("GET", address).text == "third"
    assert service.operations().get(name=started["name"]).execute() == started
    with refused(404, "notFound"):
        versions.api(BEN).operations().get(name=started["name"]).execute()
