"""Transactions, the database's errors, cursors, stops and exclusive work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import psycopg2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry_values import NOW, mark, taken_back
from sqlalchemy.exc import IntegrityError

from handoff.domain.alumni import Alumnus
from handoff.domain.handoff import Handoff
from handoff.domain.ids import HandoffId, PersonId
from handoff.entrypoints.local.postgres import Server
from handoff.errors import BusyError, RegistryUnavailableError, SettingsError
from handoff.registry.database import PostgresRegistry

INSTANTS = st.datetimes(timezones=st.just(UTC))


def test_registry_transaction_is_all_or_nothing(registry: PostgresRegistry) -> None:
    """What was done before an error is taken back with it."""
    with taken_back(registry) as tx:
        tx.handoffs.open(mark(), NOW)
        tx.stops.set_all(stopped=True)
    with registry.begin() as tx:
        assert tx.handoffs.list() == []
        assert not tx.stops.all_stopped()


@given(st.lists(INSTANTS, min_size=1, max_size=6), st.text("abc", min_size=1, max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_cursor_only_moves_forward(registry: PostgresRegistry, moves: list[datetime], name: str) -> None:
    """However it is moved, a cursor stands at the furthest instant, and each has its own."""
    with registry.begin() as tx:
        seen = [start] if (start := tx.cursors.get(name)) else []
        for to in moves:
            tx.cursors.move(name, to)
            seen.append(to)
            assert tx.cursors.get(name) == max(seen)
        assert tx.cursors.get(f"{name} of nobody") is None


def test_stop_button_is_seen_by_others_at_once(registry: PostgresRegistry) -> None:
    """A press is seen by a transaction that began before it, pressing twice is one press, and one release ends it."""
    with registry.begin() as applying:
        assert not applying.stops.all_stopped()
        for _ in range(2):
            with registry.begin() as tx:
                tx.stops.set_all(stopped=True)
        assert applying.stops.all_stopped()
    with registry.begin() as tx:
        tx.stops.set_all(stopped=False)
        assert not tx.stops.all_stopped()


def test_exclusive_work_is_for_one_at_a_time(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A second one is told at once that the handoff is busy; other handoffs are free, and so is it afterwards."""
    with registry.exclusive(handoff.id):
        with pytest.raises(BusyError, match=f"handoff {handoff.id}"), registry.exclusive(handoff.id):
            pass
        with registry.exclusive(HandoffId("h-other")), registry.begin() as tx:
            tx.handoffs.get(handoff.id, lock=True)
    with pytest.raises(ZeroDivisionError), registry.exclusive(handoff.id):
        raise ZeroDivisionError
    with registry.exclusive(handoff.id):
        pass


def test_exclusive_work_is_let_go_when_its_process_is_killed(registry: PostgresRegistry, database_url: str) -> None:
    """After kill -9 the next attempt can work."""
    code = """
import sys, time
from handoff.registry.database import PostgresRegistry
with PostgresRegistry(sys.argv[1]).exclusive("h-1"):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code, database_url], stdout=subprocess.PIPE) as process:  # noqa: S603 - our own code
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(BusyError), registry.exclusive(HandoffId("h-1")):
            pass
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    for _ in range(100):
        try:
            with registry.exclusive(HandoffId("h-1")):
                return
        except BusyError:
            continue
    pytest.fail("the lock outlived its process")


def test_registry_that_lost_its_connections_connects_anew(registry: PostgresRegistry, database_url: str) -> None:
    """A restart of the server costs at most the transaction that it hits, which can be tried again."""

    def cut() -> None:
        session = psycopg2.connect(database_url.replace("+psycopg2", ""))
        others = "FROM pg_stat_activity WHERE application_name = 'handoff' AND pid <> pg_backend_pid()"
        session.cursor().execute(f"SELECT pg_terminate_backend(pid) {others}")
        session.close()

    def be_cut() -> None:
        with registry.begin() as tx:
            cut()
            tx.handoffs.list()

    with registry.begin() as tx:
        tx.handoffs.list()
    cut()
    with registry.begin() as tx:
        assert tx.handoffs.list() == []
    with pytest.raises(RegistryUnavailableError, match="does not answer"):
        be_cut()
    with registry.begin() as tx:
        assert tx.handoffs.list() == []


def test_registry_without_a_server_is_unavailable() -> None:
    """A database that cannot be reached is an error that a retry may mend, without the password in it."""
    registry = PostgresRegistry("postgresql://anna:hunter2@127.0.0.1:1/handoff")
    for use in (registry.begin, lambda: registry.exclusive(HandoffId("h-1"))):
        with pytest.raises(RegistryUnavailableError, match="does not answer") as caught, use():
            pass
        assert "hunter2" not in str(caught.value)


def test_registry_without_tables_says_how_to_make_them(postgres: Server) -> None:
    """A database that was never migrated is a setting to mend, not a thing to try again."""
    postgres.create_database("bare")
    registry = PostgresRegistry(postgres.url("bare"))
    with pytest.raises(SettingsError, match="handoff db upgrade"), registry.begin() as tx:
        tx.handoffs.list()
    registry.close()


@pytest.mark.parametrize(
    "url", ["sqlite:///x.db", "postgresql+asyncpg://u:hunter2@h/d", "mysql://u:hunter2@h/d", "", "x"]
)
def test_registry_takes_postgresql_only(url: str) -> None:
    """Any other database is refused at once, without the password in the message."""
    with pytest.raises(SettingsError, match="HANDOFF_DATABASE_URL") as caught:
        PostgresRegistry(url)
    assert "hunter2" not in str(caught.value)


def test_registry_errors_hold_no_values(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A statement that fails does not carry into the log what it was given, since that may name a person."""
    nobody = PersonId("p-0")
    alumnus = Alumnus(nobody, handoff.id, "Ana Bell", mark().record, "", nobody, NOW)
    with pytest.raises(IntegrityError) as caught, registry.begin() as tx:
        tx.alumni.record(alumnus)
    assert "Ana Bell" not in str(caught.value)
