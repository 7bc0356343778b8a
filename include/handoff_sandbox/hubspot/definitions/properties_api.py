"""The definitions of properties and their groups: read, create, change, archive.

A property of user type, which holds an owner's id, is an enumeration whose options HubSpot holds elsewhere:
`externalOptions` with `referencedObjectType` OWNER.
https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.definitions.definitions import Definition, Group, Option
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.batch_api import batch_answer
from handoff_sandbox.hubspot.wire import property_json

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json

FIELD_TYPES: dict[str, tuple[str, ...]] = {
    "bool": ("booleancheckbox", "calculation_equation"),
    "enumeration": ("booleancheckbox", "checkbox", "radio", "select", "calculation_equation"),
    "date": ("date",),
    "datetime": ("date",),
    "string": ("file", "text", "textarea", "html", "phonenumber", "calculation_equation"),
    "number": ("number", "calculation_equation"),
    "phone_number": ("phonenumber", "text"),
}
"""The field types that go with each type."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _not_found(name: str) -> HubSpotError:
    return HubSpotError(404, f"Property {name} does not exist", OBJECT_NOT_FOUND, context={"name": [name]})


def _find(call: Call, name: str, *, archived: bool = False) -> Definition:
    definition = call.store.definitions[call.kind.name].get(name)
    if archived:
        definition = call.store.archived_definitions.get((call.kind.name, name))
    if definition is None:
        raise _not_found(name)
    return definition


def _json(call: Call, definition: Definition) -> Json:
    return property_json(definition, call.store.clock.started)


def list_properties(call: Call) -> Answer:
    """List all properties of a type of record, or with `archived` those that were archived."""
    live = call.store.definitions[call.kind.name].values()
    gone = (one for (kind, _), one in call.store.archived_definitions.items() if kind == call.kind.name)
    return Answer({"results": [_json(call, one) for one in (gone if call.flag("archived") else live)]})


def read_property(call: Call) -> Answer:
    """Read one property's definition."""
    return Answer(_json(call, _find(call, call.path["name"], archived=call.flag("archived"))))


def read_properties(call: Call) -> Answer:
    """Read some properties' definitions."""
    archived = call.object().get("archived") is True
    results, errors = [], []
    for one in call.inputs(100):
        try:
            results.append(_json(call, _find(call, str(one.get("name")), archived=archived)))
        except HubSpotError as error:
            errors.append(error.in_batch())
    return batch_answer(call, results, errors)


def new_definition(body: Json, group: str, now: datetime) -> Definition:
    """Read a property's definition from the body of a creation; raises HubSpot's 400."""
    missing = [key for key in ("name", "label", "type", "fieldType") if not body.get(key)]
    if missing:
        raise invalid(f"Invalid input JSON: some required fields were not set: [{', '.join(missing)}]")
    name, kind, field_type = str(body["name"]), str(body["type"]), str(body["fieldType"])
    if not _NAME.fullmatch(name):
        raise invalid(f"{name!r} is not a property name: lower-case letters, digits and underscores, a letter first")
    if field_type not in FIELD_TYPES.get(kind, ()):
        raise invalid(f"A property of type {kind!r} cannot have the field type {field_type!r}")
    owner = body.get("referencedObjectType") == "OWNER"
    if body.get("externalOptions") and not owner:
        raise invalid("externalOptions need the referencedObjectType OWNER")
    options = () if owner else read_options(body.get("options") or [])
    if kind == "bool":
        options = (Option("true", "Yes"), Option("false", "No"))
    return Definition(
        name, str(body["label"]), kind, field_type, options, str(body.get("description") or ""),
        owner=owner, unique=body.get("hasUniqueValue") is True, custom=True, group=group,
        order=int(body.get("displayOrder", -1)), hidden=body.get("hidden") is True,
        form_field=body.get("formField") is True, created=now,
    )  # fmt: skip


def read_options(options: list[Json]) -> tuple[Option, ...]:
    """Read the options of an enumeration; raises HubSpot's 400."""
    try:
        found = tuple(
            Option(
                str(one["value"]), str(one["label"]), one.get("description"),
                one.get("displayOrder"), one.get("hidden") is True,
            )
            for one in options
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError):
        raise invalid("options is a list of objects with a label and a value") from None
    if len({one.value for one in found}) < len(found):
        raise invalid("Property option values must be unique")
    return found


def _create(call: Call, body: Json) -> Definition:
    definitions = call.store.definitions[call.kind.name]
    group = str(body.get("groupName") or "")
    if group not in call.store.groups[call.kind.name]:
        raise invalid(f"Property group {group!r} does not exist")
    definition = new_definition(body, group, call.store.clock.now())
    if definition.name in definitions:
        message = f'Property named "{definition.name}" already exists.'
        raise HubSpotError(409, message, "OBJECT_ALREADY_EXISTS", context={"name": [definition.name]})
    call.store.archived_definitions.pop((call.kind.name, definition.name), None)
    definitions[definition.name] = definition
    return definition


def create_property(call: Call) -> Answer:
    """Define a property."""
    return Answer(_json(call, _create(call, call.object())), 201)


def create_properties(call: Call) -> Answer:
    """Define some properties; those that cannot be are errors of the 207."""
    results, errors = [], []
    for one in call.inputs(100):
        try:
            results.append(_json(call, _create(call, one)))
        except HubSpotError as error:
            errors.append(error.in_batch())
    return batch_answer(call, results, errors, 201)


def update_property(call: Call) -> Answer:
    """Change a property's definition; of HubSpot's own ones only label, description, group and options."""
    body, one = call.object(), _find(call, call.path["name"])
    if "groupName" in body and body["groupName"] not in call.store.groups[call.kind.name]:
        raise invalid(f"Property group {body['groupName']!r} does not exist")
    kind, field_type = body.get("type", one.type), body.get("fieldType", one.field_type)
    if (kind, field_type) != (one.type, one.field_type):
        if not one.custom or field_type not in FIELD_TYPES.get(str(kind), ()):
            raise invalid(f"{one.name} cannot become a property of type {kind!r} with the field type {field_type!r}")
        one = replace(one, type=str(kind), field_type=str(field_type))
    one = replace(
        one,
        label=str(body.get("label", one.label)),
        description=str(body.get("description", one.description)),
        group=str(body.get("groupName", one.group)),
        options=read_options(body["options"]) if "options" in body and not one.owner else one.options,
        order=int(body.get("displayOrder", one.order)),
        hidden=body.get("hidden", one.hidden) is True,
        form_field=body.get("formField", one.form_field),
        updated=call.store.clock.now(),
    )
    call.store.definitions[call.kind.name][one.name] = one
    return Answer(_json(call, one))


def _archive(call: Call, name: str) -> None:
    one = call.store.definitions[call.kind.name].get(name)
    if one is None:
        return
    if not one.custom:
        raise invalid(f"{name} is a property that HubSpot defines; it cannot be archived")
    del call.store.definitions[call.kind.name][name]
    call.store.archived_definitions[call.kind.name, name] = replace(one, archived_at=call.store.clock.now())


def archive_property(call: Call) -> Answer:
    """Archive a property of the portal's own."""
    _archive(call, call.path["name"])
    return Answer(status=204)


def archive_properties(call: Call) -> Answer:
    """Archive some properties of the portal's own."""
    for one in call.inputs(100):
        _archive(call, str(one.get("name")))
    return Answer(status=204)


def _group_json(group: Group) -> Json:
    return {"name": group.name, "label": group.label, "displayOrder": group.order, "archived": False}


def _group(call: Call) -> Group:
    found = call.store.groups[call.kind.name].get(call.path["group"])
    if found is None:
        name = call.path["group"]
        raise HubSpotError(404, f"Property group {name} does not exist", OBJECT_NOT_FOUND, context={"name": [name]})
    return found


def list_groups(call: Call) -> Answer:
    """List the groups of a type's properties."""
    return Answer({"results": [_group_json(one) for one in call.store.groups[call.kind.name].values()]})


def read_group(call: Call) -> Answer:
    """Read one group of properties."""
    return Answer(_group_json(_group(call)))


def create_group(call: Call) -> Answer:
    """Add a group for properties."""
    body = call.object("name", "label")
    group = Group(str(body["name"]), str(body["label"]), int(body.get("displayOrder", -1)))
    if group.name in call.store.groups[call.kind.name]:
        raise HubSpotError(409, f"Property group {group.name} already exists", "OBJECT_ALREADY_EXISTS")
    call.store.groups[call.kind.name][group.name] = group
    return Answer(_group_json(group), 201)


def update_group(call: Call) -> Answer:
    """Change a group's label or place."""
    body, group = call.object(), _group(call)
    group = replace(group, label=str(body.get("label", group.label)), order=int(body.get("displayOrder", group.order)))
    call.store.groups[call.kind.name][group.name] = group
    return Answer(_group_json(group))


def archive_group(call: Call) -> Answer:
    """Take away a group that has no properties."""
    name = call.path["group"]
    if any(one.group == name for one in call.store.definitions[call.kind.name].values()):
        raise invalid(f"Property group {name} has properties; it cannot be archived")
    call.store.groups[call.kind.name].pop(name, None)
    return Answer(status=204)


_FAMILY, _ONE, _GROUP = "/crm/properties", "/{type}/{name}", "/{type}/groups/{group}"
OPERATIONS = (
    Operation("GET", _FAMILY, "/{type}", list_properties, "schema"),
    Operation("POST", _FAMILY, "/{type}", create_property, "schema_write"),
    Operation("POST", _FAMILY, "/{type}/batch/read", read_properties, "schema"),
    Operation("POST", _FAMILY, "/{type}/batch/create", create_properties, "schema_write"),
    Operation("POST", _FAMILY, "/{type}/batch/archive", archive_properties, "schema_write"),
    Operation("GET", _FAMILY, "/{type}/groups", list_groups, "schema"),
    Operation("POST", _FAMILY, "/{type}/groups", create_group, "schema_write"),
    Operation("GET", _FAMILY, _GROUP, read_group, "schema"),
    Operation("PATCH", _FAMILY, _GROUP, update_group, "schema_write"),
    Operation("DELETE", _FAMILY, _GROUP, archive_group, "schema_write"),
    Operation("GET", _FAMILY, _ONE, read_property, "schema"),
    Operation("PATCH", _FAMILY, _ONE, update_property, "schema_write"),
    Operation("DELETE", _FAMILY, _ONE, archive_property, "schema_write"),
)
