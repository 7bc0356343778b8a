"""Looks for other accounts that share a client's folder or mail domains: what would be handed off with it by mistake.

Found by query, then checked on the value itself, since LIKE compares parts of texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from handoff.adapters.salesforce.api import Api, chunks, soql
from handoff.adapters.salesforce.domains import host_of, is_public
from handoff.adapters.salesforce.sources import is_shared
from handoff.adapters.salesforce.transport import Row
from handoff.adapters.text import folder_id
from handoff.domain.guards import Other
from handoff.domain.people import Client
from handoff.errors import InvalidRecordError

_MOST_OTHERS = 10_000
"""Accounts, and contacts, that are looked at."""
MOST = 50
"""Domains in one query."""


def others_with(api: Api, client: Client, domains: Sequence[str], elsewhere: Sequence[str] = ()) -> list[str]:
    """Return the names of other accounts with the client's folder or one of some mail domains, in order.

    A domain is an account's by its website or, where it has none, by its contacts' addresses; public mail services are
    nobody's. InvalidRecordError where no field of the account names the folder any more, and none is known that may
    (`elsewhere`): then nobody can tell who else has it.
    """
    texts = [
        f.name for f in api.describe(["Account"])["Account"].fields.values() if f.custom and f.text and f.filterable
    ]
    account = api.read_one("Account", client.record.id, texts) or {}
    fields = [name for name in texts if folder_id(account.get(name)) == client.folder_id]
    fields = fields or [name for name in elsewhere if name in texts]
    if not fields:
        raise InvalidRecordError(
            "No field of the account names the client's folder any more.",
            record=str(client.record),
            mend="Put the folder back into the account's field, or withdraw the mark.",
        )
    wanted = sorted({domain.lower() for domain in domains if not is_public(domain.lower())})
    found = dict(_with_folder(api, client, fields))
    for part in chunks(wanted, MOST):
        found |= {identifier: name for identifier, name, _ in at_domains(api, part) if identifier != client.record.id}
    return sorted(found.values())


def others(api: Api, client: Client) -> Iterator[Other]:
    """Yield the other accounts with their site's domain and their contacts."""
    people: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    contacts = f"SELECT AccountId, Name, Email FROM Contact WHERE AccountId != null LIMIT {_MOST_OTHERS}"
    for row in api.rows(contacts):
        people[str(row["AccountId"])].append((str(row.get("Name") or ""), str(row.get("Email") or "")))
    text = "SELECT Id, Name, Website FROM Account WHERE " + soql("Id != {}", client.record.id)
    for row in api.rows(f"{text} LIMIT {_MOST_OTHERS}"):
        host = host_of(str(row.get("Website") or ""))
        yield Other(named(row), (host,) if host else (), people=tuple(people[str(row["Id"])]))


def addresses(api: Api, client: Client) -> list[str]:
    """Return the addresses of the contacts that belong to the client's account and to no other, in order."""
    described = api.describe(["Contact"])
    account = client.record.id
    if "Contact" not in described:
        return []
    if not is_shared(described):
        return _addresses(api.rows(soql("SELECT Email FROM Contact WHERE Email != null AND AccountId = {}", account)))
    among = soql("SELECT ContactId FROM AccountContactRelation WHERE AccountId = {}", account)
    text = (
        "SELECT AccountId, Email, (SELECT AccountId FROM AccountContactRelations) "
        f"FROM Contact WHERE Email != null AND Id IN ({among})"
    )
    return _addresses(
        row
        for row in api.rows(text)
        if {row.get("AccountId"), *(one["AccountId"] for one in api.children(row, "AccountContactRelations"))}
        <= {None, account}
    )


def _addresses(rows: Iterable[Row]) -> list[str]:
    return sorted({str(row["Email"]).lower() for row in rows})


def _with_folder(api: Api, client: Client, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    like = " OR ".join(soql(f"{name} LIKE '%{{:like}}%'", client.folder_id) for name in fields)
    text = f"SELECT Id, Name, {', '.join(fields)} FROM Account WHERE ({like}) AND " + soql("Id != {}", client.record.id)
    for row in api.rows(text):
        if any(folder_id(row.get(name)) == client.folder_id for name in fields):
            yield str(row["Id"]), named(row)


def at_domains(api: Api, domains: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield id, name and domain of each account that has one of at most fifty domains, in lower case."""
    sites = " OR ".join(soql("Website LIKE '%{:like}%'", domain) for domain in domains)
    for row in api.rows(f"SELECT Id, Name, Website FROM Account WHERE {sites}"):
        host = host_of(str(row.get("Website") or ""))
        if host in domains:
            yield str(row["Id"]), named(row), host
    addresses = " OR ".join(soql("Email LIKE '%@{:like}'", domain) for domain in domains)
    text = (
        "SELECT AccountId, Account.Name, Email FROM Contact "
        f"WHERE ({addresses}) AND Account.Website = null AND AccountId != null"
    )
    for row in api.rows(text):
        yield str(row["AccountId"]), named(row.get("Account") or {}), str(row["Email"]).rpartition("@")[2].lower()


def named(row: dict[str, object]) -> str:
    """Return an account's name."""
    return str(row.get("Name") or "an account without a name")
