"""The command that undoes: it shows what would be taken back and what can't be, and puts the question."""

from __future__ import annotations

from typing import Annotated

import typer

from handoff.bootstrap import runs
from handoff.domain.ids import HandoffId
from handoff.domain.plan import Plan
from handoff.domain.words import KINDS
from handoff.entrypoints.cli.output import HandoffArg, Json, console, print_json, print_table, reading


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(undo)


def undo(
    handoff: HandoffArg,
    *,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show it and ask nobody.")] = False,
    as_json: Json = False,
) -> None:
    """Take back what a handoff has changed: shows what and what can't be, then asks an approver. Nothing is changed
    before the yes.
    """
    with reading() as app:
        plan = app.undo.plan(HandoffId(handoff))
        with app.registry.begin() as tx:
            attempt = tx.handoffs.get(HandoffId(handoff)).attempt
    started = None
    if plan.changes and not dry:
        with runs() as airflow:
            note = f"{plan.client} ({handoff})"
            started = airflow.start("undo_handoff", f"{handoff}.{attempt}", {"handoff": handoff}, note)
    if as_json:
        print_json({**plan.as_json(), "counts": plan.counts(), "started": started})
        return
    _show(plan)
    if started is not None:
        said = "undo_handoff was started" if started else "undo_handoff runs already"
        console.print(f"{said}: it asks an approver, and changes nothing before the yes.")


def _show(plan: Plan) -> None:
    if not plan.changes:
        console.print("Nothing is left to undo.")
    else:
        rows = [
            (KINDS[change.kind], str(change.record), _values(change.before), _values(change.after))
            for change in plan.changes
        ]
        print_table(("Change", "Record", "Now", "Back to"), rows, "")
    left = [(str(item.record), item.reason) for item in plan.left_out]
    if left:
        console.print("[bold]Can't be restored[/]")
        print_table(("Record", "Why"), left, "")


def _values(fields: object) -> str:
    if not isinstance(fields, dict):
        return str(fields)
    return ", ".join(f"{name}={'' if value is None else str(value)[:40]}" for name, value in fields.items())
