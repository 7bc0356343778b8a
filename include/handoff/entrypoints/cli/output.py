"""How the commands speak: tables for people, JSON for programs, errors in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from handoff.bootstrap import App
from handoff.errors import HandoffError

console = Console()
errors = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]
HandoffArg = Annotated[str, typer.Argument(metavar="ID", help="The handoff's id, h-…; `handoff status` lists them.")]


def print_json(value: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    """Print a value as JSON."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """Print rows as a table; `empty` where there are none. What comes from vendors is not taken as markup."""
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table if table.row_count else empty)


@contextmanager
def reading() -> Iterator[App]:
    """Give the wired app to a command that reads, and show on a terminal that it is at work."""
    with errors.status("Reading…"), App() as app:
        yield app


def complain(error: HandoffError) -> None:
    """Say what went wrong, to which record, and what to do."""
    errors.print(f"[bold red]{type(error).__name__}[/] {escape(str(error))}", soft_wrap=True)
