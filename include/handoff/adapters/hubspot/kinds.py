"""The kinds of record: HubSpot's names for them, and the properties that a handoff needs of each.

Names and type ids: https://developers.hubspot.com/docs/guides/crm/understanding-the-crm#object-type-ids
"""

from __future__ import annotations

from dataclasses import dataclass

from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import PolicyError

OWNER = "hubspot_owner_id"
"""The property of every kind that holds the id of its owner."""

ATTACHED = "hs_attachment_ids"
"""The property of activities that holds the ids of files, separated by semicolons."""


@dataclass(frozen=True, slots=True)
class Type:
    """HubSpot's side of a kind. `modified` is the property with the instant of the last change; `from_note` is the
    id of the association from a note to it, 0 where we make none; `stage` is the property with the stage in a pipeline.
    Of a type that only the portal knows, `label` is its name, `title` the property that names a record, `owned` are the
    properties that refer to an owner, and `linked` the ids of the types that its records can be associated with.
    """

    kind: Kind
    plural: str
    id: str
    properties: tuple[str, ...]
    modified: str = "hs_lastmodifieddate"
    from_note: int = 0
    stage: str = ""
    label: str = ""
    title: str = ""
    owned: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()

    def ref(self, identifier: object) -> RecordRef:
        """Return the typed name of a record; ids come as texts or numbers. A custom object's has its type in front."""
        own = f"{self.id}/{identifier}" if self.kind is Kind.CUSTOM else str(identifier)
        return RecordRef(Vendor.HUBSPOT, self.kind, own)


_TYPES = (
    Type(
        Kind.DEAL,
        "deals",
        "0-3",
        ("dealname", "dealstage", "pipeline", "amount", "deal_currency_code", "closedate", "description"),
        from_note=214,
        stage="dealstage",
    ),
    Type(
        Kind.COMPANY,
        "companies",
        "0-2",
        (
            "name",
            "domain",
            "hs_additional_domains",
            "lifecyclestage",
            "description",
            "industry",
            "phone",
            "website",
        ),
        from_note=190,
        stage="lifecyclestage",
    ),
    Type(
        Kind.CONTACT,
        "contacts",
        "0-1",
        ("email", "firstname", "lastname", "phone", "mobilephone", "jobtitle"),
        modified="lastmodifieddate",
        from_note=202,
        stage="lifecyclestage",
    ),
    Type(
        Kind.TICKET,
        "tickets",
        "0-5",
        ("subject", "content", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_priority"),
        from_note=228,
        stage="hs_pipeline_stage",
    ),
    Type(
        Kind.TASK,
        "tasks",
        "0-27",
        ("hs_task_subject", "hs_task_body", "hs_task_status", "hs_task_priority", "hs_timestamp", ATTACHED),
    ),
    Type(Kind.NOTE, "notes", "0-46", ("hs_note_body", "hs_timestamp", ATTACHED)),
    Type(Kind.CALL, "calls", "0-48", ("hs_call_title", "hs_call_body", "hs_timestamp", ATTACHED)),
    Type(
        Kind.MEETING,
        "meetings",
        "0-47",
        (
            *("hs_meeting_title", "hs_meeting_body", "hs_internal_meeting_notes", "hs_meeting_outcome"),
            *("hs_timestamp", ATTACHED),
        ),
    ),
    Type(
        Kind.EMAIL, "emails", "0-49", ("hs_email_subject", "hs_email_text", "hs_email_html", "hs_timestamp", ATTACHED)
    ),
    Type(
        Kind.MESSAGE,
        "communications",
        "0-18",
        ("hs_communication_channel_type", "hs_communication_body", "hs_timestamp", ATTACHED),
    ),
    Type(
        Kind.LINE_ITEM,
        "line_items",
        "0-8",
        (
            *("name", "description", "quantity", "price", "amount", "hs_line_item_currency_code"),
            *("hs_product_id", "recurringbillingfrequency"),
        ),
    ),
    Type(
        Kind.QUOTE,
        "quotes",
        "0-14",
        (
            *("hs_title", "hs_status", "hs_expiration_date", "hs_quote_amount", "hs_currency", "hs_quote_link"),
            *("hs_terms", "hs_comments"),
        ),
    ),
)

TYPES = {item.kind: item for item in _TYPES}
ACTIVITIES = (Kind.TASK, Kind.NOTE, Kind.CALL, Kind.MEETING, Kind.EMAIL, Kind.MESSAGE)


def ref(kind: Kind, identifier: object) -> RecordRef:
    """Return the typed name of a HubSpot record; ids come as texts or numbers."""
    return RecordRef(Vendor.HUBSPOT, kind, str(identifier))


def type_of(kind: Kind | Type) -> Type:
    """Return HubSpot's side of a kind; a type that only the portal knows is its own."""
    return kind if isinstance(kind, Type) else TYPES[kind]


def kind_named(name: str) -> Kind:
    """Return the kind that a policy names as `deal`, `deals` or `0-3`; PolicyError for another."""
    for item in _TYPES:
        if name.lower() in (item.kind.value, item.plural, item.id):
            return item.kind
    raise PolicyError(
        f"HubSpot has no records called '{name}' that can be marked.",
        mend="Use " + ", ".join(item.kind.value for item in _TYPES[:4]) + ".",
    )
