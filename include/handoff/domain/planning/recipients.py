"""Who of a client's contacts is written to and recorded: those that are the client's, and nobody else's.

Most reported breaches are a mail to the wrong client, so a contact that also belongs to another company is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from handoff.domain.people import Client
from handoff.domain.plan import LeftOut
from handoff.domain.policy.policy import Recipients
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot

EVERYBODY = Recipients()


def is_clients_own(contact: Snapshot, client: Client) -> bool:
    """Whether this is a contact with an address who belongs to the client's company and to no other."""
    if contact.record.kind is not Kind.CONTACT or not contact.text("email"):
        return False
    companies = contact.fields.get("companies")
    named = set(companies) if isinstance(companies, list | tuple) else set()
    if named:
        return named == {client.record.key}
    return client.owns_address(contact.text("email"))


def recipients(
    records: Iterable[Snapshot], client: Client, marked: RecordRef, rule: Recipients = EVERYBODY
) -> tuple[list[Snapshot], list[LeftOut]]:
    """Return the contacts who get a letter, in order, and who does not and why.

    Where the client's mail domains are known, an address elsewhere may be an adviser's or the next firm's: a person
    decides about that one.
    """
    written: list[Snapshot] = []
    left_out: list[LeftOut] = []
    for contact in sorted(records, key=lambda item: item.record):
        if contact.record.kind is not Kind.CONTACT or not (rule.company or marked in contact.links):
            continue
        chosen = _not_chosen(contact, rule)
        reason = chosen or _not_safe(contact, client)
        if reason:
            left_out.append(LeftOut(contact.record, f"No letter: {reason}", person=not chosen))
        else:
            written.append(contact)
    return written, left_out


def _not_chosen(contact: Snapshot, rule: Recipients) -> str:
    if contact.text("email").lower() in rule.never:
        return "the policy says so."
    if rule.roles and contact.text("role").lower() not in rule.roles:
        return "the contact has none of the roles that the policy names."
    return ""


def _not_safe(contact: Snapshot, client: Client) -> str:
    if not contact.text("email"):
        return "the contact has no address."
    if not is_clients_own(contact, client):
        return "the contact belongs to another company too."
    if client.domains and not client.owns_address(contact.text("email")):
        return "the address is not at the client's own domains."
    return ""
