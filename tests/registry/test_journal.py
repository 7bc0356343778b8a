"""The journal."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry_values import NOW, opened, taken_back

from handoff.domain.canonical import Json
from handoff.domain.handoff import Handoff
from handoff.domain.ids import ChangeId, HandoffId
from handoff.domain.journal import Entry, EntryKind, broken_at
from handoff.errors import NotFoundError
from handoff.registry.database import PostgresRegistry

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
INSTANTS = st.datetimes(timezones=st.just(UTC))
KINDS = st.sampled_from(EntryKind)
CHANGES = st.none() | st.integers(0, 2**64 - 1).map(lambda n: ChangeId(f"{n:016x}"))
DETAILS = st.none() | st.dictionaries(TEXT, JSON, max_size=4)
WRITTEN = st.tuples(INSTANTS, KINDS, CHANGES, DETAILS)


@given(st.lists(WRITTEN, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_journal_chain_holds_after_reading(
    registry: PostgresRegistry,
    handoff: Handoff,
    written: list[tuple[datetime, EntryKind, ChangeId | None, Mapping[str, Json] | None]],
) -> None:
    """Whatever is written comes back as it was, and its chain holds."""
    with registry.begin() as tx:
        before = len(list(tx.journal.read(handoff.id)))
        entries = [tx.journal.append(handoff.id, *content) for content in written]
    with registry.begin() as tx:
        read = list(tx.journal.read(handoff.id))
    assert read[before:] == entries
    assert [entry.seq for entry in read] == list(range(1, len(read) + 1))
    assert broken_at(read) is None


def test_journal_writers_at_once_get_one_seq_each(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Sixteen writers to two handoffs leave two unbroken chains with no gap."""
    other = opened(registry, "102")

    def write(number: int) -> None:
        for _ in range(4):
            with registry.begin() as tx:
                tx.journal.append((handoff, other)[number % 2].id, NOW, EntryKind.INTENT, detail={"writer": number})

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(16)))
    with registry.begin() as tx:
        for item in (handoff, other):
            entries = list(tx.journal.read(item.id))
            assert [entry.seq for entry in entries] == list(range(1, 33))
            assert broken_at(entries) is None


def test_journal_entry_of_a_failed_transaction_leaves_no_gap(registry: PostgresRegistry, handoff: Handoff) -> None:
    """What was taken back has used up no seq."""
    with taken_back(registry) as tx:
        tx.journal.append(handoff.id, NOW, EntryKind.INTENT)
    with registry.begin() as tx:
        assert tx.journal.append(handoff.id, NOW, EntryKind.INTENT).seq == 1


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE journal SET detail = '{}'",
        "UPDATE journal SET detail = '{}' WHERE false",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "TRUNCATE handoffs CASCADE",
        "DELETE FROM handoffs",
    ],
)
def test_journal_refuses_edits(registry: PostgresRegistry, handoff: Handoff, database_url: str, edit: str) -> None:
    """Nobody changes or removes an entry, not even the database's owner by hand."""
    with registry.begin() as tx:
        tx.journal.append(handoff.id, NOW, EntryKind.INTENT, detail={"kept": True})
    session = psycopg2.connect(database_url.replace("+psycopg2", ""))
    with pytest.raises((psycopg2.errors.InsufficientPrivilege, psycopg2.errors.ForeignKeyViolation)):
        session.cursor().execute(edit)
    session.close()
    with registry.begin() as tx:
        assert [entry.detail for entry in tx.journal.read(handoff.id)] == [{"kept": True}]


def test_journal_of_an_unknown_handoff_is_refused(registry: PostgresRegistry) -> None:
    """There is no journal without its handoff."""
    with registry.begin() as tx, pytest.raises(NotFoundError, match="handoff h-0"):
        tx.journal.append(HandoffId("h-0"), NOW, EntryKind.INTENT)


def test_journal_is_read_while_it_is_written(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A long journal is read in pages, and a writer in the same transaction does not disturb the reading."""
    with registry.begin() as tx:
        for number in range(510):
            tx.journal.append(handoff.id, NOW, EntryKind.OUTCOME, detail={"n": number})
    read: list[Entry] = []
    with registry.begin() as tx:
        for entry in tx.journal.read(handoff.id):
            if entry.seq == 1:
                tx.journal.append(handoff.id, NOW, EntryKind.SCAN)
            read.append(entry)
    assert [entry.detail["n"] for entry in read] == list(range(510))
