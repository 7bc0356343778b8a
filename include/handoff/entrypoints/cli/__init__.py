"""The command `handoff`: reads and steers handoffs, runs the demo, and keeps the registry's schema."""

from __future__ import annotations

import sys

import typer

import handoff.entrypoints.cli.database as database_commands
import handoff.entrypoints.cli.evidence as evidence_commands
import handoff.entrypoints.cli.legacy as legacy_commands
import handoff.entrypoints.cli.local as local_commands
import handoff.entrypoints.cli.manual as manual_commands
import handoff.entrypoints.cli.webhooks as webhooks_commands
from handoff.entrypoints.cli import dossier, marking, planning, reading, steering, undoing
from handoff.entrypoints.cli.output import complain
from handoff.errors import HandoffError

app = typer.Typer(
    name="handoff",
    help="Runs a firm's goodbyes: dossier, ownership, access and alumni when a client leaves.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,
)
for module in (reading, marking, planning, dossier, steering, undoing, local_commands):
    module.register(app)
app.add_typer(database_commands.app, name="db")
app.add_typer(evidence_commands.app, name="evidence")
app.add_typer(legacy_commands.legacy, name="legacy")
app.add_typer(reading.alumni, name="alumni")
app.add_typer(manual_commands.manual, name="manual")
app.add_typer(webhooks_commands.app, name="webhooks")


def main() -> None:
    """Run a command; an error of ours is said in plain words and ends it with 1."""
    try:
        app()
    except HandoffError as error:
        complain(error)
        sys.exit(1)
