"""The remaining ports: the artifact store, documents, secrets, rendering, Airflow's runs, and the vendors' quotas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from handoff.domain.canonical import Json
from handoff.domain.dossier import Dossier
from handoff.domain.ids import ArtifactRef
from handoff.domain.ports.registry import SnapshotRow
from handoff.domain.record import RecordRef
from handoff.domain.snapshot import Snapshot

Clock = Callable[[], datetime]
"""Returns the instant, aware and in UTC."""


class Artifacts(Protocol):
    """The artifact store: immutable bytes, addressed by their hash."""

    def put(self, data: bytes) -> ArtifactRef:
        """Keep some bytes; the same bytes again are no change. Either all is kept or nothing."""
        ...

    def get(self, ref: ArtifactRef) -> bytes:
        """Return the bytes, checked against their hash; NotFoundError."""
        ...

    def location(self, ref: ArtifactRef) -> str:
        """Return where it lies, for people."""
        ...


class SnapshotPages(Protocol):
    """Snapshots in the artifact store, many to a page; reading and writing hold one page in memory at a time."""

    def write(self, snapshots: Iterable[Snapshot], page_size: int = 500) -> Iterator[SnapshotRow]:
        """Keep snapshots in pages of `page_size`; yield where each one stands once its page is kept."""
        ...

    def read(self, pages: Iterable[ArtifactRef]) -> Iterator[Snapshot]:
        """Yield the snapshots of some pages in order; NotFoundError."""
        ...

    def amend(self, page: ArtifactRef, newer: Mapping[RecordRef, Snapshot | None]) -> Sequence[SnapshotRow]:
        """Keep a page anew with newer snapshots of some records in the places of the old ones, without those of which
        there is none any more; return where all of the page stand. NotFoundError.
        """
        ...

    def titles(self, pages: Iterable[ArtifactRef]) -> Iterator[tuple[str, str]]:
        """Yield the keys and titles of the records on some pages, without reading the rest; NotFoundError."""
        ...


class BlockKind(StrEnum):
    """What a piece of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document's structure.

    `path` are the headings above it, outermost first; a ROW has its cells by column heading, in order, empty ones too;
    an ITEM that has a checkbox says in `checked` whether it is ticked.
    """

    kind: BlockKind
    text: str
    path: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    checked: bool | None = None


class Documents(Protocol):
    """Reads a document's structure."""

    def blocks(self, content: bytes, media_type: str) -> Iterator[Block]:
        """Yield the pieces of a document in order; InvalidRecordError where it can't be read as its type."""
        ...


class Secrets(Protocol):
    """Finds secrets in text."""

    def redact(self, text: str) -> str:
        """Return the text with every secret replaced by `[secret removed]`."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its two forms."""

    subject: str
    text: str
    html: str


class Renderer(Protocol):
    """Turns values into what people read. All text from vendors is escaped."""

    def dossier_html(self, dossier: Dossier) -> str:
        """Return a whole, self-contained HTML page."""
        ...

    def dossier_markdown(self, dossier: Dossier) -> str:
        """Return Markdown."""
        ...

    def dossier_pdf(self, dossier: Dossier) -> bytes:
        """Return a PDF with its fonts in it."""
        ...

    def table_csv(self, rows: Sequence[Sequence[str]]) -> str:
        """Return CSV in which no cell can be a formula."""
        ...

    def manifest_workbook(self, example: Mapping[str, str], explained: Mapping[str, str]) -> bytes:
        """Return the template of a manifest as an Excel workbook: one row, and what each column is for, in order."""
        ...

    def certificate(self, package: Mapping[str, Json]) -> str:
        """Return the certificate of a return package (domain/returning.py, as JSON) in Markdown."""
        ...

    def farewell(self, values: Mapping[str, str]) -> Letter:
        """Return the letter to one contact; `values`: firm, client, recipient, successor, successor_email, cutoff,
        sender, reply_to.
        """
        ...

    def reminder(self, values: Mapping[str, str]) -> Letter:
        """Return the letter that reminds an approver; `values`: client, handoff, until, link."""
        ...

    def dossier_note(self, values: Mapping[str, str]) -> str:
        """Return the text of the CRM note that links the dossier; `values`: client, cutoff, link, key."""
        ...

    def ask_body(self, values: Mapping[str, Json]) -> str:
        """Return the Markdown body of an ask, without personal data: `client`, `handoff`, `digest`, `counts` (kind to
        number), `irreversible` (kind to number), `left_out` and, of these, `for_people` (numbers),
        `cutoff`, `link`, `why` (what it is about, "" for the approval of a plan), `undo` (whether it takes back),
        `refused_because`, `approvals` (how many are needed) and `second` (whether this is that one).
        """
        ...

    def mark_ask_body(self, values: Mapping[str, Json]) -> str:
        """Return the Markdown body of a question about a mark that no longer says what was approved, without personal
        data: `client`, `handoff`, `digest`, `taken_back` (else it names something else), `changed` (rows of a part,
        'successor' or 'cutoff', and its owner's id or instant when approved and now; None: the policy decides; "":
        can't be told), `made` and of these `letters` (numbers), `counts` and `irreversible` (kind to number, of what is
        still to come), `approvals`, `second`, `refused_because` and `link`.
        """
        ...

    def batch_ask_body(self, values: Mapping[str, Json]) -> str:
        """Return the Markdown body of a question about many plans, without personal data: `batch`, `digest`, `clients`
        (how many), `counts`, `irreversible`, `left_out`, `for_people` (of all plans), `twice` (how many plans need a
        second approver), `second`, `refused_because` and `link`.
        """
        ...


class Bundles(Protocol):
    """Keeps bundles of evidence: files with a signed manifest."""

    def write(self, place: Path, head: Mapping[str, Json], files: Iterable[tuple[str, bytes]]) -> str:
        """Write files and their signed manifest, which begins with `head`, into a folder that is new or empty.

        Returns the manifest's SHA-256; SettingsError where the folder is in use.
        """
        ...


class Runs(Protocol):
    """Airflow's runs, over its public REST API."""

    def start(self, dag: str, run_id: str, conf: Mapping[str, Json], note: str = "") -> bool:
        """Start a run; False where one with this id is there already."""
        ...

    def state(self, dag: str, run_id: str) -> str | None:
        """Return a run's state, None where there is no such run."""
        ...

    def ensure_pool(self, name: str, slots: int, description: str) -> None:
        """Make a pool where there is none by this name; one that is there stays as it is."""
        ...

    def waiting(self, dag: str) -> Iterator[tuple[str, str, int]]:
        """Yield run id, task id and map index of each question that waits for its answer."""
        ...

    def answer(self, dag: str, run_id: str, task: str, index: int, choice: str, form: Mapping[str, Json]) -> None:
        """Answer a waiting question."""
        ...


@dataclass(frozen=True, slots=True)
class Quota:
    """What a vendor allows one account: so many units in any span of so many seconds. `name` tells it from others."""

    name: str
    units: int
    seconds: float


class Limiter(Protocol):
    """Keeps all workers together within the policy's share of one account's quotas. Safe for many threads."""

    def acquire(self, units: int = 1, *quotas: Quota) -> None:
        """Block until units may be spent of each of some quotas (none given: the account's usual ones).

        RateLimitedError, with the seconds to wait, where that would take longer than a task should wait.
        """
        ...

    def learn(self, quota: Quota) -> None:
        """Take the vendor's own word for what a quota allows; it counts for all workers from then on."""
        ...

    def pause(self, seconds: float) -> None:
        """Let all workers of the account wait, since the vendor refused one of them."""
        ...
