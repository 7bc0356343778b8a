"""Many companies looked at together: found for a manifest, listed by a property, and looked through for neighbours.

Ids are read in batches. Names and domains are searched for a hundred at once, as far as the 3,000 characters go that
the body of a search may have. https://developers.hubspot.com/docs/api-reference/search/guide
Who else has a folder or a domain is told by going once through the companies that have a folder or further domains, and
by a search for the domains: the calls grow with the firm's clients, and not with its leads.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from handoff.adapters.hubspot.api import BATCH, Api
from handoff.adapters.hubspot.opening import client_of
from handoff.adapters.hubspot.transport import Wire
from handoff.domain.legacy.matching import Wanted, has_domain, has_name
from handoff.domain.people import Client
from handoff.domain.record import Kind
from handoff.errors import ManifestError, RecordNotFoundError

_NAMES = ("name", "domain", "hs_additional_domains")
_ROOM = 2_000
"""Characters of a search's body that values may take: the rest is filters, properties and the page's beginning."""
_LONGEST = 255
"""Characters of a value that is looked for; longer than that no company is called."""


def companies(api: Api, wanted: Sequence[Wanted], folders: Sequence[str]) -> list[list[Client]]:
    """Return for each that is wanted the companies that it may mean."""
    by_id = _by_id(api, (one.record for one in wanted if one.record), folders)
    named = _with(api, "name", (one.name for one in wanted if not one.record), folders)
    found = [
        ([by_id[one.record]] if one.record in by_id else [])
        if one.record
        else [company for company in named if has_name(company, one.name)]
        for one in wanted
    ]
    missed = [one for one, some in zip(wanted, found, strict=True) if one.domain and not one.record and not some]
    at = _with(api, "domain", (one.domain for one in missed), folders)
    return [
        some or [company for company in at if not one.record and one.domain and has_domain(company, one.domain)]
        for one, some in zip(wanted, found, strict=True)
    ]


def companies_where(api: Api, name: str, value: str, folders: Sequence[str]) -> Iterator[Client]:
    """Yield the companies whose property has a value, by id, however many they are."""
    if name not in {str(item["name"]) for item in api.properties(Kind.COMPANY)}:
        raise ManifestError(
            f"HubSpot's companies have no property '{name}'.", mend="Write its internal name, as in its settings."
        )
    filters = [[{"propertyName": name, "operator": "EQ", "value": value}]]
    for record in api.search(Kind.COMPANY, filters, [*_NAMES, *folders]):
        yield client_of(record, folders)


def with_folders(api: Api, folders: Sequence[str]) -> Iterator[Client]:
    """Yield the companies that name a Drive folder."""
    known = {str(item["name"]) for item in api.properties(Kind.COMPANY)}
    having = [[{"propertyName": name, "operator": "HAS_PROPERTY"}] for name in folders if name in known]
    for record in api.search(Kind.COMPANY, having, [*_NAMES, *folders]) if having else ():
        if (company := client_of(record, folders)).folder_id:
            yield company


def others_with_each(
    api: Api, asked: Sequence[tuple[Client, Sequence[str]]], folders: Sequence[str]
) -> list[list[str]]:
    """Return for each client and its mail domains the names of the other companies with its folder or one of them."""
    known = {str(item["name"]) for item in api.properties(Kind.COMPANY)}
    filled = [name for name in (*folders, "hs_additional_domains") if name in known]
    having = [[{"propertyName": name, "operator": "HAS_PROPERTY"}] for name in filled]
    found: dict[str, Client] = {}
    for record in api.search(Kind.COMPANY, having, [*_NAMES, *folders]) if having else ():
        found[str(record["id"])] = client_of(record, folders)
    domains = {domain.lower() for _, some in asked for domain in some}
    found |= {company.record.id: company for company in _with(api, "domain", domains, folders)}
    by_folder, by_domain = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for identifier, company in found.items():
        by_folder[company.folder_id].add(identifier)
        for domain in company.domains:
            by_domain[domain].add(identifier)
    return [
        sorted(
            found[identifier].name
            for identifier in set[str]().union(
                by_folder[client.folder_id] if client.folder_id else (), *(by_domain[one.lower()] for one in some)
            )
            - {client.record.id}
        )
        for client, some in asked
    ]


def _by_id(api: Api, ids: Iterable[str], folders: Sequence[str]) -> dict[str, Client]:
    asked = [one for one in dict.fromkeys(ids) if one.isascii() and one.isdecimal()]
    found: dict[str, Client] = {}
    for batch in api.read(Kind.COMPANY, asked, [*_NAMES, *folders]):
        for error in batch.failed.values():
            if not isinstance(error, RecordNotFoundError):
                raise error
        found |= {identifier: client_of(record, folders) for identifier, record in batch.found.items()}
    return found


def _with(api: Api, name: str, values: Iterable[str], folders: Sequence[str]) -> list[Client]:
    """Return the companies whose property has one of some values, but for case."""
    found: dict[str, Client] = {}
    wanted = dict.fromkeys(value.strip().lower() for value in values if 0 < len(value.strip()) <= _LONGEST)
    for part in _parts(list(wanted)):
        filters: list[list[Wire]] = [[{"propertyName": name, "operator": "IN", "values": part}]]
        for record in api.search(Kind.COMPANY, filters, [*_NAMES, *folders]):
            found[str(record["id"])] = client_of(record, folders)
    return list(found.values())


def _parts(values: Sequence[str]) -> Iterator[list[str]]:
    """Yield the values in parts that one search takes."""
    part: list[str] = []
    room = _ROOM
    for value in values:
        size = len(json.dumps(value)) + 2
        if part and (size > room or len(part) == BATCH):
            yield part
            part, room = [], _ROOM
        part.append(value)
        room -= size
    if part:
        yield part
