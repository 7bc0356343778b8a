"""Runs the benchmarks and prints their rows: `run.py [PREFIX …] [--json FILE]`; a prefix is 'gather' or 'gather/hub'.

A module of this folder that has ROWS is an area: `ROWS` maps the name of a row to the function that measures it and
yields it (more than one where they come of the same run). Exits 1 where a bar does not hold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from tools.rows import Row

HERE = Path(__file__).parent


def rows() -> dict[str, Callable[[], Iterator[Row]]]:
    """Return all benchmarks by the names of their rows."""
    found: dict[str, Callable[[], Iterator[Row]]] = {}
    for file in sorted(HERE.glob("*.py")):
        if file.stem not in ("run", "run_task"):
            found |= getattr(import_module(file.stem), "ROWS", {})
    return found


def main(
    prefixes: Annotated[
        list[str] | None, typer.Argument(help="the rows to measure, by the beginning of their names")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="write the rows there too")] = None,
) -> None:
    """Measure rows, print each as soon as it is there."""
    measured: list[Row] = []
    for name, measure in rows().items():
        if not prefixes or any(name.startswith(prefix) for prefix in prefixes):
            for row in measure():
                print(row.as_text() + "\n", flush=True)
                measured.append(row)
    if json_file:
        json_file.write_text(json.dumps([row.as_json() for row in measured], indent=1) + "\n", encoding="utf-8")
    sys.exit(0 if measured and all(row.passes for row in measured) else 1)


if __name__ == "__main__":
    app = typer.Typer(pretty_exceptions_enable=False)  # which would show the sandbox's credentials
    app.command()(main)
    app()
