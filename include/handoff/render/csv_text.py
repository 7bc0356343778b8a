"""Tables as CSV in which no cell can be a formula, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from handoff.render.filters import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that spreadsheets calculate. https://owasp.org/www-community/attacks/CSV_Injection"""


def table_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return the CSV, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[_plain(str(clean(cell))) for cell in row] for row in rows])
    return "\ufeff" + text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
