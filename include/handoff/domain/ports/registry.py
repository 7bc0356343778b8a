"""The registry's port: what is durable. Everything done in one `begin()` is committed together or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handoff.domain.alumni import Alumnus
from handoff.domain.canonical import Json
from handoff.domain.handoff import Handoff, Problem, State
from handoff.domain.ids import ArtifactRef, ChangeId, Gathering, HandoffId, PersonId
from handoff.domain.journal import Entry, EntryKind
from handoff.domain.legacy.origin import Origin
from handoff.domain.mark import Mark
from handoff.domain.people import Owner, Person
from handoff.domain.ports.legacy import Batches
from handoff.domain.ports.notices import Notices
from handoff.domain.ports.planned import Asks, Plans
from handoff.domain.ports.quotas import Quotas
from handoff.domain.record import RecordRef, Vendor


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """Where one snapshot stands: the page (an artifact of gzipped JSON lines) that holds it, and its own hash."""

    record: RecordRef
    revision: str
    sha256: str
    page: ArtifactRef


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One version of a dossier: its model as JSON, and its forms, each in the artifact store.

    `model`, `html` and `markdown` are the successor's cut, which is delivered; `cuts` is the artifact that names the
    forms of all cuts and what stops the release (domain/written.py), None for one from before there were cuts.
    """

    handoff: HandoffId
    version: int
    made_at: datetime
    model: ArtifactRef
    html: ArtifactRef
    markdown: ArtifactRef
    claims: int
    unknown: int
    cuts: ArtifactRef | None = None


class Handoffs(Protocol):
    """The ledger: exactly one handoff for a mark."""

    def open(self, mark: Mark, now: datetime, legacy: Origin | None = None) -> tuple[Handoff, bool]:
        """Record the handoff of a mark, or of a legacy client; False where it was there already (then as it stands)."""
        ...

    def get(self, handoff: HandoffId, *, lock: bool = False) -> Handoff:
        """Return one; NotFoundError. `lock` keeps other transactions from changing it until this one ends."""
        ...

    def save(self, handoff: Handoff) -> None:
        """Write all of its values back."""
        ...

    def list(self, *states: State) -> Sequence[Handoff]:
        """Return those in some states (none given: all), oldest first."""
        ...

    def marked(self) -> Sequence[Handoff]:
        """Return those that a CRM's mark started and that have not ended, oldest first."""
        ...

    def of(self, record: RecordRef) -> Sequence[Handoff]:
        """Return those of a record, oldest first."""
        ...

    def due(self, now: datetime) -> Sequence[Handoff]:
        """Return those whose archive begins or is taken up again, since its time has come; oldest first."""
        ...


class People(Protocol):
    """The one table that resolves person ids. An erased person keeps the id and loses the rest."""

    def identify(
        self, email: str, *, name: str = "", phone: str = "", role: str = "", organisation: str = ""
    ) -> PersonId:
        """Return the id of an address (case does not matter), recording it if new; fills in what was empty."""
        ...

    def get(self, person: PersonId) -> Person:
        """Return one; NotFoundError."""
        ...

    def note_owners(self, connection: str, owners: Iterable[Owner]) -> None:
        """Take note of whose the ids of a CRM's owners are; one without an address is no person, but a queue."""
        ...

    def owners(self, connection: str) -> Mapping[str, str]:
        """Return the names of a CRM's owners of whom note was taken, by the vendor's ids, but for erased people."""
        ...


class Snapshots(Protocol):
    """The references to what was gathered."""

    def begin(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor, at: datetime, bookmark: str = "") -> None:
        """Take note that a gathering begins, and forget what it holds of a vendor, so that it starts clean.

        `bookmark` is where the vendor's log of changes stands, "" where it has none.
        """
        ...

    def unfinished(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor, since: datetime) -> str | None:
        """Return the bookmark of a gathering that began since an instant and did not end, so that it can go on where
        it was; None where there is none.
        """
        ...

    def known(
        self, handoff: HandoffId, gathering: Gathering, records: Iterable[RecordRef]
    ) -> Mapping[RecordRef, SnapshotRow]:
        """Return where those of some records stand that a gathering holds."""
        ...

    def replace(self, handoff: HandoffId, gathering: Gathering, page: ArtifactRef, rows: Sequence[SnapshotRow]) -> None:
        """Let the records of a page stand as some rows say, in the places that they have; forget those without one."""
        ...

    def end(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor, at: datetime) -> None:
        """Take note that a gathering holds all that there was of a vendor."""
        ...

    def add(self, handoff: HandoffId, gathering: Gathering, rows: Iterable[SnapshotRow]) -> None:
        """Add rows; a record stands once in a gathering."""
        ...

    def pages(self, handoff: HandoffId, gathering: Gathering, vendor: Vendor | None = None) -> Sequence[ArtifactRef]:
        """Return the pages of a gathering, in the order in which they were added."""
        ...

    def pages_with(self, handoff: HandoffId, records: Collection[str] | None) -> Sequence[ArtifactRef]:
        """Return the pages that hold records with some ids (None: all), of every gathering, the newest first."""
        ...

    def rows(self, handoff: HandoffId) -> Iterator[tuple[Gathering, SnapshotRow]]:
        """Yield what every gathering of a handoff holds, in the order in which it was added."""
        ...

    def counts(self, handoff: HandoffId, gathering: Gathering) -> Mapping[str, int]:
        """Return how many records there are by `vendor/kind`."""
        ...


class Journal(Protocol):
    """Append-only; serial for each handoff."""

    def append(
        self,
        handoff: HandoffId,
        at: datetime,
        kind: EntryKind,
        change: ChangeId | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> Entry:
        """Add an entry after the last one."""
        ...

    def read(self, handoff: HandoffId) -> Iterator[Entry]:
        """Yield all entries in order."""
        ...


class Dossiers(Protocol):
    """Versions of dossiers; older ones stay readable."""

    def add(self, row: DossierRow) -> None:
        """Keep a version; the same version again replaces it only before it was delivered."""
        ...

    def latest(self, handoff: HandoffId) -> DossierRow | None:
        """Return the newest version."""
        ...

    def list(self, handoff: HandoffId) -> Sequence[DossierRow]:
        """Return all versions, oldest first."""
        ...


class Alumni(Protocol):
    """The alumni registry."""

    def record(self, alumnus: Alumnus) -> bool:
        """Record one; False where this person of this client is there already, whose newest handoff then counts."""
        ...

    def of(self, handoff: HandoffId) -> Sequence[Alumnus]:
        """Return those of a handoff."""
        ...

    def search(self, text: str, limit: int = 50) -> Sequence[tuple[Alumnus, Person, Person | None]]:
        """Return alumni with their person and their successor, by part of a name, address, role or client."""
        ...


class Cursors(Protocol):
    """How far each watcher has read."""

    def get(self, name: str) -> datetime | None:
        """Return a cursor, None where there is none yet."""
        ...

    def move(self, name: str, to: datetime) -> None:
        """Move a cursor forward; it never moves back."""
        ...


class Watchers(Protocol):
    """What goes wrong where no handoff is there yet to carry it: a CRM that can't be watched."""

    def trouble(self, name: str, problem: Problem | None) -> None:
        """Put a watcher's problem there, or take it away (None)."""
        ...

    def troubles(self) -> Mapping[str, Problem]:
        """Return the problems by the watcher's name."""
        ...


class Stops(Protocol):
    """The stop button for all handoffs (the one for a single handoff stands on it)."""

    def all_stopped(self) -> bool:
        """Whether everything is stopped."""
        ...

    def set_all(self, *, stopped: bool) -> None:
        """Press or release it."""
        ...


class Transaction(Protocol):
    """All repositories in one database transaction."""

    handoffs: Handoffs
    people: People
    snapshots: Snapshots
    plans: Plans
    asks: Asks
    journal: Journal
    dossiers: Dossiers
    alumni: Alumni
    cursors: Cursors
    watchers: Watchers
    stops: Stops
    quotas: Quotas
    notices: Notices
    batches: Batches


class Registry(Protocol):
    """The registry."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """Open a transaction: committed when the block ends, taken back where it raises."""
        ...

    def exclusive(self, handoff: HandoffId) -> AbstractContextManager[None]:
        """Hold a handoff's changes for this process alone, over many transactions; BusyError where another has it.

        It is let go when the block ends, and by the database when the process dies.
        """
        ...
