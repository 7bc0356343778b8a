"""Files, and the addresses at which they can be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import urllib3

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal

FILES = [
    {"id": 90001, "name": "contract.txt", "folder": "/contracts", "content": "Signed."},
    {"id": 90002, "name": "call.txt", "access": "HIDDEN_PRIVATE", "content": "Hangs on a note."},
    {"id": 90003, "name": "logo.png", "access": "PUBLIC_INDEXABLE", "content": "PNG"},
]
TOKENS: list[dict[str, Any]] = [
    {"access_token": "pat-files", "scopes": ["files"]},
    {"access_token": "pat-hidden", "scopes": ["files", "files.ui_hidden.read"]},
    {"access_token": "pat-none", "scopes": ["crm.objects.deals.read"]},
]


@pytest.fixture
def filed(make_portal: Callable[..., Portal]) -> Portal:
    """Serve the small portal with some files."""
    return make_portal(files=FILES, more_tokens=TOKENS)


def _fetch(url: str) -> tuple[int, bytes]:
    answer = urllib3.request("GET", url, retries=False)
    return answer.status, answer.data


def test_hidden_file_is_there_only_with_its_scope(filed: Portal) -> None:
    """What hangs on a record is 404 without the scope for hidden files, in reads, signatures and searches."""
    for path in ("/files/v3/files/90002", "/files/v3/files/90002/signed-url", "/files/2026-03/files/90002"):
        statuses = [filed.call("GET", path, token=one["access_token"]).status for one in TOKENS]
        assert statuses == [404, 200, 403]
    found = [filed.call("GET", "/files/v3/files/search", token=token).body for token in ("pat-files", "pat-hidden")]
    assert [len(one["results"]) for one in found] == [2, 3]


def test_private_file_needs_a_signed_address_which_expires(filed: Portal) -> None:
    """The signed address is good until its time has passed; a touched one and the plain one never are."""
    plain = filed.call("GET", "/files/v3/files/90001").body["url"]
    assert _fetch(plain)[0] == 403
    signed = filed.call("GET", "/files/v3/files/90001/signed-url?expirationSeconds=60").body
    assert _fetch(signed["url"]) == (200, b"Signed.")
    assert _fetch(signed["url"].replace("signature=", "signature=0"))[0] == 403
    filed.server.clock.advance(61)
    assert _fetch(signed["url"])[0] == 403
    public = filed.call("GET", "/files/v3/files/90003").body["url"]
    assert _fetch(public) == (200, b"PNG")


def test_uploaded_bytes_come_back_as_they_were(filed: Portal) -> None:
    """Any bytes survive an upload, those too that look like the form's own."""
    content = bytes(range(256)) + b"\r\n--x\r\n\r\n"
    fields: dict[str, str | tuple[str, bytes]] = {
        "file": ("a b.bin", content),
        "folderPath": "/new/deep",
        "options": json.dumps({"access": "PRIVATE", "ttl": "P1D"}),
    }
    answer = urllib3.request(
        "POST", filed.server.base_url + "/files/v3/files", fields=fields,
        headers={"Authorization": "Bearer pat-hidden"}, retries=False,
    )  # fmt: skip
    made = answer.json()
    assert (answer.status, made["path"], made["size"]) == (201, "/new/deep/a b.bin", len(content))
    assert _fetch(filed.call("GET", f"/files/v3/files/{made['id']}/signed-url").body["url"]) == (200, content)
    filed.server.clock.advance(86_401)
    assert filed.call("GET", f"/files/v3/files/{made['id']}").status == 404


def test_upload_needs_a_file_a_folder_and_an_access(filed: Portal) -> None:
    """What is missing is told, and a name that is taken is a conflict unless it shall be overwritten."""

    def upload(**fields: str | tuple[str, bytes]) -> int:
        headers = {"Authorization": "Bearer pat-hidden"}
        url = filed.server.base_url + "/files/v3/files"
        return urllib3.request("POST", url, fields=fields, headers=headers, retries=False).status

    file, private = ("contract.txt", b"New."), json.dumps({"access": "PRIVATE"})
    assert upload(folderPath="/", options=private) == 400
    assert upload(file=file, options=private) == 400
    assert upload(file=file, folderPath="/contracts") == 400
    assert upload(file=file, folderPath="/contracts", options=private) == 409
    overwrite = json.dumps({"access": "PRIVATE", "overwrite": True})
    assert upload(file=file, folderPath="/contracts", options=overwrite) == 201
    assert filed.call("POST", "/files/v3/files", {}).status == 415


def test_files_are_searched_and_paged(filed: Portal) -> None:
    """Name, extension and access to pages; an unknown parameter is an error, not ignored."""
    first = filed.call("GET", "/files/v3/files/search?limit=2").body
    second = filed.call("GET", first["paging"]["next"]["link"]).body
    assert [one["id"] for one in first["results"] + second["results"]] == ["90001", "90002", "90003"]
    assert [one["id"] for one in filed.call("GET", "/files/v3/files/search?extension=png").body["results"]] == ["90003"]
    assert filed.call("GET", "/files/v3/files/search?colour=red").status == 400


def test_folder_moves_with_what_is_in_it(filed: Portal) -> None:
    """A folder's new name is in the paths of its files, and deleting it deletes them."""
    folder = filed.call("GET", "/files/v3/folders/contracts").body
    filed.call("PATCH", f"/files/v3/folders/{folder['id']}", {"name": "old"})
    assert filed.call("GET", "/files/v3/files/90001").body["path"] == "/old/contract.txt"
    assert filed.call("DELETE", f"/files/v3/folders/{folder['id']}").status == 204
    assert filed.call("GET", "/files/v3/files/90001").status == 404
