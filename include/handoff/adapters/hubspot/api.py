"""The calls that the adapter makes, each full: pages of 200, batches of 100 (50 with history), associations by 1,000.

The library gives paths, headers and the form of the bodies; one API object of each is held, since it would open a new
pool of connections each time. Answers are HubSpot's raw JSON. It knows nothing of handoffs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from hubspot import HubSpot

from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.errors import refusal
from handoff.adapters.hubspot.kinds import TYPES, Type, type_of
from handoff.adapters.hubspot.transport import Transport, Wire
from handoff.domain.ports.tools import Limiter
from handoff.domain.record import Kind
from handoff.errors import HandoffError, VendorUnavailableError

SEARCH_PAGE, BATCH, BATCH_WITH_HISTORY, ASSOCIATIONS, OWNERS_PAGE = 200, 100, 50, 1000, 500
_MERGED = "hs_merged_object_ids"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch:
    """The answer to one batch: what was found by the id that was asked for, and what failed, by id.

    A merged id finds the record that survived, which has another `id`.
    """

    asked: Sequence[str] = ()
    found: Mapping[str, Wire] = field(default_factory=dict)
    failed: Mapping[str, HandoffError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Association:
    """One record that another is associated with; `primary` where HubSpot labels it so."""

    id: str
    primary: bool


class Api:
    """One account's API. Raises the errors of our tree (see transport.py)."""

    def __init__(
        self, connection: HubSpotConnection, sleep: Callable[[float], None], limiter: Limiter | None = None
    ) -> None:
        transport = Transport(connection, sleep, limiter)
        self._connection, self._transport = connection, transport

        def build(package: Any, name: str, config: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the library is untyped
            configuration = package.Configuration()
            configuration.access_token, configuration.host = config["access_token"], config["host"]
            client = package.ApiClient(configuration)
            client.user_agent = "handoff"
            client.request = transport.request
            return getattr(package, name)(client)

        crm = HubSpot(access_token=connection.access_token, host=connection.base_url, api_factory=build).crm
        self._basic, self._batch, self._search = (
            crm.objects.basic_api,
            crm.objects.batch_api,
            crm.objects.search_api,
        )
        self._associations = crm.associations.v4.batch_api
        self._owners, self._pipelines = crm.owners.owners_api, crm.pipelines.pipelines_api
        self._properties = crm.properties.core_api

    def search(self, kind: Kind, groups: Sequence[Sequence[Wire]], properties: Sequence[str]) -> Iterator[Wire]:
        """Yield the records that pass all filters of one of the groups, by id.

        Each page begins after the last id rather than at an offset: no record is passed over when another one leaves
        the result meanwhile, and the limit of 10,000 results for a query does not bind.
        """
        after: list[Wire] = []
        while True:
            body = {
                "filterGroups": [{"filters": [*filters, *after]} for filters in groups],
                "sorts": [{"propertyName": "hs_object_id", "direction": "ASCENDING"}],
                "properties": list(properties),
                "limit": SEARCH_PAGE,
            }
            answer = _call(self._search.do_search, TYPES[kind].plural, body)
            results = _results(answer)
            yield from results
            if not results or int(answer["total"]) <= len(results):
                return
            after = [{"propertyName": "hs_object_id", "operator": "GT", "value": results[-1]["id"]}]

    def read(
        self, kind: Kind, ids: Iterable[str], properties: Iterable[str], history: Sequence[str] = ()
    ) -> Iterator[Batch]:
        """Yield records by id, a batch at a time, in the order of the ids."""
        wanted = list(properties)
        for part in chunks(list(ids), BATCH_WITH_HISTORY if history else BATCH):
            yield self.read_batch(kind, part, wanted, history)

    def read_batch(
        self, kind: Kind | Type, ids: Sequence[str], properties: Iterable[str], history: Sequence[str] = ()
    ) -> Batch:
        """Return records by id, as many as HubSpot takes at once: 100, or 50 with the history of some properties."""
        body = {
            "inputs": [{"id": identifier} for identifier in ids],
            "properties": list(dict.fromkeys([*properties, _MERGED])),
            "propertiesWithHistory": list(history),
        }
        answer = _call(self._batch.read, type_of(kind).plural, body)
        return _batch(ids, _results(answer), answer)

    def read_one(self, kind: Kind, identifier: str, properties: Iterable[str], history: Sequence[str] = ()) -> Wire:
        """Return one record; RecordNotFoundError. A merged id gives the record that survived."""
        batch = next(self.read(kind, [identifier], properties, history))
        for error in batch.failed.values():
            raise error
        return batch.found[identifier]

    def update(self, kind: Kind | Type, changes: Mapping[str, Mapping[str, str]]) -> Batch:
        """Write properties of at most 100 records, each once. A trace id for each lets the good ones of a batch pass.

        VendorRefusedError where HubSpot refused the batch as a whole: then nothing was written.
        """
        inputs = [
            {"id": identifier, "properties": dict(properties), "objectWriteTraceId": identifier}
            for identifier, properties in changes.items()
        ]
        answer = _call(self._batch.update, type_of(kind).plural, {"inputs": inputs})
        return _batch(list(changes), answer.get("results") or [], answer)

    def create(self, kind: Kind, properties: Mapping[str, str], associations: Sequence[tuple[str, int]]) -> Wire:
        """Create a record that is associated with others, each by id and type of association."""
        links = [
            {
                "to": {"id": identifier},
                "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": type_id}],
            }
            for identifier, type_id in associations
        ]
        body = {"properties": dict(properties), "associations": links}
        return _call(self._basic.create, TYPES[kind].plural, body)

    def archive(self, kind: Kind, identifier: str) -> None:
        """Put a record into HubSpot's recycling bin; one that is gone is no error."""
        _call(self._basic.archive, TYPES[kind].plural, identifier)

    def associated(self, kind: Kind | Type, ids: Iterable[str], to: Kind | Type) -> dict[str, list[Association]]:
        """Return what each record is associated with; a record that has nothing, or is not there, is left out.

        https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide: an answer names 500 for each
        record, then goes on at `after`.
        """
        found: dict[str, list[Association]] = {}
        waiting = deque({"id": identifier} for identifier in ids)
        while waiting:
            inputs = [waiting.popleft() for _ in range(min(ASSOCIATIONS, len(waiting)))]
            answer = _call(self._associations.get_page, type_of(kind).plural, type_of(to).plural, {"inputs": inputs})
            for result in _results(answer):
                identifier = str(result["from"]["id"])
                found.setdefault(identifier, []).extend(_association(item) for item in result["to"])
                if after := ((result.get("paging") or {}).get("next") or {}).get("after"):
                    waiting.append({"id": identifier, "after": str(after)})
        return found

    def owners(self, *, archived: bool) -> Iterator[Wire]:
        """Yield the active or the deactivated owners."""
        after: str | None = None
        while True:
            page = _call(
                self._owners.get_page, limit=OWNERS_PAGE, archived=archived, **({"after": after} if after else {})
            )
            yield from _results(page)
            after = ((page.get("paging") or {}).get("next") or {}).get("after")
            if not after:
                return

    def properties(self, kind: Kind | Type) -> list[Wire]:
        """Return the definitions of all properties of a kind."""
        return _results(_call(self._properties.get_all, type_of(kind).plural))

    def ask(self, method: str, path: str, *query: tuple[str, str], body: object = None) -> Wire:
        """Return the answer to a request that only reads and for which the library has no call, or a wasteful one.

        The path is v3's; the connection's version takes its place.
        """
        headers = {"Authorization": f"Bearer {self._connection.access_token}", "Content-Type": "application/json"}
        return self._transport.request(method, self._connection.base_url + path, query, headers, body)

    def download(self, identifier: str, limit: int) -> bytes | None:
        """Return what a file holds, None where that is more than `limit` bytes."""
        signed = self.ask("GET", f"/files/v3/files/{quote(identifier, safe='')}/signed-url")
        return self._transport.download(str(signed.get("url") or ""), limit)

    def currency(self) -> str:
        """Return the account's own currency, in which a deal is that names none, as `EUR`; "" where it says none.

        https://developers.hubspot.com/docs/api-reference/latest/account/account-information/get-account-details
        """
        return str(self.ask("GET", "/account-info/v3/details").get("companyCurrency") or "")

    def stages(self, kind: Kind) -> Iterator[Wire]:
        """Yield the stages of all pipelines of deals or tickets."""
        for pipeline in _results(_call(self._pipelines.get_all, TYPES[kind].plural)):
            yield from pipeline["stages"]


def main_one(associations: Sequence[Association]) -> str | None:
    """Return the id of the primary one of several, or of the only one; None where it can't be told."""
    chosen = [item for item in associations if item.primary] or associations
    return chosen[0].id if len(chosen) == 1 else None


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield the items in parts of a size, the last one shorter."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _call(method: Callable[..., Any], *arguments: object, **options: object) -> Wire:
    answer: Wire = method(*arguments, _preload_content=False, **options)
    return answer


def _association(item: Wire) -> Association:
    labels = {str(kind.get("label") or "").lower() for kind in item["associationTypes"]}
    return Association(str(item["toObjectId"]), "primary" in labels)


def _results(answer: Wire) -> list[Wire]:
    """The results of a read: an answer without them says nothing, rather than that there are none."""
    results = answer.get("results")
    if not isinstance(results, list):
        raise VendorUnavailableError("HubSpot's answer has no results.", mend="See what answers at its address.")
    return results


def _batch(asked: Sequence[str], results: Sequence[Wire], answer: Wire) -> Batch:
    found: dict[str, Wire] = {}
    for record in results:
        merged = str((record.get("properties") or {}).get(_MERGED) or "").split(";")
        for identifier in (str(record["id"]), *merged):
            found.setdefault(identifier, record)
    failed = {
        str(identifier): refusal(0, error)
        for error in answer.get("errors") or ()
        for key in ("ids", "id", "objectWriteTraceId")
        for identifier in (error.get("context") or {}).get(key) or ()
    }
    return Batch(
        asked,
        {identifier: found[identifier] for identifier in asked if identifier in found},
        {identifier: failed[identifier] for identifier in asked if identifier in failed and identifier not in found},
    )
