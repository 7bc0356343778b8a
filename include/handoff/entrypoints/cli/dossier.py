"""The commands about the dossier: dossier, consent and return-package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handoff.bootstrap import App
from handoff.domain.cuts import Cut
from handoff.domain.ids import HandoffId
from handoff.entrypoints.cli.output import HandoffArg, Json, console, print_json, print_table, reading
from handoff.errors import NotFoundError
from handoff.services.release import written_of

Version = Annotated[int, typer.Option(help="Which version; the newest if not said.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (dossier, consent, return_package):
        app.command()(command)


def dossier(handoff: HandoffArg, *, version: Version = 0, as_json: Json = False) -> None:
    """Show where the cuts of a dossier lie, and what stops its release."""
    with reading() as app:
        with app.registry.begin() as tx:
            rows = [row for row in tx.dossiers.list(HandoffId(handoff)) if version in (0, row.version)]
        if not rows:
            raise NotFoundError(
                "There is no such dossier.", record=f"handoff {handoff}", mend="prepare_handoff writes it."
            )
        written = written_of(rows[-1], app.artifacts)
        forms = {cut: written.cuts[cut] for cut in Cut if cut in written.cuts} if written else {}
        places = {
            (cut.value, name): app.artifacts.location(ref)
            for cut, held in forms.items()
            for name in ("html", "pdf", "markdown", "model")
            if (ref := getattr(held, name))
        }
    stops = written.stops if written else ()
    if as_json:
        cuts: dict[str, dict[str, str]] = {}
        for (cut, name), place in places.items():
            cuts.setdefault(cut, {})[name] = place
        found = [{"what": stop.what, "found": stop.found, "where": stop.where} for stop in stops]
        print_json({"handoff": handoff, "version": rows[-1].version, "cuts": cuts, "stops": found})
        return
    print_table(
        ("Cut", "Form", "Where"), [(*key, place) for key, place in places.items()], "It was written without cuts."
    )
    if stops:
        print_table(("What stops its release", "Found", "Where"), [(s.what, s.found, s.where) for s in stops], "")


def consent(
    handoff: HandoffArg,
    *,
    by: Annotated[str, typer.Option(help="Who of the client consented.")],
    evidence: Annotated[str, typer.Option(help="Where that can be seen: a letter, a message, a signed form.")],
) -> None:
    """Record the client's consent that the dossier goes to a successor outside the firm."""
    with App() as app:
        successor = app.consent(HandoffId(handoff), by=by, evidence=evidence)
    console.print(f"Recorded for owner {successor}. Run prepare_handoff again to go on.")


def return_package(
    handoff: HandoffArg,
    *,
    out: Annotated[Path, typer.Option(help="A new folder for it.", file_okay=False)],
    gathered: Annotated[bool, typer.Option("--gathered", help="Make it of what lies in the artifact store.")] = False,
) -> None:
    """Write the client's return package: the files, an index with hashes, and the certificate.

    The DAG return_records makes it, in native formats. With --gathered it is made here and asks no vendor: documents
    are as they were gathered.
    """
    with App() as app:
        if gathered:
            app.return_records(HandoffId(handoff), gathered=True)
        counts = app.write_package(HandoffId(handoff), out)
    console.print(
        f"{out}: {', '.join(f'{number} {fate.replace(chr(95), chr(32))}' for fate, number in counts.items())}"
    )
