"""The objects that a new organisation has, read from sobjects.yaml, with what every object has in common."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from handoff_sandbox.salesforce.definitions.schema import NAME_OBJECT, Field, Option, SObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def words(name: str) -> str:
    """Return a name in words: MailingCity is Mailing City, ContactId is Contact ID."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace(" Id", " ID")


def relationship_of(name: str) -> str:
    """Return the name of a reference's relationship: OwnerId gives Owner, Manager__c gives Manager__r."""
    return f"{name[:-3]}__r" if name.endswith("__c") else name.removesuffix("Id")


@cache
def standard_objects() -> Mapping[str, SObject]:
    """Return the objects that a new organisation has, by their names in lower case."""
    data: dict[str, dict[str, Any]] = yaml.safe_load(
        files("handoff_sandbox.salesforce.definitions").joinpath("sobjects.yaml").read_text(encoding="utf-8")
    )
    found = {name: _object(name, one) for name, one in data.items()}
    found[NAME_OBJECT] = _name_object()
    return {name.lower(): one for name, one in found.items()}


def extend(objects: Mapping[str, SObject], name: str, fields: Iterable[Field], tracked: Iterable[str]) -> SObject:
    """Return an object with a world's fields, and with the fields that it tracks."""
    known = objects[name.lower()]
    names = frozenset(tracked) or known.tracked
    return replace(known, fields={**known.fields, **{one.name.lower(): one for one in fields}}, tracked=names)


def _object(name: str, data: Mapping[str, Any]) -> SObject:
    fields = [_field(key, settings) for key, settings in data.get("fields", {}).items()]
    owner = data.get("owner")
    if owner:
        fields.insert(
            0, Field("OwnerId", "Owner ID", "reference", 18, tuple(owner), "Owner", polymorphic=len(owner) > 1)
        )
    if data.get("history_of"):
        fields = _history_fields(data["history_of"])
    without = set(data.get("without", ()))
    if data.get("history_of"):
        without |= {"LastModifiedDate", "LastModifiedById", "SystemModstamp"}
    system = [one for one in system_fields() if one.name not in without]
    default = [] if data.get("history_of") else ["create", "update", "delete"]
    return SObject(
        name=name,
        label=words(name),
        plural=data["plural"],
        prefix=data["prefix"],
        fields={one.name.lower(): one for one in (system[0], *fields, *system[1:])},
        can=frozenset(data.get("can", default)),
        tracked=frozenset(data.get("tracked", ())),
        history=data.get("history"),
        history_of=data.get("history_of"),
        alias_of=data.get("alias_of"),
    )


def _field(name: str, data: Mapping[str, Any]) -> Field:
    kind = data.get("type", "string")
    reference = kind == "reference"
    return Field(
        name=name,
        label=data.get("label") or words(name),
        type=kind,
        length=data.get("length", 18 if reference else 255 if kind in ("picklist", "combobox") else 0),
        to=tuple(data.get("to", ())),
        relationship=(data.get("as") or relationship_of(name)) if reference else None,
        children=data.get("children"),
        polymorphic=data.get("polymorphic", len(data.get("to", ())) > 1),
        on_delete=data.get("on_delete", "clear"),
        required=data.get("required", False),
        read_only=data.get("read_only", False),
        create_only=data.get("create_only", False),
        is_name=data.get("name", False),
        options=tuple(Option(str(one), str(one)) for one in data.get("options", ())),
        default=data.get("default", False if kind == "boolean" else None),
        external_id=data.get("external_id", False),
        filtered=data.get("filtered", False),
    )


def system_fields() -> tuple[Field, ...]:
    """Return the fields that every object has, its id first."""
    return (
        Field("Id", "Record ID", "id", 18, read_only=True),
        Field("IsDeleted", "Deleted", "boolean", read_only=True),
        Field("CreatedDate", "Created Date", "datetime", read_only=True),
        Field("CreatedById", "Created By ID", "reference", 18, ("User",), "CreatedBy", read_only=True),
        Field("LastModifiedDate", "Last Modified Date", "datetime", read_only=True),
        Field("LastModifiedById", "Last Modified By ID", "reference", 18, ("User",), "LastModifiedBy", read_only=True),
        Field("SystemModstamp", "System Modstamp", "datetime", read_only=True),
    )


def _history_fields(parent: str) -> list[Field]:
    return [
        Field(
            f"{parent}Id", f"{parent} ID", "reference", 18, (parent,), parent,
            children="Histories", on_delete="cascade", read_only=True,
        ),
        Field("Field", "Changed Field", "picklist", 255, read_only=True),
        Field("DataType", "Datatype", "picklist", 255, read_only=True),
        Field("OldValue", "Old Value", "anyType", read_only=True),
        Field("NewValue", "New Value", "anyType", read_only=True),
    ]  # fmt: skip


def _name_object() -> SObject:
    texts = ("Name", "FirstName", "LastName", "Type", "Email", "Phone", "Title", "Username", "Alias")
    fields = [Field("Id", "Record ID", "id", 18), *(Field(name, words(name), length=255) for name in texts)]
    fields.append(Field("IsActive", "Active", "boolean"))
    return SObject(NAME_OBJECT, "Name", "Names", "", {one.name.lower(): one for one in fields}, frozenset())
