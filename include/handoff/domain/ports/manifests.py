"""The ports of manifests: reading a file, the workbooks among them, and keeping what a preflight found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handoff.domain.ids import ArtifactRef
from handoff.domain.legacy.manifest import ManifestRow
from handoff.domain.legacy.preflight import Report

Sheet = tuple[str, Sequence[Sequence[str]]]
"""A visible sheet of a workbook: its name, and its lines from the first one on, cells as text, days as 2024-03-31."""


class Manifests(Protocol):
    """Reads manifests."""

    def read(self, content: bytes) -> Sequence[ManifestRow]:
        """Return the rows of a CSV file or a workbook; ManifestError where it is none, or no manifest."""
        ...


class Workbooks(Protocol):
    """Reads workbooks, within bounds of time and memory."""

    def sheets(self, content: bytes) -> Sequence[Sheet]:
        """Return the visible sheets that have anything in them; InvalidRecordError where it can't be read."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A preflight that was kept: of which manifest (its bytes lie in the artifact store), when, and what it found."""

    manifest: ArtifactRef
    at: datetime
    report: Report


class Reports(Protocol):
    """Keeps what preflights found, in the artifact store."""

    def keep(self, kept: Kept) -> ArtifactRef:
        """Keep one; its hash is its address, so that no address of a page names a client."""
        ...

    def get(self, ref: ArtifactRef) -> Kept:
        """Return one; NotFoundError where there is none, or something else lies there."""
        ...
