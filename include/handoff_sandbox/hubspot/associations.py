"""Which records are associated, and by which kinds.

Invariant: both directions are there or neither; an association with a label has the unlabelled kind too; a record has
one primary company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.hubspot.association_types import AssociationType, AssociationTypes
    from handoff_sandbox.hubspot.object_types import ObjectType
    from handoff_sandbox.hubspot.records import Record

Key = tuple[str, str]
"""A record's type (singular) and id."""


def key_of(record: Record) -> Key:
    """Return the key by which associations know a record."""
    return record.kind.singular, record.id


class Associations:
    """The associations of one portal."""

    def __init__(self, types: AssociationTypes) -> None:
        self.types = types
        self._links: dict[Key, dict[Key, dict[int, AssociationType]]] = {}

    def of(self, source: Key, target: str) -> list[tuple[str, list[AssociationType]]]:
        """Return what a record is associated with among one type: (id, kinds), in the order of the ids."""
        links = self._links.get(source, {})
        found = [
            (key[1], sorted(kinds.values(), key=lambda k: k.id)) for key, kinds in links.items() if key[0] == target
        ]
        return sorted(found, key=lambda link: int(link[0]))

    def resolve(self, source: ObjectType, target: ObjectType, specs: object) -> list[AssociationType]:
        """Read `[{"associationCategory", "associationTypeId"}]`; raises HubSpot's 400 for one that is not there."""
        if not isinstance(specs, list) or not specs:
            raise invalid("associations need at least one type with an associationCategory and an associationTypeId")
        found = []
        for spec in specs:
            category, type_id = read_spec(spec)
            one = self.types.get(source.singular, target.singular, type_id)
            if one is None or one.category != category:
                raise invalid(
                    f"No association type {category} {type_id} exists from {source.singular} to {target.singular}",
                    context={"type": [str(type_id)], "fromObjectType": [source.id], "toObjectType": [target.id]},
                )
            found.append(one)
        return found

    def add(self, source: Key, target: Key, kinds: Iterable[AssociationType]) -> None:
        """Associate two records by these kinds, of which each fits the pair."""
        for one in (*filter(None, [self.types.unlabelled(source[0], target[0])]), *kinds):
            if one.label == "Primary":
                self._drop_primary(source if one.target == "company" else target, one)
            self._links.setdefault(source, {}).setdefault(target, {})[one.id] = one
            back = self.types.inverse(one)
            self._links.setdefault(target, {}).setdefault(source, {})[back.id] = back

    def remove(self, source: Key, target: Key, kinds: Iterable[AssociationType] | None = None) -> None:
        """Take away some kinds, or the whole association; the unlabelled kind takes all with it."""
        gone = None if kinds is None else list(kinds)
        if gone is None or any(one.label is None for one in gone):
            self._links.get(source, {}).pop(target, None)
            self._links.get(target, {}).pop(source, None)
            return
        for one in gone:
            self._links.get(source, {}).get(target, {}).pop(one.id, None)
            self._links.get(target, {}).get(source, {}).pop(one.inverse_id, None)

    def forget(self, record: Key) -> None:
        """Take away all associations of a record, as archiving it does."""
        for other in list(self._links.get(record, {})):
            self.remove(record, other)

    def _drop_primary(self, owner: Key, one: AssociationType) -> None:
        toward = one if one.target == "company" else self.types.inverse(one)
        for other, kinds in self._links.get(owner, {}).items():
            if other[0] == "company" and toward.id in kinds:
                del kinds[toward.id]
                self._links[other][owner].pop(toward.inverse_id, None)


def read_spec(spec: object) -> tuple[str, int]:
    """Read an association type as clients send it: its category and its id; raises HubSpot's 400."""
    try:
        return str(spec["associationCategory"]), int(spec["associationTypeId"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError):
        raise invalid("an association type has an associationCategory and an associationTypeId") from None
