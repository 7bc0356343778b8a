"""The alumni registry: a person of a client stands in it once, and is found by any part of what people remember."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, or_, select
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.alumni import Alumnus
from handoff.domain.ids import HandoffId, PersonId
from handoff.domain.people import Person
from handoff.domain.ports.registry import Alumni
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.registry.people import person_of
from handoff.registry.tables import alumni, people
from handoff.registry.values import record_values

_PERSON = people.alias("person")
_SUCCESSOR = people.alias("successor")


class PostgresAlumni(Alumni):
    """The alumni registry on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, alumnus: Alumnus) -> bool:
        """Record one; False where this person of this client is there already, whose newest handoff then counts."""
        values = {
            "person": alumnus.person,
            "client": alumnus.client,
            "handoff": alumnus.handoff,
            **record_values(alumnus.record),
            "role": alumnus.role,
            "successor": alumnus.successor,
            "recorded_at": alumnus.recorded_at,
        }
        known = select(alumni.c.person).where(alumni.c.person == alumnus.person, alumni.c.client == alumnus.client)
        new = self._connection.execute(known).first() is None
        row = insert(alumni).values(values)
        kept = {name: row.excluded[name] for name in values if name not in ("person", "client")}
        self._connection.execute(row.on_conflict_do_update(index_elements=["person", "client"], set_=kept))
        return new

    def of(self, handoff: HandoffId) -> Sequence[Alumnus]:
        """Return those of a handoff, in the order in which they were recorded."""
        query = select(alumni).where(alumni.c.handoff == handoff).order_by(alumni.c.recorded_at, alumni.c.person)
        return [_alumnus(row) for row in self._connection.execute(query).mappings()]

    def search(self, text: str, limit: int = 50) -> Sequence[tuple[Alumnus, Person, Person | None]]:
        """Return alumni with their person and their successor, by part of a name, address, role or client.

        Case does not matter and every character of `text` stands for itself. Newest first; the successor is None
        where that person was erased.
        """
        looked_at = (_PERSON.c.name, _PERSON.c.email, alumni.c.role, alumni.c.client)
        known = (_SUCCESSOR.c.id == alumni.c.successor) & _SUCCESSOR.c.erased_at.is_(None)
        query = (
            select(alumni, _PERSON, _SUCCESSOR)
            .join(_PERSON, _PERSON.c.id == alumni.c.person)
            .outerjoin(_SUCCESSOR, known)
            .where(or_(*(column.icontains(text, autoescape=True) for column in looked_at)))
            .order_by(alumni.c.recorded_at.desc(), alumni.c.person, alumni.c.client)
            .limit(limit)
        )
        return [
            (
                _alumnus(row),
                person_of(row, _PERSON),
                None if row[_SUCCESSOR.c.id] is None else person_of(row, _SUCCESSOR),
            )
            for row in self._connection.execute(query).mappings()
        ]


def _alumnus(row: RowMapping) -> Alumnus:
    return Alumnus(
        person=PersonId(row[alumni.c.person]),
        handoff=HandoffId(row[alumni.c.handoff]),
        client=row[alumni.c.client],
        record=RecordRef(Vendor(row[alumni.c.vendor]), Kind(row[alumni.c.kind]), row[alumni.c.record]),
        role=row[alumni.c.role],
        successor=PersonId(row[alumni.c.successor]),
        recorded_at=row[alumni.c.recorded_at],
    )
