"""The manifest: a table with a row for each legacy client, as a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """The manifest's columns, in the template's order. Only `client` or `record` must be filled in."""

    CLIENT = "client"
    DOMAIN = "domain"
    CONNECTION = "connection"
    RECORD = "record"
    FOLDER = "folder"
    SUCCESSOR = "successor"
    LEFT_ON = "left_on"
    CUTOFF = "cutoff"
    DECIDED_BY = "decided_by"
    REASON = "reason"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row. `number` is its line in the file as a spreadsheet counts (the header is 1); `cells` are trimmed text, by
    column, and empty cells are not there.
    """

    number: int
    cells: Mapping[Column, str]

    def __getitem__(self, column: Column) -> str:
        """Return a cell's text, "" where it is empty."""
        return self.cells.get(column, "")
