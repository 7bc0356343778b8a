"""Spreadsheets: Excel (new, binary and old) and OpenDocument, by calamine.

As a document every visible sheet is its own table below a heading with its name; a workbook of one sheet has none. As
a workbook it is the lines of its sheets. Formulas say what they last came to. Hidden sheets say nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from handoff.adapters.documents.tables import table_blocks
from handoff.domain.ports.tools import Block, BlockKind
from handoff.errors import InvalidRecordError

MOST_TEXT = 20_000_000
"""Characters, and cells, of a workbook that is read by its lines."""

Cell = str | float | bool | date | datetime | time | timedelta


def sheet_blocks(content: bytes) -> Iterator[Block]:
    """Yield the rows of a workbook, sheet by sheet; InvalidRecordError where it is none or locked."""
    with _opened(content) as book:
        shown = _shown(book)
        for name in shown:
            path: tuple[str, ...] = ()
            if len(shown) > 1:
                yield Block(BlockKind.HEADING, name.strip() or "Sheet")
                path = (name.strip() or "Sheet",)
            yield from table_blocks(map(_words, book.get_sheet_by_name(name).iter_rows()), path)


def sheet_lines(content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the name and the lines of each visible sheet that has anything in it, texts as they were written;
    InvalidRecordError where it is no workbook or locked.
    """
    left = MOST_TEXT
    with _opened(content) as book:
        for name in _shown(book):
            lines = []
            for row in book.get_sheet_by_name(name).iter_rows():
                lines.append([_exactly(cell) for cell in row])
                left -= sum(map(len, lines[-1])) + len(row)
                if left < 0:
                    raise InvalidRecordError("The workbook holds more than a table of text may; it is not read.")
            if any(cell.strip() for line in lines for cell in line):
                yield name, lines


@contextmanager
def _opened(content: bytes) -> Iterator[CalamineWorkbook]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            yield book
    except PasswordError as error:
        raise InvalidRecordError("The workbook is protected by a password.") from error
    except CalamineError as error:
        raise InvalidRecordError("The workbook is broken, or of another format than it says.") from error


def _shown(book: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in book.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]


def _exactly(cell: Cell) -> str:
    return cell if isinstance(cell, str) else _word(cell)


def _words(row: Sequence[Cell]) -> list[str]:
    return [_word(cell) for cell in row]


def _word(cell: Cell) -> str:
    """Write a cell as people read it: no midnight on a day, no `.0` on a whole number."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case datetime():
            day = cell.date().isoformat()
            return day if cell.time() == time() else f"{day} {cell:%H:%M}"
        case float():
            return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
        case str():
            return " ".join(cell.split())
        case _:
            return str(cell)
