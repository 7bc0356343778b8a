"""How the commands speak: tables for people, JSON for programs, errors in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table

from handoff.bootstrap import App
from handoff.errors import HandoffError

console = Console()
errors = Console(stderr=True)

MEASURED = 10_000
"""Columns within which a table is measured: more than any terminal has."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]
HandoffArg = Annotated[str, typer.Argument(metavar="ID", help="The handoff's id, h-…; `handoff status` lists them.")]


def print_json(value: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    """Print a value as JSON."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """Print rows as a table; `empty` where there are none. What comes from vendors is not taken as markup.

    Where a row would not fit into the terminal, each is a paragraph of its own, a line for each cell that holds
    something: nothing is cut, so that every path and address can be copied.
    """
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    lines = [[escape(str(cell)) for cell in row] for row in rows]
    for line in lines:
        table.add_row(*line)
    if not lines:
        console.print(empty)
    elif not any(columns) or _fits(table):
        console.print(table)
    else:
        console.print("\n\n".join(_paragraph(columns, line) for line in lines), soft_wrap=True, highlight=False)


def _fits(table: Table) -> bool:
    endless = console.options.update(max_width=MEASURED)
    return Measurement.get(console, endless, table).maximum <= console.width


def _paragraph(columns: Sequence[str], line: Sequence[str]) -> str:
    told = [(column, cell) for column, cell in zip(columns, line, strict=True) if cell]
    return "\n".join(f"[bold]{column}[/] {cell}".strip() for column, cell in told)


@contextmanager
def reading() -> Iterator[App]:
    """Give the wired app to a command that reads, and show on a terminal that it is at work."""
    with errors.status("Reading…"), App() as app:
        yield app


def complain(error: HandoffError) -> None:
    """Say what went wrong, to which record, and what to do."""
    errors.print(f"[bold red]{type(error).__name__}[/] {escape(str(error))}", soft_wrap=True)
