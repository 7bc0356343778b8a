"""Answers plans: which records match, in what order, in what groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.soql.functions import comparable
from handoff_sandbox.salesforce.soql.plan import Plan, Reader, Sort

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

ACTIVITIES = frozenset({"Task", "Event"})
"""What is archived once it has been over for a year, and told by `queryAll` alone from then on."""


def matching(store: Store, plan: Plan, reader: Reader, among: Iterable[Record] | None = None) -> list[Record]:
    """Return the records that match, in order, cut by OFFSET and LIMIT; `among` are the only ones to look at."""
    candidates = _candidates(store, plan) if among is None else among
    found = [
        record
        for record in candidates
        if (reader.deleted or _is_there(store, record)) and (plan.where is None or plan.where(record))
    ]
    if plan.aggregate:
        return found
    return cut(plan, in_order(found, plan.order))


def _is_there(store: Store, record: Record) -> bool:
    """Whether a query finds a record that `queryAll` finds: no deleted one, and no activity that was put away."""
    return record.deleted is None and not (record.sobject in ACTIVITIES and store.value(record, "IsArchived"))


def cut(plan: Plan, rows: list[Any]) -> list[Any]:
    """Return the rows between OFFSET and LIMIT."""
    end = None if plan.limit is None else plan.offset + plan.limit
    return rows[plan.offset : end]


def in_order(rows: list[Any], order: Sequence[Sort]) -> list[Any]:
    """Return rows by the keys of ORDER BY; nulls come first unless they are told to be last."""
    for sort in reversed(order):
        nulls = [row for row in rows if sort.get(row) is None]
        others = sorted(
            (row for row in rows if sort.get(row) is not None),
            key=lambda row: comparable(sort.get(row)),
            reverse=sort.descending,
        )
        rows = others + nulls if sort.nulls_last else nulls + others
    return rows


def _candidates(store: Store, plan: Plan) -> Iterable[Record]:
    """Return the records to look at: all of the object, or those that an index over a reference gives."""
    root = plan.root
    if plan.within is None or root.alias_of:
        return store.all(root)
    name, values = plan.within
    if name == "Id":
        return [record for one in sorted(values) if (record := store.get(root, one))]
    if not store.is_kept(root, name):
        return store.all(root)
    found = [record for one in values for record in store.tables.having(root.name, name, one)]
    return sorted(found, key=lambda record: (record.created, record.id))


def group_rows(plan: Plan, records: list[Record]) -> list[dict[str, Any]]:
    """Return the groups' results, in order, cut by OFFSET and LIMIT."""
    aggregate = plan.aggregate
    if aggregate is None:
        return []
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(tuple(comparable(get(record)) for get in aggregate.keys), []).append(record)
    rows = list(groups.values()) if aggregate.keys else [records]
    if aggregate.having:
        rows = [row for row in rows if aggregate.having(row)]
    rows = cut(plan, in_order(rows, plan.order))
    return [{name: get(row) for name, get in aggregate.results} for row in rows]
