"""Tokens, scopes, limits, faults, and what the emulator does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import urllib3

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.emulator import Emulator
from handoff_sandbox.hubspot import HubSpot
from handoff_sandbox.hubspot.emulator import EDGE_STATUSES
from handoff_sandbox.hubspot.errors import FAULTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal


@pytest.mark.parametrize("header", [None, "Bearer nope", "Bearer", "Basic cGF0LXRlc3Q6", "pat-test"])
def test_call_without_a_good_token_is_401(still_portal: Portal, header: str | None) -> None:
    """Without a known bearer token every path answers 401 in HubSpot's body."""
    url = still_portal.server.base_url + "/crm/v3/objects/deals"
    answer = urllib3.request("GET", url, headers={"Authorization": header} if header else {}, retries=False)
    body = answer.json()
    assert (answer.status, body["status"], body["category"]) == (401, "error", "INVALID_AUTHENTICATION")
    assert body["correlationId"]


def test_read_only_token_reads_and_cannot_write(portal: Portal) -> None:
    """A token with read scopes reads, searches and batch reads; every write is a 403 that names the scope."""
    read: dict[str, object] = {"inputs": [{"id": "801"}]}
    assert portal.call("GET", "/crm/v3/objects/deals/801", token="pat-read").status == 200
    assert portal.call("POST", "/crm/v3/objects/deals/search", {}, token="pat-read").status == 200
    assert portal.call("POST", "/crm/v3/objects/deals/batch/read", read, token="pat-read").status == 200
    assert portal.call("GET", "/crm/v3/properties/deals", token="pat-read").status == 200
    assert portal.call("GET", "/crm/v4/objects/notes/921/associations/deals", token="pat-read").status == 200
    writes: list[tuple[str, str, Any, str]] = [
        ("PATCH", "/crm/v3/objects/deals/801", {"properties": {"amount": "1"}}, "crm.objects.deals.write"),
        ("POST", "/crm/v3/objects/deals", {"properties": {"dealname": "x"}}, "crm.objects.deals.write"),
        ("DELETE", "/crm/v3/objects/deals/801", None, "crm.objects.deals.write"),
        ("POST", "/crm/v3/objects/deals/batch/update", {"inputs": []}, "crm.objects.deals.write"),
        ("POST", "/crm/v3/objects/notes", {"properties": {"hs_timestamp": "0"}}, "crm.objects.contacts.write"),
        ("PUT", "/crm/v4/objects/notes/921/associations/default/deals/802", None, "crm.objects.contacts.write"),
    ]
    for method, path, body, scope in writes:
        answer = portal.call(method, path, body, token="pat-read")
        assert (answer.status, answer.body["category"]) == (403, "MISSING_SCOPES")
        assert answer.body["errors"][0]["context"]["requiredGranularScopes"] == [scope]
    assert portal.call("GET", "/crm/v3/objects/deals/801").body["properties"]["amount"] == "68000"


def test_read_needs_its_scope(make_portal: Callable[..., Portal]) -> None:
    """A token reads only what its scopes name, owners by a scope of their own."""
    portal = make_portal(scopes=["crm.objects.deals.read"])
    for path in (
        "/crm/v3/objects/contacts",
        "/crm/v3/owners/",
        "/crm/v3/properties/companies",
        "/crm/v3/objects/tickets",
    ):
        assert portal.call("GET", path).status == 403
    assert portal.call("GET", "/account-info/v3/details").status == 200


def test_limit_of_ten_seconds_is_told_and_kept(make_portal: Callable[..., Portal]) -> None:
    """Each answer tells where the window stands; beyond it calls are 429 until ten seconds have gone."""
    portal = make_portal(limits={"ten_secondly": 3, "daily": 100})
    for left in ("2", "1", "0"):
        headers = portal.call("GET", "/crm/v3/objects/deals/999").headers
        assert headers["X-HubSpot-RateLimit-Remaining"] == left
    assert headers["X-HubSpot-RateLimit-Max"] == "3"
    assert headers["X-HubSpot-RateLimit-Interval-Milliseconds"] == "10000"
    assert (headers["X-HubSpot-RateLimit-Daily"], headers["X-HubSpot-RateLimit-Daily-Remaining"]) == ("100", "97")
    refused = portal.call("GET", "/crm/v3/objects/deals/801")
    assert refused.status == 429
    assert refused.headers["X-HubSpot-RateLimit-Remaining"] == "0"
    body = refused.body
    assert {key: body[key] for key in ("status", "message", "errorType", "policyName")} == {
        "status": "error",
        "message": "You have reached your ten_secondly_rolling limit.",
        "errorType": "RATE_LIMIT",
        "policyName": "TEN_SECONDLY_ROLLING",
    }
    assert body["correlationId"]
    assert body["requestId"]
    portal.server.clock.advance(10)
    assert portal.call("GET", "/crm/v3/objects/deals/801").status == 200


def test_limit_of_a_day_ends_with_the_day(make_portal: Callable[..., Portal]) -> None:
    """The daily limit has its own policy name and is over the next day."""
    portal = make_portal(limits={"daily": 1})
    portal.call("GET", "/crm/v3/objects/deals/801")
    assert portal.call("GET", "/crm/v3/objects/deals/801").body["policyName"] == "DAILY"
    portal.server.clock.advance(86_400)
    assert portal.call("GET", "/crm/v3/objects/deals/801").status == 200


def test_limit_of_searches_has_no_headers(portal: Portal) -> None:
    """Five searches a second, without headers and apart from the other calls."""
    answers = [portal.call("POST", "/crm/v3/objects/deals/search", {}) for _ in range(6)]
    assert [answer.status for answer in answers] == [200] * 5 + [429]
    assert answers[-1].body["policyName"] == "SECONDLY"
    assert not any(name.lower().startswith("x-hubspot-ratelimit") for answer in answers for name in answer.headers)
    assert portal.call("GET", "/crm/v3/objects/deals/801").headers["X-HubSpot-RateLimit-Remaining"] == "189"
    portal.server.clock.advance(1)
    assert portal.call("POST", "/crm/v3/objects/deals/search", {}).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/crm/v3/objects/unicorns", 400),
        ("GET", "/crm/v3/unicorns", 404),
        ("GET", "/crm/v5/objects/deals", 404),
        ("GET", "/crm/objects/2019-01/deals", 404),
        ("POST", "/crm/v3/objects/deals/splits/batch/read", 404),
        ("POST", "/crm/v3/objects/notes/merge", 400),
        ("PATCH", "/crm/v3/objects/deals/merge", 404),
        ("PUT", "/crm/v3/objects/deals/801", 405),
        ("PUT", "/crm/v3/properties/deals", 405),
        ("GET", "/crm/v3/forecasts", 404),
        ("GET", "/crm/lists/2019-01", 404),
        ("GET", "/files/v3/files", 405),
        ("GET", "/oauth/v2/token", 404),
    ],
)
def test_what_is_not_known_is_an_error(still_portal: Portal, method: str, path: str, status: int) -> None:
    """What the emulator does not know answers HubSpot's error body, never an empty success."""
    answer = still_portal.call(method, path)
    assert (answer.status, answer.body["status"]) == (status, "error")
    assert answer.body["correlationId"]


@pytest.mark.parametrize(
    ("fault", "status"),
    [(name, status) for name, (status, _, _) in FAULTS.items() if status not in EDGE_STATUSES]
    + [("rate_limit", 429), ("daily_limit", 429), ("unauthorized", 401), ("forbidden", 403), ("not_found", 404)]
    + [("required_property", 400)],
)
def test_fault_answers_in_hubspots_body(portal: Portal, fault: str, status: int) -> None:
    """Each named fault is set by the admin API and answers once, in HubSpot's error body."""
    rule = {"vendor": "hubspot", "fault": fault, "times": 1, "retry_after": 7}
    assert portal.call("POST", "/_sandbox/faults", rule).status == 200
    answer = portal.call("GET", "/crm/v3/objects/deals/801")
    assert (answer.status, answer.body["status"], answer.headers["Retry-After"]) == (status, "error", "7")
    assert portal.call("GET", "/crm/v3/objects/deals/801").status == 200


@pytest.mark.parametrize(("fault", "status"), [("web_server_down", 521), ("timeout", 524)])
def test_fault_of_the_network_is_no_json(portal: Portal, fault: str, status: int) -> None:
    """What is answered in front of HubSpot is a page of HTML, as a client meets it."""
    portal.call("POST", "/_sandbox/faults", {"vendor": "hubspot", "fault": fault})
    answer = urllib3.request("GET", portal.server.base_url + "/crm/v3/objects/deals/801", retries=False)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")


def test_migration_says_how_long_it_takes(portal: Portal) -> None:
    """A migration asks for a wait, unless the rule has another one."""
    portal.call("POST", "/_sandbox/faults", {"vendor": "hubspot", "fault": "migration"})
    answer = portal.call("GET", "/crm/v3/objects/deals/801")
    assert (answer.status, answer.headers["Retry-After"]) == (477, "3600")


def test_fault_of_one_record_leaves_the_rest_of_a_batch(portal: Portal) -> None:
    """A lock on one record is an error of the 207; the others are written."""
    rule = {"vendor": "hubspot", "fault": "locked", "record": "802", "path": ".*/batch/update"}
    portal.call("POST", "/_sandbox/faults", rule)
    inputs = [{"id": record_id, "properties": {"amount": "7"}} for record_id in ("801", "802")]
    answer = portal.call("POST", "/crm/v3/objects/deals/batch/update", {"inputs": inputs})
    assert (answer.status, answer.body["numErrors"]) == (207, 1)
    assert answer.body["errors"][0]["category"] == "LOCKED"
    assert [one["id"] for one in answer.body["results"]] == ["801"]
    assert portal.client.crm.deals.basic_api.get_by_id("802").properties["amount"] == "900"


def test_fault_of_one_record_reaches_creations_and_associations(portal: Portal) -> None:
    """A creation is named by its trace id, an association by the record that it starts from."""
    for record in ("b", "802"):
        rule = {"vendor": "hubspot", "fault": "conflict", "record": record, "times": None}
        portal.call("POST", "/_sandbox/faults", rule)
    inputs = [{"properties": {"name": name}, "objectWriteTraceId": name} for name in ("a", "b")]
    made = portal.call("POST", "/crm/v3/objects/companies/batch/create", {"inputs": inputs})
    assert (made.status, made.body["errors"][0]["context"]) == (207, {"objectWriteTraceId": ["b"]})
    pairs = [{"from": {"id": deal}, "to": {"id": "603"}} for deal in ("801", "802")]
    linked = portal.call("POST", "/crm/v4/associations/deals/contacts/batch/associate/default", {"inputs": pairs})
    assert (linked.status, linked.body["errors"][0]["category"], len(linked.body["results"])) == (207, "CONFLICT", 2)
    ids = {"inputs": [{"id": "801"}, {"id": "802"}]}
    read = portal.call("POST", "/crm/v4/associations/deals/contacts/batch/read", ids)
    assert (read.status, read.body["errors"][0]["category"]) == (207, "CONFLICT")


def test_fault_of_a_limit_looks_like_the_limit(portal: Portal) -> None:
    """The rate limit as a fault tells that nothing is left; on a search it has no headers and the search's policy."""
    portal.call("POST", "/_sandbox/faults", {"vendor": "hubspot", "fault": "rate_limit", "times": 2})
    answer = portal.call("GET", "/crm/v3/objects/deals/801")
    assert (answer.headers["X-HubSpot-RateLimit-Remaining"], answer.body["policyName"]) == ("0", "TEN_SECONDLY_ROLLING")
    answer = portal.call("POST", "/crm/v3/objects/deals/search", {})
    assert ("X-HubSpot-RateLimit-Remaining" in answer.headers, answer.body["policyName"]) == (False, "SECONDLY")


def test_dropped_connection_after_a_write_leaves_the_write(portal: Portal) -> None:
    """A note whose answer was lost is there, found through its deal, as a careful client looks for it."""
    rule = {"vendor": "hubspot", "fault": "drop_after_success", "method": "POST"}
    portal.call("POST", "/_sandbox/faults", rule)
    spec = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}
    note = {
        "properties": {"hs_timestamp": "0", "hs_note_body": "key 17"},
        "associations": [{"to": {"id": "802"}, "types": [spec]}],
    }
    with pytest.raises(urllib3.exceptions.HTTPError):
        portal.client.crm.objects.notes.basic_api.create(note)
    (link,) = portal.client.crm.associations.v4.basic_api.get_page("deals", "802", "notes").results
    found = portal.client.crm.objects.notes.basic_api.get_by_id(link.to_object_id, properties=["hs_note_body"])
    assert found.properties["hs_note_body"] == "key 17"


def test_fault_that_hubspot_does_not_have_is_refused(portal: Portal) -> None:
    """An unknown fault is refused when it is set."""
    assert portal.call("POST", "/_sandbox/faults", {"vendor": "hubspot", "fault": "plague"}).status == 400


def test_routes_tell_every_path(portal: Portal) -> None:
    """Each method and path is told with what it does, in all versions, and the admin API tells the same."""
    routes = HubSpot.routes()
    assert all(route.says for route in routes)
    rows = {(route.method, route.path) for route in routes}
    assert len(rows) == len(routes)
    for path in ("/crm/v3/objects/{type}/search", "/crm/objects/2026-03/{type}/search", "/files/2026-09/files/{id}"):
        assert any(path == route.path for route in routes)
    assert rows == {(one["method"], one["path"]) for one in portal.call("GET", "/_sandbox/routes").body}


def test_credentials_are_what_a_client_needs(portal: Portal) -> None:
    """The credentials tell the address, the portal, the token, and the tokens that act for people."""
    told = portal.server.credentials["hubspot"]
    app = told.pop("app")
    assert (app["id"], len(app["client_secret"]) > 20, len(app["developer_key"]) > 20) == ("4711", True, True)
    assert told == {
        "base_url": portal.server.base_url,
        "access_token": "pat-test",
        "portal_id": 7510,
        "people": {"maya@fieldnote.example": "pat-maya"},
        "more_tokens": ["pat-read"],
    }


def test_emulator_keeps_the_contract() -> None:
    """The emulator is one that the server takes, and its prefixes cover all of its paths."""
    emulator: Emulator = HubSpot({"access_token": "t", "portal_id": 1}, Clock())
    assert emulator.name == "hubspot"
    assert {re.sub(r"(/[^/]+).*", r"\1", route.path) for route in HubSpot.routes()} <= set(emulator.prefixes)
