"""How tables come out: whole, however narrow the terminal is."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from handoff.entrypoints.cli import output

WORD = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=60)
ROWS = st.lists(st.tuples(WORD, WORD, WORD), min_size=1, max_size=5)


@given(rows=ROWS, width=st.integers(20, 200))
def test_no_cell_is_cut_however_narrow_the_terminal_is(rows: list[tuple[str, str, str]], width: int) -> None:
    """Every word of every row can be copied as a whole, be it square brackets, from any width of terminal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "console", Console(width=width, record=True, file=StringIO()))
        output.print_table(("One", "Two", "Three"), rows, "none")
        told = output.console.export_text()
    assert all(cell in told for row in rows for cell in row)


def test_wide_rows_are_paragraphs_and_narrow_ones_a_table() -> None:
    """What fits stands in columns; what does not is told line by line, without the cells that hold nothing."""
    rows = [("h-1", "", "/a/long/path/" + "x" * 60), ("h-2", "why", "short")]
    shown = {}
    for width in (60, 200):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(output, "console", Console(width=width, record=True, file=StringIO()))
            output.print_table(("ID", "Problem", "Where"), rows, "none")
            shown[width] = [line.rstrip() for line in output.console.export_text().splitlines()]
    assert shown[60] == ["ID h-1", f"Where {rows[0][2]}", "", "ID h-2", "Problem why", "Where short"]
    assert shown[200][0].split() == ["ID", "Problem", "Where"]
    assert len(shown[200]) == 3
