"""The plan as CSV for a spreadsheet, one line a field, in which no cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from handoff.web import words
from handoff.web.rows import Row

HEADER = ("Phase", "Change", "Record", "Type", "Field", "Before", "After", "Can't be undone", "Result", "Id")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that spreadsheets calculate. https://owasp.org/www-community/attacks/CSV_Injection"""


def sheet(rows: Iterable[Row]) -> str:
    """Return the CSV, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for row in rows:
        change = row.change
        for line in row.lines:
            cells = (
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
            writer.writerow([_plain(cell) for cell in cells])
    return "\ufeff" + text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
