"""Reads a manifest by what the bytes are, and not by what the file is called.

What always holds: bytes come back as the rows that a person wrote, or as a ManifestError that says what is wrong;
nothing in a file is calculated, followed or opened. A workbook is read in a process of its own, within bounds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from handoff.adapters.encoding import decode
from handoff.domain.legacy.manifest import ManifestRow
from handoff.domain.legacy.table import LARGEST, column_of, manifest_rows
from handoff.domain.ports.manifests import Manifests, Sheet, Workbooks
from handoff.errors import InvalidRecordError, ManifestError

_PACKED, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t|"
_NAME = "manifest"
"""What the sheet with the rows is called, where there are several."""
_SAVE = "Save it as a CSV file or as an Excel workbook (.xlsx)."


class ManifestReader(Manifests):
    """The reader; `workbooks` reads what is no text."""

    def __init__(self, workbooks: Workbooks) -> None:
        self._workbooks = workbooks

    def read(self, content: bytes) -> Sequence[ManifestRow]:
        """Return the rows of a CSV file (UTF-8, UTF-16 or Windows-1252, by comma, semicolon, tab or bar) or a workbook.

        ManifestError where it is neither, is too large, or is no manifest.
        """
        if len(content) > LARGEST:
            raise ManifestError(
                f"The file has {len(content):,} bytes; a manifest has at most {LARGEST:,}.",
                mend="Part it into several.",
            )
        if content.startswith((_PACKED, _OLE)):
            return manifest_rows(self._sheet(content))
        try:
            text = decode(content)
        except InvalidRecordError as error:
            raise ManifestError("The file is neither a text nor a workbook.", mend=_SAVE) from error
        return manifest_rows(_lines(text))

    def _sheet(self, content: bytes) -> Sequence[Sequence[str]]:
        try:
            sheets = self._workbooks.sheets(content)
        except InvalidRecordError as error:
            raise ManifestError(f"The workbook can't be read. {error.what}", mend=_SAVE) from error
        return _chosen(sheets)


def _chosen(sheets: Sequence[Sheet]) -> Sequence[Sequence[str]]:
    """Return the lines of the one sheet, or of the one that is called so."""
    named = [lines for name, lines in sheets if name.strip().lower() == _NAME]
    if len(sheets) > 1 and not named:
        raise ManifestError(
            f"{len(sheets)} sheets of the workbook have something in them.",
            mend=f"Call the one with the clients '{_NAME.title()}', or leave no other.",
        )
    return next(iter([*named, *(lines for _, lines in sheets)]), [])


def _lines(text: str) -> Iterator[Sequence[str]]:
    delimiter = max(_DELIMITERS, key=lambda one: (_known(text, one), -_DELIMITERS.index(one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise ManifestError(
            f"The file can't be read as CSV near its line {reader.line_num:,} ({error}).",
            mend="See whether a quotation mark is left open there.",
        ) from error


def _known(text: str, delimiter: str) -> int:
    """Return how many columns the first filled line names, if parted so."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        first = next((line for line in reader if any(cell.strip() for cell in line)), [])
    except csv.Error:
        return 0
    return sum(column_of(cell) is not None for cell in first)
