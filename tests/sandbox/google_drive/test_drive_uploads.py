"""Content on its way in: any bytes in a multipart body, and resumable uploads that were cut off."""

from __future__ import annotations

import json

import pytest
from drive_client import Drive, check_error
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff_sandbox.google_drive.files.multipart import split


@settings(max_examples=200)
@given(st.lists(st.binary(max_size=60), min_size=1, max_size=4), st.sampled_from(["\r\n", "\n"]))
def test_multipart_keeps_every_byte(contents: list[bytes], end: str) -> None:
    """Whatever bytes the parts hold, short of the boundary itself, they come out as they went in."""
    line = end.encode()
    body = b"".join(b"--XyZ" + line + b"Content-Type: a/b" + line * 2 + content + line for content in contents)
    parts = split('multipart/related; boundary="XyZ"', body + b"--XyZ--", "multipart/")
    assert [part.content for part in parts] == contents
    assert {part.headers["content-type"] for part in parts} == {"a/b"}


def test_upload_keeps_binary_content(drive: Drive) -> None:
    """Bytes that look like line ends and headers are content all the same."""
    data = bytes(range(256)) + b"\r\n--other\r\n\r\n--B-\n"
    head = b'--B\r\nContent-Type: application/json\r\n\r\n{"name": "all.bin"}\r\n'
    head += b"--B\r\nContent-Type: application/zip\r\n\r\n"
    answer = drive.raw(
        "POST",
        "/upload/drive/v3/files?uploadType=multipart",
        content=head + data + b"\r\n--B--\r\n",
        headers={"Content-Type": "multipart/related; boundary=B"},
    )
    assert drive.raw("GET", f"/drive/v3/files/{answer.json()['id']}?alt=media").content == data


def start(drive: Drive) -> str:
    """Begin a resumable upload and return its path."""
    answer = drive.raw("POST", "/upload/drive/v3/files?uploadType=resumable", json={"name": "big.bin"})
    return answer.headers["location"].removeprefix(drive.server.base_url)


def test_finished_upload_answers_the_same_again(drive: Drive) -> None:
    """A client whose last answer was lost asks again, gets the file, and no second one is made."""
    at = start(drive)
    drive.raw("PUT", at, None, content=b"12345", headers={"Content-Range": "bytes 0-4/10"})
    rule = {"vendor": "google_drive", "fault": "drop_after_success", "method": "PUT"}
    assert drive.raw("POST", "/_sandbox/faults", None, json=rule).is_success
    with pytest.raises(Exception, match="disconnected"):
        drive.raw("PUT", at, None, content=b"67890", headers={"Content-Range": "bytes 5-9/10"})
    again = drive.raw("PUT", at, None, headers={"Content-Range": "bytes */10"})
    assert again.status_code == 200
    assert drive.raw("GET", f"/drive/v3/files/{again.json()['id']}?alt=media").content == b"1234567890"
    found = drive.raw("GET", "/drive/v3/files?q=name='big.bin'").json()["files"]
    assert [file["id"] for file in found] == [again.json()["id"]]


def test_upload_that_is_given_up_is_gone(drive: Drive) -> None:
    """DELETE of the address ends an upload with Google's 499, and it cannot be taken up again."""
    at = start(drive)
    assert drive.raw("DELETE", at, None).status_code == 499
    answer = drive.raw("PUT", at, None, content=b"x", headers={"Content-Range": "bytes 0-0/1"})
    check_error(answer.status_code, json.loads(answer.text), 404, "notFound")
