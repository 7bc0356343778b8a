"""The kinds of association and their type ids.

Every association has two directions with an id each. A pair's unlabelled kind is there for every association; a label
('Primary', or one that the portal defined) comes on top.
https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide#association-type-id-values
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HUBSPOT_DEFINED = "HUBSPOT_DEFINED"
USER_DEFINED = "USER_DEFINED"


@dataclass(frozen=True)
class AssociationType:
    """One direction of one kind of association; `label` is None for the unlabelled kind."""

    id: int
    inverse_id: int
    source: str
    target: str
    label: str | None = None
    category: str = HUBSPOT_DEFINED


# source, target (singular), id, inverse id, label
_STANDARD: tuple[tuple[str, str, int, int, str | None], ...] = (
    ("contact", "company", 279, 280, None),
    ("contact", "company", 1, 2, "Primary"),
    ("contact", "contact", 449, 449, None),
    ("company", "company", 450, 450, None),
    ("company", "company", 14, 13, "Parent Company"),
    ("deal", "contact", 3, 4, None),
    ("deal", "company", 341, 342, None),
    ("deal", "company", 5, 6, "Primary"),
    ("deal", "deal", 451, 451, None),
    ("contact", "ticket", 15, 16, None),
    ("company", "ticket", 340, 339, None),
    ("company", "ticket", 25, 26, "Primary"),
    ("deal", "ticket", 27, 28, None),
    ("ticket", "ticket", 452, 452, None),
    ("deal", "line_item", 19, 20, None),
    ("deal", "quote", 63, 64, None),
    ("quote", "line_item", 67, 68, None),
    ("quote", "contact", 69, 70, None),
    ("quote", "company", 71, 72, None),
    ("quote", "task", 217, 218, None),
    ("lead", "contact", 608, 609, None),
    ("lead", "contact", 578, 579, "Primary"),
    ("lead", "company", 610, 611, None),
    ("lead", "call", 596, 597, None),
    ("lead", "email", 598, 599, None),
    ("lead", "meeting", 600, 601, None),
    ("lead", "note", 854, 855, None),
    ("lead", "task", 646, 647, None),
    ("order", "contact", 507, 508, None),
    ("order", "company", 509, 510, None),
    ("order", "deal", 512, 511, None),
    ("order", "line_item", 513, 514, None),
    ("order", "quote", 729, 730, None),
    ("order", "ticket", 525, 526, None),
    ("order", "note", 848, 849, None),
    ("order", "task", 726, 727, None),
    ("call", "meeting", 399, 400, None),
    ("communication", "contact", 81, 82, None),
    ("communication", "ticket", 83, 84, None),
    ("communication", "deal", 85, 86, None),
    ("communication", "company", 87, 88, None),
    ("postal_mail", "contact", 453, 454, None),
    ("postal_mail", "ticket", 455, 456, None),
    ("postal_mail", "deal", 457, 458, None),
    ("postal_mail", "company", 459, 460, None),
    ("contact", "call", 193, 194, None),
    ("company", "call", 181, 182, None),
    ("deal", "call", 205, 206, None),
    ("ticket", "call", 219, 220, None),
    ("contact", "email", 197, 198, None),
    ("company", "email", 185, 186, None),
    ("deal", "email", 209, 210, None),
    ("ticket", "email", 223, 224, None),
    ("contact", "meeting", 199, 200, None),
    ("company", "meeting", 187, 188, None),
    ("deal", "meeting", 211, 212, None),
    ("ticket", "meeting", 225, 226, None),
    ("contact", "note", 201, 202, None),
    ("company", "note", 189, 190, None),
    ("deal", "note", 213, 214, None),
    ("ticket", "note", 227, 228, None),
    ("contact", "task", 203, 204, None),
    ("company", "task", 191, 192, None),
    ("deal", "task", 215, 216, None),
    ("ticket", "task", 229, 230, None),
)


class AssociationTypes:
    """The association types of one portal; types of record are named by their singular."""

    def __init__(self, labels: Iterable[AssociationType] = ()) -> None:
        self._pairs: dict[tuple[str, str], dict[int, AssociationType]] = {}
        self.limits: dict[tuple[str, str, int], int] = {}
        """How many records one may be associated with by a kind, where the portal set a limit."""
        for row in _STANDARD:
            self.define(AssociationType(*row[2:4], *row[:2], row[4]))
        for one in labels:
            self.define(one)

    def define(self, one: AssociationType, inverse_label: str | None = None) -> AssociationType:
        """Add a kind with its other direction, or put it in the place of the one with its id."""
        back_label = "Child Company" if one.label == "Parent Company" else inverse_label or one.label
        back = AssociationType(one.inverse_id, one.id, one.target, one.source, back_label, one.category)
        self._pairs.setdefault((one.target, one.source), {})[back.id] = back
        self._pairs.setdefault((one.source, one.target), {})[one.id] = one
        return one

    def remove(self, one: AssociationType) -> None:
        """Take away a kind with its other direction."""
        self._pairs[one.target, one.source].pop(one.inverse_id, None)
        self._pairs[one.source, one.target].pop(one.id, None)

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return all pairs of types that can be associated."""
        return self._pairs

    def next_id(self) -> int:
        """Return an id that no kind of the portal's own has."""
        own = (one.id for kinds in self._pairs.values() for one in kinds.values() if one.category == USER_DEFINED)
        return max(own, default=0) + 1

    def between(self, source: str, target: str) -> list[AssociationType]:
        """Return the kinds of association from one type of record to another, the unlabelled one first."""
        found = self._pairs.get((source, target), {})
        return sorted(found.values(), key=lambda one: (one.label is not None, one.id))

    def get(self, source: str, target: str, type_id: int) -> AssociationType | None:
        """Return one kind by its id, None where the pair has no such id."""
        return self._pairs.get((source, target), {}).get(type_id)

    def of_source(self, source: str, category: str, type_id: int) -> AssociationType | None:
        """Return a kind by its id where only the type that it starts from is known."""
        found = (kinds.get(type_id) for pair, kinds in self._pairs.items() if pair[0] == source)
        return next((one for one in found if one and one.category == category), None)

    def unlabelled(self, source: str, target: str) -> AssociationType | None:
        """Return the kind that every association of the pair has, None where the two cannot be associated."""
        return next((one for one in self._pairs.get((source, target), {}).values() if one.label is None), None)

    def labelled(self, source: str, target: str, label: str) -> AssociationType | None:
        """Return the kind with that label, whatever its case."""
        return next(
            (one for one in self.between(source, target) if one.label and one.label.lower() == label.lower()), None
        )

    def inverse(self, one: AssociationType) -> AssociationType:
        """Return the other direction."""
        return self._pairs[one.target, one.source][one.inverse_id]
