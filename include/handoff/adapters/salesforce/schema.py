"""What an organisation says of its objects: which fields there are to be read and written, and which ways back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handoff.adapters.salesforce.transport import Row
from handoff.errors import PolicyError

_NAME = re.compile(r"[A-Za-z]\w*")
_TEXTS = frozenset({"string", "url", "textarea", "picklist", "combobox", "reference", "id"})


def field_name(name: str) -> str:
    """Return a name of the policy's or of Salesforce's as it may stand in a query; PolicyError for what is none."""
    if not _NAME.fullmatch(name):
        raise PolicyError(f"'{name}' is no API name of Salesforce's.", mend="Write it as in Setup, Object Manager.")
    return name


@dataclass(frozen=True, slots=True)
class Field:
    """One field, as far as it matters here. `users` is whether it refers to users, and to nothing else but queues."""

    name: str
    custom: bool
    createable: bool
    updateable: bool
    filterable: bool
    users: bool
    text: bool
    relationship: str


@dataclass(frozen=True, slots=True)
class Described:
    """One object: its fields by name, the names of the ways to its children, and of the organisation's own objects
    those that refer to it, each with the field that does.
    """

    name: str
    fields: Mapping[str, Field]
    children: frozenset[str]
    label: str = ""
    custom_children: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, told: Row) -> Described:
        """Read Salesforce's description of an object."""
        fields = (_field(item) for item in told.get("fields") or ())
        ways = told.get("childRelationships") or ()
        children = (str(item.get("relationshipName") or "") for item in ways)
        own = ((str(item.get("childSObject")), str(item.get("field"))) for item in ways)
        return cls(
            name=str(told.get("name")),
            fields={field.name: field for field in fields},
            children=frozenset(filter(None, children)),
            label=str(told.get("label") or told.get("name")),
            custom_children=tuple(sorted({way for way in own if way[0].endswith("__c")})),
        )

    @property
    def owners(self) -> tuple[str, ...]:
        """The custom fields that name a user and can be written, beside the owner itself."""
        return tuple(f.name for f in self.fields.values() if f.users and f.custom and f.updateable)

    @property
    def custom(self) -> tuple[str, ...]:
        """The organisation's own fields."""
        return tuple(field.name for field in self.fields.values() if field.custom)

    def known(self, names: Iterable[str]) -> list[str]:
        """Return those of some names, which may lead over one relationship, that this user can read here."""
        return [name for name in names if name in self.fields or self._leads(name)]

    def _leads(self, name: str) -> bool:
        relationship, dot, _ = name.partition(".")
        return bool(dot) and f"{relationship}Id" in self.fields

    @property
    def references(self) -> tuple[str, ...]:
        """The fields that refer to another record."""
        return tuple(field.name for field in self.fields.values() if field.relationship)


def _field(item: Row) -> Field:
    targets = frozenset(map(str, item.get("referenceTo") or ()))
    return Field(
        name=str(item["name"]),
        custom=item.get("custom") is True,
        createable=item.get("createable") is True,
        updateable=item.get("updateable") is True,
        filterable=item.get("filterable") is True,
        users=bool(targets) and targets <= {"User", "Group"},
        text=str(item.get("type")) in _TEXTS,
        relationship=str(item.get("relationshipName") or ""),
    )
