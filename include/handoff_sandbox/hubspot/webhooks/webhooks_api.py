"""The settings and subscriptions of an app's webhooks, for the app's developer.

https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import HubSpotError, invalid, resource_not_found
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.batch_api import batch_answer
from handoff_sandbox.hubspot.records.values import show_instant
from handoff_sandbox.hubspot.webhooks.webhooks import KINDS, OLDER, Subscription, Target

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.webhooks.webhooks import Webhooks
    from handoff_sandbox.hubspot.wire import Json


def _webhooks(call: Call) -> Webhooks:
    if call.path["app"] != call.apps.app.id:
        raise resource_not_found()
    return call.apps.webhooks


def _target(call: Call) -> Target:
    if (target := _webhooks(call).target) is None:
        raise resource_not_found()
    return target


def _target_json(target: Target) -> Json:
    return {
        "targetUrl": target.public_url,
        "throttling": {"maxConcurrentRequests": target.concurrent},
        "createdAt": show_instant(target.created),
        "updatedAt": show_instant(target.updated),
    }


def read_settings(call: Call) -> Answer:
    """Tell where the app's webhooks go."""
    return Answer(_target_json(_target(call)))


def change_settings(call: Call) -> Answer:
    """Set where the app's webhooks go, and how many may be on their way at once."""
    body, webhooks, now = call.object("targetUrl", "throttling"), _webhooks(call), call.store.clock.now()
    url, throttling = str(body["targetUrl"]), body["throttling"]
    most = throttling.get("maxConcurrentRequests") if isinstance(throttling, dict) else None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise invalid(f"targetUrl {url!r} is not an address")
    if not isinstance(most, int) or most < 1:
        raise invalid("throttling needs maxConcurrentRequests, a whole number from 1 up")
    created = webhooks.target.created if webhooks.target else now
    webhooks.target = Target(url, url, most, created, now)
    return Answer(_target_json(webhooks.target))


def remove_settings(call: Call) -> Answer:
    """Stop the app's webhooks by forgetting where they go."""
    _webhooks(call).target = None
    return Answer(status=204)


def _json(one: Subscription) -> Json:
    body = {
        "id": str(one.id),
        "eventType": one.type,
        "active": one.active,
        "createdAt": show_instant(one.created),
        "updatedAt": show_instant(one.updated),
    }
    more = {"propertyName": one.property, "objectTypeId": one.object_type_id}
    return body | {key: value for key, value in more.items() if value is not None}


def _find(call: Call, subscription_id: str) -> Subscription:
    found = _webhooks(call).subscriptions.get(int(subscription_id) if subscription_id.isdecimal() else 0)
    if found is None:
        raise resource_not_found()
    return found


def list_subscriptions(call: Call) -> Answer:
    """List the app's subscriptions."""
    return Answer({"results": [_json(one) for one in _webhooks(call).subscriptions.values()]})


def read_subscription(call: Call) -> Answer:
    """Read one subscription."""
    return Answer(_json(_find(call, call.path["id"])))


def check_subscription(event_type: str, object_type_id: str | None, name: str | None) -> str | None:
    """Say what is wrong with a subscription, None where nothing is."""
    prefix, _, kind = event_type.partition(".")
    known = [*OLDER, "object"]
    if prefix not in known or (kind not in KINDS and event_type != "contact.privacyDeletion"):
        return f"{event_type!r} is not an event that can be subscribed"
    if (prefix == "object") is not bool(object_type_id):
        return "an objectTypeId goes with object.* events, and with those alone"
    if (kind == "propertyChange") is not bool(name):
        return "a propertyName goes with propertyChange, and with that alone"
    return None


def create_subscription(call: Call) -> Answer:
    """Subscribe to an event."""
    body, webhooks, now = call.object("eventType"), _webhooks(call), call.store.clock.now()
    event_type, name = str(body["eventType"]), body.get("propertyName")
    type_id = call.store.types[str(body["objectTypeId"])].id if body.get("objectTypeId") else None
    if wrong := check_subscription(event_type, type_id, name):
        raise invalid(wrong)
    if any((one.type, one.object_type_id, one.property) == (event_type, type_id, name) for one in _all(webhooks)):
        raise HubSpotError(409, "There is a subscription to that already", "OBJECT_ALREADY_EXISTS")
    number = max(webhooks.subscriptions, default=0) + 1
    one = Subscription(number, event_type, body.get("active") is True, now, now, type_id, name)
    webhooks.subscriptions[number] = one
    return Answer(_json(one), 201)


def _all(webhooks: Webhooks) -> list[Subscription]:
    return list(webhooks.subscriptions.values())


def _activate(call: Call, one: Subscription, active: object) -> Json:
    if not isinstance(active, bool):
        raise invalid("active is true or false")
    changed = replace(one, active=active, updated=call.store.clock.now())
    _webhooks(call).subscriptions[one.id] = changed
    return _json(changed)


def update_subscription(call: Call) -> Answer:
    """Activate a subscription or pause it."""
    return Answer(_activate(call, _find(call, call.path["id"]), call.object("active")["active"]))


def update_subscriptions(call: Call) -> Answer:
    """Activate some subscriptions or pause them."""
    results, errors = [], []
    for one in call.inputs(100):
        try:
            results.append(_activate(call, _find(call, str(one.get("id"))), one.get("active")))
        except HubSpotError as error:
            errors.append(error.in_batch())
    return batch_answer(call, results, errors)


def remove_subscription(call: Call) -> Answer:
    """End a subscription."""
    _webhooks(call).subscriptions.pop(_find(call, call.path["id"]).id)
    return Answer(status=204)


_FAMILY, _SETTINGS, _ALL = "/webhooks", "/{app}/settings", "/{app}/subscriptions"
_ONE = f"{_ALL}/{{id}}"
OPERATIONS = (
    Operation("GET", _FAMILY, _SETTINGS, read_settings, "developer"),
    Operation("PUT", _FAMILY, _SETTINGS, change_settings, "developer"),
    Operation("DELETE", _FAMILY, _SETTINGS, remove_settings, "developer"),
    Operation("GET", _FAMILY, _ALL, list_subscriptions, "developer"),
    Operation("POST", _FAMILY, _ALL, create_subscription, "developer"),
    Operation("POST", _FAMILY, f"{_ALL}/batch/update", update_subscriptions, "developer"),
    Operation("GET", _FAMILY, _ONE, read_subscription, "developer"),
    Operation("PATCH", _FAMILY, _ONE, update_subscription, "developer"),
    Operation("DELETE", _FAMILY, _ONE, remove_subscription, "developer"),
)
