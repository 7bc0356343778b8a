"""Snapshot references and dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from registry_values import NOW, deal

from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import ArtifactRef, Gathering
from handoff.domain.ports.registry import DossierRow, SnapshotRow
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import TransitionError
from handoff.registry.database import PostgresRegistry

PREPARE, ARCHIVE = Gathering("prepare.1"), Gathering("archive.1")


def rows(vendor: Vendor, kind: Kind, count: int, page_size: int = 500) -> Iterator[SnapshotRow]:
    for number in range(count):
        page = ArtifactRef(f"{vendor}-{9 - number // page_size}")  # names that do not sort as they were added
        yield SnapshotRow(RecordRef(vendor, kind, str(number)), "1", "f" * 64, page)


def test_snapshots_pages_keep_their_order(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Pages come back each once, as they were added, of one vendor or of all; other gatherings stay apart."""
    with registry.begin() as tx:
        tx.snapshots.add(handoff.id, PREPARE, rows(Vendor.HUBSPOT, Kind.NOTE, 3500))
        tx.snapshots.add(handoff.id, PREPARE, rows(Vendor.GOOGLE_DRIVE, Kind.FILE, 501))
        tx.snapshots.add(handoff.id, ARCHIVE, rows(Vendor.GOOGLE_DRIVE, Kind.FILE, 1))
    with registry.begin() as tx:
        hubspot, drive = [f"hubspot-{n}" for n in range(9, 2, -1)], ["google_drive-9", "google_drive-8"]
        assert tx.snapshots.pages(handoff.id, PREPARE, Vendor.HUBSPOT) == hubspot
        assert tx.snapshots.pages(handoff.id, PREPARE) == hubspot + drive
        assert tx.snapshots.counts(handoff.id, PREPARE) == {"google_drive/file": 501, "hubspot/note": 3500}
        assert tx.snapshots.counts(handoff.id, ARCHIVE) == {"google_drive/file": 1}


def test_snapshots_record_stands_once_in_a_gathering(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A record that is added twice counts once, in the same call and in another."""
    with registry.begin() as tx:
        for _ in range(2):
            tx.snapshots.add(handoff.id, PREPARE, [*rows(Vendor.HUBSPOT, Kind.NOTE, 3)] * 2)
        assert tx.snapshots.counts(handoff.id, PREPARE) == {"hubspot/note": 3}


def test_gathering_goes_on_until_it_ended(registry: PostgresRegistry, handoff: Handoff) -> None:
    """One that was begun can go on until it ends, is begun anew, or began too long ago."""
    key = (handoff.id, PREPARE, Vendor.HUBSPOT)
    with registry.begin() as tx:
        assert tx.snapshots.unfinished(*key, NOW) is None
        tx.snapshots.begin(*key, NOW, "drive/7")
        assert tx.snapshots.unfinished(*key, NOW) == "drive/7"
        assert tx.snapshots.unfinished(*key, NOW + timedelta(seconds=1)) is None
        assert tx.snapshots.unfinished(handoff.id, PREPARE, Vendor.GOOGLE_DRIVE, NOW) is None
        tx.snapshots.end(*key, NOW)
        assert tx.snapshots.unfinished(*key, NOW) is None
        tx.snapshots.begin(*key, NOW)
        assert tx.snapshots.unfinished(*key, NOW) == ""


def test_gathering_tells_what_it_holds(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Of the records that are asked about, those that stand in this gathering."""
    held, missing = (RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, number) for number in ("1", "9"))
    with registry.begin() as tx:
        tx.snapshots.add(handoff.id, PREPARE, rows(Vendor.GOOGLE_DRIVE, Kind.FILE, 3))
        row = SnapshotRow(held, "1", "f" * 64, ArtifactRef("google_drive-9"))
        assert tx.snapshots.known(handoff.id, PREPARE, [held, missing]) == {held: row}
        assert tx.snapshots.known(handoff.id, ARCHIVE, [held, missing]) == {}
        assert tx.snapshots.known(handoff.id, PREPARE, []) == {}


def test_page_that_was_kept_anew_stands_where_the_old_one_stood(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Its rows are the new ones in the old order, the other pages and the other gatherings are what they were."""
    with registry.begin() as tx:
        for name in (PREPARE, ARCHIVE):
            tx.snapshots.add(handoff.id, name, rows(Vendor.GOOGLE_DRIVE, Kind.FILE, 6, page_size=2))
        old = ArtifactRef("google_drive-8")
        kept = [row for name, row in tx.snapshots.rows(handoff.id) if name == PREPARE and row.page == old]
        newer = [replace(kept[0], page=ArtifactRef("new")), replace(kept[1], page=ArtifactRef("new"), revision="2")]
        tx.snapshots.replace(handoff.id, PREPARE, old, newer)
    with registry.begin() as tx:
        assert tx.snapshots.pages(handoff.id, PREPARE) == ["google_drive-9", "new", "google_drive-7"]
        assert tx.snapshots.pages(handoff.id, ARCHIVE) == ["google_drive-9", "google_drive-8", "google_drive-7"]
        found = [row for name, row in tx.snapshots.rows(handoff.id) if name == PREPARE]
        assert [row.record.id for row in found] == list("012345")
        assert found[2:4] == newer


def test_record_that_a_page_does_not_hold_any_more_is_forgotten(registry: PostgresRegistry, handoff: Handoff) -> None:
    """Of one page that was kept without a record, and of one of which nothing is left; other gatherings keep theirs."""
    with registry.begin() as tx:
        for name in (PREPARE, ARCHIVE):
            tx.snapshots.add(handoff.id, name, rows(Vendor.GOOGLE_DRIVE, Kind.FILE, 6, page_size=2))
        first, _, second, *_ = [row for name, row in tx.snapshots.rows(handoff.id) if name == PREPARE]
        tx.snapshots.replace(handoff.id, PREPARE, first.page, [replace(first, page=ArtifactRef("new"))])
        tx.snapshots.replace(handoff.id, PREPARE, second.page, [])
    with registry.begin() as tx:
        assert [row.record.id for name, row in tx.snapshots.rows(handoff.id) if name == PREPARE] == list("045")
        assert tx.snapshots.counts(handoff.id, ARCHIVE) == {"google_drive/file": 6}


def test_snapshots_are_forgotten_by_vendor(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A repeated task starts clean and leaves what the other vendor's task has gathered."""
    with registry.begin() as tx:
        tx.snapshots.add(handoff.id, PREPARE, rows(Vendor.HUBSPOT, Kind.NOTE, 3))
        tx.snapshots.add(handoff.id, PREPARE, rows(Vendor.GOOGLE_DRIVE, Kind.FILE, 2))
        tx.snapshots.add(handoff.id, ARCHIVE, rows(Vendor.HUBSPOT, Kind.NOTE, 1))
        tx.snapshots.begin(handoff.id, PREPARE, Vendor.HUBSPOT, NOW)
        assert tx.snapshots.counts(handoff.id, PREPARE) == {"google_drive/file": 2}
        assert tx.snapshots.counts(handoff.id, ARCHIVE) == {"hubspot/note": 1}


def dossier(handoff: Handoff, version: int = 1) -> DossierRow:
    model, html, markdown = (ArtifactRef(f"{form}{version}") for form in ("model", "html", "markdown"))
    return DossierRow(handoff.id, version, NOW, model, html, markdown, claims=12, unknown=3)


def test_dossiers_older_versions_stay_readable(registry: PostgresRegistry, handoff: Handoff) -> None:
    """All versions are listed oldest first, and the newest is the latest."""
    with registry.begin() as tx:
        assert tx.dossiers.latest(handoff.id) is None
        for version in (1, 10, 9):
            tx.dossiers.add(dossier(handoff, version))
        assert tx.dossiers.list(handoff.id) == [dossier(handoff, version) for version in (1, 9, 10)]
        assert tx.dossiers.latest(handoff.id) == dossier(handoff, 10)


def test_dossiers_version_is_replaced_until_it_is_approved(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A repeated task writes a version anew; once approved it stays, and the same again is no change."""
    anew = replace(dossier(handoff), made_at=NOW + timedelta(hours=1), html=ArtifactRef("anew"))
    with registry.begin() as tx:
        tx.dossiers.add(dossier(handoff))
        tx.dossiers.add(anew)
        assert tx.dossiers.list(handoff.id) == [anew]
        tx.handoffs.save(replace(handoff, state=State.APPROVED))
        tx.dossiers.add(anew)
        with pytest.raises(TransitionError, match="Version 1 of the dossier has been approved"):
            tx.dossiers.add(dossier(handoff))
        assert tx.dossiers.list(handoff.id) == [anew]
        tx.dossiers.add(dossier(handoff, 2))


def test_snapshots_of_a_locked_handoff_can_be_added(registry: PostgresRegistry, handoff: Handoff) -> None:
    """A task that gathers does not wait for another that holds the handoff's lock."""
    with registry.begin() as holder:
        holder.handoffs.get(handoff.id, lock=True)
        with registry.begin() as tx:
            tx.snapshots.add(handoff.id, PREPARE, [SnapshotRow(deal(), "1", "f" * 64, ArtifactRef("page"))])
    with registry.begin() as tx:
        assert tx.snapshots.counts(handoff.id, PREPARE) == {"hubspot/deal": 1}
