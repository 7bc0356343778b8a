"""Gathers a client's records: surveyed by association, then read in full batches side by side, and yielded in order.

What always holds: each record comes once, in the same order each time (the kinds in the order of `ORDER`, the marked
record first, then by id); one that HubSpot would not give is named as Unread, never skipped in silence. Memory holds
the survey's ids and one batch for each call at once. Nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from handoff.adapters.hubspot import extras
from handoff.adapters.hubspot.addresses import address
from handoff.adapters.hubspot.api import BATCH, BATCH_WITH_HISTORY, Api, Batch, chunks
from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.kinds import ACTIVITIES, OWNER, TYPES, Type
from handoff.adapters.hubspot.people import Owners
from handoff.adapters.hubspot.snapshots import Reader, Stage, attachment, list_of_records
from handoff.adapters.hubspot.survey import Survey, Surveyor
from handoff.adapters.hubspot.transport import Wire
from handoff.adapters.side_by_side import Workers, workers
from handoff.domain.dossier import Unread
from handoff.domain.mark import Mark
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, NotAuthorisedError, RecordNotFoundError, VendorRefusedError

OWNABLE = (Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TICKET, Kind.TASK)
"""The kinds whose owner properties are looked for: the others keep their author."""

ORDER = (Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TICKET, *ACTIVITIES, Kind.LINE_ITEM, Kind.QUOTE)

_CLOSED = (NotAuthorisedError, RecordNotFoundError, VendorRefusedError)
"""What says that the app may not see something that not every app needs."""


@dataclass(frozen=True)
class _Part:
    """Some records to be read in one call."""

    type: Type
    ids: list[str]
    properties: tuple[str, ...]
    history: tuple[str, ...] = ()


class Gathering:
    """One gathering of one client."""

    def __init__(
        self,
        api: Api,
        mark: Mark,
        client: Client,
        connection: HubSpotConnection,
        properties: Mapping[Kind, Sequence[str]],
    ) -> None:
        self._api, self._mark, self._client, self._connection = api, mark, client, connection
        self._properties = properties
        self._files: dict[str, list[RecordRef]] = {}
        self._kept: set[RecordRef] = set()
        self._hidden: list[Unread] = []

    def records(self, kept: Iterable[Snapshot] = ()) -> Iterator[Snapshot | Unread]:
        """Yield the client's records, but for what was kept before, which is not read again."""
        for snapshot in kept:
            self._take(snapshot.record, snapshot.raw.get("properties"))
        with workers() as run:
            owners, custom, currency = self._portal(run)
            survey = Surveyor(self._api, self._mark.record, self._client.record, custom).survey(run)
            stages, definitions = self._definitions(survey, run)
            reader = Reader(
                marked=self._mark.record,
                client=self._client,
                owners=owners,
                stages=stages,
                owned={type_: extras.owner_properties(items) for type_, items in definitions.items()},
                companies=lambda record: survey.companies.get(record, []),
                links=survey.links_of,
                url=partial(address, self._connection),
                named={type_: self._known(type_, items) for type_, items in definitions.items()},
                currency=currency,
            )
            parts = list(self._parts(survey, reader, definitions))
            for part, batch in zip(parts, run(self._read, parts), strict=True):
                yield from self._items(part.type, batch, reader)
            yield from self._attachments(run)
            yield from self._lists(survey, run)
        yield from self._hidden
        for type_, error in survey.refused.items():
            yield _closed(type_.label or type_.plural, type_.kind, error)
        for record in sorted(survey.doubtful):
            reason = "It hangs only on a contact who belongs to another company too: whose it is can't be told."
            yield Unread(record, f"{record.kind.value.capitalize()} {record.id}", reason)

    def _portal(self, run: Workers) -> tuple[Owners, list[Type], str]:
        """Return the owners, and the portal's own types of records and its currency where the app may see them."""

        def custom() -> list[Type]:
            try:
                return extras.custom_types(self._api)
            except _CLOSED as error:
                self._hidden.append(_closed("Custom objects", Kind.CUSTOM, error))
                return []

        def currency() -> str:
            try:
                return self._api.currency()
            except _CLOSED:  # amounts are told without it
                return ""

        asked: list[Any] = [partial(self._owners, archived=archived) for archived in (False, True)]
        active, deactivated, types, own = run(lambda ask: ask(), [*asked, custom, currency])
        return Owners.of(active, deactivated), types, own

    def _owners(self, *, archived: bool) -> list[Any]:
        return list(self._api.owners(archived=archived))

    def _definitions(
        self, survey: Survey, run: Workers
    ) -> tuple[dict[tuple[Kind, str], Stage], dict[Type, list[Wire]]]:
        """Return the stages by kind and id, and the definitions of the properties of types whose owners count."""
        there = [kind for kind in OWNABLE if survey.ids[TYPES[kind]]]
        staged = [kind for kind in (Kind.DEAL, Kind.TICKET) if kind in there]
        asked: list[Any] = [partial(self._api.properties, kind) for kind in there]
        asked += [partial(self._pipeline_stages, kind) for kind in staged]
        found = list(run(lambda ask: ask(), asked))
        definitions = {TYPES[kind]: items for kind, items in zip(there, found, strict=False)}
        stages = {key: stage for some in found[len(there) :] for key, stage in some.items()}
        return stages, definitions

    def _pipeline_stages(self, kind: Kind) -> dict[tuple[Kind, str], Stage]:
        return {(kind, str(stage["id"])): Stage.of(stage) for stage in self._api.stages(kind)}

    def _parts(self, survey: Survey, reader: Reader, definitions: Mapping[Type, list[Wire]]) -> Iterator[_Part]:
        """Yield what to read, in order: the marked record in the first part, with the history of what its mark is."""
        marked = self._mark.record
        kinds = [marked.kind, *(kind for kind in ORDER if kind is not marked.kind)]
        for type_ in [*(TYPES[kind] for kind in kinds), *sorted(self._others(survey), key=lambda one: one.id)]:
            ids = survey.in_order(type_)
            custom = _custom(definitions.get(type_, ())) if type_.kind in (marked.kind, Kind.COMPANY) else []
            more = (*reader.owned.get(type_, type_.owned), *reader.named.get(type_, ()), *custom)
            properties = tuple(dict.fromkeys((*type_.properties, OWNER, *more)))
            if type_.kind is marked.kind:
                ids = [marked.id, *(identifier for identifier in ids if identifier != marked.id)]
                first, ids = self._unkept(type_, ids[:BATCH_WITH_HISTORY]), ids[BATCH_WITH_HISTORY:]
                if first:
                    yield _Part(type_, first, properties, tuple(filter(None, (type_.stage, OWNER))))
            for some in chunks(self._unkept(type_, ids), BATCH):
                yield _Part(type_, list(some), properties)

    def _known(self, type_: Type, definitions: Sequence[Wire]) -> tuple[str, ...]:
        """Return those of the properties that the policy's ends name which the portal has."""
        there = {item["name"] for item in definitions}
        return tuple(name for name in self._properties.get(type_.kind, ()) if name in there)

    def _unkept(self, type_: Type, ids: Sequence[str]) -> list[str]:
        return [identifier for identifier in ids if type_.ref(identifier) not in self._kept]

    def _others(self, survey: Survey) -> list[Type]:
        return [type_ for type_ in survey.ids if type_.kind is Kind.CUSTOM]

    def _read(self, part: _Part) -> Batch:
        try:
            return self._api.read_batch(part.type, part.ids, part.properties, part.history)
        except NotAuthorisedError as error:
            if part.type.kind in (Kind.LINE_ITEM, Kind.QUOTE, Kind.CUSTOM):
                return Batch(part.ids, {}, dict.fromkeys(part.ids, error))
            raise

    def _items(self, type_: Type, batch: Batch, reader: Reader) -> Iterator[Snapshot | Unread]:
        for asked in batch.asked:
            record = batch.found.get(asked)
            if record is None:
                yield _unread(type_.ref(asked), batch.failed.get(asked))
            elif (name := type_.ref(record["id"])) not in self._kept:
                self._take(name, record["properties"])
                yield reader.snapshot(type_, record, asked)

    def _take(self, record: RecordRef, properties: Any) -> None:  # noqa: ANN401 - JSON
        """Count a record as kept, and take note of the files that hang on it."""
        self._kept.add(record)
        for identifier in extras.attached(properties or {}):
            self._files.setdefault(identifier, []).append(record)

    def _attachments(self, run: Workers) -> Iterator[Snapshot | Unread]:
        """Yield the files that hang on the activities that were read; HubSpot hides them from most apps."""
        wanted = (one for one in self._files if extras.ref(Kind.ATTACHMENT, one) not in self._kept)
        parts = list(chunks(sorted(wanted), BATCH))
        for part, found in zip(parts, run(self._file_batch, parts), strict=True):
            for identifier in part:
                if isinstance(found, HandoffError):
                    yield Unread(extras.ref(Kind.ATTACHMENT, identifier), f"File {identifier}", found.what)
                elif identifier in found:
                    yield attachment(found[identifier], tuple(sorted(self._files[identifier])))
                else:
                    yield _unread(extras.ref(Kind.ATTACHMENT, identifier), None)

    def _lists(self, survey: Survey, run: Workers) -> Iterator[Snapshot | Unread]:
        """Yield the lists in which the company, its contacts and deals are."""
        records = [TYPES[kind].ref(one) for kind in extras.LISTED for one in survey.in_order(TYPES[kind])]
        members: dict[str, list[RecordRef]] = {}
        try:
            for found in run(partial(extras.lists_of, self._api), list(chunks(records, BATCH))):
                for identifier, some in found.items():
                    members.setdefault(identifier, []).extend(some)
            wanted = sorted(one for one in members if extras.ref(Kind.LIST, one) not in self._kept)
            lists = {str(one["listId"]): one for one in extras.lists(self._api, wanted)}
        except _CLOSED as error:
            yield _closed("Lists", Kind.LIST, error)
            return
        for identifier in wanted:
            record = extras.ref(Kind.LIST, identifier)
            if identifier in lists:
                links = tuple(members[identifier])
                yield list_of_records(lists[identifier], links, address(self._connection, record))
            else:
                yield _unread(record, None)

    def _file_batch(self, ids: Sequence[str]) -> dict[str, Wire] | HandoffError:
        try:
            return extras.files(self._api, ids)
        except _CLOSED as error:
            return error


def _custom(definitions: list[Wire] | tuple[()]) -> list[str]:
    return [str(item["name"]) for item in definitions if item.get("hubspotDefined") is False]


def _closed(what: str, kind: Kind, error: HandoffError) -> Unread:
    return Unread(extras.ref(kind, "all"), what, error.what)


def _unread(record: RecordRef, error: HandoffError | None) -> Unread:
    if error is None or isinstance(error, RecordNotFoundError):
        reason = "HubSpot names it as associated but does not give it: it was deleted or is not to be seen by us."
    else:
        reason = error.what
    return Unread(record, f"{record.kind.value.capitalize()} {record.id}", reason)
