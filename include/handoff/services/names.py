"""Names for the ids that plans and journals carry: people's from the registry, CRM owners' from the snapshots.

Nothing is asked of a vendor. An id that has no name is shown as what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handoff.domain import words
from handoff.domain.change import ChangeKind, Phase
from handoff.domain.handoff import Handoff
from handoff.domain.ids import Gathering, PersonId
from handoff.domain.people import Person
from handoff.domain.ports.planned import Part
from handoff.domain.ports.registry import Transaction
from handoff.domain.ports.tools import SnapshotPages
from handoff.errors import NotFoundError


@dataclass(frozen=True)
class Names:
    """Looks names up within one transaction. `owners` are CRM owners' names by the vendor's id."""

    tx: Transaction
    vendor: str
    owners: Mapping[str, str]
    _people: dict[str, Person | None] = field(default_factory=dict)

    def find(self, person: str) -> Person | None:
        """Return a person of the registry, None where there is none."""
        if person not in self._people:
            try:
                self._people[person] = self.tx.people.get(PersonId(person))
            except NotFoundError:
                self._people[person] = None
        return self._people[person]

    def person(self, person: str) -> str:
        """Return a person's name and address, or the id where neither is known (any more)."""
        found = self.find(person)
        return (label(found) if found else "") or person

    def owner(self, owner: str) -> str:
        """Return a CRM owner's name, or the id where it is not known."""
        return self.owners.get(owner) or f"{self.vendor} owner {owner}"


def label(person: Person) -> str:
    """Return 'Name <address>', as much of it as is known."""
    if person.name and person.email:
        return f"{person.name} <{person.email}>"
    return person.name or person.email


def names_of(tx: Transaction, pages: SnapshotPages, handoff: Handoff) -> Names:
    """Return the names of a handoff: whose records were gathered, and the successor."""
    owners: dict[str, str] = {}
    for attempt in range(handoff.attempt, 0, -1):
        refs = tx.snapshots.pages(handoff.id, Gathering(f"prepare.{attempt}"), handoff.mark.record.vendor)
        for snapshot in pages.read(refs):
            if snapshot.author and (owner := snapshot.text("owner")):
                owners.setdefault(owner, snapshot.author)
    names = Names(tx, words.VENDORS[handoff.mark.record.vendor], owners)
    if handoff.determination and handoff.determination.successor not in owners:
        owners[handoff.determination.successor] = _successor(tx, handoff, names)
    return names


def _successor(tx: Transaction, handoff: Handoff, names: Names) -> str:
    """Find who the successor is: the newest whole plan delivers the dossier to that person."""
    for digest in reversed(tx.plans.digests(handoff.id)):
        for change in tx.plans.changes(handoff.id, digest, Part(Phase.DELIVER)):
            if change.kind is ChangeKind.GRANT_ACCESS:
                found = names.find(change.record.id.rpartition("/")[2])
                return label(found) if found else ""
    return ""
