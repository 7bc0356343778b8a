"""Looks for other companies that share a client's folder or mail domains: what would be handed off with it by mistake.

Found by search, then checked on the value itself, since the search compares parts of words. The search may lag some
moments behind the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from handoff.adapters.hubspot.api import Api, chunks
from handoff.adapters.hubspot.opening import domains_of
from handoff.adapters.hubspot.transport import Wire
from handoff.adapters.text import folder_id
from handoff.domain.guards import Other
from handoff.domain.people import Client
from handoff.domain.record import Kind
from handoff.errors import InvalidRecordError

_MOST_GROUPS = 5
_MOST_OTHERS = 10_000
"""Companies, and contacts, that are looked at: fifty pages of each."""
_DOMAINS = ("domain", "hs_additional_domains")


def others_with(api: Api, client: Client, domains: Sequence[str], elsewhere: Sequence[str] = ()) -> list[str]:
    """Return the names of other companies with the client's folder or one of some mail domains, in order.

    InvalidRecordError where no property of the company names the folder any more, and none is known that may
    (`elsewhere`): then nobody can tell who else has it.
    """
    definitions = api.properties(Kind.COMPANY)
    known = {str(item["name"]) for item in definitions}
    own_texts = [
        str(item["name"]) for item in definitions if item.get("hubspotDefined") is False and item["type"] == "string"
    ]
    company = api.read_one(Kind.COMPANY, client.record.id, own_texts)
    folders = [name for name in own_texts if folder_id(company["properties"].get(name)) == client.folder_id]
    folders = folders or [name for name in elsewhere if name in known]
    if not folders:
        raise InvalidRecordError(
            "No property of the company names the client's folder any more.",
            record=str(client.record),
            mend="Put the folder back into the company's property, or withdraw the mark.",
        )
    wanted = {domain.lower() for domain in domains}
    found: dict[str, str] = {}
    for groups in chunks([[one] for one in _filters(folders, client.folder_id, sorted(wanted), known)], _MOST_GROUPS):
        for other in api.search(Kind.COMPANY, groups, ["name", *_DOMAINS, *folders]):
            properties: Wire = other["properties"]
            same_folder = any(folder_id(properties.get(name)) == client.folder_id for name in folders)
            if str(other["id"]) != str(company["id"]) and (same_folder or wanted & set(domains_of(properties))):
                found[str(other["id"])] = str(properties.get("name") or f"company {other['id']}")
    return sorted(found.values())


def others(api: Api, client: Client) -> Iterator[Other]:
    """Yield the other companies with their mail domains, folder and contacts."""
    texts = _own_texts(api)
    values = api.read_one(Kind.COMPANY, client.record.id, texts)["properties"]
    folders = [name for name in texts if folder_id(values.get(name)) == client.folder_id]
    named = [[{"propertyName": "name", "operator": "HAS_PROPERTY"}]]
    found = islice(api.search(Kind.COMPANY, named, ["name", *_DOMAINS, *folders]), _MOST_OTHERS)
    companies = {str(item["id"]): item["properties"] for item in found if str(item["id"]) != client.record.id}
    contacts = {
        company: [item.id for item in associated]
        for company, associated in api.associated(Kind.COMPANY, companies, Kind.CONTACT).items()
    }
    ids = islice(dict.fromkeys(contact for group in contacts.values() for contact in group), _MOST_OTHERS)
    people: dict[str, tuple[str, str]] = {}
    for batch in api.read(Kind.CONTACT, ids, ["firstname", "lastname", "email"]):
        for contact, record in batch.found.items():
            values = record["properties"]
            name = f"{values.get('firstname') or ''} {values.get('lastname') or ''}".strip()
            people[contact] = (name, str(values.get("email") or ""))
    for company, values in companies.items():
        yield Other(
            name=str(values.get("name") or ""),
            domains=domains_of(values),
            folder_id=next((folder_id(values[name]) for name in folders if values.get(name)), None) or "",
            people=tuple(people[contact] for contact in contacts.get(company, ()) if contact in people),
        )


def addresses(api: Api, client: Client) -> list[str]:
    """Return the addresses of the contacts that belong to the client's company and to no other, in order."""
    company = client.record.id
    theirs = [item.id for item in api.associated(Kind.COMPANY, [company], Kind.CONTACT).get(company, ())]
    belong = api.associated(Kind.CONTACT, theirs, Kind.COMPANY)
    alone = [one for one in theirs if {item.id for item in belong.get(one, ())} <= {company}]
    return sorted(
        {
            str(email).lower()
            for batch in api.read(Kind.CONTACT, alone, ["email"])
            for record in batch.found.values()
            if (email := record["properties"].get("email"))
        }
    )


def _own_texts(api: Api) -> list[str]:
    """Return the portal's own text properties of companies: one of them names the client's folder."""
    return [
        str(item["name"])
        for item in api.properties(Kind.COMPANY)
        if item.get("hubspotDefined") is False and item["type"] == "string"
    ]


def _filters(folders: Sequence[str], folder: str, domains: Sequence[str], known: set[str]) -> Iterator[Wire]:
    """Each on its own, since one that matches is enough. Addresses of a folder hold its id as a part."""
    for name in folders:
        yield {"propertyName": name, "operator": "EQ", "value": folder}
        yield {"propertyName": name, "operator": "CONTAINS_TOKEN", "value": folder}
        yield {"propertyName": name, "operator": "CONTAINS_TOKEN", "value": f"*{folder}*"}
    if domains:
        yield {"propertyName": "domain", "operator": "IN", "values": list(domains)}
    if "hs_additional_domains" in known:
        for domain in domains:
            yield {"propertyName": "hs_additional_domains", "operator": "CONTAINS_TOKEN", "value": domain}
