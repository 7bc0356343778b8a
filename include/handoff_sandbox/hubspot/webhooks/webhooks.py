"""The webhooks of an app: where they go, what is subscribed, and how an event looks on the wire.

There are two forms: the older one names the type of record (`deal.propertyChange`), the newer one is the same for all
(`object.propertyChange` with an `objectTypeId`).
https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from handoff_sandbox.hubspot.webhooks.events import Event

OLDER = ("contact", "company", "deal", "ticket", "product", "line_item")
"""The types of record that the older form knows, by their singular."""
KINDS = ("creation", "deletion", "merge", "restore", "propertyChange", "associationChange")
_OLDER_ASSOCIATION = ("associationType", "fromObjectId", "toObjectId", "associationRemoved", "isPrimaryAssociation")
_FLAGS = {"creation": "CREATED", "deletion": "DELETED", "restore": "RESTORED"}


@dataclass(frozen=True)
class Subscription:
    """What an app wants to hear: `type` as in the payload; `object_type_id` goes with the newer form."""

    id: int
    type: str
    active: bool
    created: datetime
    updated: datetime
    object_type_id: str | None = None
    property: str | None = None

    def matches(self, event: Event) -> bool:
        """Say whether an event is wanted."""
        prefix, _, kind = self.type.partition(".")
        right_type = event.type.id == self.object_type_id if prefix == "object" else event.type.singular == prefix
        right_property = kind != "propertyChange" or self.property == event.property
        return self.active and right_type and kind == event.kind and right_property


@dataclass(frozen=True)
class Target:
    """Where webhooks go; the signature is made over `public_url`, by which the app knows itself."""

    url: str
    public_url: str
    concurrent: int
    created: datetime
    updated: datetime


@dataclass
class Webhooks:
    """The webhooks of one app in one portal; `send` takes the payload of each event that is wanted."""

    app_id: int
    portal_id: int
    send: Callable[[dict[str, Any]], None]
    target: Target | None = None
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    _last_event: int = 0

    def hear(self, event: Event) -> None:
        """Send an event to the app, once for each subscription that it matches."""
        wanted = [one for one in self.subscriptions.values() if one.matches(event)] if self.target else []
        if wanted:
            self._last_event += 1
        for subscription in wanted:
            self.send(self._payload(event, subscription))

    def _payload(self, event: Event, subscription: Subscription) -> dict[str, Any]:
        body: dict[str, Any] = {
            "eventId": self._last_event,
            "subscriptionId": subscription.id,
            "portalId": self.portal_id,
            "appId": self.app_id,
            "occurredAt": int(event.at.timestamp() * 1000),
            "subscriptionType": subscription.type,
            "attemptNumber": 0,
            "changeSource": event.source.type,
        }
        if event.source.id is not None:
            body["sourceId"] = event.source.id
        newer = subscription.type.startswith("object.")
        if event.kind == "associationChange":
            return body | {key: value for key, value in event.details.items() if newer or key in _OLDER_ASSOCIATION}
        body |= {"objectId": int(event.object_id)} | dict(event.details)
        if newer:
            body["objectTypeId"] = event.type.id
        if event.kind == "propertyChange":
            body |= {"propertyName": event.property, "propertyValue": event.value, "isSensitive": False}
        elif event.kind in _FLAGS:
            body["changeFlag"] = _FLAGS[event.kind]
        return body
