"""The ports of manifests: reading a file, and the workbooks among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from handoff.domain.legacy.manifest import ManifestRow

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
