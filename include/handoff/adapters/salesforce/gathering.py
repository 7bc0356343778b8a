"""Gathers a client's records: a query an object, the pages of several in one call, read ahead and yielded as they come.

What always holds: each record comes once, in the same order each time (page by page of all objects, those in the order
of `ORDER`, then the organisation's own, each by id, e-mails of contacts alone once all contacts are known, files with
the first record that they hang on, contacts without an account and notes at the end); what Salesforce would not give is
named as Unread, be it one record or all of an object (then its id is `*`), never skipped in silence. Memory holds some
pages, and ids of what could come twice.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handoff.adapters.salesforce.api import NAMED, Api, Query, chunks
from handoff.adapters.salesforce.files import Files
from handoff.adapters.salesforce.kinds import OFFERS, TYPES, custom_ref, object_of, ref
from handoff.adapters.salesforce.pages import Page
from handoff.adapters.salesforce.rounds import Rounds, Source
from handoff.adapters.salesforce.schema import Described
from handoff.adapters.salesforce.snapshots import Reader
from handoff.adapters.salesforce.sources import (
    ARCHIVED,
    OWNABLE,
    RELATIONS,
    custom_objects,
    custom_query,
    emails_query,
    is_shared,
    letters_query,
    query_for,
)
from handoff.adapters.salesforce.transport import Row
from handoff.domain.dossier import Unread
from handoff.domain.mark import Mark
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot
from handoff.errors import PermanentError

ORDER = (Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TICKET, Kind.TASK, Kind.MEETING, Kind.EMAIL)
_KINDS = {TYPES[kind].object: kind for kind in ORDER}
_DEALS, _CONTACTS, _EMAILS = (TYPES[kind].object for kind in (Kind.DEAL, Kind.CONTACT, Kind.EMAIL))
LETTERS = "e-mails of contacts alone"
"""The name of what the queries for them bring."""

_ONCE = frozenset({Kind.TICKET, Kind.TASK, Kind.MEETING, Kind.CUSTOM, Kind.DEAL})
"""The kinds of which one query finds each record once, and which nothing else leads to."""

_NOT_THERE = "The organisation does not have them, or our user may not see them."
_WHOSE = "It hangs only on a contact who belongs to another account too: whose it is can't be told."


class Gathering:
    """One gathering of one client."""

    def __init__(
        self, api: Api, mark: Mark, client: Client, base_url: str, properties: Mapping[Kind, Sequence[str]]
    ) -> None:
        self._api, self._mark, self._client, self._properties = api, mark, client, properties
        self._base_url = base_url
        self._described = api.describe([*_KINDS])
        self._custom = custom_objects(self._described)
        self._described |= api.describe(self._custom)
        owned = {kind: found.owners for kind in OWNABLE if (found := self._of(kind))}
        named = {kind: tuple(found.known(names)) for kind, names in properties.items() if (found := self._of(kind))}
        self._reader = Reader(client, base_url, owned, api.children, named)
        self._files = Files(api, self._reader)
        self._kept: set[RecordRef] = set()
        self._deals: list[str] = []
        self._strays: dict[str, None] = {}
        self._contacts: dict[str, bool] = {}
        self._unclear: dict[str, None] = {}

    def records(self, kept: Iterable[Snapshot] = ()) -> Iterator[Snapshot | Unread]:
        """Yield the client's records, but for what was kept before: a query goes on behind the last of its records."""
        last: dict[str, str] = {}
        hanging: list[Snapshot | Unread] = []
        for snapshot in kept:
            self._remember(snapshot.record)
            if snapshot.record.kind in (*ORDER, Kind.CUSTOM):
                last[object_of(snapshot.record)] = snapshot.record.id.rpartition("/")[2]
                hanging = list(self._taken(snapshot))
        yield from (item for item in hanging if item.record not in self._kept)  # it was broken off between them
        yield from self._all(last)
        known = frozenset(self._contacts)
        yield from self._without_account()
        yield from self._read([Source(LETTERS, self._letters(known))])
        yield from self._of_nobody()
        yield from (item for item in self._files.notes() if item.record not in self._kept)
        for record in (self._mark.record, self._client.record):
            if record not in self._kept:
                yield from self._merged(record)

    def _remember(self, record: RecordRef) -> None:
        """Take note of a record that came, where it could come again: what one query alone finds is let go."""
        if record.kind not in _ONCE or record in (self._mark.record, self._client.record):
            self._kept.add(record)

    def _merged(self, record: RecordRef) -> Iterator[Snapshot | Unread]:
        """Yield what is there of a record that Salesforce does not give: what it was merged into, with all that hangs
        on that where it is the client itself.
        """
        into = self._api.survivors(object_of(record), [record.id]).get(record.id)
        title = f"{record.kind.value.capitalize()} {record.id}"
        if into is None:
            yield Unread(record, title, "Salesforce does not give it.")
            return
        yield Unread(record, title, f"It was merged into {into}, which is what there is of it now.")
        survivor = ref(record.kind, into)
        if record == self._client.record and survivor not in self._kept:
            mark = replace(self._mark, record=survivor) if self._mark.record == record else self._mark
            client = replace(self._client, record=survivor)
            again = Gathering(self._api, mark, client, self._base_url, self._properties)
            yield from (item for item in again.records() if item.record not in self._kept)

    def _all(self, last: Mapping[str, str]) -> Iterator[Snapshot | Unread]:
        """Yield what the queries find; `last` is the last record that was kept of each object."""
        order = [*_KINDS, *self._custom]
        asked = {name: query for name in order if (query := self._query(name, last.get(name, "")))}
        sources = [Source(name, iter([query])) for name, query in asked.items()]
        if _EMAILS in self._described:
            deals = next((source for source in sources if source.name == _DEALS), None)
            sources.append(Source(_EMAILS, self._emails(), lambda: deals is None or deals.ended))
            contacts = next((source for source in sources if source.name == _CONTACTS), None)
            sources.append(Source(LETTERS, self._letters(), lambda: contacts is None or contacts.ended))
        yield from self._read(sources)
        missing = [name for name in order if name not in {source.name for source in sources}]
        opportunity = self._of(Kind.DEAL)
        ways = frozenset() if opportunity is None else opportunity.children
        missing += [TYPES[kind].object for way, kind in OFFERS.items() if way not in ways]
        for name in missing:
            yield _none_of(name, _NOT_THERE)

    def _read(self, sources: Sequence[Source]) -> Iterator[Snapshot | Unread]:
        """Yield what some sources bring."""
        for name, page in Rounds(self._api, sources, self._take).pages():
            if isinstance(page, PermanentError):
                yield _none_of(name, page.what)
            else:
                for row in page.take():
                    yield from self._letter(row) if name == LETTERS else self._record(name, row)

    def _take(self, name: str, page: Page) -> None:
        """Take note of the deals and contacts of a page, about and to whom there may be e-mails."""
        if name == _DEALS:
            self._deals += page.ids
        elif name == _CONTACTS:
            for identifier in page.ids:  # whose they are is known before the letters come, which are asked for later
                self._contacts.setdefault(identifier, False)

    def _emails(self) -> Iterator[Query]:
        """Yield the queries for e-mails, once it is known about which deals they may be."""
        described = self._described[_EMAILS]
        for place, part in enumerate([*chunks(self._deals, NAMED)] or [[]]):
            yield Query(emails_query(described, self._client, part, cases=not place))

    def _query(self, name: str, after: str) -> Query | None:
        """Return the query for an object's records; None for e-mails, which have some of their own, for what is not
        there, and for an object of which our user does not see what it hangs on.
        """
        if name == _EMAILS or name not in self._described:
            return None
        if name not in _KINDS:
            text = custom_query(self._described, name, self._client, after)
            return Query(text) if text else None
        kind, described, shared = _KINDS[name], self._described[name], is_shared(self._described)
        more = self._properties.get(kind, ())
        text = query_for(kind, described, self._client, self._mark, more, after=after, shared=shared)
        return Query(text, archived=kind in ARCHIVED)

    def _record(self, name: str, row: Row) -> Iterator[Snapshot | Unread]:
        kind = _KINDS.get(name)
        record = ref(kind, row["Id"]) if kind else custom_ref(name, row["Id"])
        if record in self._kept:
            return
        read = self._reader
        snapshot = read.snapshot(kind, row) if kind else read.custom(self._described[name], row)
        self._remember(record)
        yield snapshot
        yield from self._hanging(snapshot)

    def _taken(self, snapshot: Snapshot) -> Iterator[Snapshot | Unread]:
        """Take a record that was kept as if it had been read; yield what hangs on it."""
        if snapshot.record.kind is Kind.DEAL:
            self._deals.append(snapshot.record.id)
        return self._hanging(snapshot)

    def _hanging(self, snapshot: Snapshot) -> Iterator[Snapshot | Unread]:
        """Yield what came with a record: line items, quotes, old notes, files that have not come before."""
        if snapshot.record.kind is Kind.CONTACT:
            self._contacts[snapshot.record.id] = len(snapshot.fields.get("companies") or ()) <= 1  # type: ignore[arg-type]  # a list, as snapshots.py makes it
        if snapshot.record.kind is Kind.DEAL:
            for role in row_list(snapshot, "OpportunityContactRoles"):
                if role.get("ContactId") and not (role.get("Contact") or {}).get("AccountId"):
                    self._strays[str(role["ContactId"])] = None
            for way, offer in OFFERS.items():
                yield from (self._reader.snapshot(offer, one) for one in row_list(snapshot, way))
        yield from self._files.of(snapshot)

    def _without_account(self) -> Iterator[Snapshot | Unread]:
        """Yield the contacts who have a role in a deal and belong to no account, so that no query has found them."""
        described = self._of(Kind.CONTACT)
        ids = [identifier for identifier in self._strays if ref(Kind.CONTACT, identifier) not in self._kept]
        if described is None or not ids:
            return
        fields = [name for name in described.known(TYPES[Kind.CONTACT].fields) if "." not in name]
        found = self._api.read(described.name, ids, [*fields, "OwnerId", "SystemModstamp", "LastModifiedDate"])
        for identifier in ids:
            if identifier not in found:
                yield from self._merged(ref(Kind.CONTACT, identifier))
            elif not found[identifier].get("AccountId"):
                yield from self._record(described.name, found[identifier])

    def _letters(self, known: Container[str] = ()) -> Iterator[Query]:
        """Yield the queries for e-mails that hang on contacts alone, on others than some who are known."""
        described = self._of(Kind.EMAIL)
        if described is None or RELATIONS not in described.children:
            return
        for part in chunks(sorted(one for one in self._contacts if one not in known), NAMED):
            yield Query(letters_query(described, part))

    def _letter(self, row: Row) -> Iterator[Snapshot | Unread]:
        """Yield an e-mail that hangs on contacts alone, where one of them is the client's alone."""
        people = [str(one.get("RelationId")) for one in self._api.children(row, RELATIONS)]
        if any(self._contacts.get(one) for one in people):
            yield from self._record(_EMAILS, row)
        else:
            self._unclear[str(row["Id"])] = None

    def _of_nobody(self) -> Iterator[Unread]:
        """Name the e-mails that hang on contacts none of whom turned out to be the client's alone."""
        for identifier in self._unclear:
            if ref(Kind.EMAIL, identifier) not in self._kept:
                yield Unread(ref(Kind.EMAIL, identifier), f"Email {identifier}", _WHOSE)

    def _of(self, kind: Kind) -> Described | None:
        return self._described.get(TYPES[kind].object)


def row_list(snapshot: Snapshot, name: str) -> list[Row]:
    """Return what a subquery found for a record."""
    found = snapshot.raw.get(name)
    return found if isinstance(found, list) else []


def _none_of(name: str, reason: str) -> Unread:
    """Name all records of an object as unread."""
    if name == LETTERS:
        return Unread(ref(Kind.EMAIL, "contacts"), "E-mails of contacts alone", reason)
    kind = next((kind for kind, type_ in TYPES.items() if type_.object == name), None)
    record = ref(kind, "*") if kind else custom_ref(name, "*")
    return Unread(record, f"All {name} records", reason)
