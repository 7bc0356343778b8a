"""The plan as CSV for a spreadsheet, one line a field, in which no cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from handoff.domain import words
from handoff.domain.plan import LeftOut
from handoff.services.plan_rows import Row

HEADER = ("Phase", "Change", "Record", "Type", "Field", "Before", "After", "Can't be undone", "Result", "Id")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that spreadsheets calculate. https://owasp.org/www-community/attacks/CSV_Injection"""


MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""


def sheet(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of the CSV, the first with the mark by which spreadsheets know UTF-8."""
    write = _writer()
    yield MARK + write(HEADER)
    for row in rows:
        change = row.change
        for line in row.lines:
            yield write(
                (
                    words.PHASES[change.phase][0],
                    row.what,
                    row.title,
                    row.record,
                    line.label,
                    line.before,
                    line.after,
                    change.irreversible,
                    row.result,
                    change.record.key,
                )
            )


def left_out_sheet(items: Iterable[tuple[LeftOut, str]]) -> Iterator[str]:
    """Yield the lines of the CSV of what was left out."""
    write = _writer()
    yield MARK + write(("Record", "Type", "Why", "Needs a person", "Id"))
    for item, title in items:
        yield write((title, words.record(item.record), item.reason, "yes" if item.person else "", item.record.key))


def _writer() -> Callable[[Iterable[str]], str]:
    """Return what makes lines, with one buffer for all of them."""
    text = io.StringIO(newline="")
    row = csv.writer(text).writerow

    def line(cells: Iterable[str]) -> str:
        text.seek(0)
        text.truncate()
        row([_plain(cell) for cell in cells])
        return text.getvalue()

    return line


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
