"""Who of a client's contacts is written to and recorded: those that are the client's, and nobody else's.

Most reported breaches are a mail to the wrong client, so a contact that also belongs to another company is left out.
"""

from __future__ import annotations

from handoff.domain.people import Client
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot


def is_clients_own(contact: Snapshot, client: Client) -> bool:
    """Whether this is a contact with an address who belongs to the client's company and to no other."""
    if contact.record.kind is not Kind.CONTACT or not contact.text("email"):
        return False
    companies = contact.fields.get("companies")
    named = set(companies) if isinstance(companies, list | tuple) else set()
    if named:
        return named == {client.record.key}
    return client.owns_address(contact.text("email"))
