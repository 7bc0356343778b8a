"""HubSpot behind the port `Crm`: one account, its marks, its clients' records, and the changes made to them.

What always holds: reads are repeated within bounds, a write is sent once; nothing of HubSpot's models leaves this
package. It never looks at other vendors, at the registry or at the policy beyond the mark's rule.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from handoff.adapters.hubspot import contents
from handoff.adapters.hubspot.api import Api
from handoff.adapters.hubspot.companies import companies, companies_where, others_with_each, with_folders
from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.gathering import Gathering
from handoff.adapters.hubspot.marks import find_marks, marks_of, terms
from handoff.adapters.hubspot.neighbours import addresses, others, others_with
from handoff.adapters.hubspot.notes import Notes
from handoff.adapters.hubspot.opening import Opening
from handoff.adapters.hubspot.past_marks import past_marks
from handoff.adapters.hubspot.people import Owners
from handoff.adapters.hubspot.writing import KINDS, apply_fields, observe_fields
from handoff.adapters.media import read_each
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

T = TypeVar("T")


class HubSpotCrm:
    """One HubSpot account. Safe for many threads; it opens connections on first use.

    `people` is not asked: HubSpot's changes name owners by owner id, and no other person. `sleep` takes the seconds to
    wait between attempts; `limiter` keeps it within our share of the account's quotas. `properties` are those of each
    kind that the policy's ends name: gathering reads them too.
    """

    vendor = Vendor.HUBSPOT
    workers = 1
    kinds = KINDS | {ChangeKind.CREATE_NOTE}

    def __init__(
        self,
        connection: HubSpotConnection,
        people: PeopleDirectory | None = None,  # noqa: ARG002 - all changers are built alike
        sleep: Callable[[float], None] = time.sleep,
        limiter: Limiter | None = None,
        properties: Mapping[Kind, Sequence[str]] | None = None,
    ) -> None:
        self._connection, self._properties = connection, properties or {}
        self._api = Api(connection, sleep, limiter)
        self._notes = Notes(self._api, connection)

    def marks(self, rule: MarkRule, since: datetime) -> Found:
        """Find the records that stand at the mark and changed since an instant, each with the mark's own instant."""
        return Found(tuple(find_marks(self._api, rule, since)))

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

        InvalidRecordError, naming the record and what to mend, where there is no company or no primary one, no
        folder, no successor or none who is active; RecordNotFoundError where the record is gone. A cut-off that is a
        bare date means the end of that day in UTC. Who decided is kept where the property holds an owner's id or
        address; free text is not. Other clients are not looked at: see `others_with`.
        """
        opening = Opening(self._api, mark, rule, Owners.read(self._api))
        determination = opening.determination()  # first, since it finds out whether the record is there at all
        return opening.client(), determination

    def owners(self) -> Sequence[Owner]:
        """Return all owners, inactive ones too."""
        return Owners.read(self._api).all

    def gather(self, mark: Mark, client: Client, kept: Iterable[Snapshot] = ()) -> Iterator[Snapshot | Unread]:
        """Yield the client's records, each once, as they are read: see gathering.py for which, and the order.

        Of a gathering that was broken off only what was not kept is read.
        """
        return Gathering(self._api, mark, client, self._connection, self._properties).records(kept)

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
        """Return the names of other companies that have the client's folder, or one of some mail domains."""
        return others_with(self._api, client, domains, folders)

    def companies(self, wanted: Sequence[Wanted], folders: Sequence[str]) -> Sequence[Sequence[Client]]:
        """Return for each that is wanted the companies that it may mean, by id or by name; see the port."""
        return companies(self._api, wanted, folders)

    def companies_where(self, name: str, value: str, folders: Sequence[str]) -> Iterator[Client]:
        """Yield the companies whose property has a value, however many; ManifestError where there is no such one."""
        return companies_where(self._api, name, value, folders)

    def with_folders(self, folders: Sequence[str]) -> Iterator[Client]:
        """Yield the companies that name a Drive folder."""
        return with_folders(self._api, folders)

    def others_with_each(
        self, asked: Sequence[tuple[Client, Sequence[str]]], folders: Sequence[str]
    ) -> Sequence[Sequence[str]]:
        """Return for each client and its domains the names of other companies with its folder or one of the domains."""
        return others_with_each(self._api, asked, folders)

    def others(self, client: Client) -> Iterator[Other]:
        """Yield the other companies with their people."""
        return others(self._api, client)

    def observe(self, changes: Sequence[Change]) -> Sequence[Seen | HandoffError]:
        """Return what stands in HubSpot for each change now, in the same order; fields in batches."""
        return self._each(changes, observe_fields, self._notes.observe)

    def apply(self, changes: Sequence[Change]) -> Sequence[Done | HandoffError]:
        """Apply each change once and answer in the same order; fields are written in batches, the company's first."""
        return self._each(changes, apply_fields, self._notes.apply)

    def _each(
        self,
        changes: Sequence[Change],
        for_fields: Callable[[Api, Sequence[Change]], Sequence[T | HandoffError]],
        for_note: Callable[[Change], T | HandoffError],
    ) -> list[T | HandoffError]:
        fields = iter(for_fields(self._api, [change for change in changes if change.kind in KINDS]))
        answers: list[T | HandoffError] = []
        for change in changes:
            match change.kind:
                case ChangeKind.SET_OWNER | ChangeKind.SET_FIELDS:
                    answers.append(next(fields))
                case ChangeKind.CREATE_NOTE:
                    answers.append(for_note(change))
                case _:
                    answers.append(VendorRefusedError(f"HubSpot has no '{change.kind}'.", record=str(change.record)))
        return answers
