"""Every route answers with success, and nothing of what it answers is lost in the models of the vendor's client."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
import urllib3
from every_route import STEPS, Step
from hubspot import HubSpot
from hubspot_portal import SECTION, TOKEN, Portal
from sdk_models import known_operations, model_of, read_and_write

from handoff_sandbox.core.server import Server
from handoff_sandbox.hubspot.app import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


NOT_IN_THE_CLIENT = {
    ("GET", "/crm/v3/objects/{type}/{id}/associations/{to}"),
    ("PUT", "/crm/v3/objects/{type}/{id}/associations/{to}/{to_id}/{kind}"),
    ("POST", "/crm-object-schemas/v3/schemas/batch/read"),
    ("GET", "/crm/v3/schemas"),
    ("POST", "/crm/v3/schemas"),
    ("GET", "/crm/v3/schemas/{type}"),
    ("PATCH", "/crm/v3/schemas/{type}"),
    ("POST", "/crm/v3/lists/records/memberships/batch/read"),
    ("POST", "/oauth/v3/token"),
    ("POST", "/oauth/v3/token/introspect"),
    ("GET", "/account-info/v3/details"),
    ("GET", "/account-info/v3/api-usage/daily/private-apps"),
}
"""What hubspot-api-client 12 has no model for, though it answers with JSON."""


@dataclass(frozen=True)
class Seen:
    """A step with its answer; `path` is the path as it was sent, without a query."""

    step: Step
    path: str
    status: int
    data: bytes


@pytest.fixture(scope="module")
def busy() -> Iterator[Portal]:
    """Serve a portal for this module alone, whose tests may leave anything in it."""
    limits = {"ten_secondly": 100_000, "search_per_second": 100_000}
    app = {"id": "4711", "client_id": "handoff", "client_secret": "hush", "refresh_token": "again"}
    section = deepcopy(SECTION) | {"limits": limits, "app": app | {"developer_key": "dev", "user": "72"}}
    firm = {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}
    with Server({"world": {"name": "every"}, "firm": firm, "hubspot": section}) as server:
        yield Portal(server, HubSpot(access_token=TOKEN, host=server.base_url))


@pytest.fixture(scope="module")
def seen(busy: Portal) -> list[Seen]:
    """Take all steps, each with what the earlier ones kept."""
    return list(_take(busy.server.base_url))


def _take(base_url: str) -> Iterator[Seen]:
    kept: dict[str, str] = {}
    for step in STEPS:
        path, body = _filled(step.path, kept), json.loads(_filled(json.dumps(step.body), kept))
        media_type, data = step.form or ("application/json", json.dumps(body).encode())
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": media_type}
        sent = data if step.form or step.body is not None else None
        answer = urllib3.request(step.method, base_url + path, body=sent, headers=headers, retries=False)
        if step.keep and answer.status < 300:
            kept[step.keep] = _id(json.loads(answer.data))
        yield Seen(step, path.partition("?")[0], answer.status, answer.data)


def _filled(text: str, kept: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: kept.get(found[1], found[0]), text)


def _id(body: dict[str, Any]) -> str:
    for key in ("id", "listId", "access_token"):
        if key in body:
            return str(body[key])
    for key in ("list", "folder"):
        if key in body:
            return _id(body[key])
    first = body["results"][0]
    return _id(first) if "id" in first else str(first["typeId"])


def _routes_of(method: str, path: str) -> list[tuple[str, str]]:
    """Return the routes that a request can be meant for, with the fewest parameters first."""
    found = []
    for one in OPERATIONS:
        version, template = next(one.paths())
        pattern = re.sub(r"\\{\w+(:path)?\\}", lambda part: ".+" if part[1] else "[^/]+", re.escape(template))
        if one.method == method and not version.startswith("20") and re.fullmatch(pattern, path):
            found.append((method, template))
    return sorted(found, key=lambda route: route[1].count("{"))


def test_every_route_is_taken_and_answers_with_success(seen: list[Seen]) -> None:
    """There is a step for each method and path of the oldest version, and each step succeeds.

    No list has an older id, so the one route that asks for it can answer with an error alone.
    """
    assert [(str(one.step), one.status, one.data[:300]) for one in seen if one.status >= 300] == []
    taken = {route for one in seen for route in _routes_of(one.step.method, one.path)[:1]}
    assert {(one.method, next(one.paths())[1]) for one in OPERATIONS} - taken == {("GET", "/crm/v3/lists/idmapping")}


def test_every_answer_survives_the_clients_models(seen: list[Seen]) -> None:
    """Each answer is read into the client's model for its path and status, and written back as it came."""
    without = set()
    for one in seen:
        model = model_of(one.step.method, one.path, one.status)
        if model is None:
            known = any(op.matches(one.step.method, one.path) for op in known_operations())
            assert not (known and one.data), f"{one.step} answers {one.status}, which the client does not expect"
            if one.data and not one.path.startswith("/hubfs") and not one.path.endswith("/download"):
                without.add(_routes_of(one.step.method, one.path)[0])
            continue
        lost = list(_lost(_plain(json.loads(one.data)), _plain(read_and_write(model, one.data)), str(one.step)))
        assert lost == []
    assert without == NOT_IN_THE_CLIENT


JUNK: tuple[Any, ...] = (
    [5],
    {"inputs": "x"},
    {"inputs": [{"id": [], "from": 5, "to": {}, "properties": 5, "name": {}}]},
    {"properties": [], "associations": [5], "labels": 5, "name": [], "stages": [5], "requiredProperties": 5},
    {"filterGroups": 5, "filterBranch": [], "limit": {}, "after": "x", "sorts": [[]], "count": "x", "offset": "y"},
    {"name": "a", "label": "b", "type": "string", "fieldType": "text", "displayOrder": "x", "options": 5},
)


def test_body_that_makes_no_sense_is_no_fault_of_the_server(seen: list[Seen], busy: Portal) -> None:
    """Whatever the body of a call, the answer is one of HubSpot's own and never a breakdown."""
    routes = {(one.step.method, one.path) for one in seen if one.step.body is not None}
    for method, path in sorted(routes):
        for body in JUNK:
            answer = busy.call(method, f"{path}?hapikey=dev", body)
            assert answer.status in (200, 201, 204, 207, 400, 404, 409), (method, path, body, answer.body)


def _lost(sent: Any, written: Any, where: str) -> Iterator[str]:
    """Tell what was sent and is not in what the client writes; what its models add of their own is no loss."""
    if isinstance(sent, dict) and isinstance(written, dict):
        for key, value in sent.items():
            yield from _lost(value, written.get(key), f"{where}.{key}")
    elif isinstance(sent, list) and isinstance(written, list) and len(sent) == len(written):
        for place, (value, other) in enumerate(zip(sent, written, strict=True)):
            yield from _lost(value, other, f"{where}[{place}]")
    elif sent != written:
        yield f"{where}: {sent!r} became {written!r}"


def _plain(value: Any) -> Any:
    """Return JSON with every instant in one form, and without nulls, which the client does not write.

    A number counts as its text: v4 sends ids as numbers, where the client's model has texts.
    """
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)", value):
        return datetime.fromisoformat(value).isoformat()
    return value
