"""The kinds of record in a portal: their names, type ids, default properties and scopes.

Paths take a type by its plural or singular name or by its id (`deals`, `deal`, `0-3`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class ObjectType:
    """One kind of record; `defaults` are the properties that a read without a list of properties gives."""

    name: str
    singular: str
    id: str
    defaults: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    """The properties that a search's `query` looks into."""
    required: tuple[str, ...] = ()
    created: str = "hs_createdate"
    modified: str = "hs_lastmodifieddate"
    scope: str | None = None
    """The middle of its scope, `crm.objects.<scope>.read`; None: its own name."""
    aliases: tuple[str, ...] = ()
    """Further names in paths, such as a custom object's full name `p4100_retainer`."""

    @property
    def always(self) -> tuple[str, ...]:
        """The properties that every read gives."""
        return (self.created, self.modified, "hs_object_id")

    def scopes(self, verb: str) -> tuple[str, ...]:
        """The scopes of which a token needs one, to 'read' or to 'write'."""
        granular = f"crm.objects.{self.scope or self.name}.{verb}"
        return ("tickets", granular) if self.name == "tickets" else (granular,)

    @property
    def schema_scopes(self) -> tuple[str, ...]:
        """The scopes of which a token needs one to read this type's properties and pipelines."""
        return (f"crm.schemas.{self.scope or self.name}.read", *self.scopes("read"))


def _activity(singular: str, plural: str, type_id: str, *searched: str) -> ObjectType:
    return ObjectType(
        plural, singular, type_id, ("hs_timestamp",), searched, required=("hs_timestamp",), scope="contacts"
    )


STANDARD = (
    ObjectType(
        "contacts", "contact", "0-1", ("email", "firstname", "lastname"),
        ("firstname", "lastname", "email", "phone", "company"), created="createdate", modified="lastmodifieddate",
    ),
    ObjectType(
        "companies", "company", "0-2", ("name", "domain"), ("website", "phone", "name", "domain"),
        created="createdate",
    ),
    ObjectType(
        "deals", "deal", "0-3", ("amount", "closedate", "dealname", "dealstage", "pipeline"),
        ("dealname", "pipeline", "dealstage", "description", "dealtype"), created="createdate",
    ),
    ObjectType(
        "tickets", "ticket", "0-5",
        ("content", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_category", "hs_ticket_priority", "subject"),
        ("subject", "content", "hs_pipeline_stage", "hs_ticket_category"), ("hs_pipeline_stage",),
        created="createdate",
    ),
    _activity("note", "notes", "0-46", "hs_note_body"),
    _activity("task", "tasks", "0-27", "hs_task_body", "hs_task_subject"),
    _activity("call", "calls", "0-48", "hs_call_title", "hs_call_body"),
    _activity("email", "emails", "0-49", "hs_email_subject"),
    _activity("meeting", "meetings", "0-47", "hs_meeting_title", "hs_meeting_body"),
    _activity("communication", "communications", "0-18", "hs_communication_body"),
    _activity("postal_mail", "postal_mail", "0-116", "hs_postal_mail_body"),
    ObjectType(
        "line_items", "line_item", "0-8", ("name", "quantity", "price", "amount"), ("name", "description"),
        created="createdate",
    ),
    ObjectType("products", "product", "0-7", ("name", "price"), ("name", "description"), created="createdate"),
    ObjectType("quotes", "quote", "0-14", ("hs_title", "hs_status", "hs_expiration_date"), ("hs_title",)),
    ObjectType(
        "leads", "lead", "0-136", ("hs_lead_name", "hs_lead_type", "hs_lead_label", "hs_pipeline_stage"),
        ("hs_lead_name",), ("hs_lead_name",),
    ),
    ObjectType(
        "orders", "order", "0-123", ("hs_order_name", "hs_currency_code", "hs_fulfillment_status", "hs_total_price"),
        ("hs_order_name",),
    ),
)  # fmt: skip


class ObjectTypes:
    """The types of one portal: HubSpot's own and the portal's custom objects."""

    def __init__(self, custom: Iterable[ObjectType] = ()) -> None:
        self._types: list[ObjectType] = []
        self._by_name: dict[str, ObjectType] = {}
        for kind in (*STANDARD, *custom):
            self.add(kind)

    def add(self, kind: ObjectType) -> None:
        """Add a type, or put it in the place of the one with its id."""
        self._types = [one for one in self._types if one.id != kind.id] + [kind]
        self._by_name |= dict.fromkeys((*kind.aliases, kind.name, kind.singular, kind.id), kind)

    def remove(self, kind: ObjectType) -> None:
        """Take a type away."""
        self._types.remove(kind)
        self._by_name = {alias: one for alias, one in self._by_name.items() if one is not kind}

    def __iter__(self) -> Iterator[ObjectType]:
        return iter(self._types)

    def __getitem__(self, name: str) -> ObjectType:
        """Return the type of that name or id; raises HubSpot's 400 for an unknown one."""
        try:
            return self._by_name[name.lower()]
        except KeyError:
            raise invalid(f"Unable to infer object type from: {name}") from None

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name
