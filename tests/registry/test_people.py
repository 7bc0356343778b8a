"""People and alumni."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import psycopg2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from registry_values import NOW, deal, opened, taken_back

from handoff.domain.alumni import Alumnus
from handoff.domain.handoff import Handoff
from handoff.domain.ids import PersonId
from handoff.domain.people import Owner, Person
from handoff.errors import InvalidRecordError, NotFoundError
from handoff.registry.database import PostgresRegistry

NEEDLES = st.text(st.sampled_from("%_/\\'\"ab.* é"), min_size=1, max_size=4)


def test_people_address_is_one_person_whatever_its_case(registry: PostgresRegistry) -> None:
    """An address in other letters is the same person; what was empty is filled in, what was known stays."""
    with registry.begin() as tx:
        person = tx.people.identify(" Ana@Acme.Example ", name="Ana")
        assert tx.people.identify("ana@acme.example", name="Other", phone="1", role="CEO") == person
        assert tx.people.identify("ANA@ACME.EXAMPLE", organisation="Acme") == person
        assert tx.people.get(person) == Person(person, "ana@acme.example", "Ana", "1", "CEO", "Acme")
        assert tx.people.identify("ben@acme.example") != person


def test_people_found_by_many_at_once_are_one(registry: PostgresRegistry) -> None:
    """Sixteen that meet the same new address give it one id."""

    def meet(number: int) -> PersonId:
        with registry.begin() as tx:
            return tx.people.identify("ANA@acme.example" if number % 2 else "ana@acme.example", name="Ana")

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(meet, range(16)))) == 1


def test_people_database_refuses_one_address_twice(registry: PostgresRegistry, database_url: str) -> None:
    """The table itself holds an address once, whatever its case."""
    with registry.begin() as tx:
        tx.people.identify("ana@acme.example")
    session = psycopg2.connect(database_url.replace("+psycopg2", ""))
    with pytest.raises(psycopg2.errors.UniqueViolation):
        session.cursor().execute("INSERT INTO people VALUES ('p-1', 'ANA@acme.example', '', '', '', '', NULL)")
    session.close()


@pytest.mark.parametrize("address", ["", "  "])
def test_people_need_an_address(registry: PostgresRegistry, address: str) -> None:
    """Nobody is identified by an empty address, since all who have none would be one person."""
    with registry.begin() as tx, pytest.raises(InvalidRecordError, match="without an address"):
        tx.people.identify(address, name="Ana")


def test_people_unknown_id_is_named(registry: PostgresRegistry) -> None:
    """An id that was never given is an error."""
    with registry.begin() as tx, pytest.raises(NotFoundError, match="person p-0"):
        tx.people.get(PersonId("p-0"))


def test_people_erased_keep_the_id_alone(registry: PostgresRegistry, handoff: Handoff, database_url: str) -> None:
    """After erasing, no table says who it was, the id still resolves, and the address is a new person's."""
    with registry.begin() as tx:
        ana = tx.people.identify("ana@acme.example", name="Ana", phone="555", role="Chief", organisation="Acme")
        ben = tx.people.identify("ben@acme.example")
        tx.alumni.record(Alumnus(ana, handoff.id, "Acme", deal(), "Chief", ana, NOW))
        for _ in range(2):
            tx.people.erase(ana, NOW)
        assert tx.people.get(ana) == Person(ana, "")
        assert tx.people.identify("ana@acme.example") not in (ana, ben)
        ((alumnus, person, successor),) = tx.alumni.search("acme")
        assert (alumnus.role, person, successor) == ("", Person(ana, ""), None)
        with pytest.raises(NotFoundError):
            tx.people.erase(PersonId("p-0"), NOW)
    session = psycopg2.connect(database_url.replace("+psycopg2", ""))
    cursor = session.cursor()
    cursor.execute("SELECT string_agg(row_to_json(p)::text, '') FROM people p WHERE id = %s", (ana,))
    (row,) = cursor.fetchone() or ("",)
    session.close()
    assert not [word for word in ("ana@", "Ana", "555", "Chief") if word in row]


def test_people_owners_of_a_crm_have_names_until_they_are_erased(registry: PostgresRegistry) -> None:
    """An owner's id leads to a person, whoever it was noted of last; a queue has its name, an erased person none, and
    another connection's ids are its own.
    """
    ana, ben = Owner("7", "Ana@firm.example", "Ana", active=True), Owner("8", "ben@firm.example", "Ben", active=False)
    queue, nameless = Owner("9", "", "Payroll desk", active=True), Owner("10", "c@firm.example", "", active=True)
    with registry.begin() as tx:
        tx.people.note_owners("crm", [ben, ana, queue, nameless])
        tx.people.note_owners("crm", [ana])
        tx.people.note_owners("other", [replace(ben, id="7")])
        assert tx.people.owners("crm") == {"7": "Ana", "8": "Ben", "9": "Payroll desk", "10": "c@firm.example"}
        assert tx.people.owners("other") == {"7": "Ben"}
        tx.people.erase(tx.people.identify("ana@firm.example"), NOW)
        assert tx.people.owners("crm") == {"8": "Ben", "9": "Payroll desk", "10": "c@firm.example"}
        tx.people.note_owners("crm", [replace(ben, id="8", email="", name="A desk")])
        assert tx.people.owners("crm")["8"] == "A desk"


def test_alumni_person_of_a_client_is_recorded_once(registry: PostgresRegistry, handoff: Handoff) -> None:
    """The same person of the same client stands once, with the newest handoff; of another client again."""
    other = opened(registry, "102")
    with registry.begin() as tx:
        ana = tx.people.identify("ana@acme.example")
        alumnus = Alumnus(ana, handoff.id, "Acme", deal(), "Chief", ana, NOW)
        assert tx.alumni.record(alumnus)
        assert not tx.alumni.record(replace(alumnus, handoff=other.id, role="other"))
        assert tx.alumni.record(replace(alumnus, handoff=other.id, client="Brook"))
        assert tx.alumni.of(handoff.id) == []
        assert [(item.client, item.role) for item in tx.alumni.of(other.id)] == [("Acme", "other"), ("Brook", "Chief")]


@pytest.mark.parametrize("text", ["ANA", "na b", "@ACME.ex", "chief", "acme lt", "ÄCME"])
def test_alumni_are_found_by_any_part(registry: PostgresRegistry, handoff: Handoff, text: str) -> None:
    """A part of name, address, role or client finds an alumnus with person and successor, whatever the case."""
    with registry.begin() as tx:
        ana = tx.people.identify("ana@acme.example", name="Ana Bell")
        kim = tx.people.identify("kim@firm.example", name="Kim")
        alumnus = Alumnus(ana, handoff.id, "Acme Ltd (äcme)", deal(), "Chief Editor", kim, NOW)
        tx.alumni.record(alumnus)
        assert tx.alumni.search(text) == [(alumnus, tx.people.get(ana), tx.people.get(kim))]
        assert tx.alumni.search("kim") == []


@given(needle=NEEDLES, hay=st.text(st.sampled_from("%_/\\'\"ab.* éAB"), max_size=8))
@example(needle="%", hay="a")
@example(needle="a_b", hay="aab")
@example(needle="/%", hay="/a")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_alumni_search_takes_every_character_as_itself(
    registry: PostgresRegistry, handoff: Handoff, needle: str, hay: str
) -> None:
    """A search finds exactly what contains its text; no character is a wildcard."""
    with taken_back(registry) as tx:  # so that each example starts with none
        person = tx.people.identify("x@x.x")
        tx.alumni.record(Alumnus(person, handoff.id, "", deal(), hay, person, NOW))
        found = bool(tx.alumni.search(needle))
    assert found == (needle.lower() in hay.lower() or needle in "x@x.x")


def test_alumni_search_is_newest_first_and_limited(registry: PostgresRegistry, handoff: Handoff) -> None:
    """The search returns as many as were asked for, the newest ones."""
    with registry.begin() as tx:
        for day in range(4):
            ana = tx.people.identify(f"{day}@acme.example")
            tx.alumni.record(Alumnus(ana, handoff.id, "Acme", deal(), "", ana, NOW + timedelta(days=day)))
        found = tx.alumni.search("", limit=2)
        assert [person.email[0] for _, person, _ in found] == ["3", "2"]
