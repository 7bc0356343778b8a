"""What a preflight finds out about a manifest before anything is gathered or changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.legacy.manifest import Column
from handoff.domain.mark import Determination
from handoff.domain.people import Client


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row can't be handed off, and how it is mended: what a person reads beside the cell."""

    row: int
    column: Column
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that checks: the client that it names, in which connection, and what is known of its leaving.

    `left_at` is None where nobody knows; what a determination lacks is "", and stands in the dossier as unknown.
    """

    row: int
    connection: str
    client: Client
    determination: Determination
    left_at: datetime | None
    group: str


@dataclass(frozen=True, slots=True)
class Report:
    """All rows of a manifest: each is either ready, or has its faults."""

    ready: tuple[Ready, ...]
    faults: tuple[Fault, ...]
