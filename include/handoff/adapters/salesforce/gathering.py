"""Gathers a client's records: a query an object, its pages read ahead by a few workers, and yielded as they come.

What always holds: each record comes once, in the same order each time (the kinds in the order of `ORDER`, each by id,
files with the first record that they hang on, notes at the end); what Salesforce would not give is named as Unread, be
it one record or all of an object (then its id is `*`), never skipped in silence. Memory holds a page for each worker.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

from handoff.adapters.salesforce.ahead import read_ahead
from handoff.adapters.salesforce.api import IDS, Api, chunks
from handoff.adapters.salesforce.files import Files
from handoff.adapters.salesforce.kinds import OFFERS, TYPES, ref
from handoff.adapters.salesforce.schema import Described
from handoff.adapters.salesforce.snapshots import Reader
from handoff.adapters.salesforce.sources import ARCHIVED, OWNABLE, emails_query, is_shared, query_for
from handoff.adapters.salesforce.transport import Row
from handoff.domain.dossier import Unread
from handoff.domain.mark import Mark
from handoff.domain.people import Client
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.errors import PermanentError

ORDER = (Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TICKET, Kind.TASK, Kind.MEETING, Kind.EMAIL)


class Gathering:
    """One gathering of one client."""

    def __init__(self, api: Api, mark: Mark, client: Client, base_url: str) -> None:
        self._api, self._mark, self._client = api, mark, client
        self._described = api.describe([TYPES[kind].object for kind in ORDER])
        owned = {kind: found.owners for kind in OWNABLE if (found := self._of(kind))}
        self._reader = Reader(client, base_url, owned, api.children)
        self._files = Files(api, self._reader)
        self._seen: set[str] = set()
        self._deals: list[str] = []
        self._all_deals = threading.Event()
        self._strays: dict[str, None] = {}

    def records(self) -> Iterator[Snapshot | Unread]:
        """Yield the client's records."""
        yield from self._all()
        yield from self._without_account()
        yield from self._files.notes()
        for record in (self._mark.record, self._client.record):
            if record.id not in self._seen:
                yield Unread(record, f"{record.kind.value.capitalize()} {record.id}", "Salesforce does not give it.")

    def _all(self) -> Iterator[Snapshot | Unread]:
        kinds = [kind for kind in ORDER if self._of(kind) is not None]
        if Kind.DEAL not in kinds:
            self._all_deals.set()
        for kind, page in read_ahead([(kind, partial(self._pages, kind)) for kind in kinds]):
            if isinstance(page, PermanentError):
                yield _none_of(kind, page.what)
            else:
                for row in page:
                    yield from self._record(kind, row)
        missing = [kind for kind in ORDER if kind not in kinds]
        deals = self._of(Kind.DEAL)
        missing += [kind for way, kind in OFFERS.items() if deals is None or way not in deals.children]
        for kind in missing:
            yield _none_of(kind, "The organisation does not have them, or our user may not see them.")

    def _pages(self, kind: Kind) -> Iterator[list[Row]]:
        """Yield the pages of a kind; e-mails wait until it is known about which deals they may be."""
        described = self._described[TYPES[kind].object]
        if kind is Kind.EMAIL:
            self._all_deals.wait()
            for place, part in enumerate([*chunks(self._deals, IDS)] or [[]]):
                yield from self._api.query(emails_query(described, self._client, part, cases=not place))
            return
        text = query_for(kind, described, self._client, self._mark, shared=is_shared(self._described))
        try:
            for page in self._api.query(text, archived=kind in ARCHIVED):
                if kind is Kind.DEAL:
                    self._deals += [str(row["Id"]) for row in page]
                yield page
        finally:
            if kind is Kind.DEAL:
                self._all_deals.set()

    def _record(self, kind: Kind, row: Row) -> Iterator[Snapshot | Unread]:
        if row["Id"] in self._seen:
            return
        self._seen.add(row["Id"])
        snapshot = self._reader.snapshot(kind, row)
        if kind is Kind.DEAL:
            for role in row_list(snapshot, "OpportunityContactRoles"):
                if role.get("ContactId") and not (role.get("Contact") or {}).get("AccountId"):
                    self._strays[str(role["ContactId"])] = None
        yield snapshot
        for way, offer in OFFERS.items() if kind is Kind.DEAL else ():
            yield from (self._reader.snapshot(offer, one) for one in row_list(snapshot, way))
        yield from self._files.of(snapshot)

    def _without_account(self) -> Iterator[Snapshot | Unread]:
        """Yield the contacts who have a role in a deal and belong to no account, so that no query has found them."""
        described = self._of(Kind.CONTACT)
        ids = [identifier for identifier in self._strays if identifier not in self._seen]
        if described is None or not ids:
            return
        fields = [name for name in described.known(TYPES[Kind.CONTACT].fields) if "." not in name]
        found = self._api.read("Contact", ids, [*fields, "OwnerId", "SystemModstamp", "LastModifiedDate"])
        for identifier in ids:
            if identifier not in found:
                yield Unread(ref(Kind.CONTACT, identifier), f"Contact {identifier}", "Salesforce does not give it.")
            elif not found[identifier].get("AccountId"):
                yield from self._record(Kind.CONTACT, found[identifier])

    def _of(self, kind: Kind) -> Described | None:
        return self._described.get(TYPES[kind].object)


def row_list(snapshot: Snapshot, name: str) -> list[Row]:
    """Return what a subquery found for a record."""
    found = snapshot.raw.get(name)
    return found if isinstance(found, list) else []


def _none_of(kind: Kind, reason: str) -> Unread:
    return Unread(ref(kind, "*"), f"All {TYPES[kind].object} records", reason)
