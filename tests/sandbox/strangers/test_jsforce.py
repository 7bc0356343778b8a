"""jsforce, unchanged, against the Salesforce emulator: reading, paging, searching, writing and following changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from node_tools import packages, run_script

from handoff_sandbox.core.server import Server

SCRIPT = Path(__file__).parent / "jsforce_client.mjs"
ACME, BROOK = "001000000000001AAA", "001000000000002AAA"
WORLD: dict[str, Any] = {
    "world": {"name": "jsforce"},
    "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]},
    "salesforce": {
        "connected_app": {"consumer_key": "3MVG9-handoff"},
        "users": [
            {"id": 1, "username": "maya@fieldnote.example", "last": "Okafor", "session_id": "session-maya"},
            {"id": 2, "username": "tom@fieldnote.example", "last": "Lind"},
            {"id": 3, "username": "dan@fieldnote.example", "last": "Reyes", "active": False},
        ],
        "fields": {
            "Account": [{"name": "Code__c", "external_id": True, "unique": True}],
            "Opportunity": [{"name": "Handoff_Successor__c", "type": "user"}],
        },
        "records": {
            "Account": [{"id": 1, "fields": {"Name": "Acme"}}, {"id": 2, "fields": {"Name": "Brook"}}],
            "Contact": [{"id": 1000 + n, "fields": {"LastName": f"C{n}", "AccountId": "1"}} for n in range(450)],
            "Opportunity": [
                {
                    "id": 1,
                    "owner": "2",
                    "fields": {"Name": "Shop", "AccountId": "1", "StageName": "x", "CloseDate": "-1d"},
                }
            ],
        },
    },
}


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    """Run the client once and return what it saw."""
    ids = {"account": ACME, "other": BROOK, "successor": "005000000000002AAA", "inactive": "005000000000003AAA"}
    with Server(WORLD) as server:
        told = {"instanceUrl": server.base_url, "accessToken": "session-maya", "ids": ids}
        found: dict[str, Any] = run_script(packages("jsforce@3.10.26"), SCRIPT, stdin=told)
    return found


def test_jsforce_reads_what_there_is(seen: dict[str, Any]) -> None:
    """Identity, versions, descriptions and limits come in the form that the client takes."""
    assert seen["identity"] == "maya@fieldnote.example"
    assert seen["versions"] == 37
    assert {"Account", "Opportunity", "ContentNote"} <= set(seen["objects"])
    assert seen["userFields"] == ["OwnerId", "CreatedById", "LastModifiedById", "Handoff_Successor__c"]
    assert (seen["limits"], seen["usage"] > 10) == (100_000, True)


def test_jsforce_pages_and_searches(seen: dict[str, Any]) -> None:
    """Its own query builder, its paging and its subqueries find what is there."""
    assert seen["parents"] == [["Shop", "Okafor"]]
    assert seen["paged"] == 450
    assert seen["found"] == [["Acme", 450]]
    assert seen["retrieved"] == ["Acme", "Brook"]


def test_jsforce_writes_and_follows_changes(seen: dict[str, Any]) -> None:
    """Single and collection writes, upserts, deletes, and the lists of what changed and what went."""
    assert (seen["updated"], seen["read"], seen["upserted"], seen["deleted"]) == (True, "Changed", True, True)
    assert seen["several"] == ["ok", "INACTIVE_OWNER_OR_USER"]
    assert ACME in seen["changes"]
    assert BROOK not in seen["changes"]
    assert seen["gone"] == 1


def test_jsforce_searches_and_works_in_bulk(seen: dict[str, Any]) -> None:
    """SOSL, a bulk query and a bulk load, through the client's own polling and CSV."""
    assert seen["searched"] == ["Acme"]
    assert seen["bulk"] == [450, ["Id", "LastName", "Account.Name"]]
    assert seen["loaded"] == [1, "REQUIRED_FIELD_MISSING"]


def test_jsforce_gets_the_vendors_error_codes(seen: dict[str, Any]) -> None:
    """Errors arrive with Salesforce's code."""
    assert seen["errors"] == ["INVALID_FIELD", "INVALID_TYPE", "MALFORMED_QUERY"]
