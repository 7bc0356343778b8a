"""Faults on a real server, as vendors' clients meet them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hubspot import HubSpot
from hubspot.crm.objects import SimplePublicObjectInputForCreate
from urllib3.exceptions import ProtocolError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starting import Serve

PORTAL = {"access_token": "token-1", "portal_id": 7, "companies": [{"id": "501", "properties": {"name": "Acme"}}]}
COMPANY = "/crm/v3/objects/companies/501"


@pytest.fixture
def client(sandbox: Serve) -> Iterator[httpx.Client]:
    """Return a client for a small portal and its admin API."""
    server = sandbox({"hubspot": PORTAL})
    with httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer token-1"}) as client:
        yield client


def set_fault(client: httpx.Client, **rule: Any) -> None:
    """Put a rule for HubSpot in force."""
    client.post("/_sandbox/faults", json={"vendor": "hubspot", **rule}).raise_for_status()


def names(client: httpx.Client) -> list[str]:
    """Return the names of all companies."""
    found = client.get("/crm/v3/objects/companies").json()["results"]
    return sorted(company["properties"]["name"] for company in found)


def create(client: httpx.Client, name: str) -> httpx.Response:
    """Create a company."""
    return client.post("/crm/v3/objects/companies", json={"properties": {"name": name}})


def test_fault_drop_after_success_has_done_the_write(client: httpx.Client) -> None:
    """The client sees a closed connection and no byte of an answer, and the company is there."""
    set_fault(client, fault="drop_after_success", method="POST")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        create(client, "Brook")
    assert names(client) == ["Acme", "Brook"]


def test_fault_drop_after_success_reaches_the_vendors_own_client(sandbox: Serve) -> None:
    """hubspot-api-client raises a protocol error, as it does for a real dropped connection."""
    server = sandbox({"hubspot": PORTAL})
    companies = HubSpot(access_token="token-1", host=server.base_url).crm.companies.basic_api
    httpx.post(f"{server.base_url}/_sandbox/faults", json={"vendor": "hubspot", "fault": "drop_after_success"})
    with pytest.raises(ProtocolError):
        companies.create(SimplePublicObjectInputForCreate(properties={"name": "Brook"}))
    assert [company.properties["name"] for company in companies.get_page().results] == ["Acme", "Brook"]


def test_fault_drop_before_has_not_done_the_write(client: httpx.Client) -> None:
    """The vendor never sees the request."""
    set_fault(client, fault="drop_before", method="POST")
    with pytest.raises(httpx.RemoteProtocolError):
        create(client, "Brook")
    assert names(client) == ["Acme"]


def test_fault_after_success_answers_the_fault_though_the_write_is_done(client: httpx.Client) -> None:
    """An error answer does not mean that nothing has happened."""
    set_fault(client, fault="server_error", after_success=True)
    assert create(client, "Brook").status_code == 500
    assert names(client) == ["Acme", "Brook"]


def test_fault_answers_in_the_vendors_words_with_retry_after(client: httpx.Client) -> None:
    """A named fault has the vendor's own body."""
    set_fault(client, fault="rate_limit", retry_after=3)
    refused = client.get(COMPANY)
    assert (refused.status_code, refused.json()["errorType"], refused.headers["Retry-After"]) == (
        429,
        "RATE_LIMIT",
        "3",
    )


def test_fault_counts_what_it_skips_and_how_often_it_fires(client: httpx.Client) -> None:
    """`skip` requests pass, then `times` fail, then all pass."""
    set_fault(client, fault="server_error", path=COMPANY, skip=1, times=2)
    assert [client.get(COMPANY).status_code for _ in range(5)] == [200, 500, 500, 200, 200]
    [rule] = client.get("/_sandbox/faults").json()
    assert (rule["seen"], rule["fired"]) == (3, 2)


def test_fault_without_times_lasts_until_it_is_deleted(client: httpx.Client) -> None:
    """`times: null` is for ever, DELETE ends it."""
    set_fault(client, fault="server_error", times=None)
    assert {client.get(COMPANY).status_code for _ in range(4)} == {500}
    assert client.delete("/_sandbox/faults").json() == []
    assert client.get(COMPANY).status_code == 200


def test_fault_matches_method_and_the_whole_path(client: httpx.Client) -> None:
    """A rule for another method, or for a part of the path only, does not fire."""
    set_fault(client, fault="server_error", method="POST", path=COMPANY)
    set_fault(client, fault="server_error", path="/crm/v3/objects")
    assert client.get(COMPANY).status_code == 200


def test_fault_latency_delays_the_answer(client: httpx.Client) -> None:
    """The request is answered as usual, later."""
    set_fault(client, fault="latency", seconds=0.3)
    began = time.monotonic()
    assert client.get(COMPANY).status_code == 200
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"vendor": "salesfarce", "fault": "server_error"}, "vendor 'salesfarce' is not in this world; it has hubspot"),
        ({"vendor": "hubspot", "fault": "earthquake"}, "hubspot has no fault 'earthquake'"),
        ({"vendor": "hubspot", "fault": "server_error", "path": "("}, "path: Value error, is not a regular expression"),
        ({"vendor": "hubspot", "fault": "server_error", "times": 0}, "times: Input should be greater than 0"),
        ({"vendor": "hubspot", "fault": "server_error", "tmies": 1}, "tmies: Extra inputs are not permitted"),
        ({"vendor": "hubspot"}, "fault: Field required"),
    ],
)
def test_fault_rule_that_cannot_work_is_refused(client: httpx.Client, rule: dict[str, Any], message: str) -> None:
    """A typing error in a test's rule is told at once, not by a fault that never comes."""
    refused = client.post("/_sandbox/faults", json=rule)
    assert (refused.status_code, message in refused.json()["error"]) == (400, True), refused.text
    assert client.get("/_sandbox/faults").json() == []
