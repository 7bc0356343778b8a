"""The `hubspot` section of a world: its schema.

Unknown keys are errors. What the schema cannot tell, such as whether a property exists or an associated record is
there, `load` checks. The schema is described in docs/worlds-hubspot.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PositiveFloat, PositiveInt

from handoff_sandbox.core.world import Section, WorldTime

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


class TokenSeed(Section):
    """One more access token; with `person`, an owner's id, user id or address, its changes count as made by hand."""

    access_token: str = Field(min_length=1)
    scopes: tuple[str, ...] | None = None
    person: Text | None = None


class AppSeed(Section):
    """The app that `access_token` belongs to, as the history names it; `user` is the owner who installed it."""

    id: Id = "4711001"
    name: str = "Handoff"
    user: Text | None = None


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
    association_ids: dict[str, tuple[PositiveInt, PositiveInt]] = Field(default_factory=dict)
    records: tuple[RecordSeed, ...] = ()


class HubSpotSection(Section):
    """The whole section."""

    access_token: str = Field(min_length=1)
    portal_id: PositiveInt
    scopes: tuple[str, ...] | None = None
    app: AppSeed = AppSeed()
    more_tokens: tuple[TokenSeed, ...] = ()
    owners: tuple[OwnerSeed, ...] = ()
    pipelines: dict[Literal["deals", "tickets"], tuple[PipelineSeed, ...]] = Field(default_factory=dict)
    properties: dict[str, tuple[PropertySeed, ...]] = Field(default_factory=dict)
    association_labels: tuple[LabelSeed, ...] = ()
    custom_objects: tuple[CustomObjectSeed, ...] = ()
    limits: LimitsSeed = LimitsSeed()
    search_lag_seconds: PositiveFloat | Literal[0] = 0
    company_owner_cascade: bool = False

    companies: tuple[RecordSeed, ...] = ()
    contacts: tuple[RecordSeed, ...] = ()
    deals: tuple[RecordSeed, ...] = ()
    tickets: tuple[RecordSeed, ...] = ()
    notes: tuple[RecordSeed, ...] = ()
    tasks: tuple[RecordSeed, ...] = ()
    calls: tuple[RecordSeed, ...] = ()
    emails: tuple[RecordSeed, ...] = ()
    meetings: tuple[RecordSeed, ...] = ()
    line_items: tuple[RecordSeed, ...] = ()
    products: tuple[RecordSeed, ...] = ()
    quotes: tuple[RecordSeed, ...] = ()

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
            "line_items": self.line_items,
            "products": self.products,
            "quotes": self.quotes,
        }
        return standard | {custom.name: custom.records for custom in self.custom_objects}
