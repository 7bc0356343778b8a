"""The admin API: health, routes, the log of requests, the clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from starting import Serve

PORTAL = {"access_token": "token-1", "portal_id": 7, "companies": [{"id": "501", "properties": {"name": "Acme"}}]}
HEADERS = {"Authorization": "Bearer token-1"}


def test_admin_health_names_the_vendors(sandbox: Serve) -> None:
    """A world serves the vendors whose sections it has, and no others."""
    health = httpx.get(sandbox({"hubspot": PORTAL}).base_url + "/_sandbox/health").json()
    assert (health["status"], health["vendors"]) == ("ok", ["hubspot"])


def test_admin_credentials_are_the_line_that_serve_prints(sandbox: Serve) -> None:
    """A process that did not start the sandbox connects by them, at the address that it was told."""
    mail = {"address": "studio@fieldnote.example"}
    server = sandbox({"hubspot": PORTAL, "mail": mail}, public_url="http://sandbox.test:9")
    told = httpx.get(f"http://127.0.0.1:{server.port}/_sandbox/credentials").json()
    assert told == server.credentials
    assert (told["hubspot"]["base_url"], told["mail"]["imap"]["host"]) == ("http://sandbox.test:9", "sandbox.test")


def test_admin_routes_list_what_is_covered(sandbox: Serve) -> None:
    """Every vendor's methods and paths can be read, each with what it does."""
    drive = {"organisation": {"domains": ["a.example"]}, "users": [{"email": "ada@a.example", "name": "Ada"}]}
    server = sandbox({"hubspot": PORTAL, "google_drive": drive})
    routes = httpx.get(server.base_url + "/_sandbox/routes").json()
    listed = {(route["vendor"], route["method"], route["path"]) for route in routes}
    assert ("hubspot", "POST", "/crm/v3/objects/{type}/search") in listed
    assert ("google_drive", "GET", "/drive/v3/files") in listed
    assert [route for route in routes if not route["says"]] == []


def test_path_of_no_vendor_is_a_plain_404(sandbox: Serve) -> None:
    """An unknown path is never an empty success, and it is in the log."""
    url = sandbox({"hubspot": PORTAL}).base_url
    for path in ("/", "/drive/v3/files", "//", "/services/data"):
        assert httpx.get(url + path).status_code == 404
    assert [entry["vendor"] for entry in httpx.get(url + "/_sandbox/requests").json()] == [None] * 4


def test_request_log_tells_path_and_outcome_but_no_secret(sandbox: Serve, tmp_path: Path) -> None:
    """Neither headers nor bodies are kept, in memory or in the file."""
    file = tmp_path / "requests.jsonl"
    url = sandbox({"hubspot": PORTAL}, log_file=file).base_url
    httpx.get(f"{url}/crm/v3/objects/companies/501?archived=false", headers=HEADERS)
    httpx.post(f"{url}/crm/v3/objects/companies", headers=HEADERS, json={"properties": {"name": "private"}})
    first, second = httpx.get(f"{url}/_sandbox/requests").json()
    assert (first["sequence"], first["method"], first["status"], first["query"]) == (1, "GET", 200, "archived=false")
    assert (second["sequence"], second["method"], second["status"]) == (2, "POST", 201)
    kept = httpx.get(f"{url}/_sandbox/requests").text + file.read_text(encoding="utf-8")
    assert "token-1" not in kept
    assert "private" not in kept
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2


def test_request_log_is_filtered_and_cleared(sandbox: Serve) -> None:
    """Tests ask for a method, a path, a vendor, or what came since."""
    url = sandbox({"hubspot": PORTAL}).base_url
    for path in ("/crm/v3/owners/", "/crm/v3/objects/companies", "/nowhere"):
        httpx.get(url + path, headers=HEADERS)

    def paths(query: str) -> list[str]:
        return [entry["path"] for entry in httpx.get(f"{url}/_sandbox/requests?{query}").json()]

    assert paths("vendor=hubspot&since=1") == ["/crm/v3/objects/companies"]
    assert paths("path=/crm/v3/o.*&method=get") == ["/crm/v3/owners/", "/crm/v3/objects/companies"]
    assert paths("method=POST") == []
    assert httpx.get(f"{url}/_sandbox/requests?since=soon").status_code == 400
    assert httpx.get(f"{url}/_sandbox/requests?path=(").status_code == 400
    httpx.delete(f"{url}/_sandbox/requests")
    assert paths("") == []


def test_admin_clock_moves_what_the_vendors_write(sandbox: Serve) -> None:
    """A record that is created after the clock was moved by a day bears tomorrow's date."""
    url = sandbox({"hubspot": PORTAL}).base_url
    before = datetime.fromisoformat(httpx.get(f"{url}/_sandbox/clock").json()["now"])
    httpx.post(f"{url}/_sandbox/clock", json={"advance": 86_400}).raise_for_status()
    made = httpx.post(f"{url}/crm/v3/objects/companies", headers=HEADERS, json={"properties": {"name": "B"}}).json()
    assert 86_400 <= (datetime.fromisoformat(made["createdAt"]) - before).total_seconds() < 86_430


@pytest.mark.parametrize("body", ['{"advance": -1}', '{"advance": "x"}', "{}", '{"back": 1}', "not JSON"])
def test_admin_clock_refuses_other_steps(sandbox: Serve, body: str) -> None:
    """A bad body is a 400 with its reason."""
    refused = httpx.post(sandbox({}).base_url + "/_sandbox/clock", content=body)
    assert (refused.status_code, bool(refused.json()["error"])) == (400, True)
