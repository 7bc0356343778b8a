"""The command `handoff-sandbox`: serve a world, or check one."""

from __future__ import annotations

import json
import logging
import signal
from pathlib import Path
from typing import Annotated

import typer

from handoff_sandbox.core.assemble import assemble
from handoff_sandbox.core.counts import count_entries
from handoff_sandbox.core.faults import Faults
from handoff_sandbox.core.server import Server
from handoff_sandbox.core.world import World, WorldError, find_world

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Emulated vendors for Handoff, seeded from a world file."
)

_FILE_HELP = "a world file, or the name of a world that ships with the sandbox (small_studio)"


@app.command()
def serve(
    world: Annotated[str, typer.Option(help=_FILE_HELP)],
    port: Annotated[int, typer.Option(help="the HTTP port of all vendors; 0 picks a free one")] = 0,
    host: Annotated[str, typer.Option(help="the address to listen on")] = "127.0.0.1",
    smtp_port: Annotated[int, typer.Option(help="0 picks a free one")] = 0,
    imap_port: Annotated[int, typer.Option(help="0 picks a free one")] = 0,
    log_file: Annotated[Path | None, typer.Option(help="append every request to it, as a line of JSON")] = None,
    public_url: Annotated[str | None, typer.Option(help="the address that clients use, where it is another")] = None,
) -> None:
    """Serve a world until SIGTERM or Ctrl-C; prints one JSON line with addresses and credentials once it is ready."""
    logging.basicConfig(level=logging.WARNING)  # to standard error; standard output has the one line
    try:
        server = Server(
            find_world(world),
            host=host,
            port=port,
            smtp_port=smtp_port,
            imap_port=imap_port,
            log_file=log_file,
            public_url=public_url.rstrip("/") if public_url else None,
        )
    except WorldError as error:
        raise _refuse(error) from None
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn stops on both, then raises the signal again: ignored here, so that a stop that was asked for exits 0
        signal.signal(number, lambda *_: server.stop())
    try:
        server.run(lambda ready: typer.echo(json.dumps(ready.credentials)))
    except OSError as error:
        typer.echo(f"handoff-sandbox: cannot listen on {host}: {error}", err=True)
        raise typer.Exit(1) from None


@app.command()
def check(file: Annotated[str, typer.Argument(help=_FILE_HELP)]) -> None:
    """Check a world file: exits 0 with counts, or 2 with every error, its YAML path and its line."""
    try:
        world = World.load(find_world(file))
        assemble(world, Faults())
    except WorldError as error:
        raise _refuse(error) from None
    typer.echo(f"{world.about.name}: {world.firm.name}, {len(world.people)} people")
    for name, section in world.sections.items():
        counts = ", ".join(f"{key} {count}" for key, count in count_entries(section).items())
        typer.echo(f"{name}: {counts or 'ok'}")


def _refuse(error: WorldError) -> typer.Exit:
    for problem in error.problems:
        typer.echo(str(problem), err=True)
    return typer.Exit(2)


def main() -> None:
    """Run the command."""
    app()
