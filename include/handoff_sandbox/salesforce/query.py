"""Queries and their pages: a cursor holds which records a query found, and each page tells them as they are then.

A page has 2,000 records, or as many from 200 up as Sforce-Query-Options asks for. A cursor lives for two days, and a
user has ten: an eleventh ends the oldest.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.errors import bad_request
from handoff_sandbox.salesforce.records.values import show
from handoff_sandbox.salesforce.soql import files
from handoff_sandbox.salesforce.soql.bind import Binder
from handoff_sandbox.salesforce.soql.parse import parse
from handoff_sandbox.salesforce.soql.plan import ChildColumn, FunctionColumn, Plan, ReachColumn, Reader
from handoff_sandbox.salesforce.soql.run import group_rows, matching
from handoff_sandbox.salesforce.wire import Json, Selection, Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

LONGEST_QUERY = 100_000
MOST_GROUPS = 2000
MOST_CURSORS = 10
_LIFETIME = timedelta(days=2)


@dataclass(frozen=True)
class Cursor:
    """What a query, or a subquery of one record, found."""

    id: str
    reader: Reader
    plan: Plan
    records: list[Record]
    opened: datetime
    nested: bool


class Queries:
    """Answers queries and keeps the cursors of those that have more pages."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cursors: OrderedDict[str, Cursor] = OrderedDict()

    def answer(self, text: str, reader: Reader, wire: Wire, size: int) -> Json:
        """Return the first page of a query; raises Salesforce's 400."""
        if len(text) > LONGEST_QUERY:
            raise bad_request(
                "QUERY_TOO_COMPLICATED", f"SOQL statements cannot be longer than {LONGEST_QUERY} characters."
            )
        plan, reader = self._planned(text, reader)
        records = matching(self._store, plan, reader)
        if plan.counts:
            return {"totalSize": len(records), "done": True, "records": []}
        if plan.aggregate:
            return self._groups(plan, records)
        return self._page(Cursor("", reader, plan, records, self._store.now(), nested=False), 0, wire, size)

    def all(self, text: str, reader: Reader, wire: Wire) -> list[Json]:
        """Return all records of a query in one; raises Salesforce's 400."""
        return list(self._bodies(*self._planned(text, reader), wire))

    def table(self, text: str, reader: Reader, wire: Wire) -> tuple[str, list[tuple[str, ...]], list[Json]]:
        """Return a query's object, its columns by their names over relationships, and all its records.

        Raises Salesforce's 400, also for what has no place in a table.
        """
        plan, reader = self._planned(text, reader)
        columns: list[tuple[str, ...]] = []
        for column in plan.columns:
            if isinstance(column, ReachColumn) and column.reach.field.type not in ("address", "base64"):
                steps = tuple(step.relationship or step.name for step in column.reach.steps)
                columns.append((*steps, column.reach.field.name))
            elif isinstance(column, FunctionColumn):
                columns.append((column.name,))
            else:
                raise bad_request("API_ERROR", "Selecting compound data or subqueries is not supported in Bulk Query")
        if plan.aggregate or plan.counts or plan.offset:
            raise bad_request("API_ERROR", "Aggregate queries and OFFSET are not supported in Bulk Query")
        return plan.root.name, columns, list(self._bodies(plan, reader, wire))

    def _planned(self, text: str, reader: Reader) -> tuple[Plan, Reader]:
        query = parse(text)
        binder = Binder.of(self._store, reader, text, query)
        files.check_filter(binder, query)
        return files.narrowed(binder, query, binder.plan(query)), reader

    def _bodies(self, plan: Plan, reader: Reader, wire: Wire) -> Iterator[Json]:
        selection = Selection(wire, plan, lambda _, __: None)
        return (selection.body(record) for record in matching(self._store, plan, reader))

    def more(self, locator: str, reader: Reader, wire: Wire, size: int) -> Json:
        """Return a further page by its locator, '<cursor>-<first record>'; raises INVALID_QUERY_LOCATOR."""
        name, _, place = locator.partition("-")
        cursor = self._cursors.get(name)
        if cursor is None or not place.isdecimal() or cursor.reader.user_id != reader.user_id:
            raise bad_request("INVALID_QUERY_LOCATOR", "invalid query locator")
        if self._store.now() - cursor.opened > _LIFETIME or int(place) >= len(cursor.records):
            raise bad_request("INVALID_QUERY_LOCATOR", "invalid query locator")
        return self._page(cursor, int(place), wire, size)

    def _page(self, cursor: Cursor, first: int, wire: Wire, size: int) -> Json:
        def children(column: ChildColumn, record: Record) -> Json | None:
            among = self._store.tables.having(column.plan.root.name, column.reference.name, record.id)
            if not among:
                return None
            found = matching(self._store, column.plan, cursor.reader, among)
            inner = Cursor("", cursor.reader, column.plan, found, cursor.opened, nested=True)
            return self._page(inner, 0, wire, size) if found else None

        end = first + size
        selection = Selection(wire, cursor.plan, children)
        page = [selection.body(record) for record in cursor.records[first:end]]
        body: Json = {"totalSize": len(cursor.records), "done": end >= len(cursor.records)}
        if not body["done"]:
            opened = cursor if cursor.id else self._open(cursor)
            body["nextRecordsUrl"] = f"{wire.root}/query/{opened.id}-{end}"
        return body | {"records": page}

    def _open(self, cursor: Cursor) -> Cursor:
        name = self._store.new_id("01g")
        opened = Cursor(name, cursor.reader, cursor.plan, cursor.records, self._store.now(), cursor.nested)
        self._cursors[name] = opened
        user = cursor.reader.user_id
        own = [one.id for one in self._cursors.values() if one.reader.user_id == user and not one.nested]
        for old in own[:-MOST_CURSORS]:
            del self._cursors[old]
        return opened

    def _groups(self, plan: Plan, records: list[Any]) -> Json:
        rows = group_rows(plan, records)
        if len(rows) > MOST_GROUPS:
            message = (
                "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch"
            )
            raise bad_request("EXCEEDED_ID_LIMIT", message)
        attributes = {"attributes": {"type": "AggregateResult"}}
        told = [attributes | {name: show(value) for name, value in row.items()} for row in rows]
        return {"totalSize": len(told), "done": True, "records": told}
