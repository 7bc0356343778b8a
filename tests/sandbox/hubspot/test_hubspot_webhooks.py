"""Webhooks: what is subscribed is really delivered, signed, in batches, again where it was not taken."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hubspot import HubSpot
from hubspot.utils.signature import Signature
from hubspot_portal import TOKEN, Portal
from receiver import Receiver

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.server import Server
from handoff_sandbox.hubspot.switches import HubSpotSwitches
from handoff_sandbox.hubspot.webhooks.courier import Courier
from handoff_sandbox.hubspot.webhooks.signatures import signature_v3
from handoff_sandbox.hubspot.webhooks.webhooks import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SECRET = "hush"
SUBSCRIPTIONS = [
    {"event": "deal.propertyChange", "property": "dealstage"},
    {"event": "object.propertyChange", "type": "deals", "property": "dealstage"},
    {"event": "contact.creation"},
    {"event": "object.creation", "type": "notes"},
    {"event": "company.deletion"},
    {"event": "contact.merge"},
    {"event": "contact.privacyDeletion"},
    {"event": "deal.associationChange"},
    {"event": "object.associationChange", "type": "contacts"},
    {"event": "ticket.propertyChange", "property": "subject", "active": False},
]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Serve an endpoint for webhooks."""
    with Receiver() as one:
        yield one


@pytest.fixture
def hooked(make_portal: Callable[..., Portal], receiver: Receiver) -> Callable[..., Portal]:
    """Return a function that serves the small portal with an app whose webhooks go to the receiver."""

    def make(**webhooks: Any) -> Portal:
        told = {"target_url": receiver.url, "subscriptions": SUBSCRIPTIONS, **webhooks}
        return make_portal(app={"id": "4711", "client_secret": SECRET, "developer_key": "dev", "webhooks": told})

    return make


@pytest.fixture(scope="module")
def paused() -> Iterator[Portal]:
    """Serve one portal whose webhooks lead nowhere, for all tests that make no event."""
    app = {"id": "4711", "developer_key": "dev", "webhooks": {"target_url": "http://127.0.0.1:9/"}}
    app["webhooks"]["subscriptions"] = [{"event": "contact.creation", "active": False}]  # type: ignore[index]  # the section has it
    section = {"access_token": TOKEN, "portal_id": 7510, "app": app}
    firm = {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}
    with Server({"world": {"name": "paused"}, "firm": firm, "hubspot": section}) as server:
        yield Portal(server, HubSpot(access_token=TOKEN, host=server.base_url))


def _switch(portal: Portal, **values: object) -> None:
    assert portal.call("POST", "/_sandbox/switches", {"vendor": "hubspot", **values}).status == 200


def test_property_change_comes_in_both_forms(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """A change made by hand comes once in the older form and once in the newer, which names the type by its id."""
    portal = hooked()
    portal.as_token("pat-maya").crm.deals.basic_api.update("801", {"properties": {"dealstage": "closedwon"}})
    older, newer = sorted(receiver.wait_for(2), key=lambda event: event["subscriptionId"])
    assert older == {
        "eventId": older["eventId"],
        "subscriptionId": 1,
        "portalId": 7510,
        "appId": 4711,
        "occurredAt": older["occurredAt"],
        "subscriptionType": "deal.propertyChange",
        "attemptNumber": 0,
        "objectId": 801,
        "propertyName": "dealstage",
        "propertyValue": "closedwon",
        "changeSource": "CRM_UI",
        "sourceId": "userId:9001",
        "isSensitive": False,
    }
    changed = {"subscriptionId": 2, "subscriptionType": "object.propertyChange", "objectTypeId": "0-3"}
    assert newer == older | changed
    assert abs(older["occurredAt"] / 1000 - portal.server.clock.now().timestamp()) < 60


def test_delivery_is_signed_in_both_versions(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """The vendor's own code finds the signatures right, and a body that was touched wrong."""
    hooked().client.crm.deals.basic_api.update("801", {"properties": {"dealstage": "closedwon"}})
    receiver.wait_for(2)
    (delivery, *_) = receiver.deliveries
    headers, body = delivery.headers, delivery.body.decode()
    assert headers["X-HubSpot-Signature-Version"] == "v1"
    assert Signature.is_valid(headers["X-HubSpot-Signature"], SECRET, body, signature_version="v1")
    v3 = {"signature_version": "v3", "timestamp": headers["X-HubSpot-Request-Timestamp"], "http_uri": receiver.url}
    assert len(headers["X-HubSpot-Signature-v3"]) == 44
    assert Signature.is_valid(headers["X-HubSpot-Signature-v3"], SECRET, body, **v3)
    assert not Signature.is_valid(headers["X-HubSpot-Signature-v3"], SECRET, body + " ", **v3)


def test_signature_is_made_over_the_public_address(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """Where the app is known by another address, that one is signed, with some of its characters decoded."""
    portal = hooked(public_url="https://handoff.example/hooks%3Ffrom%3Dcrm%20x")
    portal.client.crm.contacts.basic_api.create({"properties": {"email": "new@acme.example"}})
    receiver.wait_for(1)
    (delivery, *_) = receiver.deliveries
    timestamp = int(delivery.headers["X-HubSpot-Request-Timestamp"])
    decoded = "https://handoff.example/hooks?from%3Dcrm%20x"
    given = delivery.headers["X-HubSpot-Signature-v3"]
    assert given == Signature.get_signature(SECRET, delivery.body.decode(), "v3", decoded, "POST", str(timestamp))
    assert given == signature_v3(
        SECRET, "POST", "https://handoff.example/hooks%3Ffrom%3Dcrm%20x", delivery.body, timestamp
    )


def test_creations_deletions_and_merges_are_told(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """Each kind of event has its own fields, and only what is subscribed and active comes."""
    portal = hooked()
    crm = portal.client.crm
    made = crm.contacts.basic_api.create({"properties": {"email": "new@acme.example"}})
    note = crm.objects.notes.basic_api.create({"properties": {"hs_timestamp": "0"}})
    crm.companies.basic_api.archive("502")
    portal.call("POST", "/crm/v3/objects/contacts/merge", {"primaryObjectId": "603", "objectIdToMerge": made.id})
    portal.call("POST", "/crm/v3/objects/contacts/gdpr-delete", {"objectId": "602"})
    crm.tickets.basic_api.update("951", {"properties": {"subject": "Paused"}})
    crm.deals.basic_api.update("801", {"properties": {"amount": "5"}})
    crm.deals.basic_api.update("802", {"properties": {"dealstage": "active"}})
    told = {event["subscriptionType"]: event for event in receiver.wait_for(7)}
    assert (told["contact.creation"]["objectId"], told["contact.creation"]["changeFlag"]) == (int(made.id), "CREATED")
    assert (told["object.creation"]["objectId"], told["object.creation"]["objectTypeId"]) == (int(note.id), "0-46")
    assert (told["company.deletion"]["objectId"], told["company.deletion"]["changeFlag"]) == (502, "DELETED")
    merged = told["contact.merge"]
    assert (merged["primaryObjectId"], merged["mergedObjectIds"], merged["newObjectId"]) == (603, [int(made.id)], 603)
    assert told["contact.privacyDeletion"]["objectId"] == 602
    assert not any(event["subscriptionType"].startswith("ticket") for event in receiver.events)
    assert {event.get("propertyName") for event in receiver.events} == {None, "dealstage"}


def test_association_change_has_an_event_for_each_direction(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """An association that is made and taken away comes from both sides, with the ids and the kind."""
    portal = hooked()
    api = portal.client.crm.associations.v4.basic_api
    api.create_default("deals", "803", "contacts", "603")
    receiver.wait_for(2)
    api.archive("deals", "803", "contacts", "603")
    older, newer, *gone = sorted(
        receiver.wait_for(4), key=lambda event: (event["associationRemoved"], event["eventId"])
    )
    assert (older["subscriptionType"], older["associationType"]) == ("deal.associationChange", "DEAL_TO_CONTACT")
    assert (older["fromObjectId"], older["toObjectId"], older["isPrimaryAssociation"]) == (803, 603, False)
    assert (newer["associationTypeId"], newer["fromObjectTypeId"], newer["toObjectTypeId"]) == (4, "0-1", "0-3")
    assert {event["associationRemoved"] for event in gone} == {True}


def test_events_come_in_batches_of_up_to_a_hundred(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """Many events come together, never more than the limit in one delivery."""
    portal = hooked()
    for start in (0, 100):
        inputs = [{"properties": {"email": f"c{start + n}@acme.example"}} for n in range(100)]
        portal.client.crm.contacts.batch_api.create({"inputs": inputs})
    assert len({event["objectId"] for event in receiver.wait_for(200)}) == 200
    assert max(len(delivery.events) for delivery in receiver.deliveries) <= 100
    assert len(receiver.deliveries) < 20


def test_delivery_that_fails_is_tried_again_on_the_sandboxs_clock(
    hooked: Callable[..., Portal], receiver: Receiver
) -> None:
    """A delivery answered with an error comes again when its time has come, with the attempt's number."""
    portal = hooked()
    receiver.statuses = [500, 404]
    portal.client.crm.companies.basic_api.archive("502")
    receiver.wait_for(1)
    for attempt, pause in ((1, 60), (2, 300)):
        portal.server.clock.advance(pause)
        assert receiver.wait_for(attempt + 1)[-1]["attemptNumber"] == attempt
    first, *rest = receiver.events
    assert all(event == first | {"attemptNumber": event["attemptNumber"]} for event in rest)
    portal.server.clock.advance(100_000)
    portal.client.crm.contacts.basic_api.create({"properties": {"email": "new@acme.example"}})
    assert [event["subscriptionType"] for event in receiver.wait_for(4)[3:]] == ["contact.creation"]


def test_delivery_is_given_up_after_ten_more_attempts(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """With the pauses scaled to nothing an endpoint that only fails gets the first attempt and ten more."""
    portal = hooked()
    _switch(portal, webhook_retry_scale=0)
    receiver.statuses = [503] * 11
    portal.client.crm.companies.basic_api.archive("502")
    assert [event["attemptNumber"] for event in receiver.wait_for(11)] == list(range(11))
    portal.client.crm.companies.basic_api.archive("501")
    assert [event["objectId"] for event in receiver.wait_for(12)[11:]] == [501]


def test_slow_endpoint_holds_nobody_up(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """While the endpoint does not answer, the portal does."""
    portal = hooked()
    receiver.hold = threading.Event()
    portal.client.crm.companies.basic_api.archive("502")
    receiver.wait_for(1)
    assert portal.client.crm.deals.basic_api.get_by_id("801").id == "801"
    receiver.hold.set()


def test_answer_that_comes_too_late_counts_as_none(receiver: Receiver) -> None:
    """A delivery that is not answered in time is sent again, though the endpoint has got it."""
    receiver.hold = threading.Event()
    clock = Clock()
    target = Target(receiver.url, receiver.url, 10, clock.now(), clock.now())
    courier = Courier(SECRET, clock, lambda: target, HubSpotSwitches(webhook_retry_scale=0), timeout=0.2)

    async def deliver() -> None:
        courier.send({"eventId": 1})
        await asyncio.to_thread(receiver.wait_for, 2)
        receiver.hold = None

    asyncio.run(deliver())
    assert [event["attemptNumber"] for event in receiver.events[:2]] == [0, 1]


def test_endpoint_that_is_not_there_is_tried_again(hooked: Callable[..., Portal]) -> None:
    """What cannot be reached at first gets the event when it is there."""
    with Receiver() as later:
        address = later.url
    portal = hooked(target_url=address)
    portal.client.crm.companies.basic_api.archive("502")
    with Receiver(port=int(address.split(":")[2].split("/")[0])) as later:
        portal.server.clock.advance(86_400)
        assert later.wait_for(1)[0]["objectId"] == 502


def test_repeats_and_disorder_are_switches(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """Each delivery that was taken comes again, and the events come in another order than they happened in."""
    portal = hooked()
    _switch(portal, webhook_repeats=1, webhook_shuffle=True, webhook_batch=10)
    inputs = [{"properties": {"email": f"c{n}@acme.example"}} for n in range(60)]
    portal.client.crm.contacts.batch_api.create({"inputs": inputs})
    ids = [event["objectId"] for event in receiver.wait_for(120)]
    assert {ids.count(one) for one in ids} == {2}
    assert max(len(delivery.events) for delivery in receiver.deliveries) == 10
    assert list(dict.fromkeys(ids)) != sorted(set(ids))


def test_delay_is_a_switch(hooked: Callable[..., Portal], receiver: Receiver) -> None:
    """A delivery that is to come late comes when the sandbox's clock has moved on."""
    portal = hooked()
    _switch(portal, webhook_delay_seconds=600)
    portal.client.crm.companies.basic_api.archive("502")
    _switch(portal, webhook_delay_seconds=0)
    portal.client.crm.contacts.basic_api.create({"properties": {"email": "new@acme.example"}})
    assert [event["subscriptionType"] for event in receiver.wait_for(1)] == ["contact.creation"]
    portal.server.clock.advance(600)
    assert receiver.wait_for(2)[-1]["subscriptionType"] == "company.deletion"


def test_app_subscribes_by_the_vendors_client(make_portal: Callable[..., Portal], receiver: Receiver) -> None:
    """With the developer's key the vendor's client sets the target, subscribes, and ends it again."""
    portal = make_portal(app={"id": "4711", "client_secret": SECRET, "developer_key": "dev"})
    webhooks = HubSpot(api_key="dev", host=portal.server.base_url).webhooks
    throttling = {"maxConcurrentRequests": 10}
    webhooks.settings_api.configure(4711, {"targetUrl": receiver.url, "throttling": throttling})
    made = webhooks.subscriptions_api.create(4711, {"eventType": "company.deletion", "active": True})
    portal.client.crm.companies.basic_api.archive("502")
    assert receiver.wait_for(1)[0]["subscriptionId"] == int(made.id)
    assert [one.event_type for one in webhooks.subscriptions_api.get_all(4711).results] == ["company.deletion"]
    webhooks.subscriptions_api.archive(app_id=4711, subscription_id=int(made.id))
    assert webhooks.subscriptions_api.get_all(4711).results == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"eventType": "deal.explosion"}, 400),
        ({"eventType": "unicorn.creation"}, 400),
        ({"eventType": "deal.propertyChange"}, 400),
        ({"eventType": "object.creation"}, 400),
        ({"eventType": "deal.creation", "objectTypeId": "0-3"}, 400),
        ({"eventType": "object.creation", "objectTypeId": "9-9"}, 400),
        ({"eventType": "contact.creation"}, 409),
        ({}, 400),
    ],
)
def test_subscription_that_means_nothing_is_refused(paused: Portal, body: dict[str, Any], status: int) -> None:
    """An unknown event, a missing property or type, and one that is there already are errors."""
    assert paused.call("POST", "/webhooks/v3/4711/subscriptions?hapikey=dev", body).status == status


@pytest.mark.parametrize(
    ("path", "token", "status"),
    [
        ("/webhooks/v3/4711/settings?hapikey=wrong", None, 401),
        ("/webhooks/v3/4711/settings", "pat-test", 401),
        ("/webhooks/v3/1/settings?hapikey=dev", None, 404),
        ("/webhooks/2026-03/4711/settings?hapikey=dev", None, 200),
        ("/webhooks/v3/4711/subscriptions/77?hapikey=dev", None, 404),
    ],
)
def test_settings_are_the_developers_alone(paused: Portal, path: str, token: str | None, status: int) -> None:
    """A wrong key and a portal's token are refused, another app is not there."""
    assert paused.call("GET", path, token=token).status == status
