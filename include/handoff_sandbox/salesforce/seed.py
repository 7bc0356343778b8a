"""The `salesforce` section of a world: its schema.

Unknown keys are errors. What the schema cannot tell, such as whether a field exists or a reference leads somewhere,
`load` checks. The schema is described in docs/worlds-salesforce.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PositiveFloat, PositiveInt

from handoff_sandbox.core.world import Section, WorldTime

RecordKey = Annotated[
    str, Field(pattern=r"^([1-9]\d{0,11}|[A-Za-z0-9]{15}([A-Z0-5]{3})?)$", coerce_numbers_to_str=True)
]
"""A record's id: a number, which gets its object's prefix, or an id of 15 or 18 characters."""
Text = Annotated[str, Field(coerce_numbers_to_str=True)]
Value = str | bool | int | float | None


class UserSeed(Section):
    """A user. `session_id` is an access token that never ends; a `read_only` user may change nothing."""

    id: RecordKey
    username: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    email: str | None = None
    first: str = ""
    last: str
    active: bool = True
    title: str | None = None
    department: str | None = None
    manager: Text | None = None
    created: WorldTime = "-365d"
    session_id: str | None = Field(default=None, min_length=8)
    password: str | None = None
    security_token: str = ""
    read_only: bool = False
    query_all_files: bool = False


class QueueSeed(Section):
    """A queue, which can own cases and tasks."""

    id: RecordKey
    name: str
    developer_name: str
    objects: tuple[Literal["Case", "Task"], ...] = ("Case",)
    members: tuple[Text, ...] = ()


class OrganizationSeed(Section):
    """The organisation itself."""

    id: RecordKey = "1"
    name: str = "Sandbox"
    my_domain: str = Field(default="sandbox", pattern=r"^[a-z0-9-]+$")


class ConnectedAppSeed(Section):
    """The app by which Handoff connects; `run_as` is the user of client credentials, `certificate` a PEM text."""

    consumer_key: str = Field(min_length=8)
    consumer_secret: str | None = Field(default=None, min_length=8)
    run_as: Text | None = None
    certificate: str | None = None


class StageSeed(Section):
    """A stage of an opportunity."""

    name: str
    closed: bool = False
    won: bool = False
    probability: float = Field(default=0, ge=0, le=100)
    forecast: Literal["Omitted", "Pipeline", "BestCase", "Forecast", "Closed"] = "Pipeline"


class StatusSeed(Section):
    """A status of a case or a task."""

    name: str
    closed: bool = False


class OptionSeed(Section):
    """A value of a picklist; a plain text is one whose label is its value."""

    value: Text
    label: str


class ObjectSeed(Section):
    """A custom object; its fields stand in `fields`, beside its name. It has owners unless it has a master.

    Tasks, events, notes and files can hang on its records.
    """

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*__c$")
    label: str | None = None
    plural: str | None = None


class FieldSeed(Section):
    """A custom field, or other options for a standard picklist.

    `user` is a lookup to User, `lookup` one to the object named in `to`, `master` one to the record without which this
    one is not; `children` names the way back, without __r.
    """

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    label: str | None = None
    type: Literal[
        "text", "long_text", "picklist", "multipicklist", "checkbox", "number", "currency", "percent", "date",
        "datetime", "email", "phone", "url", "user", "lookup", "master",
    ] = "text"  # fmt: skip
    length: PositiveInt | None = None
    to: str | None = None
    children: str | None = Field(default=None, pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    options: tuple[OptionSeed | Text, ...] = ()
    restricted: bool = True
    external_id: bool = False
    unique: bool = False


class HistorySeed(Section):
    """A value that a field has had from `at` on; `by` is a user."""

    value: Value
    at: WorldTime
    by: Text | None = None


class RecordSeed(Section):
    """A record; users are named by number, id or username, other references by number, id or `Object/number`."""

    id: RecordKey
    fields: dict[str, Value] = Field(default_factory=dict)
    owner: Text | None = None
    created: WorldTime = "-30d"
    created_by: Text | None = None
    modified: WorldTime | None = None
    modified_by: Text | None = None
    history: dict[str, tuple[HistorySeed, ...]] = Field(default_factory=dict)
    deleted: bool = False


class FileLinkSeed(Section):
    """Where a file is shown: a record, and with what access (V view, C edit, I inferred)."""

    to: Text
    share: Literal["V", "C", "I"] = "V"
    visibility: Literal["AllUsers", "InternalUsers", "SharedUsers"] = "AllUsers"


class FileSeed(Section):
    """A file or, with `note`, a note whose content is HTML; `versions` are older contents, oldest first."""

    id: RecordKey
    title: str
    extension: str | None = Field(default=None, pattern=r"^[a-z0-9]+$")
    note: bool = False
    content: str = ""
    content_file: str | None = None
    description: str | None = None
    owner: Text | None = None
    created: WorldTime = "-30d"
    versions: tuple[str, ...] = ()
    links: tuple[FileLinkSeed | Text, ...] = ()


class WriteSeed(Section):
    """A write inside a long transaction: the row gets its SystemModstamp at `at`, and is seen once it commits."""

    record: str = Field(pattern=r"^[A-Za-z_]+/[A-Za-z0-9]+$")
    fields: dict[str, Value] = Field(min_length=1)
    at: WorldTime
    by: Text | None = None


class TransactionSeed(Section):
    """A long transaction: nothing of it is seen before `commits`, and replication reaches only to `began`."""

    began: WorldTime
    commits: WorldTime
    writes: tuple[WriteSeed, ...] = ()


class LimitsSeed(Section):
    """How many requests the organisation takes in 24 hours."""

    daily_api_requests: PositiveInt = 100_000


class SwitchesSeed(Section):
    """What differs between organisations, or is not known of Salesforce for certain."""

    account_owner_change_drops_team: bool = False
    opportunity_owner_change_drops_team: bool = False
    contacts_to_multiple_accounts: bool = False
    archives_activities: bool = False


class SalesforceSection(Section):
    """The whole section."""

    organization: OrganizationSeed = OrganizationSeed()
    connected_app: ConnectedAppSeed
    session_minutes: PositiveFloat = 120
    users: tuple[UserSeed, ...] = Field(min_length=1)
    queues: tuple[QueueSeed, ...] = ()
    stages: tuple[StageSeed, ...] = ()
    case_statuses: tuple[StatusSeed, ...] = ()
    task_statuses: tuple[StatusSeed, ...] = ()
    objects: tuple[ObjectSeed, ...] = Field(default=(), max_length=800)
    fields: dict[str, tuple[FieldSeed, ...]] = Field(default_factory=dict)
    tracked: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    limits: LimitsSeed = LimitsSeed()
    cors: tuple[str, ...] = ()
    switches: SwitchesSeed = SwitchesSeed()
    records: dict[str, tuple[RecordSeed, ...]] = Field(default_factory=dict)
    files: tuple[FileSeed, ...] = ()
    transactions: tuple[TransactionSeed, ...] = ()
