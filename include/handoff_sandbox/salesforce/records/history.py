"""Field history: a row for each change of a tracked field, and one for each step of an opportunity.

A reference leaves two rows, one with names and one with ids, as Salesforce keeps them; texts of more than 255
characters leave none of their values. https://help.salesforce.com/s/articleView?id=xcloud.tracking_field_history.htm
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.records.values import Value, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from handoff_sandbox.salesforce.definitions.schema import Field
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

STEPS = ("StageName", "Amount", "CloseDate", "Probability")
"""The fields of an opportunity whose change is a step."""


def track_creation(store: Store, record: Record) -> None:
    """Keep the row that says that a record was created."""
    history = store.schema[record.sobject].history
    if history:
        _row(store, record, history, "created", "Text", None, None)
    if record.sobject == "Opportunity":
        _step(store, record, record.created, record.created_by)


def track_changes(store: Store, record: Record, before: Mapping[str, Value]) -> None:
    """Keep a row for each tracked field that differs from `before`, the old values of the fields that were set."""
    sobject = store.schema[record.sobject]
    for name, old in before.items():
        new = record.values.get(name)
        if sobject.history and name in sobject.tracked and old != new:
            for kind, was, now in _told(store, sobject.fields[name.lower()], old, new):
                _row(store, record, sobject.history, _field_name(name), kind, was, now)
    if record.sobject == "Opportunity" and any(
        name in STEPS and old != record.values.get(name) for name, old in before.items()
    ):
        _step(store, record, record.modified, record.modified_by)


def _field_name(name: str) -> str:
    """Return the name under which a change stands: a standard reference without its Id."""
    return name.removesuffix("Id") if not name.endswith("__c") else name


def _told(store: Store, field: Field, old: Value, new: Value) -> Iterator[tuple[str, Value, Value]]:
    if field.type == "reference":
        yield "Text", store.name_of(str(old or "")), store.name_of(str(new or ""))
        yield "EntityId", old, new
    elif field.type == "textarea":
        yield "Text", None, None
    else:
        yield {"currency": "Currency", "boolean": "Boolean", "date": "DateOnly"}.get(field.type, "Text"), old, new


def _row(store: Store, record: Record, history: str, name: str, kind: str, old: Value, new: Value) -> None:
    parent = store.schema[history].history_of
    row: dict[str, Value] = {"Field": name, "DataType": kind, f"{parent}Id": record.id}
    store.keep_row(history, row | {"OldValue": show(old), "NewValue": show(new)}, record.modified, record.modified_by)


def _step(store: Store, record: Record, when: datetime, by: str) -> None:
    names = (*STEPS, "ExpectedRevenue", "ForecastCategory")
    row: dict[str, Value] = {name: store.value(record, name) for name in names}
    store.keep_row("OpportunityHistory", row | {"OpportunityId": record.id}, when, by)
