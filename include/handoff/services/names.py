"""Names for the ids that plans and journals carry: people's and CRM owners', both from the registry.

Nothing is asked of a vendor. An id that has no name is shown as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handoff.domain import words
from handoff.domain.handoff import Handoff
from handoff.domain.ids import PersonId
from handoff.domain.people import Person
from handoff.domain.ports.registry import Transaction
from handoff.domain.snapshot import Snapshot
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


def names_of(tx: Transaction, handoff: Handoff) -> Names:
    """Return the names of a handoff: of people, and of the owners in its CRM of whom note was taken."""
    owners = tx.people.owners(handoff.mark.connection)
    return Names(tx, words.VENDORS[handoff.mark.record.vendor], owners)


def named_in(handoff: Handoff) -> frozenset[str]:
    """Return the ids of the owners that a handoff itself names: who takes over, who decided, who set the mark."""
    given = handoff.determination
    of_it = (given.successor, given.decided_by, given.chosen, *given.roles.values()) if given else ()
    return frozenset({*of_it, handoff.mark.by} - {""})


def owned_by(snapshot: Snapshot) -> Iterator[str]:
    """Yield the ids of a record's owners, those of its further owner fields too."""
    for name, value in snapshot.fields.items():
        if value and (name == "owner" or name.startswith("owner:")):
            yield str(value)
