"""The one table that holds people by name. All others name them by id, so that erasing one row erases the person."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, FromClause, RowMapping, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.ids import PersonId
from handoff.domain.people import Owner, Person
from handoff.domain.ports.registry import People
from handoff.errors import InvalidRecordError, NotFoundError
from handoff.registry.tables import alumni, people
from handoff.registry.tables import owners as owners_

_PERSONAL = ("email", "name", "phone", "role", "organisation")


class PostgresPeople(People):
    """People on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def identify(
        self, email: str, *, name: str = "", phone: str = "", role: str = "", organisation: str = ""
    ) -> PersonId:
        """Return the id of an address (case does not matter), recording it if new; fills in what was empty.

        InvalidRecordError for an empty address.
        """
        address = email.strip().lower()
        if not address:
            raise InvalidRecordError("A person without an address can't be identified.", mend="Add it in the CRM.")
        known = {"name": name, "phone": phone, "role": role, "organisation": organisation}
        new = (
            insert(people)
            .values(id=f"p-{secrets.token_hex(8)}", email=address, **known)
            .on_conflict_do_nothing(index_elements=[func.lower(people.c.email)], index_where=text("email <> ''"))
            .returning(people.c.id)
        )
        # Most people are known; looking first spares an insert that comes to nothing.
        person = self._complete(address, known) or self._connection.scalar(new) or self._complete(address, known)
        if person is None:
            raise NotFoundError("A person was erased while being identified.", mend="Try again.")
        return PersonId(person)

    def get(self, person: PersonId) -> Person:
        """Return one; NotFoundError. Of an erased person only the id is left."""
        row = self._connection.execute(select(people).where(people.c.id == person)).mappings().first()
        if row is None:
            raise _missing(person)
        return person_of(row, people)

    def note_owners(self, connection: str, owners: Iterable[Owner]) -> None:
        """Take note of whose the ids of a CRM's owners are; one without an address is no person, but a queue."""
        for owner in sorted(owners, key=lambda owner: owner.email.lower()):  # one order, so that no two wait in a ring
            person = self.identify(owner.email, name=owner.name) if owner.email.strip() else None
            own = {"person": person, "name": "" if person else owner.name}
            new = insert(owners_).values(connection=connection, owner=owner.id, **own)
            self._connection.execute(
                new.on_conflict_do_update(index_elements=[owners_.c.connection, owners_.c.owner], set_=own)
            )

    def owners(self, connection: str) -> Mapping[str, str]:
        """Return the names of a CRM's owners of whom note was taken, by the vendor's ids, but for erased people."""
        found = select(owners_.c.owner, owners_.c.name, people.c.name.label("called"), people.c.email)
        query = found.select_from(owners_.outerjoin(people, owners_.c.person == people.c.id))
        rows = self._connection.execute(query.where(owners_.c.connection == connection))
        named = {row.owner: row.called or row.email or row.name for row in rows}
        return {owner: name for owner, name in named.items() if name}

    def erase(self, person: PersonId, at: datetime) -> None:
        """Forget all that is known of a person but the id; NotFoundError. Erasing again is no change."""
        nothing = dict.fromkeys(_PERSONAL, "")
        erased_at = func.coalesce(people.c.erased_at, at)
        gone = update(people).where(people.c.id == person).values(**nothing, erased_at=erased_at)
        if self._connection.execute(gone).rowcount == 0:
            raise _missing(person)
        self._connection.execute(update(alumni).where(alumni.c.person == person).values(role=""))

    def _complete(self, address: str, known: dict[str, str]) -> str | None:
        """Return the id of a recorded address after filling in what was empty, None where it is not recorded."""
        query = select(people).where(func.lower(people.c.email) == address)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        missing = {key: value for key, value in known.items() if value and not row[key]}
        if missing:
            self._connection.execute(update(people).where(people.c.id == row["id"]).values(missing))
        return str(row["id"])


def person_of(row: RowMapping, table: FromClause) -> Person:
    """Return the person that a row holds of a table (the people table or an alias of it)."""
    columns = table.c
    return Person(
        id=PersonId(row[columns.id]),
        email=row[columns.email],
        name=row[columns.name],
        phone=row[columns.phone],
        role=row[columns.role],
        organisation=row[columns.organisation],
    )


def _missing(person: PersonId) -> NotFoundError:
    return NotFoundError("There is no such person.", record=f"person {person}", mend="The id is wrong.")
