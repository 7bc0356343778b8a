"""The commands of evidence: write a bundle, check one, and the key that signs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from typer.core import TyperGroup

from handoff.bootstrap import check_evidence, evidence_key, new_evidence_key
from handoff.domain.ids import HandoffId
from handoff.entrypoints.cli.output import HandoffArg, Json, console, print_json, reading
from handoff.errors import VerificationError


class WriteByDefault(TyperGroup):
    """Takes `handoff evidence ID …` for `handoff evidence write ID …`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - a class that typer keeps to itself
        """Put the command's name where it was left out."""
        if args and args[0] not in {*self.commands, "--help"}:
            args.insert(0, "write")
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=WriteByDefault,
    no_args_is_help=True,
    help="Evidence of a handoff, to be checked by others. `handoff evidence ID --out DIR` writes it.",
)

Place = Annotated[Path, typer.Argument(metavar="DIR", help="The bundle's folder.", exists=True, file_okay=False)]


@app.command()
def write(
    handoff: HandoffArg,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A folder that is new or empty.")],
    people: Annotated[bool, typer.Option(help="Say who is who; without, people stand by registry id alone.")] = True,
    as_json: Json = False,
) -> None:
    """Write plans, answers, journal, snapshots' hashes, scans and dossier as one signed bundle."""
    with reading() as product:
        manifest = product.evidence(HandoffId(handoff), out, people=people)
    if as_json:
        print_json({"handoff": handoff, "out": str(out), "manifest": manifest})
    else:
        console.print(f"Written to {out}; manifest {manifest}", highlight=False, soft_wrap=True)


@app.command()
def verify(
    place: Place,
    *,
    key: Annotated[str, typer.Option(help="The fingerprint that the bundle's key must have.")] = "",
    as_json: Json = False,
) -> None:
    """Check a bundle, with no database, settings or vendor; 1 where a byte was changed, added or is missing."""
    found = check_evidence(place, key)
    if as_json:
        fields = ("handoff", "client", "made_at", "files", "key", "problems")
        print_json({name: getattr(found, name) for name in fields} | {"holds": not found.problems})
    else:
        for problem in found.problems:
            console.print(f"[red]{escape(problem)}[/]", highlight=False, soft_wrap=True)
    if found.problems:
        raise VerificationError(
            f"The bundle does not hold: {len(found.problems)} problems.",
            record=str(place),
            mend="Ask for it anew, and compare the key with the firm's.",
        )
    if not as_json:
        said = "as pinned" if key else "compare it with the firm's, or give it as --key"
        console.print(
            f"All {found.files} files hold: {escape(found.client)} ({found.handoff}), made {found.made_at}.\n"
            f"Signed by {found.key} ({said}).",
            highlight=False,
            soft_wrap=True,
        )


@app.command()
def key(*, as_json: Json = False) -> None:
    """Print the public key that bundles are signed with, and its fingerprint, to be pinned by those who check."""
    public, fingerprint = evidence_key()
    if as_json:
        print_json({"public_key": public, "fingerprint": fingerprint})
    else:
        typer.echo(f"{public}fingerprint {fingerprint}")


@app.command()
def new_key(path: Annotated[Path, typer.Argument(metavar="FILE", help="Where to keep it; a new file.")]) -> None:
    """Make the firm's key for evidence; it goes into the connection handoff_evidence (docs/evidence.md)."""
    console.print(f"Made {path}, fingerprint {new_evidence_key(path)}", highlight=False, soft_wrap=True)
