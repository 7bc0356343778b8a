"""The commands about what is done by hand: `handoff manual list` and `handoff manual done`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handoff.bootstrap import App
from handoff.domain.canonical import instant
from handoff.domain.ids import HandoffId
from handoff.entrypoints.cli.output import HandoffArg, Json, console, print_json, print_table, reading

manual = typer.Typer(help="What is done by hand in systems without an adapter.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="[ID]", help="One handoff's id, or nothing for all.")]


@manual.command("list")
def list_(handoff: Which = "", *, as_json: Json = False) -> None:
    """List what is to be done by hand: what, who, until when, the evidence asked for, and whether it is done."""
    with reading() as app:
        items = app.manual.list(HandoffId(handoff) if handoff else None)
        now = app.clock()
        owners = {item.owner: app.people.email(item.owner) for item in items}
    if as_json:
        print_json(
            [
                {
                    "handoff": item.handoff,
                    "change": item.change.id,
                    "what": item.what,
                    "owner": owners[item.owner] or item.owner,
                    "due": instant(item.due) if item.due else None,
                    "evidence": item.evidence,
                    "done": item.settled,
                }
                for item in items
            ]
        )
        return
    rows = [
        (
            item.handoff,
            item.change.id,
            item.what,
            owners[item.owner] or item.owner,
            f"{item.due:%Y-%m-%d %H:%M} UTC" if item.due else "",
            item.evidence,
            "done" if item.settled else "overdue" if item.due and item.due < now else "open",
        )
        for item in items
    ]
    print_table(("Handoff", "ID", "What", "Who", "Until", "Evidence", ""), rows, "Nothing is to be done by hand.")


@manual.command()
def done(
    handoff: HandoffArg,
    change: Annotated[str, typer.Argument(metavar="CHANGE", help="Its id, as `handoff manual list` shows it.")],
    *,
    by: Annotated[str, typer.Option(help="Who did it.")],
    evidence: Annotated[str, typer.Option(help="What shows that it is done: a link, or words.")] = "",
    file: Annotated[Path | None, typer.Option(help="A file that shows it.", exists=True, dir_okay=False)] = None,
) -> None:
    """Say that something was done by hand, and show it; until then it counts as access that is still there."""
    with App() as app:
        content = file.read_bytes() if file else b""
        item = app.manual.done(HandoffId(handoff), change, by=by, evidence=evidence, file=content)
    console.print(f"Done: {item.what}", markup=False, highlight=False)
