"""What Salesforce does by itself when a record comes or changes: defaults, closing dates, teams, files.

An owner's change changes that record alone: nothing here hands children on. Whether it drops the team is a switch.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.records import content
from handoff_sandbox.salesforce.records.values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handoff_sandbox.salesforce.definitions.schema import SObject
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store


def before_creation(store: Store, sobject: SObject, record: Record) -> None:
    """Fill in what a new record gets by itself."""
    values = record.values
    if sobject.name == "Opportunity":
        for name, value in _from_stage(store, values).items():
            if values.get(name) is None:
                values[name] = value
        values["LastStageChangeDate"] = record.created
    elif sobject.name in _NUMBERED:
        field, first, form = _NUMBERED[sobject.name]
        values.setdefault(field, form.format(store.next_number(sobject.name, first)))
    elif sobject.name == "Event":
        values.update(_times(values))
    elif sobject.name == "EmailMessage":
        values["MessageDate"] = values.get("MessageDate") or record.created
    elif sobject.name in content.OBJECTS:
        content.before_creation(store, sobject, record)
    if sobject.name in ("Case", "Task") and store.picklists.closes(sobject.name, values.get("Status")):
        values.setdefault(_CLOSED[sobject.name], record.created)


def after_creation(store: Store, sobject: SObject, record: Record) -> None:
    """Make the records that come with a new one."""
    if sobject.name == "Opportunity" and record.values.get("ContactId"):
        role: dict[str, Value] = {
            "OpportunityId": record.id,
            "ContactId": record.values["ContactId"],
            "IsPrimary": True,
        }
        store.create(store.schema["OpportunityContactRole"], role, record.created_by, when=record.created)
    elif sobject.name == "Contact":
        _relate(store, record, record.created)
    elif sobject.name in content.OBJECTS:
        content.after_creation(store, sobject, record)


def before_update(store: Store, record: Record, values: dict[str, Value], when: datetime) -> dict[str, Value]:
    """Return the values to keep, with those that follow from them."""
    if record.sobject == "Opportunity" and values.get("StageName", record.values.get("StageName")) != record.values.get(
        "StageName"
    ):
        values = {**_from_stage(store, values), "LastStageChangeDate": when, **values}
    elif record.sobject in _CLOSED and "Status" in values:
        closed, was_closed = (
            store.picklists.closes(record.sobject, one.get("Status")) for one in (values, record.values)
        )
        if closed != was_closed:
            values[_CLOSED[record.sobject]] = when if closed else None
    elif record.sobject == "Event":
        values.update(_times({**record.values, **values}))
    elif record.sobject in content.OBJECTS:
        values = content.before_update(store, record, values)
    return values


def after_update(store: Store, record: Record, before: Mapping[str, Value]) -> None:
    """Drop the team of an account or an opportunity that got another owner, where the switch says so."""
    if record.sobject == "Contact" and "AccountId" in before and before["AccountId"] != record.values.get("AccountId"):
        _relate(store, record, record.modified)
    if "OwnerId" not in before or before["OwnerId"] == record.values.get("OwnerId"):
        return
    drops = {
        "Account": store.switches.account_owner_change_drops_team,
        "Opportunity": store.switches.opportunity_owner_change_drops_team,
    }
    if drops.get(record.sobject):
        team = store.tables.having(f"{record.sobject}TeamMember", f"{record.sobject}Id", record.id)
        for member in team:
            if member.deleted is None:
                store.delete(member)


def _relate(store: Store, contact: Record, when: datetime) -> None:
    """Keep the direct relation of a contact to its account, where contacts may belong to several accounts."""
    if store.schema.get("AccountContactRelation") is None:
        return
    for relation in store.tables.having("AccountContactRelation", "ContactId", contact.id):
        if relation.values.get("IsDirect") and relation.deleted is None:
            store.tables.set(relation, {"IsDirect": False})
    account = contact.values.get("AccountId")
    if not account:
        return
    for relation in store.tables.having("AccountContactRelation", "ContactId", contact.id):
        if relation.deleted is None and relation.values.get("AccountId") == account:
            store.tables.set(relation, {"IsDirect": True})
            return
    values: dict[str, Value] = {"AccountId": account, "ContactId": contact.id, "IsDirect": True, "IsActive": True}
    store.create(store.schema["AccountContactRelation"], values, contact.modified_by, when=when)


_NUMBERED = {
    "Case": ("CaseNumber", 1001, "{:08d}"),
    "Quote": ("QuoteNumber", 1, "{:08d}"),
    "QuoteLineItem": ("LineNumber", 1, "{:08d}"),
}
"""The fields that count up: their name, the first number, how it is written."""

_CLOSED = {"Case": "ClosedDate", "Task": "CompletedDateTime"}


def _from_stage(store: Store, values: Mapping[str, Value]) -> dict[str, Value]:
    stage = store.picklists.stage(values.get("StageName"))
    names = {"BestCase": "Best Case", "Forecast": "Commit"}
    return {"Probability": stage.probability, "ForecastCategoryName": names.get(stage.forecast, stage.forecast)}


def _times(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return an event's start, end and duration, each from the others where it is missing."""
    start = values.get("StartDateTime") or values.get("ActivityDateTime")
    end, minutes = values.get("EndDateTime"), values.get("DurationInMinutes")
    if not isinstance(start, datetime):
        return {}
    if isinstance(minutes, int):
        end = start + timedelta(minutes=minutes)
    elif isinstance(end, datetime):
        minutes = int((end - start).total_seconds() // 60)
    return {"StartDateTime": start, "ActivityDateTime": start, "EndDateTime": end, "DurationInMinutes": minutes}
