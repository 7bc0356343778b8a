"""Many accounts looked at together: found for a manifest, listed by a field, and looked through for neighbours.

Each question names as many ids, names or domains as a query's address may hold (16,384 bytes), so that calls grow with
questions and pages and not with accounts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from handoff.adapters.salesforce.api import IDS, Api, chunks, soql
from handoff.adapters.salesforce.domains import is_public
from handoff.adapters.salesforce.kinds import ref
from handoff.adapters.salesforce.neighbours import MOST, at_domains, named
from handoff.adapters.salesforce.opening import client_of, client_query
from handoff.adapters.salesforce.schema import field_name
from handoff.adapters.text import folder_id
from handoff.domain.legacy.matching import Wanted, has_domain, has_id, has_name
from handoff.domain.people import Client
from handoff.domain.record import Kind
from handoff.errors import ManifestError

_ROOM = 8_000
"""Bytes of a query's address that values may take."""
_LONGEST = 255
"""Characters of an account's name."""
_ID = re.compile(r"001[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?")
_PLAIN = re.compile(r"true|false|null|-?\d+(\.\d+)?|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?", re.IGNORECASE)


def companies(api: Api, wanted: Sequence[Wanted], folders: Sequence[str]) -> list[list[Client]]:
    """Return for each that is wanted the accounts that it may mean."""
    ids = [one.record for one in wanted if _ID.fullmatch(one.record)]
    by_id = [company for part in chunks(ids, IDS) for company in _where(api, soql("Id IN {}", list(part)), folders)]
    by_name = _named(api, (one.name for one in wanted if not one.record), folders)
    found = [
        [company for company in by_id if has_id(company, one.record)]
        if one.record
        else [company for company in by_name if has_name(company, one.name)]
        for one in wanted
    ]
    missed = [one.domain for one, some in zip(wanted, found, strict=True) if one.domain and not one.record and not some]
    at = list(_at(api, missed, folders))
    return [
        some or [company for company in at if not one.record and one.domain and has_domain(company, one.domain)]
        for one, some in zip(wanted, found, strict=True)
    ]


def companies_where(api: Api, name: str, value: str, folders: Sequence[str]) -> Iterator[Client]:
    """Yield the accounts whose field has a value, by id."""
    fields = api.describe(["Account"])["Account"].fields
    if name not in fields or not fields[name].filterable:
        raise ManifestError(
            f"Salesforce's accounts have no field '{name}' to ask for.", mend="Write its API name, as in Setup."
        )
    if not fields[name].text and not _PLAIN.fullmatch(value):
        raise ManifestError(
            f"The field '{name}' is no text, and what it is asked for is no value of its kind.",
            mend="Write true or false, a number, or a day as 2024-03-31.",
        )
    template = "{:literal} = {}" if fields[name].text else "{:literal} = {:literal}"
    yield from _where(api, soql(template, field_name(name), value), folders)


def with_folders(api: Api, folders: Sequence[str]) -> Iterator[Client]:
    """Yield the accounts that name a Drive folder, without their domains."""
    for row in _with_folders(api, folders):
        if folder := next(filter(None, (folder_id(row.get(name)) for name in folders)), ""):
            yield Client(ref(Kind.COMPANY, row["Id"]), named(row), (), folder)


def others_with_each(
    api: Api, asked: Sequence[tuple[Client, Sequence[str]]], folders: Sequence[str]
) -> list[list[str]]:
    """Return for each client and its mail domains the names of the other accounts with its folder or one of them."""
    names: dict[str, str] = {}
    by_folder, by_domain = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in _with_folders(api, folders):
        names[str(row["Id"])] = named(row)
        by_folder[next(filter(None, (folder_id(row.get(name)) for name in folders)), "")].add(str(row["Id"]))
    wanted = sorted({one.lower() for _, some in asked for one in some if not is_public(one.lower())})
    for part in chunks(wanted, MOST):
        for identifier, name, domain in at_domains(api, part):
            names[identifier] = name
            by_domain[domain].add(identifier)
    return [
        sorted(
            names[identifier]
            for identifier in set[str]().union(
                by_folder[client.folder_id] if client.folder_id else (), *(by_domain[one.lower()] for one in some)
            )
            - {client.record.id}
        )
        for client, some in asked
    ]


def _named(api: Api, names: Iterable[str], folders: Sequence[str]) -> list[Client]:
    wanted = dict.fromkeys(name.strip() for name in names if 0 < len(name.strip()) <= _LONGEST)
    return [
        company for part in _parts(list(wanted)) for company in _where(api, soql("Name IN {}", list(part)), folders)
    ]


def _at(api: Api, domains: Sequence[str], folders: Sequence[str]) -> Iterator[Client]:
    wanted = sorted({domain.strip().lower() for domain in domains if domain.strip()})
    for part in chunks(wanted, MOST):
        sites = " OR ".join(soql("Website LIKE '%{:like}%'", domain) for domain in part)
        yield from _where(api, f"({sites})", folders)


def _where(api: Api, condition: str, folders: Sequence[str]) -> Iterator[Client]:
    for row in api.rows(client_query(folders, condition)):
        yield client_of(api, row, folders)


def _with_folders(api: Api, folders: Sequence[str]) -> Iterator[dict[str, object]]:
    fields = [field_name(name) for name in folders]
    if fields:
        filled = " OR ".join(f"{name} != null" for name in fields)
        yield from api.rows(f"SELECT Id, Name, {', '.join(fields)} FROM Account WHERE {filled}")


def _parts(values: Sequence[str]) -> Iterator[list[str]]:
    """Yield the values in parts that one query's address takes."""
    part: list[str] = []
    room = _ROOM
    for value in values:
        size = len(quote(value)) + 9  # in quotes, and a comma, each written as three bytes
        if part and size > room:
            yield part
            part, room = [], _ROOM
        part.append(value)
        room -= size
    if part:
        yield part
