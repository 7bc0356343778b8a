"""From a table's lines to a manifest's rows: the header is found, its columns are known, each cell is trimmed text.

What is wrong with the table as a whole is a ManifestError, since nobody can say then what its rows mean; what is wrong
with one row is the preflight's to find.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from handoff.domain.legacy.manifest import Column, ManifestRow
from handoff.domain.legacy.template import is_example
from handoff.errors import ManifestError

LARGEST = 5 * 2**20
"""Bytes of a manifest's file."""

MOST_ROWS = 10_000
"""Rows of one manifest."""

MOST_COLUMNS = 100
"""Cells of one line, the empty ones at its end aside."""

LONGEST = 5_000
"""Characters of one cell."""

_BETWEEN = re.compile(r"[\s_-]+")
_TEMPLATE = "Start from the template: handoff legacy template"


def column_of(head: str) -> Column | None:
    """Return the column that a head names, whatever its case and whether spaces or underscores part its words."""
    name = _BETWEEN.sub("_", head.strip()).lower()
    return Column(name) if name in set(Column) else None


def manifest_rows(lines: Iterable[Sequence[str]]) -> Sequence[ManifestRow]:
    """Return the rows of a table whose first line with anything in it is the header; empty lines are none, and the
    template's example is left out. ManifestError where it is no such table.
    """
    source = _filled(lines)
    number, heads = next(source, (0, []))
    if not number:
        raise ManifestError("The manifest is empty.", mend=f"{_TEMPLATE}.")
    columns = _columns(heads)
    rows: list[ManifestRow] = []
    for place, line in source:
        row = _row(place, line, columns)
        if is_example(row):
            continue
        if len(rows) == MOST_ROWS:
            raise ManifestError(f"The manifest has more than {MOST_ROWS:,} rows.", mend="Part it into several.")
        rows.append(row)
    if not rows:
        raise ManifestError("The manifest has a header, and no client below it.", mend="Write a row for each client.")
    return rows


def as_csv(clients: Iterable[Mapping[Column, str]]) -> bytes:
    """Return a manifest that names some clients by their cells, for this module to read back; not for spreadsheets,
    since what a cell says is left as it is.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(list(Column))
    writer.writerows([cells.get(column, "") for column in Column] for cells in clients)
    return text.getvalue().encode()


def _filled(lines: Iterable[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that have something in them, with their numbers, without the empty cells at their ends."""
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise ManifestError(f"Row {number} has {len(cells):,} cells.", mend=f"{_TEMPLATE}.")
        if cells:
            yield number, cells


def _columns(heads: Sequence[str]) -> Sequence[Column | None]:
    """Return the column of each place, None for a place without a head."""
    found = [column_of(head) for head in heads]
    unknown = [head for head, column in zip(heads, found, strict=True) if head and column is None]
    if unknown:
        named = ", ".join(f"'{_shown(head)}'" for head in unknown[:3])
        raise ManifestError(
            f"The header has what is no column of a manifest: {named}{_meant(unknown[0])}.",
            mend=f"The columns are {', '.join(Column)}. {_TEMPLATE}.",
        )
    for column in Column:
        if found.count(column) > 1:
            raise ManifestError(f"The header has the column {column} twice.", mend="Leave one of them.")
    if not {Column.CLIENT, Column.RECORD} & set(found):
        raise ManifestError(
            "The header has neither the column client nor the column record, so that no row names a client.",
            mend=f"{_TEMPLATE}.",
        )
    return found


def _row(number: int, cells: Sequence[str], columns: Sequence[Column | None]) -> ManifestRow:
    beyond = [cell for place, cell in enumerate(cells) if cell and (place >= len(columns) or columns[place] is None)]
    if beyond:
        raise ManifestError(
            f"Row {number} has a cell under no head.",
            mend="Give it a head, or empty it; in a CSV file, put a cell that holds the separator into quotes.",
        )
    named = {column: cell for column, cell in zip(columns, cells, strict=False) if column is not None and cell}
    for column, cell in named.items():
        if len(cell) > LONGEST:
            raise ManifestError(
                f"Row {number}, {column}: the cell has {len(cell):,} characters.", mend=f"Write at most {LONGEST:,}."
            )
    return ManifestRow(number, named)


def _meant(head: str) -> str:
    near = get_close_matches(_BETWEEN.sub("_", head).lower()[:40], list(Column), 1)
    return f" (is '{near[0]}' meant?)" if near else ""


def _shown(head: str) -> str:
    """Return a head as a message may show it."""
    return "".join(character for character in head[:40] if character.isprintable())
