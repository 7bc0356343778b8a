"""Builds the organisation of a world's section: objects with custom fields, stages, users, queues; no records yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import WorldError
from handoff_sandbox.core.times import parse_time
from handoff_sandbox.salesforce.definitions.custom_objects import add_custom_objects
from handoff_sandbox.salesforce.definitions.picklists import DEFAULT, Picklists, Stage, Status
from handoff_sandbox.salesforce.definitions.schema import Field, Option, Schema, SObject
from handoff_sandbox.salesforce.definitions.standard import extend, relationship_of, standard_objects, words
from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.records.records import Record
from handoff_sandbox.salesforce.records.values import Value, whole_second
from handoff_sandbox.salesforce.store import Store
from handoff_sandbox.salesforce.switches import SalesforceSwitches

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.salesforce.seed import FieldSeed, SalesforceSection, UserSeed

_TYPES: dict[str, tuple[str, int]] = {
    "text": ("string", 255),
    "long_text": ("textarea", 32768),
    "picklist": ("picklist", 255),
    "multipicklist": ("multipicklist", 4099),
    "checkbox": ("boolean", 0),
    "number": ("double", 0),
    "currency": ("currency", 0),
    "percent": ("percent", 0),
    "date": ("date", 0),
    "datetime": ("datetime", 0),
    "email": ("email", 80),
    "phone": ("phone", 40),
    "url": ("url", 255),
    "user": ("reference", 18),
    "lookup": ("reference", 18),
    "master": ("reference", 18),
}
_STAGED = {"Opportunity": "StageName", "Case": "Status", "Task": "Status"}


def build_store(section: SalesforceSection, clock: Clock) -> Store:
    """Return a store with the section's users and queues; raises WorldError."""
    organization = section.organization
    organization_id = read_id("00D", organization.id)
    store = Store(
        schema=_schema(section),
        clock=clock,
        picklists=_picklists(section),
        organization_id=organization_id,
        switches=SalesforceSwitches(**section.switches.model_dump(exclude={"contacts_to_multiple_accounts"})),
    )
    began = whole_second(clock.started)
    for place, user in enumerate(section.users):
        _add_user(store, user, whole_second(parse_time(user.created, clock)), place)
    first = read_id("005", section.users[0].id)
    values: dict[str, Value] = {"Name": organization.name, "OrganizationType": "Enterprise Edition"}
    values |= {"InstanceName": "SBX1", "IsSandbox": True, "TimeZoneSidKey": "Europe/London"}
    store.tables.insert(Record("Organization", organization_id, began, first, began, first, began, values))
    for place, user in enumerate(section.users):
        if user.manager:
            manager = find_user(store, user.manager)
            if manager is None:
                raise WorldError.at(f"no user is {user.manager!r}", "salesforce", "users", place, "manager")
            store.tables.set(store.tables.get("User", read_id("005", user.id)) or manager, {"ManagerId": manager.id})
    _add_queues(store, section, first)
    return store


def read_id(prefix: str, key: str) -> str:
    """Return the id that a world's key stands for: a number gets the prefix."""
    return record_ids.numbered(prefix, int(key)) if key.isdecimal() and len(key) <= 12 else record_ids.read(key) or key


def find_user(store: Store, key: str) -> Record | None:
    """Return a user by number, id, username or address."""
    if "@" in key:
        wanted = key.lower()
        users = store.tables.all("User")
        return next((one for one in users if wanted in (one.text("Username").lower(), one.text("Email").lower())), None)
    return store.tables.get("User", read_id("005", key))


def _picklists(section: SalesforceSection) -> Picklists:
    statuses = [
        tuple(Status(one.name, one.closed) for one in seeds) for seeds in (section.case_statuses, section.task_statuses)
    ]
    return Picklists(
        stages=tuple(Stage(**one.model_dump()) for one in section.stages) or DEFAULT.stages,
        case_statuses=statuses[0] or DEFAULT.case_statuses,
        task_statuses=statuses[1] or DEFAULT.task_statuses,
    )


def _schema(section: SalesforceSection) -> Schema:
    objects = dict(standard_objects())
    if not section.switches.contacts_to_multiple_accounts:
        del objects["accountcontactrelation"]
    add_custom_objects(objects, section)
    for name in dict.fromkeys((*section.fields, *section.tracked)):
        key = "fields" if name in section.fields else "tracked"
        if name.lower() not in objects or objects[name.lower()].name != name:
            raise WorldError.at("is not an object that the emulator knows", "salesforce", key, name)
        fields = [
            _field(objects, objects[name.lower()], seed, ("salesforce", "fields", name, place))
            for place, seed in enumerate(section.fields.get(name, ()))
        ]
        objects[name.lower()] = extend(objects, name, fields, section.tracked.get(name, ()))
        for place, tracked in enumerate(section.tracked.get(name, ())):
            if objects[name.lower()].get(tracked) is None or not objects[name.lower()].history:
                raise WorldError.at(f"{name} cannot track {tracked!r}", "salesforce", "tracked", name, place)
    picklists = _picklists(section)
    for name, statuses in (
        ("Opportunity", picklists.stages), ("Case", picklists.case_statuses), ("Task", picklists.task_statuses)
    ):  # fmt: skip
        known = objects[name.lower()]
        field = known.fields[_STAGED[name].lower()]
        default = None if name == "Opportunity" else statuses[0].name
        options = tuple(Option(one.name, one.name) for one in statuses)
        objects[name.lower()] = extend(objects, name, [replace(field, options=options, default=default)], known.tracked)
    return Schema(objects)


def _field(objects: Mapping[str, SObject], sobject: SObject, seed: FieldSeed, path: tuple[str | int, ...]) -> Field:
    options = tuple(Option(one, one) if isinstance(one, str) else Option(one.value, one.label) for one in seed.options)
    own = sobject.get(seed.name)
    if own is not None:
        return replace(own, label=seed.label or own.label, options=options or own.options)
    if not seed.name.endswith("__c"):
        raise WorldError.at("a custom field's name ends with __c", *path, "name")
    kind, length = _TYPES[seed.type]
    named = objects.get((seed.to or "").lower())
    refers = seed.type in ("lookup", "master")
    if refers and named is None:
        raise WorldError.at(f"a lookup names a known object, not {seed.to!r}", *path, "to")
    targets = (named.name,) if refers and named else ("User",) if seed.type == "user" else ()
    master = seed.type == "master"
    return Field(
        name=seed.name,
        label=seed.label or words(seed.name.removesuffix("__c")).replace("_", " "),
        type=kind,
        length=seed.length or length,
        to=targets,
        relationship=relationship_of(seed.name) if targets else None,
        children=f"{seed.children}__r" if seed.children else None,
        on_delete="cascade" if master else "clear",
        required=master,
        create_only=master,
        options=options,
        restricted=seed.restricted and kind in ("picklist", "multipicklist"),
        default=False if kind == "boolean" else None,
        unique=seed.unique,
        external_id=seed.external_id,
        custom=True,
    )


def _add_user(store: Store, seed: UserSeed, created: datetime, place: int) -> None:
    user_id = read_id("005", seed.id)
    if store.tables.get("User", user_id):
        raise WorldError.at(f"a user with the id {seed.id} is there already", "salesforce", "users", place, "id")
    values: dict[str, Value] = {one.name: one.default for one in store.schema["User"].fields.values() if one.default}
    values |= {
        "Username": seed.username,
        "Email": seed.email or seed.username,
        "FirstName": seed.first or None,
        "LastName": seed.last,
        "Alias": (seed.first[:1] + seed.last)[:8].lower(),
        "IsActive": seed.active,
        "Title": seed.title,
        "Department": seed.department,
    }
    store.tables.insert(Record("User", user_id, created, user_id, created, user_id, created, values))


def _add_queues(store: Store, section: SalesforceSection, by: str) -> None:
    for place, seed in enumerate(section.queues):
        values: dict[str, Value] = {"Name": seed.name, "DeveloperName": seed.developer_name, "Type": "Queue"}
        when = whole_second(store.clock.started)
        queue = store.create(store.schema["Group"], values, by, when=when, record_id=read_id("00G", seed.id))
        for name in seed.objects:
            served: dict[str, Value] = {"QueueId": queue.id, "SobjectType": name}
            store.create(store.schema["QueueSobject"], served, by, when=when)
        for member in seed.members:
            user = find_user(store, member)
            if user is None:
                raise WorldError.at(f"no user is {member!r}", "salesforce", "queues", place, "members")
            listed: dict[str, Value] = {"GroupId": queue.id, "UserOrGroupId": user.id}
            store.create(store.schema["GroupMember"], listed, by, when=when)
