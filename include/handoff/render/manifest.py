"""The template of a manifest as a workbook whose columns explain themselves."""

from __future__ import annotations

import io
from collections.abc import Mapping

import xlsxwriter

WIDEST = 44
"""Characters that a column of the workbook is wide at most."""


def template_workbook(example: Mapping[str, str], explained: Mapping[str, str]) -> bytes:
    """Return an Excel workbook: the header and the example on the sheet `Manifest`, and what each column is for.

    `explained` has every column, in order. Cells are text, so that a spreadsheet writes dates and ids as they are
    typed; the explanations stand at the heads, as comments, and on a sheet of their own.
    """
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    text, bold, grey = (
        book.add_format(given) for given in ({"num_format": "@"}, {"bold": True}, {"num_format": "@", "italic": True})
    )
    rows, columns = book.add_worksheet("Manifest"), book.add_worksheet("Columns")
    rows.freeze_panes(1, 0)
    for place, (column, why) in enumerate(explained.items()):
        value = example.get(column, "")
        rows.set_column(place, place, min(max(len(column), len(value), 12) + 2, WIDEST), text)
        rows.write_string(0, place, column, bold)
        rows.write_comment(0, place, why)
        rows.write_string(1, place, value, grey)
        columns.write_string(place + 1, 0, column, bold)
        columns.write_string(place + 1, 1, why)
    columns.write_string(0, 0, "Column", bold)
    columns.write_string(0, 1, "What it is for", bold)
    columns.set_column(0, 0, 14)
    columns.set_column(1, 1, 110)
    book.close()
    return held.getvalue()
