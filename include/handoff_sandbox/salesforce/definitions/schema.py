"""The objects of an organisation and their fields, as describe tells them and as queries and writes are checked by.

Names are found in any case, and are told as they are defined. What a new organisation has is in `standard`. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME_OBJECT = "Name"
"""The fields that all records have in common when they are reached over a polymorphic relationship."""

TEXTS = frozenset({"string", "textarea", "picklist", "multipicklist", "combobox", "email", "phone", "url", "anyType"})
NUMBERS = frozenset({"int", "double", "currency", "percent"})
LONG_TEXT = 255


@dataclass(frozen=True)
class Option:
    """One value of a picklist."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One field of one object; `to` names the objects that a reference leads to."""

    name: str
    label: str
    type: str = "string"
    length: int = 0
    to: tuple[str, ...] = ()
    relationship: str | None = None
    children: str | None = None
    polymorphic: bool = False
    on_delete: str = "clear"
    required: bool = False
    read_only: bool = False
    create_only: bool = False
    is_name: bool = False
    options: tuple[Option, ...] = ()
    restricted: bool = False
    default: Any = None
    unique: bool = False
    external_id: bool = False
    custom: bool = False
    filtered: bool = False
    """Filterable, although it is long."""

    @property
    def filterable(self) -> bool:
        """Whether it can stand in WHERE."""
        if self.type in ("base64", "address", "anyType"):
            return False
        return self.type != "textarea" or self.length <= LONG_TEXT or self.filtered

    @property
    def sortable(self) -> bool:
        """Whether it can stand in ORDER BY."""
        return self.filterable and self.type != "multipicklist"

    @property
    def groupable(self) -> bool:
        """Whether it can stand in GROUP BY."""
        return self.sortable and self.type not in ("datetime", "currency", "double", "percent")

    @property
    def is_text(self) -> bool:
        """Whether its values are text that is compared without regard to case."""
        return self.type in TEXTS


@dataclass(frozen=True)
class SObject:
    """One object; `fields` by their names in lower case."""

    name: str
    label: str
    plural: str
    prefix: str
    fields: Mapping[str, Field]
    can: frozenset[str] = frozenset({"create", "update", "delete"})
    tracked: frozenset[str] = frozenset()
    history: str | None = None
    history_of: str | None = None
    alias_of: str | None = None
    """The object whose records these are, looked at in another way."""

    @property
    def custom(self) -> bool:
        """Whether the organisation has added it."""
        return self.name.endswith("__c")

    @property
    def mergeable(self) -> bool:
        """Whether several of its records can be made one."""
        return "masterrecordid" in self.fields

    @property
    def replicateable(self) -> bool:
        """Whether getUpdated and getDeleted know it."""
        return not self.alias_of and self.name not in ("ContentDocumentLink", "Organization", "QueueSobject")

    def get(self, name: str) -> Field | None:
        """Return a field by its name in any case."""
        return self.fields.get(name.lower())

    def relationship(self, name: str) -> Field | None:
        """Return the reference that a relationship's name stands for: Owner for OwnerId."""
        wanted = name.lower()
        return next((one for one in self.fields.values() if (one.relationship or "").lower() == wanted), None)

    @property
    def name_field(self) -> Field | None:
        """The field that holds what a record is called."""
        return next((one for one in self.fields.values() if one.is_name), None)


@dataclass(frozen=True)
class Schema:
    """All objects of one organisation, by their names in lower case."""

    objects: Mapping[str, SObject]
    by_prefix: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        prefixes = {one.prefix: one.name for one in self if not one.alias_of and not one.history_of}
        object.__setattr__(self, "by_prefix", prefixes)

    def __iter__(self) -> Iterator[SObject]:
        return iter(sorted((one for one in self.objects.values() if one.name != NAME_OBJECT), key=lambda one: one.name))

    def get(self, name: str) -> SObject | None:
        """Return an object by its name in any case."""
        return None if name == NAME_OBJECT else self.objects.get(name.lower())

    def __getitem__(self, name: str) -> SObject:
        return self.objects[name.lower()]

    def of_id(self, record_id: str) -> SObject | None:
        """Return the object whose prefix an id has."""
        name = self.by_prefix.get(record_id[:3])
        return self[name] if name else None

    def children(self, parent: SObject) -> Iterator[tuple[str, SObject, Field]]:
        """Yield the relationships that lead to an object: the name of the way back, the child, its reference."""
        for child in self:
            for one in child.fields.values():
                if one.children and parent.name in one.to:
                    yield one.children, child, one

    def references(self, parent: SObject) -> Iterator[tuple[SObject, Field]]:
        """Yield every field that can refer to an object's records."""
        for child in self:
            if not child.alias_of:
                yield from ((child, one) for one in child.fields.values() if parent.name in one.to)
