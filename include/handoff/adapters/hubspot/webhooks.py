"""Checks and reads HubSpot's webhooks: the signature v3 over the address under which HubSpot knows us, and both forms
of events.

A signature is good for five minutes and never before its time; the comparison takes the same time whatever is wrong.
https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests
https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from handoff.adapters.hubspot.kinds import kind_named, ref
from handoff.domain.notice import Delivery, Notice
from handoff.errors import ForgedError, PolicyError, UnreadableError

WINDOW = timedelta(minutes=5)
"""How old a signature may be."""

AHEAD = timedelta(seconds=5)
"""How far HubSpot's clock may be ahead of ours."""

_DECODED = re.compile(r"%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", re.IGNORECASE)
"""All of the address that HubSpot decodes before it signs."""

_ABOUT = frozenset({"creation", "deletion", "merge", "propertyChange", "restore"})
"""What can set a mark or take it back."""


@dataclass(frozen=True, slots=True)
class HubSpotReceiver:
    """What one account delivers. `secret` is the app's client secret; of an app that several portals have installed,
    only what is about `portal_id` is read ("" for all).
    """

    connection: str
    secret: str = field(repr=False)
    portal_id: str = ""

    def read(self, delivery: Delivery) -> Sequence[Notice]:
        """Return the notices about records; ForgedError or UnreadableError, with the reason."""
        self._check(delivery)
        try:
            events = json.loads(delivery.body)
        except (ValueError, RecursionError) as error:
            raise UnreadableError("It is not JSON.") from error
        if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
            raise UnreadableError("It is not a list of events.")
        return [notice for event in events if (notice := self._notice(event)) is not None]

    def _check(self, delivery: Delivery) -> None:
        stamp, given = (delivery.headers.get(f"x-hubspot-{name}", "") for name in ("request-timestamp", "signature-v3"))
        if not re.fullmatch(r"[0-9]{1,15}", stamp):
            raise ForgedError("It has no time.")
        decoded = _DECODED.sub(lambda found: chr(int(found[0][1:], 16)), delivery.url)
        signed = delivery.method.encode() + decoded.encode() + delivery.body + stamp.encode()
        right = base64.b64encode(hmac.new(self.secret.encode(), signed, hashlib.sha256).digest())
        if not hmac.compare_digest(right, given.encode()):
            raise ForgedError("Its signature is not HubSpot's.")
        age = delivery.at.timestamp() - int(stamp) / 1000
        if age > WINDOW.total_seconds():
            raise ForgedError("It is too old.")
        if age < -AHEAD.total_seconds():
            raise ForgedError("It lies in the future.")

    def _notice(self, event: dict[str, Any]) -> Notice | None:
        """Return what an event tells, None where it is about nothing that can be marked, or about another portal."""
        subscription, portal = str(event.get("subscriptionType") or ""), str(event.get("portalId") or "")
        kind, _, what = subscription.partition(".")
        if what not in _ABOUT or (self.portal_id and portal != self.portal_id):
            return None
        identifier, at = event.get("objectId"), event.get("occurredAt")
        if not all(map(_is_number, (identifier, at, portal))):
            raise UnreadableError("An event names no record or no time.")
        try:
            record = ref(kind_named(str(event.get("objectTypeId") or "") if kind == "object" else kind), identifier)
        except PolicyError:
            return None
        name = str(event.get("propertyName") or "") if what == "propertyChange" else ""
        if not re.fullmatch(r"[\w-]{0,200}", name, re.ASCII):
            raise UnreadableError("An event names no property that can be.")
        # An eventId is not unique, and repeats come with another: what happened to which record when is.
        return Notice(self.connection, f"{portal}/{record.kind}/{record.id}/{what}/{name}/{at}", record, name)


def _is_number(value: object) -> bool:
    """Whether a value is a whole number, or one written as text."""
    return (
        not isinstance(value, bool) and isinstance(value, int | str) and bool(re.fullmatch(r"[0-9]{1,20}", str(value)))
    )
