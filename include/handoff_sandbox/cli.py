"""The command `handoff-sandbox`: serve a world, check one, or generate one."""

from __future__ import annotations

import json
import logging
import signal
import sys
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from handoff_sandbox.core.assemble import assemble
from handoff_sandbox.core.counts import count_entries
from handoff_sandbox.core.faults import Faults
from handoff_sandbox.core.server import Server
from handoff_sandbox.core.world import World, WorldError, find_world
from handoff_sandbox.generate.size import VENDORS, Size
from handoff_sandbox.generate.write import write_world


class Vendor(StrEnum):
    """A vendor that can be asked for."""

    HUBSPOT = "hubspot"
    SALESFORCE = "salesforce"
    GOOGLE_DRIVE = "google_drive"


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


@app.command()
def generate(  # noqa: PLR0913 - what can be asked for
    *,
    out: Annotated[str, typer.Option(help="the file to write; - is standard output")],
    clients: Annotated[int, typer.Option(min=1, help="so many clients that can be handed off, and one beside")] = 1,
    records: Annotated[int, typer.Option(min=0, help="CRM records of each client, of all kinds, in each CRM")] = 100,
    files: Annotated[int, typer.Option(min=0, help="Drive files of each client")] = 100,
    folders: Annotated[int | None, typer.Option(min=1, help="folders that they lie in; default one for 12")] = None,
    depth: Annotated[int, typer.Option(min=1, max=100, help="levels of folders below the client's own, at most")] = 5,
    seed: Annotated[int, typer.Option(help="the same seed and sizes give the same world")] = 1,
    vendor: Annotated[list[Vendor] | None, typer.Option(help="leave out the others; may be repeated")] = None,
    shared_drive: Annotated[bool, typer.Option(help="put the clients' folders into a shared drive")] = False,
    starts_at: Annotated[str | None, typer.Option(help="an ISO 8601 time at which the world's clock starts")] = None,
) -> None:
    """Write a world of any size, as a stream: records of all kinds, folders, permissions, and a client beside."""
    size = Size(
        clients=clients,
        records=records,
        files=files,
        folders=folders or max(1, files // 12),
        depth=depth,
        seed=seed,
        vendors=tuple(one.value for one in vendor) if vendor else VENDORS,
        shared_drive=shared_drive,
        starts_at=starts_at,
    )
    try:
        with nullcontext(sys.stdout) if out == "-" else Path(out).open("w", encoding="utf-8") as stream:
            rows = write_world(size, stream)
    except OSError as error:
        typer.echo(f"handoff-sandbox: cannot write {out}: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{rows} rows", err=True)


def _refuse(error: WorldError) -> typer.Exit:
    for problem in error.problems:
        typer.echo(str(problem), err=True)
    return typer.Exit(2)


def main() -> None:
    """Run the command."""
    app()
