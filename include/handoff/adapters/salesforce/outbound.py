"""Checks and reads Salesforce's outbound messages: SOAP, sent by a flow or a workflow rule, repeated for 24 hours until
they are acknowledged.

They carry no signature. So the address holds a secret that the organisation alone was told, the message names the
organisation, and nothing in it is believed but which record to look at.
https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging.htm
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from handoff.adapters.salesforce.kinds import ref_of
from handoff.domain.notice import Delivery, Notice
from handoff.errors import ForgedError, UnreadableError

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
OUTBOUND = "http://soap.sforce.com/2005/09/outbound"
_ID = re.compile(r"[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?")


@dataclass(frozen=True, slots=True)
class SalesforceReceiver:
    """What one organisation delivers. `organisation` is its id, 15 or 18 characters; `secret` ends the address."""

    connection: str
    organisation: str
    secret: str = field(repr=False)

    def read(self, delivery: Delivery) -> Sequence[Notice]:
        """Return the notices about records; ForgedError or UnreadableError, with the reason."""
        if not hmac.compare_digest(self.secret.encode(), delivery.secret.encode()):
            raise ForgedError("Its address does not end with the secret.")
        try:
            envelope = fromstring(delivery.body, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise UnreadableError("It is not XML that can be read.") from error
        told = envelope.find(f"{{{SOAP}}}Body/{{{OUTBOUND}}}notifications")
        if envelope.tag != f"{{{SOAP}}}Envelope" or told is None:
            raise UnreadableError("It is not an outbound message.")
        organisation = (told.findtext(f"{{{OUTBOUND}}}OrganizationId") or "").strip()
        # The last three characters of an id only spell out the case of the others.
        if not _ID.fullmatch(organisation) or organisation[:15] != self.organisation[:15]:
            raise ForgedError("It comes from another organisation.")
        found = (self._notice(item) for item in told.findall(f"{{{OUTBOUND}}}Notification"))
        return [notice for notice in found if notice is not None]

    def _notice(self, notification: Element) -> Notice | None:
        told = notification.find(f"{{{OUTBOUND}}}sObject")
        key = (notification.findtext(f"{{{OUTBOUND}}}Id") or "").strip()
        if told is None or not _ID.fullmatch(key):
            raise UnreadableError("A notification has no id or no record.")
        identifier = next((child.text or "" for child in told if child.tag.rpartition("}")[2] == "Id"), "").strip()
        if not _ID.fullmatch(identifier):
            raise UnreadableError("A notification names no record.")
        record = ref_of(identifier)
        return None if record is None else Notice(self.connection, key, record)
