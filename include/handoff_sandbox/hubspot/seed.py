"""The `hubspot` section of a world: its schema.

Unknown keys are errors. What the schema cannot tell, such as whether a property exists or an associated record is
there, `load` checks. The schema is described in docs/worlds-hubspot.md.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, NonNegativeFloat, PositiveInt, model_validator

from handoff_sandbox.core.ids import secret
from handoff_sandbox.core.world import Section, WorldTime
from handoff_sandbox.hubspot.files.files import ACCESS

Id = Annotated[str, Field(pattern=r"^[1-9]\d*$", coerce_numbers_to_str=True)]
Text = Annotated[str, Field(coerce_numbers_to_str=True)]
Value = str | bool | int | float | None


class OwnerSeed(Section):
    """An owner: somebody to whom records can be assigned while `active`."""

    id: Id
    email: str
    first: str = ""
    last: str = ""
    user_id: PositiveInt
    active: bool = True
    created: WorldTime = "-365d"
    teams: tuple[str, ...] = ()
    admin: bool = False


class TokenSeed(Section):
    """One more access token; with `person`, an owner's id, user id or address, its changes count as made by hand."""

    access_token: str = Field(min_length=1)
    scopes: tuple[str, ...] | None = None
    person: Text | None = None


class SubscriptionSeed(Section):
    """A subscription to an event: `deal.propertyChange`, or `object.propertyChange` with the name of a type."""

    event: str
    type: str | None = None
    property: str | None = None
    active: bool = True


class WebhooksSeed(Section):
    """Where the app's webhooks go; they are signed for `public_url`, where the app is known by another address."""

    target_url: str = Field(pattern=r"^https?://")
    public_url: str | None = Field(default=None, pattern=r"^https?://")
    max_concurrent: PositiveInt = 10
    subscriptions: tuple[SubscriptionSeed, ...] = ()


class AppSeed(Section):
    """The app that `access_token` belongs to, as the history names it; `user` is the owner who installed it.

    Its secrets are new at every start where they are left out; `code` and `redirect_uri` are for OAuth.
    """

    id: Id = "4711001"
    name: str = "Handoff"
    user: Text | None = None
    client_id: str = "6f5b1c1e-0000-4000-8000-000000004711"
    client_secret: str = Field(default_factory=secret, min_length=1)
    developer_key: str = Field(default_factory=secret, min_length=1)
    refresh_token: str = Field(default_factory=secret, min_length=1)
    code: str = Field(default_factory=secret, min_length=1)
    redirect_uri: str | None = None
    webhooks: WebhooksSeed | None = None


class StageSeed(Section):
    """A stage of a pipeline."""

    id: Text
    label: str
    closed: bool = False
    won: bool = False
    requires: tuple[str, ...] = ()


class PipelineSeed(Section):
    """A pipeline with its stages in order."""

    id: Text
    label: str
    stages: tuple[StageSeed, ...] = Field(min_length=1)


class OptionSeed(Section):
    """An option of an enumeration; a plain text is one whose label is its value."""

    value: Text
    label: str


class PropertySeed(Section):
    """A custom property, or a change to one of HubSpot's own, such as more options for `lifecyclestage`.

    `owner` is HubSpot's user-type property, which holds an owner's id; `checkbox` an enumeration of several values.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    type: Literal["string", "textarea", "number", "date", "datetime", "bool", "enumeration", "checkbox", "owner"] = (
        "string"
    )
    options: tuple[OptionSeed | Text, ...] = ()
    description: str = ""
    unique: bool = False


class LabelSeed(Section):
    """A label that the portal defined for associations; ids from 1 up, as HubSpot gives them to each pair."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    id: PositiveInt
    label: str
    inverse_id: PositiveInt | None = None


class LimitsSeed(Section):
    """How many requests the portal takes."""

    ten_secondly: PositiveInt = 190
    search_per_second: PositiveInt = 5
    daily: PositiveInt = 650_000


class AssociationSeed(Section):
    """An association: `to` is `companies/501`; `type` is a label, `primary`, or a type id; without it, unlabelled."""

    to: str = Field(pattern=r"^[a-z0-9_-]+/\d+$")
    type: str | int | None = None


class HistorySeed(Section):
    """A value that a property has had from `at` on.

    `by` is an owner's id, user id or address, or `integration:NAME`, `workflow:ID`, `import`, `api`.
    """

    value: Value
    at: WorldTime
    by: Text | None = None


class RecordSeed(Section):
    """A record. `owner` is an owner's id or address; `merged` are ids that were merged into this record."""

    id: Id
    properties: dict[str, Value] = Field(default_factory=dict)
    owner: Text | None = None
    associations: tuple[AssociationSeed | str, ...] = ()
    created: WorldTime = "-30d"
    updated: WorldTime | None = None
    history: dict[str, tuple[HistorySeed, ...]] = Field(default_factory=dict)
    archived: bool = False
    merged: tuple[Id, ...] = ()


class CustomObjectSeed(Section):
    """A custom object: a type of record that the portal defined, and its records."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    singular: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type_id: str = Field(pattern=r"^2-\d+$")
    properties: tuple[PropertySeed, ...] = ()
    required: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    primary: str | None = None
    association_ids: dict[str, tuple[PositiveInt, PositiveInt]] = Field(default_factory=dict)
    records: tuple[RecordSeed, ...] = ()


class FileSeed(Section):
    """A file: `content` is its text, `content_file` a path; `folder` is a path such as /contracts, or left out."""

    id: Id
    name: str = Field(pattern=r"^[^/]+$")
    folder: str | None = Field(default=None, pattern=r"^/[^/]")
    access: str = "PRIVATE"
    content: str | None = None
    content_file: str | None = None
    created: WorldTime = "-30d"

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.access not in ACCESS:
            raise ValueError(f"access is one of {', '.join(ACCESS)}")
        if (self.content is None) is (self.content_file is None):
            raise ValueError("a file has either content or a content_file")
        return self


class ListSeed(Section):
    """A list of records: `members` are the ids of one kept by hand, `filters` the filterBranch of a DYNAMIC one."""

    id: Id
    name: str = Field(min_length=1)
    type: str = "contacts"
    processing: Literal["MANUAL", "DYNAMIC", "SNAPSHOT"] = "MANUAL"
    members: tuple[Id, ...] = ()
    filters: dict[str, Any] | None = None
    created: WorldTime = "-30d"
    by: Text | None = None


class HubSpotSection(Section):
    """The whole section."""

    access_token: str = Field(min_length=1)
    portal_id: PositiveInt
    currency: str = Field("EUR", pattern="^[A-Z]{3}$")
    scopes: tuple[str, ...] | None = None
    app: AppSeed = AppSeed()
    more_tokens: tuple[TokenSeed, ...] = ()
    owners: tuple[OwnerSeed, ...] = ()
    pipelines: dict[Literal["deals", "tickets"], tuple[PipelineSeed, ...]] = Field(default_factory=dict)
    properties: dict[str, tuple[PropertySeed, ...]] = Field(default_factory=dict)
    association_labels: tuple[LabelSeed, ...] = ()
    custom_objects: tuple[CustomObjectSeed, ...] = ()
    limits: LimitsSeed = LimitsSeed()
    search_lag_seconds: NonNegativeFloat = 0
    company_owner_cascade: bool = False
    merge_gives_new_id: bool = False
    webhook_retry_scale: NonNegativeFloat = 1
    files: tuple[FileSeed, ...] = ()
    lists: tuple[ListSeed, ...] = ()

    companies: tuple[RecordSeed, ...] = ()
    contacts: tuple[RecordSeed, ...] = ()
    deals: tuple[RecordSeed, ...] = ()
    tickets: tuple[RecordSeed, ...] = ()
    notes: tuple[RecordSeed, ...] = ()
    tasks: tuple[RecordSeed, ...] = ()
    calls: tuple[RecordSeed, ...] = ()
    emails: tuple[RecordSeed, ...] = ()
    meetings: tuple[RecordSeed, ...] = ()
    communications: tuple[RecordSeed, ...] = ()
    postal_mail: tuple[RecordSeed, ...] = ()
    line_items: tuple[RecordSeed, ...] = ()
    products: tuple[RecordSeed, ...] = ()
    quotes: tuple[RecordSeed, ...] = ()
    leads: tuple[RecordSeed, ...] = ()
    orders: tuple[RecordSeed, ...] = ()

    def records(self) -> dict[str, tuple[RecordSeed, ...]]:
        """Return the records by the plural name of their type, custom objects' too."""
        standard = {
            "companies": self.companies,
            "contacts": self.contacts,
            "deals": self.deals,
            "tickets": self.tickets,
            "notes": self.notes,
            "tasks": self.tasks,
            "calls": self.calls,
            "emails": self.emails,
            "meetings": self.meetings,
            "communications": self.communications,
            "postal_mail": self.postal_mail,
            "line_items": self.line_items,
            "products": self.products,
            "quotes": self.quotes,
            "leads": self.leads,
            "orders": self.orders,
        }
        return standard | {custom.name: custom.records for custom in self.custom_objects}
