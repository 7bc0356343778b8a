"""Salesforce behind the port `Crm`: one organisation, its marks, its clients' records, and the changes made to them.

What always holds: reads are repeated within bounds, a write is sent once; nothing of Salesforce's models leaves this
package. It never looks at other vendors, at the registry or at the policy beyond the mark's rule.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from handoff.adapters.media import read_each
from handoff.adapters.salesforce import contents
from handoff.adapters.salesforce.api import Api
from handoff.adapters.salesforce.companies import companies, companies_where, others_with_each, with_folders
from handoff.adapters.salesforce.connection import SalesforceConnection
from handoff.adapters.salesforce.gathering import Gathering
from handoff.adapters.salesforce.marks import find_marks, marks_of, terms
from handoff.adapters.salesforce.neighbours import addresses, others, others_with
from handoff.adapters.salesforce.notes import Notes
from handoff.adapters.salesforce.opening import Opening
from handoff.adapters.salesforce.past_marks import past_marks
from handoff.adapters.salesforce.people import Owners
from handoff.adapters.salesforce.transport import Transport
from handoff.adapters.salesforce.writing import Fields
from handoff.domain.change import Change, ChangeKind
from handoff.domain.dossier import Unread
from handoff.domain.guards import Other
from handoff.domain.legacy.matching import Wanted
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client, Owner
from handoff.domain.policy import MarkRule
from handoff.domain.ports.tools import Limiter
from handoff.domain.ports.vendors import Done, Found, PeopleDirectory, Seen
from handoff.domain.record import Kind, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, PermanentError, VendorRefusedError

_FIELDS = frozenset({ChangeKind.SET_OWNER, ChangeKind.SET_FIELDS})


class SalesforceCrm:
    """One Salesforce organisation. Safe for many threads; it logs in on first use.

    `people` is not asked: Salesforce's changes name users by their id, and no other person. `sleep` takes the seconds
    to wait between attempts; `properties` are the fields of each kind that the policy's ends name: gathering
    reads them too.
    """

    vendor = Vendor.SALESFORCE
    workers = 1
    kinds = _FIELDS | {ChangeKind.CREATE_NOTE}

    def __init__(
        self,
        connection: SalesforceConnection,
        people: PeopleDirectory | None = None,  # noqa: ARG002 - all changers are built alike
        sleep: Callable[[float], None] = time.sleep,
        limiter: Limiter | None = None,
        properties: Mapping[Kind, Sequence[str]] | None = None,
    ) -> None:
        self._connection, self._properties = connection, properties or {}
        self._api = Api(Transport(connection, sleep, limiter), connection.api_version)
        self._notes = Notes(self._api, connection.base_url)
        self._fields = Fields(self._api, sleep)

    def marks(self, rule: MarkRule, since: datetime) -> Found:
        """Find the records that stand at the mark and changed since an instant, each with the mark's own instant."""
        return find_marks(self._api, rule, since)

    def marks_of(self, rule: MarkRule, ids: Sequence[str]) -> Sequence[Mark]:
        """Return the marks at which some records stand now, in no certain order."""
        return tuple(marks_of(self._api, rule, ids))

    def past_marks(self, rule: MarkRule, start: datetime, end: datetime) -> Iterator[Mark]:
        """Yield each mark that was set from `start` on and before `end`, whatever the record says today."""
        return past_marks(self._api, rule, start, end)

    def terms(self, mark: Mark, rule: MarkRule) -> str | None:
        """Return how a record names successor and cut-off; None where it does not stand at this very mark."""
        return terms(self._api, mark, rule)

    def open(self, mark: Mark, rule: MarkRule) -> tuple[Client, Determination]:
        """Return the client and the determination behind a mark.

        InvalidRecordError, naming the record and what to mend, where there is no account, no folder, no successor or
        none who is active; RecordNotFoundError where the record is gone. A cut-off that is a bare date means the end of
        that day in UTC. Who decided is kept where the field holds a user or the address of one; free text is not.
        """
        return Opening(self._api, mark, rule, Owners.read(self._api)).open()

    def owners(self) -> Sequence[Owner]:
        """Return all users of the firm, inactive ones too, and the queues, which have no address."""
        return Owners.read(self._api).all

    def gather(self, mark: Mark, client: Client, kept: Iterable[Snapshot] = ()) -> Iterator[Snapshot | Unread]:
        """Yield the client's records, each once, as they are read: see gathering.py for which, and the order."""
        base_url = self._connection.base_url
        yield from Gathering(self._api, mark, client, base_url, self._properties).records(kept)

    def read_all(self, files: Sequence[Snapshot], limit: int) -> Iterator[tuple[bytes, str] | PermanentError | None]:
        """Yield what each attached file holds and its media type, None for what is no document, or its error."""
        return read_each(lambda file: contents.read(self._api, file, limit), files)

    def export(self, file: Snapshot, limit: int) -> tuple[bytes, str]:
        """Return an attached file as it is, of whatever type, and its media type."""
        return contents.export(self._api, file, limit)

    def addresses(self, client: Client) -> Sequence[str]:
        """Return the addresses of the contacts that belong to the client alone."""
        return addresses(self._api, client)

    def others_with(self, client: Client, domains: Sequence[str], folders: Sequence[str] = ()) -> Sequence[str]:
        """Return the names of other accounts that have the client's folder, or one of some mail domains."""
        return others_with(self._api, client, domains, folders)

    def companies(self, wanted: Sequence[Wanted], folders: Sequence[str]) -> Sequence[Sequence[Client]]:
        """Return for each that is wanted the accounts that it may mean, by id or by name; see the port."""
        return companies(self._api, wanted, folders)

    def companies_where(self, name: str, value: str, folders: Sequence[str]) -> Iterator[Client]:
        """Yield the accounts whose field has a value; ManifestError where there is no such field."""
        return companies_where(self._api, name, value, folders)

    def with_folders(self, folders: Sequence[str]) -> Iterator[Client]:
        """Yield the accounts that name a Drive folder."""
        return with_folders(self._api, folders)

    def others_with_each(
        self, asked: Sequence[tuple[Client, Sequence[str]]], folders: Sequence[str]
    ) -> Sequence[Sequence[str]]:
        """Return for each client and its domains the names of other accounts with its folder or one of the domains."""
        return others_with_each(self._api, asked, folders)

    def others(self, client: Client) -> Iterator[Other]:
        """Yield the other accounts with their people."""
        return others(self._api, client)

    def observe(self, changes: Sequence[Change]) -> Sequence[Seen | HandoffError]:
        """Return what stands in Salesforce for each change now, in the same order; fields in collections."""
        seen = iter(self._fields.observe([change for change in changes if change.kind in _FIELDS]))
        return [
            next(seen)
            if change.kind in _FIELDS
            else self._notes.observe(change)
            if change.kind is ChangeKind.CREATE_NOTE
            else _unknown(change)
            for change in changes
        ]

    def apply(self, changes: Sequence[Change]) -> Sequence[Done | HandoffError]:
        """Apply each change once and answer in the same order; fields are written in collections, accounts last."""
        done = iter(self._fields.apply([change for change in changes if change.kind in _FIELDS]))
        return [
            next(done)
            if change.kind in _FIELDS
            else self._notes.apply(change)
            if change.kind is ChangeKind.CREATE_NOTE
            else _unknown(change)
            for change in changes
        ]


def _unknown(change: Change) -> HandoffError:
    return VendorRefusedError(f"Salesforce has no '{change.kind}'.", record=str(change.record))
