"""Switches, the clock's ways to be moved, the admin API's index, and faults of single records."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.request_log import LoggedRequest, RequestLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starting import Serve

PORTAL = {
    "access_token": "token-1",
    "portal_id": 7,
    "companies": [{"id": str(number), "properties": {"name": f"Acme {number}"}} for number in range(501, 506)],
}
DRIVE = {"organisation": {"domains": ["a.example"]}, "users": [{"email": "ada@a.example", "name": "Ada"}]}
SALESFORCE = {
    "connected_app": {"consumer_key": "consumer-key"},
    "users": [{"id": 1, "username": "ada@a.example", "last": "Ada", "session_id": "session-of-ada"}],
    "records": {"Account": [{"id": number, "fields": {"Name": f"Acme {number}"}} for number in (1, 2)]},
}


@pytest.fixture
def client(sandbox: Serve) -> Iterator[httpx.Client]:
    """Return a client for a world of all vendors; its token is HubSpot's."""
    server = sandbox({"hubspot": PORTAL, "google_drive": DRIVE, "salesforce": SALESFORCE})
    with httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer token-1"}) as client:
        yield client


def read_batch(client: httpx.Client, *ids: str) -> httpx.Response:
    """Read companies in one call."""
    body = {"inputs": [{"id": one} for one in ids], "properties": ["name"]}
    return client.post("/crm/v3/objects/companies/batch/read", json=body)


def test_index_describes_every_call_and_body(client: httpx.Client) -> None:
    """Who knows no more than the address finds the calls, valid schemas, and each vendor's faults and switches."""
    index = client.get("/_sandbox").json()
    assert {"method": "POST", "path": "/_sandbox/faults"}.items() <= {
        key: value for one in index["calls"] if one["says"].startswith("Put a fault") for key, value in one.items()
    }.items()
    assert [one for one in index["calls"] if not one["says"]] == []
    for schema in index["bodies"].values():
        Draft202012Validator.check_schema(schema)
    assert set(index["vendors"]) == {"hubspot", "google_drive", "salesforce"}
    for vendor in index["vendors"].values():
        assert "rate_limit" in vendor["faults"]
        assert "quota_scale" in vendor["switches"]["properties"]
    Draft202012Validator.check_schema(client.get("/_sandbox/world.schema.json").json())


def test_every_named_fault_of_every_vendor_is_taken_and_answered(client: httpx.Client) -> None:
    """What the index names can be set, and answers with the status that the index says."""
    paths = {
        "hubspot": "/crm/v3/owners",
        "google_drive": "/drive/v3/about",
        "salesforce": "/services/data/v67.0/limits",
    }
    for vendor, one in client.get("/_sandbox").json()["vendors"].items():
        for fault, says in one["faults"].items():
            client.post("/_sandbox/faults", json={"vendor": vendor, "fault": fault}).raise_for_status()
            assert client.get(paths[vendor]).status_code == int(says[:3]), (vendor, fault)


def test_switch_latency_holds_every_call_of_a_vendor_up(client: httpx.Client) -> None:
    """It adds to a rule's own latency, hides no other fault, and leaves the other vendors alone."""
    client.post("/_sandbox/switches", json={"vendor": "hubspot", "latency_seconds": 0.1}).raise_for_status()
    for rule in ({"fault": "latency", "seconds": 0.1, "times": None}, {"fault": "server_error"}):
        client.post("/_sandbox/faults", json={"vendor": "hubspot"} | rule).raise_for_status()
    began = time.monotonic()
    assert client.get("/crm/v3/owners").status_code == 500
    assert time.monotonic() - began >= 0.2


def test_switch_scales_the_quota_while_it_runs(client: httpx.Client) -> None:
    """A portal of 190 requests in ten seconds takes two of them, and tells so in its headers."""
    client.post("/_sandbox/switches", json={"vendor": "hubspot", "quota_scale": 2 / 190}).raise_for_status()
    answers = [client.get("/crm/v3/owners") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[0].headers["X-HubSpot-RateLimit-Max"] == "2"
    client.post("/_sandbox/switches", json={"vendor": "hubspot", "quota_scale": 1}).raise_for_status()
    assert client.get("/crm/v3/owners").status_code == 200


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"vendor": "hubspot", "latency_seconds": -1}, "latency_seconds"),
        ({"vendor": "hubspot", "latency": 1}, "latency"),
        ({"vendor": "hubspt", "latency_seconds": 1}, "hubspt"),
        ([], "object"),
    ],
)
def test_switch_that_is_none_is_refused(client: httpx.Client, body: Any, message: str) -> None:
    """A bad value changes nothing and is told."""
    before = client.get("/_sandbox/switches").json()
    refused = client.post("/_sandbox/switches", json=body)
    assert (refused.status_code, message in refused.json()["error"]) == (400, True)
    assert client.get("/_sandbox/switches").json() == before


def test_fault_by_body_and_query_falls_on_the_requests_that_hold_them(client: httpx.Client) -> None:
    """A rule can name what is asked for, and the body is still there for the vendor."""
    client.post("/_sandbox/faults", json={"vendor": "hubspot", "fault": "locked", "body": '"50[35]"'})
    client.post("/_sandbox/faults", json={"vendor": "hubspot", "fault": "conflict", "query": "limit=7", "times": None})
    assert read_batch(client, "501").status_code == 200
    assert read_batch(client, "501", "503").status_code == 423
    assert client.get("/crm/v3/objects/companies?limit=7").status_code == 409
    assert client.get("/crm/v3/objects/companies?limit=8").status_code == 200


def test_fault_of_a_record_leaves_the_rest_of_a_hubspot_batch(client: httpx.Client) -> None:
    """One id of a batch fails with the named error in a 207; the rule is then used up."""
    client.post("/_sandbox/faults", json={"vendor": "hubspot", "fault": "locked", "record": "503"})
    answer = read_batch(client, "501", "503")
    assert (answer.status_code, [one["id"] for one in answer.json()["results"]]) == (207, ["501"])
    [error] = answer.json()["errors"]
    assert (error["category"], error["context"]["ids"]) == ("LOCKED", ["503"])
    assert read_batch(client, "501", "503").status_code == 200


def test_fault_of_a_record_leaves_the_rest_of_a_salesforce_collection(client: httpx.Client) -> None:
    """One record of a collection fails with the named error, the other is written."""
    headers = {"Authorization": "Bearer session-of-ada"}
    found = client.get("/services/data/v67.0/query?q=SELECT+Id+FROM+Account+ORDER+BY+Id", headers=headers).json()
    first, second = (one["Id"] for one in found["records"])
    rule = {"vendor": "salesforce", "fault": "unable_to_lock_row", "record": second}
    client.post("/_sandbox/faults", json=rule).raise_for_status()
    records = [{"attributes": {"type": "Account"}, "id": one, "Name": "New"} for one in (first, second)]
    changed = client.patch("/services/data/v67.0/composite/sobjects", headers=headers, json={"records": records}).json()
    assert [one["success"] for one in changed] == [True, False]
    assert changed[1]["errors"][0]["statusCode"] == "UNABLE_TO_LOCK_ROW"


def test_fault_of_a_record_must_be_the_vendors(client: httpx.Client) -> None:
    """A connection cannot be dropped for one record of a call."""
    refused = client.post("/_sandbox/faults", json={"vendor": "hubspot", "fault": "drop_before", "record": "503"})
    assert refused.status_code == 400


def test_clock_is_frozen_set_and_let_go_on(client: httpx.Client) -> None:
    """While it stands still all that is written bears one instant; it goes on from there."""

    def move(**body: Any) -> datetime:
        answer = client.post("/_sandbox/clock", json=body)
        answer.raise_for_status()
        return datetime.fromisoformat(answer.json()["now"])

    def created() -> str:
        return str(client.post("/crm/v3/objects/companies", json={"properties": {"name": "B"}}).json()["createdAt"])

    stood = move(frozen=True)
    assert client.get("/_sandbox/clock").json() == {"now": stood.isoformat(), "frozen": True}
    assert created() == created()
    assert move(advance=60) == stood + timedelta(seconds=60)
    wanted = (stood + timedelta(days=2)).replace(microsecond=0)
    assert move(set=wanted.isoformat()) == wanted
    refused = client.post("/_sandbox/clock", json={"set": stood.isoformat()})
    assert (refused.status_code, "forward only" in refused.json()["error"]) == (400, True)
    assert wanted <= move(frozen=False) < wanted + timedelta(seconds=30)
    assert client.get("/_sandbox/clock").json()["frozen"] is False


def test_clock_without_a_zone_is_utc() -> None:
    """A set instant that names no offset is read as UTC."""
    clock = Clock()
    later = datetime(2100, 1, 1)  # noqa: DTZ001 - what is tested
    clock.freeze()
    clock.set(later)
    assert clock.now().isoformat() == "2100-01-01T00:00:00+00:00"


def test_request_log_keeps_the_newest_and_counts_all(tmp_path: Path) -> None:
    """Memory is bounded; the file and the counts have every request, and sequence numbers stay true."""
    log = RequestLog(tmp_path / "requests.jsonl", keep=3)
    for number in range(1, 8):
        log.add(LoggedRequest(log.next_sequence, "hubspot", "GET", f"/{number}", "", 200, 0.0, "", None))
    assert [one.sequence for one in log.find(since=5)] == [6, 7]
    assert [one.path for one in log.find(limit=2)] == ["/5", "/6"]
    assert log.summary() == [{"vendor": "hubspot", "method": "GET", "status": 200, "count": 7}]
    log.close()
    assert len((tmp_path / "requests.jsonl").read_text().splitlines()) == 7
