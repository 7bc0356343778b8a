"""Gathers a client's records: surveyed by association, then read in full batches and yielded one batch at a time.

What always holds: each record comes once, in the same order each time (the kinds in the order of `ORDER`, the marked
record first, then by id); one that HubSpot would not give is named as Unread, never skipped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from handoff.adapters.hubspot.addresses import address
from handoff.adapters.hubspot.api import Api
from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.kinds import ACTIVITIES, OWNER, TYPES, ref
from handoff.adapters.hubspot.people import Owners
from handoff.adapters.hubspot.snapshots import Reader, Stage
from handoff.adapters.hubspot.survey import Survey, Surveyor
from handoff.adapters.hubspot.transport import Wire
from handoff.domain.dossier import Unread
from handoff.domain.mark import Mark
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, RecordNotFoundError

OWNABLE = (Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TICKET, Kind.TASK)
"""The kinds whose owner properties are looked for: the others keep their author."""

ORDER = (Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TICKET, *ACTIVITIES)


class Gathering:
    """One gathering of one client."""

    def __init__(self, api: Api, owners: Owners, mark: Mark, client: Client, connection: HubSpotConnection) -> None:
        self._api, self._owners, self._mark, self._client, self._connection = api, owners, mark, client, connection

    def records(self) -> Iterator[Snapshot | Unread]:
        """Yield the client's records."""
        survey = Surveyor(self._api, self._mark.record, self._client.record).survey()
        definitions = {kind: self._api.properties(kind) for kind in OWNABLE if survey.ids[kind]}
        reader = Reader(
            client=self._client,
            owners=self._owners,
            stages=self._stages(survey),
            owned={kind: tuple(filter(None, map(_owner_property, items))) for kind, items in definitions.items()},
            companies=lambda record: survey.companies.get(record, []),
            links=survey.links_of,
            url=partial(address, self._connection),
        )
        for kind in (self._mark.record.kind, *(kind for kind in ORDER if kind is not self._mark.record.kind)):
            custom = _custom(definitions.get(kind, ())) if kind in (self._mark.record.kind, Kind.COMPANY) else []
            yield from self._read(
                kind, survey, reader, [*TYPES[kind].properties, OWNER, *reader.owned.get(kind, ()), *custom]
            )
        for record in sorted(survey.doubtful):
            reason = "It hangs only on a contact who belongs to another company too: whose it is can't be told."
            yield Unread(record, f"{record.kind.value.capitalize()} {record.id}", reason)

    def _read(self, kind: Kind, survey: Survey, reader: Reader, properties: list[str]) -> Iterator[Snapshot | Unread]:
        marked = self._mark.record
        ids = survey.in_order(kind)
        if marked.kind is kind:
            ids = [marked.id, *(identifier for identifier in ids if identifier != marked.id)]
        seen: set[str] = set()
        for batch in self._api.read(kind, ids, properties):
            for asked in batch.asked:
                record = batch.found.get(asked)
                if record is None:
                    yield _unread(ref(kind, asked), batch.failed.get(asked))
                elif record["id"] not in seen:
                    seen.add(record["id"])
                    yield reader.snapshot(kind, record)

    def _stages(self, survey: Survey) -> dict[tuple[Kind, str], Stage]:
        kinds = [kind for kind in (Kind.DEAL, Kind.TICKET) if survey.ids[kind]]
        return {(kind, str(stage["id"])): Stage.of(stage) for kind in kinds for stage in self._api.stages(kind)}


def _custom(definitions: list[Wire] | tuple[()]) -> list[str]:
    return [str(item["name"]) for item in definitions if item.get("hubspotDefined") is False]


def _owner_property(item: Wire) -> str | None:
    """The name of a property of the portal's own that holds one owner's id and can be written."""
    refers = item.get("referencedObjectType") == "OWNER" or item.get("type") == "user"
    fixed = (item.get("modificationMetadata") or {}).get("readOnlyValue") or item.get("calculated")
    ours = item.get("hubspotDefined") is False and item.get("fieldType") != "checkbox"
    return str(item["name"]) if refers and ours and not fixed else None


def _unread(record: RecordRef, error: HandoffError | None) -> Unread:
    if error is None or isinstance(error, RecordNotFoundError):
        reason = "HubSpot names it as associated but does not give it: it was deleted or is not to be seen by us."
    else:
        reason = error.what
    return Unread(record, f"{record.kind.value.capitalize()} {record.id}", reason)
