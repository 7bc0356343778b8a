"""The schemas API: define, read, change and delete custom objects, and let them be associated.

https://developers.hubspot.com/docs/api-reference/crm-crm-schemas-v3/guide
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.definitions.definitions import ACTIVITIES, Group, standard_definitions
from handoff_sandbox.hubspot.definitions.object_types import ObjectType
from handoff_sandbox.hubspot.definitions.properties_api import new_definition
from handoff_sandbox.hubspot.definitions.schemas import Schema, full_name
from handoff_sandbox.hubspot.errors import HubSpotError, invalid, resource_not_found
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.association_types import USER_DEFINED, AssociationType
from handoff_sandbox.hubspot.records.values import show_instant
from handoff_sandbox.hubspot.wire import property_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json


def _json(call: Call, schema: Schema) -> Json:
    """Return a schema without its properties and associations."""
    kind = schema.kind
    body: Json = {
        "id": kind.id.rpartition("-")[2],
        "name": kind.singular,
        "objectTypeId": kind.id,
        "fullyQualifiedName": full_name(call.store.portal_id, kind.singular),
        "labels": {"singular": schema.singular, "plural": schema.plural},
        "requiredProperties": list(kind.required),
        "searchableProperties": list(kind.searched),
        "secondaryDisplayProperties": list(schema.secondary),
        "archived": schema.archived,
        "createdAt": show_instant(schema.created),
        "updatedAt": show_instant(schema.updated),
    }
    if not call.version.startswith("v"):
        body["allowsSensitiveProperties"] = False
    more = {"primaryDisplayProperty": schema.primary, "description": schema.description}
    return body | {key: value for key, value in more.items() if value is not None}


def _full_json(call: Call, schema: Schema) -> Json:
    kind, types, since = schema.kind, call.store.associations.types, show_instant(schema.created)
    definitions = call.store.definitions[kind.name].values()
    links = [
        one
        for source, target in types.pairs()
        if kind.singular in (source, target)
        for one in types.between(source, target)
    ]
    body = _json(call, schema) | {
        "properties": [property_json(one, schema.created) for one in definitions],
        "associations": [_link_json(call, one, since) for one in links],
    }
    return (
        body if schema.user_id is None else body | dict.fromkeys(("createdByUserId", "updatedByUserId"), schema.user_id)
    )


def _link_json(call: Call, one: AssociationType, since: str) -> Json:
    return {
        "id": str(one.id),
        "fromObjectTypeId": call.store.types[one.source].id,
        "toObjectTypeId": call.store.types[one.target].id,
        "name": one.label or f"{one.source}_to_{one.target}",
        "createdAt": since,
        "updatedAt": since,
    }


def _find(call: Call) -> Schema:
    kind = call.store.types[call.path["type"]]
    schema = call.store.schemas.get(kind.name)
    if schema is not None:
        return schema
    if kind.id.startswith("2-"):
        raise resource_not_found()
    started, label = call.store.clock.started, kind.singular.replace("_", " ").capitalize()
    return Schema(kind, label, kind.name.replace("_", " ").capitalize(), None, started, started)


def list_schemas(call: Call) -> Answer:
    """List the schemas of the portal's custom objects."""
    archived = call.flag("archived")
    found = [one for one in call.store.schemas.values() if one.archived is archived]
    return Answer({"results": [_full_json(call, one) for one in found]})


def read_schema(call: Call) -> Answer:
    """Read the schema of a custom object, or of one of HubSpot's own types."""
    return Answer(_full_json(call, _find(call)))


def read_schemas(call: Call) -> Answer:
    """Read the schemas of some custom objects."""
    wanted = call.listed("inputs")
    found = [call.store.schemas[kind.name] for kind in map(call.store.types.__getitem__, wanted)]
    return Answer({"results": [_full_json(call, one) for one in found]})


def create_schema(call: Call) -> Answer:
    """Define a custom object, with its properties and what it can be associated with."""
    body = call.object("name", "labels", "properties", "requiredProperties")
    name, labels = str(body["name"]).lower(), body["labels"]
    if name in call.store.types:
        raise HubSpotError(409, f"An object type named {name!r} is there already", "OBJECT_ALREADY_EXISTS")
    if not isinstance(labels, dict) or not {"singular", "plural"} <= labels.keys():
        raise invalid("labels are an object with singular and plural")
    now, portal_id = call.store.clock.now(), call.store.portal_id
    type_id = f"2-{max((int(one.id[2:]) for one in call.store.types if one.id.startswith('2-')), default=100) + 1}"
    kind = ObjectType(
        name, name, type_id, searched=tuple(call.listed("searchableProperties")),
        required=tuple(call.listed("requiredProperties")), scope="custom", aliases=(full_name(portal_id, name),),
    )  # fmt: skip
    group = Group(f"{name}_information", f"{labels['singular']} information")
    definitions = standard_definitions(kind, {})
    for one in body["properties"]:
        definition = new_definition(one, str(one.get("groupName") or group.name), now)
        definitions[definition.name] = definition
    named = [*kind.required, *kind.searched, *filter(None, [body.get("primaryDisplayProperty")])]
    if unknown := [one for one in named if one not in definitions]:
        raise invalid(f"The schema has no property {', '.join(map(str, unknown))}")
    linked = [call.store.types[str(one)] for one in body.get("associatedObjects") or []]
    call.store.types.add(kind)
    call.store.definitions[name], call.store.groups[name] = definitions, {group.name: group}
    schema = Schema(
        kind, str(labels["singular"]), str(labels["plural"]), body.get("primaryDisplayProperty"), now, now,
        tuple(call.listed("secondaryDisplayProperties")), body.get("description"), call.token.source.user_id,
    )  # fmt: skip
    call.store.schemas[name] = schema
    for other in dict.fromkeys([*linked, *(call.store.types[one] for one in ACTIVITIES)]):
        _link(call, kind, other, None)
    return Answer(_full_json(call, schema), 201)


def _link(call: Call, source: ObjectType, target: ObjectType, label: str | None) -> AssociationType:
    types = call.store.associations.types
    first = types.next_id()
    inverse = first if source is target else first + 1
    one = AssociationType(first, inverse, source.singular, target.singular, label, USER_DEFINED)
    return types.define(one)


def update_schema(call: Call) -> Answer:
    """Change how a custom object is called, what it requires and what is searched."""
    schema, body = _find(call), call.object()
    if call.store.schemas.get(schema.kind.name) is not schema:
        raise invalid("Only custom objects can be changed")
    required = tuple(call.listed("requiredProperties")) if "requiredProperties" in body else schema.kind.required
    searched = tuple(call.listed("searchableProperties")) if "searchableProperties" in body else schema.kind.searched
    if unknown := {*required, *searched} - call.store.definitions[schema.kind.name].keys():
        raise invalid(f"The schema has no property {', '.join(sorted(unknown))}")
    kind, labels = replace(schema.kind, required=required, searched=searched), body.get("labels") or {}
    secondary = tuple(call.listed("secondaryDisplayProperties")) or schema.secondary
    changed = replace(
        schema,
        kind=kind,
        singular=str(labels.get("singular", schema.singular)),
        plural=str(labels.get("plural", schema.plural)),
        primary=body.get("primaryDisplayProperty", schema.primary),
        secondary=secondary,
        description=None if body.get("clearDescription") else body.get("description", schema.description),
        updated=call.store.clock.now(),
    )
    call.store.types.add(kind)
    call.store.schemas[kind.name] = changed
    return Answer(_json(call, changed) | {"portalId": call.store.portal_id})


def delete_schema(call: Call) -> Answer:
    """Delete a custom object that has no records."""
    schema = _find(call)
    if call.store.schemas.get(schema.kind.name) is not schema:
        raise invalid("Only custom objects can be deleted")
    if any(True for _ in call.store.after(schema.kind, 0)):
        raise invalid("The custom object has records; delete them first")
    del call.store.schemas[schema.kind.name]
    call.store.types.remove(schema.kind)
    return Answer(status=204)


def create_association(call: Call) -> Answer:
    """Let a custom object be associated with another type of record."""
    body = call.object("fromObjectTypeId", "toObjectTypeId")
    source, target = (call.store.types[str(body[key])] for key in ("fromObjectTypeId", "toObjectTypeId"))
    _find(call)
    there = call.store.associations.types.unlabelled(source.singular, target.singular)
    one = _link(call, source, target, None if there is None else str(body.get("name") or "Unnamed"))
    told = _link_json(call, one, show_instant(call.store.clock.now()))
    return Answer(told | ({"name": body["name"]} if body.get("name") else {}), 201)


def remove_association(call: Call) -> Answer:
    """Take away an association that the portal defined for a custom object."""
    _find(call)
    types, kind = call.store.associations.types, call.store.types[call.path["type"]]
    for source, target in list(types.pairs()):
        for one in types.between(source, target):
            own = one.category == USER_DEFINED and str(one.id) == call.path["association"]
            if own and kind.singular in (source, target):
                call.store.associations.drop_kind(one)
                types.remove(one)
                return Answer(status=204)
    raise resource_not_found()


_FAMILY, _ONE = "/crm-object-schemas", "/schemas/{type}"
_READ, _WRITE = ("crm.schemas.custom.read",), ("crm.schemas.custom.write",)
OPERATIONS = (
    Operation("GET", _FAMILY, "/schemas", list_schemas, "scopes", scopes=_READ),
    Operation("POST", _FAMILY, "/schemas", create_schema, "scopes", scopes=_WRITE),
    Operation("POST", _FAMILY, "/schemas/batch/read", read_schemas, "scopes", scopes=_READ),
    Operation("GET", _FAMILY, _ONE, read_schema, "scopes", scopes=_READ),
    Operation("PATCH", _FAMILY, _ONE, update_schema, "scopes", scopes=_WRITE),
    Operation("DELETE", _FAMILY, _ONE, delete_schema, "scopes", scopes=_WRITE),
    Operation("POST", _FAMILY, f"{_ONE}/associations", create_association, "scopes", scopes=_WRITE),
    Operation("DELETE", _FAMILY, f"{_ONE}/associations/{{association}}", remove_association, "scopes", scopes=_WRITE),
    # The path by which older clients know it.
    Operation("GET", "/crm/schemas", "", list_schemas, "scopes", scopes=_READ, dated=()),
    Operation("POST", "/crm/schemas", "", create_schema, "scopes", scopes=_WRITE, dated=()),
    Operation("GET", "/crm/schemas", "/{type}", read_schema, "scopes", scopes=_READ, dated=()),
    Operation("PATCH", "/crm/schemas", "/{type}", update_schema, "scopes", scopes=_WRITE, dated=()),
    Operation("DELETE", "/crm/schemas", "/{type}", delete_schema, "scopes", scopes=_WRITE, dated=()),
)
