"""HubSpot's webhooks: what is taken, what is refused, and that one mark is one handoff however it is told."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from endpoint import PATH, SECRET, Endpoint, body_of, event, eventually, signature

from handoff.domain.handoff import State


def test_mark_told_by_hubspot_itself_is_one_handoff_and_one_run(endpoint: Endpoint) -> None:
    """A mark that the sandbox delivers, in both forms, is recorded and started; the watcher finds the same one."""
    endpoint.mark()
    eventually(endpoint.airflow.runs.total)
    (handoff,) = endpoint.handoffs()
    assert (handoff.state, handoff.mark.record.id, handoff.mark.client) == (
        State.MARKED, "8002", "Marlow & Finch Botanicals",
    )  # fmt: skip
    assert dict(endpoint.airflow.runs) == {f"prepare_handoff/{handoff.id}.1": 1}
    with endpoint.firm.app() as app:
        assert [found.id for found in app.detect()] == [handoff.id]
    assert [found.mark for found in endpoint.handoffs()] == [handoff.mark]


def test_instant_is_that_of_the_history_whatever_the_event_says(endpoint: Endpoint) -> None:
    """Events that name another time, and the same mark found by the watcher, are one handoff at the history's time."""
    with endpoint.firm.app() as app:
        app.detect()
    endpoint.http.post(endpoint.firm.server.base_url + "/_sandbox/clock", json={"advance": 5})
    endpoint.mark()
    for at in (1, 1_790_000_000_000, int(time.time() * 1000) + 86_400_000):
        assert endpoint.deliver([event(at=at)]).status_code == 200
    eventually(lambda: endpoint.handoffs() and not endpoint.waiting())
    with endpoint.firm.app() as app:
        app.detect()
    assert len(endpoint.handoffs()) == 1


def test_event_of_a_record_that_does_not_stand_at_the_mark_is_nothing(endpoint: Endpoint) -> None:
    """What an event says is not believed: the record is read."""
    assert endpoint.deliver([event("8003"), event("999999"), event("8003", propertyName="amount")]).status_code == 200
    eventually(lambda: not endpoint.waiting())
    assert endpoint.handoffs() == []


def test_delivery_that_does_not_check_is_refused_and_only_counted(endpoint: Endpoint) -> None:
    """Each answers its own status; no notice, no handoff and no run comes of it, and one more refusal is counted."""
    good, now, url = body_of([event()]), time.time(), endpoint.address + PATH
    nameless = [{name: value for name, value in event().items() if name != "objectId"}]
    cases = {
        "forged": (401, good, signature(url, good, secret="another")),
        "unsigned": (401, good, {}),
        "without a time": (401, good, {**signature(url, good), "X-HubSpot-Request-Timestamp": "now"}),
        "stale": (401, good, signature(url, good, now - 301)),
        "future-dated": (401, good, signature(url, good, now + 60)),
        "truncated": (401, good[:-10], signature(url, good)),
        "of another address": (401, good, signature(f"https://another.example{PATH}", good)),
        "no JSON": (400, *_signed(url, b'[{"eventId": 1')),
        "no list": (400, *_signed(url, event())),
        "of no record": (400, *_signed(url, nameless)),
        "deep": (400, *_signed(url, b"[" * 100_000)),
        "of an odd property": (400, *_signed(url, [event(propertyName="a\u0000b")])),
        "not text": (400, *_signed(url, b"\xff\xfe[")),
    }
    for count, (name, (status, body, headers)) in enumerate(cases.items(), 1):
        answer = endpoint.post(body, **headers)
        assert (answer.status_code, answer.content) == (status, b""), name
        assert sum(endpoint.refusals().values()) == count, name
    assert (endpoint.waiting(), endpoint.handoffs(), dict(endpoint.airflow.runs)) == ([], [], {})


def _signed(url: str, events: Any) -> tuple[bytes, dict[str, str]]:
    body = body_of(events)
    return body, signature(url, body)


def test_oversized_delivery_is_refused_before_it_is_read(endpoint: Endpoint) -> None:
    """One that states its length is refused by that, one that does not once the limit is reached."""
    body = b"[" + b" " * 1_100_000 + b"]"
    assert endpoint.post(body, **signature(endpoint.address + PATH, body)).status_code == 413
    parts = (body[start : start + 65_536] for start in range(0, len(body), 65_536))
    assert endpoint.http.post(endpoint.address + PATH, content=parts).status_code == 413
    assert endpoint.waiting() == []


def test_other_methods_and_addresses_are_refused(endpoint: Endpoint) -> None:
    """Only POST is taken, only for a connection of the policy, and nothing else of Handoff's is published."""
    assert endpoint.http.get(endpoint.address + PATH).status_code == 405
    assert endpoint.http.put(endpoint.address + PATH).status_code == 405
    body = body_of([event()])
    for path in ("/webhooks/hubspot/other", "/webhooks/salesforce/handoff_hubspot/x", "/webhooks", "/handoffs", "/"):
        headers = signature(endpoint.address + path, body)
        assert endpoint.http.post(endpoint.address + path, content=body, headers=headers).status_code == 404, path


def test_deliveries_are_taken_while_airflow_and_the_crm_are_down(endpoint: Endpoint) -> None:
    """What was taken meanwhile is not lost: the watcher records it and names the run to be started."""
    endpoint.airflow.down = True
    endpoint.mark()
    endpoint.firm.fault("hubspot", "unavailable", "/crm/.*", times=1000)
    assert endpoint.deliver([event()]).status_code == 200
    assert endpoint.waiting() != []
    endpoint.http.delete(endpoint.firm.server.base_url + "/_sandbox/faults")
    with endpoint.firm.app() as app:
        (found,) = app.detect()
    assert endpoint.waiting() == []
    assert [handoff.id for handoff in endpoint.handoffs()] == [found.id]


def test_run_is_started_once_airflow_is_back_without_the_watcher(endpoint: Endpoint) -> None:
    """A run that Airflow did not take is started again by the endpoint itself, after a pause."""
    endpoint.airflow.down = True
    endpoint.mark()
    eventually(endpoint.handoffs)
    assert endpoint.airflow.runs.total() == 0
    endpoint.airflow.down = False
    eventually(endpoint.airflow.runs.total, 60)


def test_secret_is_in_no_answer_and_no_log(endpoint: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    """A refusal says nothing of what would have been right, nor of what was sent."""
    answer = endpoint.post(json.dumps([event(propertyValue="ann@client.example")]).encode())
    assert answer.status_code == 401
    assert SECRET not in caplog.text
    assert "ann@client.example" not in caplog.text
