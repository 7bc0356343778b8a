"""The calls that the adapter makes, each full: queries of 2,000 records a page, collections of 200 writes or 2,000
reads, descriptions of many objects, or several queries, in one composite call. It knows nothing of handoffs.

Queries are written with `soql`, the library's own escaping. Errors are those of our tree (see transport.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from simple_salesforce.format import format_soql

from handoff.adapters.salesforce.errors import answer_error, first, refusal
from handoff.adapters.salesforce.pages import Page, read_answers, read_page, whole
from handoff.adapters.salesforce.schema import Described, field_name
from handoff.adapters.salesforce.transport import Row, Transport
from handoff.errors import HandoffError, OutcomeUnknownError, VendorUnavailableError

WRITES, READS, IDS, NAMED, PARTS, QUERIES = 200, 2000, 400, 4000, 25, 5
"""Records in a collection that writes, and that reads; ids in a query that is an address, which may have 16,384 bytes,
and in one that stands in the body of a composite request, where it may have 100,000; requests in a composite one, and
how many of those may be queries."""
_LONGEST = 12_000
"""Bytes of a query that is asked for by its address; a longer one stands in a body."""

MOST_BYTES = 50 * 1024 * 1024
"""Bytes of a field that are read where nobody says less; the texts of notes have a tenth of that."""
_HOPS = 5
"""So often a record that others were merged into may have been merged itself."""

soql = format_soql
T = TypeVar("T")


class Query(NamedTuple):
    """A query; `archived` finds activities that Salesforce has put away too, and the deleted."""

    text: str
    archived: bool = False


Ask = Query | str
"""A query, of which the first page is wanted, or the address of a further page."""


@dataclass(frozen=True, slots=True)
class Write:
    """New values of some fields of one record."""

    object: str
    id: str
    fields: Mapping[str, Any]


class Api:
    """One organisation's API."""

    def __init__(self, transport: Transport, version: str) -> None:
        self._send = transport
        self._root = f"/services/data/v{version}"

    def query(self, text: str, *, archived: bool = False) -> Iterator[list[Row]]:
        """Yield the pages of a query; `archived` as in Query."""
        page = self._send.get("queryAll" if archived else "query", {"q": text})
        while True:
            yield records(page)
            if page.get("done", True):
                return
            page = self._send.get(str(page["nextRecordsUrl"]))

    def answers(self, asks: Sequence[Ask]) -> list[Page | HandoffError]:
        """Return the page that answers each of at most five asks, or its error, in one call."""
        body = self._composite([{"method": "GET", "url": self._address(one)} for one in asks], all_or_none=False)
        answers = self._send.read("POST", "composite", read_answers, body)
        if len(answers) != len(asks):
            raise _told_nothing(write=False)
        return [
            answer_error(answer.status, answer.body, write=False) if answer.status > 299 else whole(answer.body)
            for answer in answers
        ]

    def answer(self, ask: Ask) -> Page:
        """Return the page that answers an ask, in a call of its own."""
        address = self._address(ask)
        if len(address) <= _LONGEST:
            return self._send.read("GET", f"{self._root}/{address}", read_page)
        [answer] = self.answers([ask])
        if isinstance(answer, HandoffError):
            raise answer
        return answer

    def found(self, text: str) -> Iterator[Row]:
        """Yield the records of a query that may be too long for an address."""
        ask: Ask = Query(text)
        while ask:
            page = self.answer(ask)
            yield from page.take()
            ask = page.more

    def _address(self, ask: Ask) -> str:
        if isinstance(ask, str):
            return ask.removeprefix(f"{self._root}/")
        return f"{'queryAll' if ask.archived else 'query'}?{urlencode({'q': ask.text})}"

    def rows(self, text: str) -> Iterator[Row]:
        """Yield the records of a query."""
        for page in self.query(text):
            yield from page

    def children(self, row: Row, name: str) -> Iterator[Row]:
        """Yield what a subquery found for a record, its further pages too."""
        page = row.get(name)
        while page:
            yield from records(page)
            page = None if page.get("done", True) else self._send.get(str(page["nextRecordsUrl"]))

    def read(self, name: str, ids: Sequence[str], fields: Sequence[str]) -> dict[str, Row]:
        """Return some fields of records by id; one that is not there, or not to be seen, is left out."""
        found: dict[str, Row] = {}
        for part in chunks(list(dict.fromkeys(ids)), READS):
            rows = self._send.ask(f"composite/sobjects/{name}", {"ids": part, "fields": ["Id", *fields]})
            found |= {asked: row for asked, row in zip(part, rows, strict=True) if row is not None}
        return found

    def read_one(self, name: str, identifier: str, fields: Sequence[str]) -> Row | None:
        """Return some fields of a record, None where there is none."""
        return self.read(name, [identifier], fields).get(identifier)

    def update(self, writes: Sequence[Write]) -> list[HandoffError | None]:
        """Write each record by itself and return what each came to, in the same order; those of one object stand
        together. An error of a call as a whole counts for each record of that call.
        """
        answers: list[HandoffError | None] = []
        for part in chunks(writes, WRITES):
            try:
                answers += outcomes(self._send.write("PATCH", "composite/sobjects", updates(part)), len(part))
            except HandoffError as error:
                answers += [error] * len(part)
        return answers

    def create(self, records: Sequence[Row]) -> list[HandoffError | None]:
        """Create at most 200 records, each by itself, and return what each came to, in the same order."""
        told = self._send.write("POST", "composite/sobjects", {"allOrNone": False, "records": list(records)})
        return outcomes(told, len(records))

    def compose(self, parts: Sequence[Row], *, all_or_none: bool, write: bool) -> list[Row]:
        """Send requests as one, each with `method`, `url` below the version and perhaps `body` and `referenceId`;
        return their answers, with `body` and `httpStatusCode`.
        """
        body = self._composite(parts, all_or_none=all_or_none)
        told = self._send.write("POST", "composite", body) if write else self._send.ask("composite", body)
        answers = told.get("compositeResponse") if isinstance(told, dict) else None
        if not isinstance(answers, list) or len(answers) != len(parts):
            raise _told_nothing(write=write)
        return answers

    def _composite(self, parts: Sequence[Row], *, all_or_none: bool) -> Row:
        numbered = [
            {"referenceId": f"part{place}", **part, "url": f"{self._root}/{part['url']}"}
            for place, part in enumerate(parts)
        ]
        return {"allOrNone": all_or_none, "compositeRequest": numbered}

    def describe(self, names: Sequence[str]) -> dict[str, Described]:
        """Return what is known of some objects; one that is not there, or not to be seen, is left out."""
        found: dict[str, Described] = {}
        for part in chunks(names, PARTS):
            requests = [{"method": "GET", "url": f"sobjects/{field_name(name)}/describe"} for name in part]
            answers = self.compose(requests, all_or_none=False, write=False)
            for name, answer in zip(part, answers, strict=True):
                if answer["httpStatusCode"] == 200:
                    found[name] = Described.of(answer["body"])
        return found

    def updated(self, name: str, start: datetime, end: datetime) -> tuple[frozenset[str], str]:
        """Return the ids of the records that changed in a span, and the instant up to which that is all of them.

        https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getupdated.htm
        """
        span = {"start": _utc(start), "end": _utc(end)}
        told = self._send.get(f"sobjects/{field_name(name)}/updated/", span)
        return frozenset(map(str, told["ids"])), str(told["latestDateCovered"])

    def survivors(self, name: str, ids: Sequence[str]) -> dict[str, str]:
        """Return into which records some were merged, by the ids of those that were."""
        found: dict[str, str] = {}
        left = list(dict.fromkeys(ids))
        for _ in range(_HOPS):
            text = f"SELECT Id, MasterRecordId FROM {field_name(name)} WHERE MasterRecordId != null AND "
            merged = {
                str(row["Id"]): str(row["MasterRecordId"])
                for part in chunks(left, IDS)
                for page in self.query(text + soql("Id IN {}", list(part)), archived=True)
                for row in page
            }
            found = {one: merged.get(into, into) for one, into in found.items()} | {
                one: into for one, into in merged.items() if one in ids
            }
            left = [into for into in dict.fromkeys(merged.values()) if into not in found]
            if not left:
                break
        return found

    def blob(self, name: str, identifier: str, field: str, *, limit: int = MOST_BYTES) -> bytes | None:
        """Return the bytes in a field of a record, None where there are more than `limit`."""
        return self._send.download(f"sobjects/{name}/{quote(identifier, safe='')}/{field}", limit)

    def delete(self, name: str, identifier: str) -> None:
        """Delete a record; one that is gone is RecordNotFoundError."""
        self._send.write("DELETE", f"sobjects/{name}/{quote(identifier, safe='')}")


def updates(writes: Sequence[Write]) -> Row:
    """Return the body that updates at most 200 records, each by itself."""
    records = [{"attributes": {"type": write.object}, "id": write.id, **write.fields} for write in writes]
    return {"allOrNone": False, "records": records}


def outcomes(told: object, count: int) -> list[HandoffError | None]:
    """Return what a collection's answer says of each record: None, or its error."""
    if not isinstance(told, list) or len(told) != count:
        raise _told_nothing(write=True)
    return [None if result.get("success") is True else result_error(result) for result in told]


def result_error(result: Row) -> HandoffError:
    """Return the error of one record in the answer to a collection."""
    told = first(result.get("errors") or [])
    return refusal(str(told.get("statusCode") or ""), told)


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield the items in parts of a size, the last one shorter."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def records(page: Row) -> list[Row]:
    """Return the records of a page: an answer without them says nothing, rather than that there are none."""
    records = page.get("records") if isinstance(page, dict) else None
    if not isinstance(records, list):
        raise VendorUnavailableError("Salesforce's answer has no records.", mend="See what answers at its address.")
    return records


def _told_nothing(*, write: bool) -> HandoffError:
    what = "Salesforce's answer does not name what was asked for."
    return OutcomeUnknownError(what) if write else VendorUnavailableError(what)


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
