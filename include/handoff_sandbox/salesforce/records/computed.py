"""The fields that Salesforce computes: each is read from other fields, or other records, whenever it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.records.values import Value

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

Compute = Callable[["Store", "Record"], Value]
PREVIEW = 255
_KEPT = timedelta(days=365)


def _full_name(_: Store, record: Record) -> Value:
    return " ".join(filter(None, (record.text("FirstName"), record.text("LastName"))))


def _team_member_name(store: Store, record: Record) -> Value:
    return store.name_of(record.text("UserId"))


def _closed_stage(store: Store, record: Record) -> Value:
    return store.picklists.stage(record.values.get("StageName")).closed


def _won_stage(store: Store, record: Record) -> Value:
    return store.picklists.stage(record.values.get("StageName")).won


def _forecast(_: Store, record: Record) -> Value:
    name = record.text("ForecastCategoryName")
    return {"Best Case": "BestCase", "Commit": "Forecast"}.get(name, name) or None


def _expected_revenue(_: Store, record: Record) -> Value:
    amount, probability = record.values.get("Amount"), record.values.get("Probability")
    if isinstance(amount, int | float) and isinstance(probability, int | float):
        return amount * probability / 100
    return None


def _closed_status(store: Store, record: Record) -> Value:
    return store.picklists.closes(record.sobject, record.values.get("Status"))


def _activity_account(store: Store, record: Record) -> Value:
    """The account of what an activity is about, or else of whom."""
    for name in ("WhatId", "WhoId"):
        other = store.reach(record.text(name))
        if other is not None:
            return other.id if other.sobject == "Account" else other.values.get("AccountId")
    return None


def _event_date(_: Store, record: Record) -> Value:
    start = record.values.get("StartDateTime")
    return start.date() if isinstance(start, datetime) else None


def _last_activity(store: Store, record: Record) -> Value:
    name = {"Contact": "WhoId"}.get(record.sobject, "WhatId")
    days = [
        store.value(one, "ActivityDate")
        for kind in ("Task", "Event")
        for one in store.tables.having(kind, name, record.id)
        if one.deleted is None and (kind == "Event" or _closed_status(store, one))
    ]
    return max((day for day in days if isinstance(day, date)), default=None)


def _of_contact(name: str) -> Compute:
    def compute(store: Store, record: Record) -> Value:
        contact = store.reach(record.text("ContactId"))
        return contact.values.get(name) if contact else None

    return compute


def _has_attachment(store: Store, record: Record) -> Value:
    links = store.tables.having("ContentDocumentLink", "LinkedEntityId", record.id)
    attached = store.tables.having("Attachment", "ParentId", record.id)
    return any(one.deleted is None for one in (*links, *attached))


def _relation_kind(store: Store, record: Record) -> Value:
    related = store.reach(record.text("RelationId"))
    return related.sobject if related else None


def _body_length(_: Store, record: Record) -> Value:
    body = record.values.get("Body")
    return len(body) if isinstance(body, bytes) else 0


def _is_latest(store: Store, record: Record) -> Value:
    document = store.reach(record.text("ContentDocumentId"))
    return document is not None and document.values.get("LatestPublishedVersionId") == record.id


def _latest_version(_: Store, record: Record) -> Value:
    return record.values.get("LatestPublishedVersionId")


def _note_content(store: Store, record: Record) -> Value:
    version = store.reach(record.text("LatestPublishedVersionId"))
    return version.values.get("VersionData") if version else None


def _is_archived(store: Store, record: Record) -> Value:
    """Whether an activity was put away: the organisation does so, and it has been over for more than a year."""
    if not store.switches.archives_activities or (record.sobject == "Task" and not _closed_status(store, record)):
        return False
    end = record.values.get("EndDateTime" if record.sobject == "Event" else "ActivityDate") or record.created
    day = end.date() if isinstance(end, datetime) else end
    return isinstance(day, date) and day < (store.now() - _KEPT).date()


def _line_name(store: Store, record: Record) -> Value:
    names = (store.name_of(record.text(one)) for one in ("OpportunityId", "Product2Id"))
    return " ".join(filter(None, names))


def _product_code(store: Store, record: Record) -> Value:
    product = store.reach(record.text("Product2Id"))
    return product.values.get("ProductCode") if product else None


def _line_total(_: Store, record: Record) -> Value:
    quantity, price = record.values.get("Quantity"), record.values.get("UnitPrice")
    return quantity * price if isinstance(quantity, int | float) and isinstance(price, int | float) else None


def _quote_total(store: Store, record: Record) -> Value:
    lines = store.tables.having("QuoteLineItem", "QuoteId", record.id)
    totals = (_line_total(store, line) for line in lines if line.deleted is None)
    return sum(one for one in totals if isinstance(one, int | float))


def _grand_total(store: Store, record: Record) -> Value:
    added = (_quote_total(store, record), record.values.get("Tax"), record.values.get("ShippingHandling"))
    return sum(one for one in added if isinstance(one, int | float))


def _quote_account(store: Store, record: Record) -> Value:
    opportunity = store.reach(record.text("OpportunityId"))
    return opportunity.values.get("AccountId") if opportunity else None


def _never(_: Store, __: Record) -> Value:
    return False


COMPUTED: dict[tuple[str, str], Compute] = {
    ("Account", "LastActivityDate"): _last_activity,
    ("Contact", "LastActivityDate"): _last_activity,
    ("Opportunity", "LastActivityDate"): _last_activity,
    ("Contact", "Name"): _full_name,
    ("User", "Name"): _full_name,
    ("OpportunityTeamMember", "Name"): _team_member_name,
    ("Opportunity", "IsClosed"): _closed_stage,
    ("Opportunity", "IsWon"): _won_stage,
    ("Opportunity", "ForecastCategory"): _forecast,
    ("Opportunity", "ExpectedRevenue"): _expected_revenue,
    ("Case", "IsClosed"): _closed_status,
    ("Case", "ContactEmail"): _of_contact("Email"),
    ("Case", "ContactPhone"): _of_contact("Phone"),
    ("Task", "IsClosed"): _closed_status,
    ("Task", "AccountId"): _activity_account,
    ("Task", "IsHighPriority"): lambda _, record: record.values.get("Priority") == "High",
    ("Event", "AccountId"): _activity_account,
    ("Event", "ActivityDate"): _event_date,
    ("Task", "IsArchived"): _is_archived,
    ("Event", "IsArchived"): _is_archived,
    ("OpportunityLineItem", "Name"): _line_name,
    ("OpportunityLineItem", "ProductCode"): _product_code,
    ("OpportunityLineItem", "TotalPrice"): _line_total,
    ("QuoteLineItem", "TotalPrice"): _line_total,
    ("Quote", "AccountId"): _quote_account,
    ("Quote", "TotalPrice"): _quote_total,
    ("Quote", "GrandTotal"): _grand_total,
    ("EmailMessage", "HasAttachment"): _has_attachment,
    ("Attachment", "BodyLength"): _body_length,
    ("EmailMessageRelation", "RelationObjectType"): _relation_kind,
    ("ContentVersion", "IsLatest"): _is_latest,
    ("ContentDocument", "LatestContentId"): _latest_version,
    ("ContentDocument", "Content"): _note_content,
    ("ContentDocument", "IsReadOnly"): _never,
}
"""How each is computed, by object and field. A ContentNote's fields stand under ContentDocument."""


def address(record: Record, name: str) -> dict[str, str | None] | None:
    """Return a compound address: BillingAddress of BillingStreet, BillingCity and so on; None where all are empty."""
    start = name.removesuffix("Address")
    parts = {part: record.text(f"{start}{part[0].upper()}{part[1:]}") or None for part in _ADDRESS}
    return {**parts, "geocodeAccuracy": None, "latitude": None, "longitude": None} if any(parts.values()) else None


_ADDRESS = ("street", "city", "state", "postalCode", "country")
