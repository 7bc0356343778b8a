"""Which records are associated, and by which kinds.

Invariant: both directions are there or neither; an association with a label has the unlabelled kind too; a record has
one primary company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.association_types import AssociationType, AssociationTypes
    from handoff_sandbox.hubspot.records.records import Record

Key = tuple[str, str]
"""A record's type (singular) and id."""
Link = tuple[Key, Key, "AssociationType"]
"""One direction of one kind of association between two records."""
Kinds = dict[int, "AssociationType"]


def key_of(record: Record) -> Key:
    """Return the key by which associations know a record."""
    return record.kind.singular, record.id


class Associations:
    """The associations of one portal."""

    def __init__(self, types: AssociationTypes) -> None:
        self.types = types
        self._links: dict[Key, dict[str, dict[str, Kinds]]] = {}

    def ids(self, source: Key, target: str) -> list[str]:
        """Return the ids of what a record is associated with among one type, in their order."""
        return sorted(self._links.get(source, {}).get(target, ()), key=int)

    def kinds(self, source: Key, target: Key) -> list[AssociationType]:
        """Return by which kinds two records are associated, none where they are not."""
        found = self._links.get(source, {}).get(target[0], {}).get(target[1], {})
        return sorted(found.values(), key=lambda kind: kind.id)

    def of(self, source: Key, target: str) -> list[tuple[str, list[AssociationType]]]:
        """Return what a record is associated with among one type: (id, kinds), in the order of the ids."""
        return [(other, self.kinds(source, (target, other))) for other in self.ids(source, target)]

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

    def add(self, source: Key, target: Key, kinds: Iterable[AssociationType]) -> list[Link]:
        """Associate two records by these kinds, of which each fits the pair; returns what was not there before."""
        added: list[Link] = []
        for one in (*filter(None, [self.types.unlabelled(source[0], target[0])]), *kinds):
            if one.id in self._between(source, target):
                continue
            if one.label == "Primary":
                self._drop_primary(source if one.target == "company" else target, one)
            back = self.types.inverse(one)
            self._between(source, target)[one.id] = one
            self._between(target, source)[back.id] = back
            added += [(source, target, one), (target, source, back)]
        return added

    def _between(self, source: Key, target: Key) -> Kinds:
        return self._links.setdefault(source, {}).setdefault(target[0], {}).setdefault(target[1], {})

    def remove(self, source: Key, target: Key, kinds: Iterable[AssociationType] | None = None) -> list[Link]:
        """Take away some kinds, or the whole association; the unlabelled kind takes all with it.

        Returns what was there before.
        """
        there = self.kinds(source, target)
        gone = there if kinds is None else [kind for kind in kinds if kind in there]
        if any(one.label is None for one in gone):
            gone = there
        for one in gone:
            del self._between(source, target)[one.id]
            self._between(target, source).pop(one.inverse_id, None)
        for start, end in ((source, target), (target, source)):
            if not self._between(start, end):
                del self._links[start][end[0]][end[1]]
        return [link for one in gone for link in ((source, target, one), (target, source, self.types.inverse(one)))]

    def drop_kind(self, one: AssociationType) -> None:
        """Take away all associations of one kind."""
        for source in [key for key in self._links if key[0] == one.source]:
            for other in self.ids(source, one.target):
                self.remove(source, (one.target, other), [one])

    def others(self, record: Key) -> list[Key]:
        """Return all that a record is associated with."""
        return [(kind, other) for kind, links in self._links.get(record, {}).items() for other in links]

    def forget(self, record: Key) -> None:
        """Take away all associations of a record, as archiving it does."""
        for other in self.others(record):
            self.remove(record, other)

    def move(self, old: Key, new: Key) -> None:
        """Give all associations of one record to another, as a merge does; what both had stays as it was."""
        for other in self.others(old):
            kinds = self.kinds(old, other)
            self.remove(old, other)
            if other == new:
                continue
            has_primary = any(self.kinds(new, (other[0], one)) for one in self.ids(new, other[0]))
            self.add(new, other, [kind for kind in kinds if not (has_primary and kind.label == "Primary")])

    def _drop_primary(self, owner: Key, one: AssociationType) -> None:
        toward = one if one.target == "company" else self.types.inverse(one)
        for other in self.ids(owner, "company"):
            if self._links[owner]["company"][other].pop(toward.id, None):
                self._links["company", other][owner[0]][owner[1]].pop(toward.inverse_id, None)


def read_spec(spec: object) -> tuple[str, int]:
    """Read an association type as clients send it: its category and its id; raises HubSpot's 400."""
    try:
        return str(spec["associationCategory"]), int(spec["associationTypeId"])  # type: ignore[index]  # what is none is caught
    except (KeyError, TypeError, ValueError):
        raise invalid("an association type has an associationCategory and an associationTypeId") from None
