"""The commands of the registry's database."""

from __future__ import annotations

import typer

from handoff.bootstrap import migrate_registry
from handoff.entrypoints.cli.output import console

app = typer.Typer(help="The registry's database.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """Keep the registry's schema."""


@app.command()
def upgrade() -> None:
    """Bring the registry's schema to this version; safe to run by several at once."""
    migrate_registry()
    console.print("The registry's schema is current.")
