"""@hubspot/api-client, unchanged, against the HubSpot emulator: reading, paging, searching, associating and writing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from node_tools import packages, run_script

from handoff_sandbox.core.server import Server

SCRIPT = Path(__file__).parent / "hubspot_client.mjs"
SECTION: dict[str, Any] = {
    "access_token": "pat-stranger",
    "portal_id": 7510,
    "app": {"id": "4711", "user": "maya@fieldnote.example"},
    "limits": {"ten_secondly": 10_000, "search_per_second": 1_000},
    "owners": [
        {"id": "71", "email": "maya@fieldnote.example", "user_id": 9001},
        {"id": "72", "email": "tom@fieldnote.example", "user_id": 9002, "teams": ["Care", "Sales"]},
        {"id": "73", "email": "dan@fieldnote.example", "user_id": 9003, "active": False},
    ],
    "association_labels": [{"from": "companies", "to": "contacts", "id": 31, "label": "Main contact"}],
    "companies": [{"id": 501, "properties": {"name": "Acme"}}, {"id": 502, "properties": {"name": "Brook"}}],
    "contacts": [
        {"id": 601, "properties": {"email": "ann@acme.example"}, "associations": ["companies/501"]},
        {"id": 602, "properties": {"email": "bob@acme.example"}, "associations": ["companies/501"]},
        {"id": 603, "properties": {"email": "cy@acme.example"}},
        *({"id": 2000 + n, "properties": {"email": f"c{n}@many.example"}} for n in range(450)),
    ],
    "deals": [
        {
            "id": 801,
            "owner": "71",
            "properties": {"dealname": "Acme: shop", "pipeline": "default"},
            "history": {
                "dealstage": [
                    {"value": "qualifiedtobuy", "at": "-9d"},
                    {"value": "contractsent", "at": "-2d", "by": "9001"},
                ]
            },
            "associations": ["companies/501", "contacts/601", "contacts/602"],
        },
        {"id": 802, "properties": {"dealname": "Acme: care", "dealstage": "closedwon", "pipeline": "default"}},
        {"id": 803, "properties": {"dealname": "Brook: site"}},
    ],
    "tickets": [{"id": 951, "properties": {"subject": "Broken", "hs_pipeline": "0", "hs_pipeline_stage": "1"}}],
}
WORLD: dict[str, Any] = {
    "world": {"name": "api-client"},
    "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]},
    "hubspot": SECTION,
}


@pytest.fixture(scope="module", params=["13.5.0", "14.0.1"])
def seen(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Run the client once, in each of its two latest major versions, and return what it saw."""
    with Server(WORLD) as server:
        app = server.credentials["hubspot"]["app"]
        told = {
            "basePath": server.base_url,
            "accessToken": "pat-stranger",
            "developerApiKey": app["developer_key"],
            "app": app | {"id": int(app["id"])},
        }
        folder = packages(f"@hubspot/api-client@{request.param}")
        found: dict[str, Any] = run_script(folder, SCRIPT, stdin=told)
    return found


def test_client_reads_and_pages(seen: dict[str, Any]) -> None:
    """Records with history and associations, all pages of contacts and owners, deactivated ones and teams."""
    history = ["contractsent", "qualifiedtobuy"]
    assert seen["deal"] == ["Acme: shop", history, ["companies", "contacts"]]
    assert seen["dates"] == [True, True]
    assert seen["everyContact"] == 453
    assert seen["owners"] == ["maya@fieldnote.example", "tom@fieldnote.example"]
    assert (seen["archivedOwners"], seen["teams"]) == ([9003], ["Care", "Sales"])


def test_client_searches_and_reads_batches(seen: dict[str, Any]) -> None:
    """A search over three pages, a batch with a missing record, updates and upserts."""
    assert (seen["total"], seen["found"]) == (450, 450)
    assert seen["batch"] == [["801"], 1, ["9"]]
    assert seen["updated"] == ["5", "6"]
    assert seen["upserted"] == [False, True]


def test_client_associates(seen: dict[str, Any]) -> None:
    """Notes with the client's own type ids, batches, labels, and taking away."""
    assert seen["note"] is True
    assert seen["associations"] == [[["801", 2]], 1]
    assert sorted(seen["labels"], key=str) == ["Main contact", None]
    assert (seen["gone"], seen["known"]) == (0, 3)


def test_client_learns_and_changes_what_the_portal_is_made_of(seen: dict[str, Any]) -> None:
    """A property that holds an owner, pipelines, a custom object with a record."""
    assert seen["property"] == ["OWNER", True]
    assert seen["stages"] == [7]
    assert seen["custom"] == "Books"


def test_client_keeps_lists_files_and_merges(seen: dict[str, Any]) -> None:
    """Members of a list, a private file by its signed address, the record that is left of a merge."""
    assert seen["members"] == ["601", "602"]
    assert seen["file"] == ["/contracts/contract.txt", "Signed by both."]
    assert seen["merged"] == "601"


def test_client_gets_the_vendors_errors_and_retries(seen: dict[str, Any]) -> None:
    """Errors arrive with status and category; its own retry gets over a bad gateway."""
    assert seen["errors"] == [[400, "VALIDATION_ERROR"], [404, "OBJECT_NOT_FOUND"], [400, "VALIDATION_ERROR"]]
    assert seen["retried"] == "951"


def test_client_manages_the_app(seen: dict[str, Any]) -> None:
    """Webhooks by the developer's key, a token by OAuth, and the dated paths by a plain request."""
    assert seen["subscription"] == ["deal.propertyChange", True]
    assert seen["oauth"] == "801"
    assert seen["dated"] == [200, "801"]
