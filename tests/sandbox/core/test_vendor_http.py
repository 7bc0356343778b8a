"""What any HTTP client may do with any of the vendors: header spellings, compressed bodies, links behind TLS."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING

import httpx
import pytest

from handoff_sandbox.core.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starting import Serve

WORLD = {
    "world": {"name": "http"},
    "firm": {"name": "Fieldnote Studio", "domains": ["a.example"]},
    "hubspot": {
        "access_token": "token-1",
        "portal_id": 7,
        "companies": [{"id": str(number), "properties": {"name": f"Acme {number}"}} for number in (501, 502)],
    },
    "google_drive": {
        "organisation": {"domains": ["a.example"]},
        "users": [{"email": "ada@a.example", "name": "Ada", "refresh_token": "refresh-of-ada"}],
    },
    "salesforce": {
        "connected_app": {"consumer_key": "consumer-key"},
        "cors": ["https://firm.example"],
        "users": [{"id": 1, "username": "ada@a.example", "last": "Ada", "session_id": "session-of-ada"}],
        "records": {"Account": [{"id": 1, "fields": {"Name": "Acme"}}]},
    },
}
COMPANIES, FILES, ACCOUNTS = "/crm/v3/objects/companies", "/drive/v3/files", "/services/data/v62.0/sobjects/Account"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Serve all three vendors, for tests that disturb no other."""
    with Server(WORLD) as server:
        yield server


def drive_token(server: Server, path: str = "/token") -> str:
    """Return an access token of Ada's."""
    told = server.credentials["google_drive"]
    form = {"grant_type": "refresh_token", "refresh_token": told["refresh_tokens"]["ada@a.example"]}
    form |= {name: told["oauth_client"][name] for name in ("client_id", "client_secret")}
    answer = httpx.post(server.base_url + path, data=form)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def ask(server: Server, method: str, path: str, **options: object) -> httpx.Response:
    """Send a request with the credentials of the path's vendor."""
    kind = path.split("/")[1]
    token = {"crm": "token-1", "services": "session-of-ada"}.get(kind) or drive_token(server)
    headers = {"Authorization": f"Bearer {token}", **options.pop("headers", {})}  # type: ignore[dict-item]  # headers, as the test gives them
    return httpx.request(method, server.base_url + path, headers=headers, **options)  # type: ignore[arg-type]  # httpx's own options


@pytest.mark.parametrize(
    ("path", "spelling"),
    [
        (COMPANIES, "application/json;charset=utf-8"),
        ("/crm/v3/nothing", "application/json;charset=utf-8"),
        (FILES, "application/json; charset=UTF-8"),
        (f"{FILES}/nothing", "application/json; charset=UTF-8"),
        (ACCOUNTS, "application/json;charset=UTF-8"),
        (f"{ACCOUNTS}/nothing", "application/json;charset=UTF-8"),
    ],
)
def test_json_names_its_character_set(server: Server, path: str, spelling: str) -> None:
    """Each vendor names it in its own spelling, in answers and errors alike."""
    assert ask(server, "GET", path).headers["content-type"] == spelling


def test_hubspot_takes_a_slash_at_the_end(server: Server) -> None:
    """A path means the same with a slash and without, for reads and writes."""
    assert len(ask(server, "GET", f"{COMPANIES}/?limit=5").json()["results"]) == 2
    assert ask(server, "GET", f"{COMPANIES}/501/").json()["id"] == "501"
    found = ask(server, "POST", f"{COMPANIES}/search/", json={"filterGroups": []})
    assert found.json()["total"] == 2
    assert ask(server, "GET", "/crm/v3/objects/").status_code == 404


@pytest.mark.parametrize("path", [COMPANIES, FILES, ACCOUNTS])
def test_head_answers_as_get_without_a_body(server: Server, path: str) -> None:
    """A client that only looks whether something is there gets the status and the headers."""
    answer = ask(server, "HEAD", path)
    assert (answer.status_code, answer.content) == (200, b"")


def test_hubspot_answers_carry_a_correlation_id(server: Server) -> None:
    """Every answer has one in its headers, and an error the same one in its body."""
    first, second = (ask(server, "GET", COMPANIES).headers["x-hubspot-correlation-id"] for _ in range(2))
    assert first != second
    refused = ask(server, "GET", f"{COMPANIES}/1")
    assert refused.headers["x-hubspot-correlation-id"] == refused.json()["correlationId"]


@pytest.mark.parametrize("path", ["/contacts/v1/lists/all/contacts/all", "/marketing/v3/forms", "/events/v3/events"])
def test_hubspots_other_families_answer_its_own_404(server: Server, path: str) -> None:
    """A client of an API that is not emulated reads HubSpot's error, not the sandbox's."""
    answer = httpx.get(server.base_url + path, headers={"Authorization": "Bearer token-1"})
    assert (answer.status_code, answer.json()["status"]) == (404, "error")


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_salesforce_takes_compressed_bodies(server: Server, encoding: str, pack: object) -> None:
    """The REST API unpacks what a client has packed; a broken or unknown packing is refused."""
    head = {"Content-Type": "application/json", "Content-Encoding": encoding}
    body = pack(json.dumps({"Name": "Packed"}).encode())  # type: ignore[operator]  # a function, as the parameters give it
    assert ask(server, "POST", ACCOUNTS, content=body, headers=head).status_code == 201
    assert ask(server, "POST", ACCOUNTS, content=b"{}", headers=head).json()[0]["errorCode"] == "JSON_PARSER_ERROR"
    assert ask(server, "POST", ACCOUNTS, content=body, headers=head | {"Content-Encoding": "br"}).status_code == 415


@pytest.mark.parametrize("path", ["/token", "/oauth2/v4/token", "/o/oauth2/token"])
def test_google_gives_tokens_at_its_older_addresses(server: Server, path: str) -> None:
    """Clients have one of several addresses built in; a token of any of them is good, and can be looked up."""
    token = drive_token(server, path)
    told = httpx.get(f"{server.base_url}/tokeninfo", params={"access_token": token}).json()
    assert (told["email"], told["scope"]) == ("ada@a.example", "https://www.googleapis.com/auth/drive")
    assert 0 < int(told["expires_in"]) <= 3600


def test_google_revokes_tokens(sandbox: Serve) -> None:
    """A revoked access token is refused; a revoked refresh token takes those with it that it gave."""
    served = sandbox({"google_drive": WORLD["google_drive"]})
    first, second = drive_token(served), drive_token(served)

    def status(token: str) -> int:
        return httpx.get(served.base_url + FILES, headers={"Authorization": f"Bearer {token}"}).status_code

    assert httpx.post(f"{served.base_url}/revoke", params={"token": first}).status_code == 200
    assert (status(first), status(second)) == (401, 200)
    assert httpx.post(f"{served.base_url}/revoke", data={"token": "refresh-of-ada"}).status_code == 200
    assert status(second) == 401
    again = httpx.post(f"{served.base_url}/revoke", params={"token": first})
    assert (again.status_code, again.json()["error"]) == (400, "invalid_token")


def test_drive_tells_the_kind_of_an_upload_by_its_type(server: Server) -> None:
    """Without `uploadType`, a body of several parts has metadata and content, and any other is content alone."""
    parts = '--B\r\nContent-Type: application/json\r\n\r\n{"name": "p.txt"}\r\n'
    parts += "--B\r\nContent-Type: text/plain\r\n\r\nwords\r\n--B--\r\n"
    for body, kind, name in (
        (parts, "multipart/related; boundary=B", "p.txt"),
        ("words", "text/plain", "Untitled"),
    ):
        made = ask(server, "POST", f"/upload{FILES}?fields=name,size", content=body, headers={"Content-Type": kind})
        assert made.json() == {"name": name, "size": "5"}


def test_links_have_the_scheme_that_the_client_used(sandbox: Serve) -> None:
    """Behind a proxy that ends TLS, told by its header or by the public address, links are https."""
    world = {name: WORLD[name] for name in ("hubspot", "google_drive")}
    one, other = sandbox(world), sandbox(world, public_url="https://sandbox.example")
    for served, said in ((one, {"X-Forwarded-Proto": "https"}), (other, {})):
        base = f"http://127.0.0.1:{served.port}"
        head = {"Host": "sandbox.example", "Authorization": "Bearer token-1", **said}
        link = httpx.get(f"{base}{COMPANIES}?limit=1", headers=head).json()["paging"]["next"]["link"]
        assert link.startswith("https://sandbox.example/crm/")
        document = httpx.get(f"{base}/discovery/v1/apis/drive/v3/rest", headers=head).json()
        assert document["rootUrl"] == "https://sandbox.example/"


def test_drive_takes_the_pieces_of_an_upload_by_post(server: Server) -> None:
    """The address of an upload takes POST as it takes PUT, for a new file and for a new content of one."""
    file_id = ask(server, "POST", FILES, json={"name": "big"}).json()["id"]
    for method, path in (("POST", f"/upload{FILES}"), ("PATCH", f"/upload{FILES}/{file_id}")):
        begun = ask(server, method, f"{path}?uploadType=resumable&fields=size", json={"name": "big"})
        at = begun.headers["location"].removeprefix(server.base_url)
        assert ask(server, "POST", at, content=b"123", headers={"Content-Range": "bytes 0-2/6"}).status_code == 308
        assert ask(server, "POST", at, content=b"456", headers={"Content-Range": "bytes 3-5/6"}).json() == {"size": "6"}
    assert ask(server, "POST", f"/upload{FILES}/{file_id}?uploadType=media", content=b"x").status_code == 404


def test_google_tells_of_a_token_in_the_header(server: Server) -> None:
    """Google's library for Node sends the token that it asks about as a header."""
    answer = httpx.post(f"{server.base_url}/tokeninfo", headers={"Authorization": f"Bearer {drive_token(server)}"})
    assert answer.json()["email"] == "ada@a.example"


def test_drive_passes_over_what_an_earlier_version_took(server: Server) -> None:
    """A parameter that rclone sends with every new content is no error, while an unknown one is."""
    assert ask(server, "GET", f"{FILES}?setModifiedDate=true").status_code == 200
    assert ask(server, "GET", f"{FILES}?setModifiedTime=true").status_code == 400


@pytest.mark.parametrize(
    ("path", "agent", "packed"),
    [
        ("/crm/v3/properties/companies", "curl/8", True),
        ("/services/data/v62.0/sobjects/Account/describe", "curl/8", True),
        (f"{FILES}?pageSize=1&fields=*", "curl/8", False),
        ("/drive/v3/about?fields=*", "my-program (gzip)", True),
    ],
)
def test_long_answers_are_packed_for_who_takes_them(server: Server, path: str, agent: str, packed: bool) -> None:  # noqa: FBT001 - a parameter
    """With gzip, the same content; Google packs for those alone who name it in their User-Agent; nobody who refuses."""
    plain = ask(server, "GET", path, headers={"Accept-Encoding": "identity", "User-Agent": agent})
    assert "content-encoding" not in plain.headers
    answer = ask(server, "GET", path, headers={"Accept-Encoding": "br;q=1.0, gzip;q=0.8", "User-Agent": agent})
    assert answer.headers.get("content-encoding") == ("gzip" if packed else None)
    assert answer.json().keys() == plain.json().keys()
    refused = ask(server, "GET", path, headers={"Accept-Encoding": "gzip;q=0, identity", "User-Agent": agent})
    assert "content-encoding" not in refused.headers
    assert len(plain.content) > 1000 or not packed


@pytest.mark.parametrize(
    ("path", "origin", "let_in"),
    [
        (FILES, "https://any.example", True),
        (ACCOUNTS, "https://firm.example", True),
        (ACCOUNTS, "https://any.example", False),
        (COMPANIES, "https://firm.example", False),
    ],
)
def test_pages_of_other_origins_are_let_in_as_the_vendor_does(
    server: Server, path: str, origin: str, *, let_in: bool
) -> None:
    """Google lets in all, Salesforce those that the organisation lists, HubSpot none."""
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization",
    }
    before = httpx.options(server.base_url + path, headers=asked)
    assert (before.headers.get("access-control-allow-origin") == origin) is let_in
    assert (before.status_code == 200) is let_in
    answer = ask(server, "GET", path, headers={"Origin": origin})
    assert answer.status_code == 200
    assert (answer.headers.get("access-control-allow-origin") == origin) is let_in
