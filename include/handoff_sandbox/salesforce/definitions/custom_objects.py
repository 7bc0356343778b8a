"""The objects that an organisation has added: what each has by itself, and what can hang on its records.

https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_custom_objects.htm
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import WorldError
from handoff_sandbox.salesforce.definitions.schema import Field, SObject
from handoff_sandbox.salesforce.definitions.standard import extend, system_fields, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handoff_sandbox.salesforce.seed import ObjectSeed, SalesforceSection

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ABOUT_ANYTHING = (
    ("Task", "WhatId"), ("Event", "WhatId"), ("Note", "ParentId"), ("Attachment", "ParentId"),
    ("ContentDocumentLink", "LinkedEntityId"), ("ContentVersion", "FirstPublishLocationId"),
)  # fmt: skip
"""The references that lead to records of any object."""


def add_custom_objects(objects: dict[str, SObject], section: SalesforceSection) -> None:
    """Put the section's custom objects beside the others, without their custom fields; raises WorldError."""
    for place, seed in enumerate(section.objects):
        if seed.name.lower() in objects:
            raise WorldError.at("is there already", "salesforce", "objects", place, "name")
        mastered = any(one.type == "master" for one in section.fields.get(seed.name, ()))
        objects[seed.name.lower()] = _object(seed, place, owned=not mastered)
    _let_hang(objects, [seed.name for seed in section.objects])


def _object(seed: ObjectSeed, place: int, *, owned: bool) -> SObject:
    label = seed.label or words(seed.name.removesuffix("__c")).replace("_", " ")
    fields = [Field("Name", f"{label} Name", length=80, is_name=True)]
    if owned:
        fields.insert(0, Field("OwnerId", "Owner ID", "reference", 18, ("Group", "User"), "Owner", polymorphic=True))
    first, *rest = system_fields()
    return SObject(
        name=seed.name,
        label=label,
        plural=seed.plural or f"{label}s",
        prefix=f"a{_DIGITS[place // len(_DIGITS)]}{_DIGITS[place % len(_DIGITS)]}",
        fields={one.name.lower(): one for one in (first, *fields, *rest)},
    )


def _let_hang(objects: dict[str, SObject], names: Sequence[str]) -> None:
    """Let activities, notes and files be about records of custom objects."""
    for name, reference in _ABOUT_ANYTHING:
        known = objects[name.lower()]
        field = known.fields[reference.lower()]
        objects[name.lower()] = extend(objects, name, [replace(field, to=(*field.to, *names))], known.tracked)
