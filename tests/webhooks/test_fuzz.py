"""The endpoint under whatever comes in: never a failure of its own, never anything kept that was not signed."""

from __future__ import annotations

from typing import Any

import schemathesis
from endpoint import PATH, Endpoint, body_of, event, signature
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from handoff.web.webhooks import create_webhooks

FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
REFUSED = {400, 401, 404, 405, 408, 413}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
EVENTS = st.lists(
    st.dictionaries(st.sampled_from([*event(), "objectTypeId"]), JSON, max_size=12).map(lambda odd: event() | odd)
    | JSON,
    max_size=5,
)


def test_requests_that_nobody_signed_are_refused(endpoint: Endpoint) -> None:
    """Schemathesis sends what fits the addresses and what does not; each is refused, and nothing is kept."""
    with endpoint.firm.app() as product:
        schema = schemathesis.openapi.from_dict(create_webhooks(product).openapi())
    sent = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @FEW
        @given(case=operation.as_strategy(), body=st.binary(max_size=200), known=st.booleans())
        def send(case: Any, body: bytes, *, known: bool) -> None:
            nonlocal sent
            if known:
                case.path_parameters["connection"] = "handoff_hubspot"
            answer = case.call(base_url=f"{endpoint.address}/webhooks", data=body)
            assert answer.status_code in REFUSED, answer.status_code
            sent += 1

        send()
    assert sent >= 60
    assert (endpoint.waiting(), endpoint.handoffs()) == ([], [])


def test_signed_nonsense_is_taken_or_refused_and_never_a_failure(endpoint: Endpoint) -> None:
    """Whatever is signed answers 200 or 400: odd ids, numbers beyond any, texts with zeros, nested lists."""
    answers: set[int] = set()

    @FEW
    @given(events=EVENTS)
    def send(events: Any) -> None:
        body = body_of(events)
        answers.add(endpoint.post(body, **signature(endpoint.address + PATH, body)).status_code)

    send()
    assert answers == {200, 400}
