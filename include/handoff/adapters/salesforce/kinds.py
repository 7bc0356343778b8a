"""The kinds of record: Salesforce's objects for them, and the fields that a handoff needs of each.

https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_list.htm
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import PolicyError

OWNER = "OwnerId"
CONTENT_NOTE, FILE, VERSION, OLD_FILE = "ContentNote", "ContentDocument", "ContentVersion", "Attachment"
NOTE_TYPE = "SNOTE"
"""The file type of a document that is a note."""


@dataclass(frozen=True, slots=True)
class Type:
    """Salesforce's side of a kind. A field over a relationship names one other record: `Product2.Name`."""

    kind: Kind
    object: str
    fields: tuple[str, ...]


_TYPES = (
    Type(
        Kind.DEAL,
        "Opportunity",
        (
            "Name", "AccountId", "StageName", "Amount", "CurrencyIsoCode", "CloseDate", "Type", "NextStep",
            "Description", "IsClosed", "IsWon",
        ),
    ),
    Type(
        Kind.COMPANY,
        "Account",
        ("Name", "Type", "Industry", "Phone", "Website", "Description", "ParentId", "BillingCity", "BillingCountry"),
    ),
    Type(
        Kind.CONTACT,
        "Contact",
        ("Name", "FirstName", "LastName", "AccountId", "Email", "Phone", "MobilePhone", "Title", "Description"),
    ),
    Type(
        Kind.TICKET,
        "Case",
        (
            "CaseNumber", "AccountId", "ContactId", "Subject", "Description", "Status", "Priority", "Origin",
            "IsClosed", "ClosedDate",
        ),
    ),
    Type(
        Kind.TASK,
        "Task",
        ("Subject", "Description", "Status", "Priority", "ActivityDate", "IsClosed", "WhoId", "WhatId"),
    ),
    Type(
        Kind.MEETING,
        "Event",
        ("Subject", "Description", "StartDateTime", "Location", "WhoId", "WhatId"),
    ),
    Type(
        Kind.EMAIL,
        "EmailMessage",
        (
            "Subject", "TextBody", "HtmlBody", "FromName", "FromAddress", "ToAddress", "CcAddress", "MessageDate",
            "Incoming", "ParentId", "RelatedToId",
        ),
    ),
    Type(
        Kind.LINE_ITEM,
        "OpportunityLineItem",
        (
            "Name", "OpportunityId", "Quantity", "UnitPrice", "TotalPrice", "ServiceDate", "Description",
        ),
    ),
    Type(
        Kind.QUOTE,
        "Quote",
        ("Name", "QuoteNumber", "OpportunityId", "Status", "GrandTotal", "ExpirationDate", "Description"),
    ),
)  # fmt: skip

TYPES = {item.kind: item for item in _TYPES}
OFFERS = {"OpportunityLineItems": Kind.LINE_ITEM, "Quotes": Kind.QUOTE}
"""What comes with an opportunity as records of their own, by the ways to them."""

_PREFIXES = {
    "006": Kind.DEAL, "001": Kind.COMPANY, "003": Kind.CONTACT, "500": Kind.TICKET, "00T": Kind.TASK,
    "00U": Kind.MEETING, "02s": Kind.EMAIL, "00k": Kind.LINE_ITEM, "0Q0": Kind.QUOTE,
}  # fmt: skip
"""The kinds by what their objects' ids begin with; those of the standard objects are the same everywhere."""


def ref(kind: Kind, identifier: object) -> RecordRef:
    """Return the typed name of a Salesforce record."""
    return RecordRef(Vendor.SALESFORCE, kind, str(identifier))


def custom_ref(name: str, identifier: object) -> RecordRef:
    """Return the typed name of a record of one of the organisation's own objects, which has its object in front."""
    return ref(Kind.CUSTOM, f"{name}/{identifier}")


@lru_cache(maxsize=1024)
def ref_of(identifier: object) -> RecordRef | None:
    """Return the typed name of a record by its id alone, None for what a handoff does not gather."""
    kind = _PREFIXES.get(str(identifier or "")[:3])
    return ref(kind, identifier) if kind else None


def object_of(record: RecordRef) -> str:
    """Return the object of a record: a note or file is one of Salesforce's Files, or by its id one of the old kind; the
    id of a record of the organisation's own objects has its object in front.
    """
    if record.kind is Kind.CUSTOM:
        return record.id.partition("/")[0]
    if record.kind is Kind.NOTE:
        return "Note" if record.id.startswith("002") else CONTENT_NOTE
    if record.kind is Kind.ATTACHMENT:
        return OLD_FILE if record.id.startswith("00P") else FILE
    return TYPES[record.kind].object


def kind_named(name: str) -> Kind:
    """Return the kind that a policy names as `opportunity` or `account`; PolicyError for another."""
    for kind in (Kind.DEAL, Kind.COMPANY):
        if name.lower() == TYPES[kind].object.lower():
            return kind
    raise PolicyError(
        f"Salesforce has no records called '{name}' that can be marked.", mend="Use opportunity or account."
    )
