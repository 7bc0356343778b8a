"""The command that undoes: it shows what would be taken back and what can't be, and puts the question."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from handoff.bootstrap import App, runs
from handoff.domain.ids import HandoffId
from handoff.domain.plan import Plan
from handoff.entrypoints.cli.output import HandoffArg, Json, console, print_json, print_table, reading
from handoff.entrypoints.cli.planning import sides
from handoff.services.names import names_of
from handoff.services.plan_rows import Row, rows


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
        shown, left = _named(app, plan)
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
    _show(shown, left)
    if started is not None:
        said = "undo_handoff was started" if started else "undo_handoff runs already"
        console.print(f"{said}: it asks an approver, and changes nothing before the yes.")


def _named(app: App, plan: Plan) -> tuple[list[Row], list[tuple[str, str]]]:
    """Return the plan's changes and what it leaves out, with the names of records, people and owners."""
    shown, left = app.show_plan.unkept(plan)
    with app.registry.begin() as tx:
        found = list(rows(shown, names_of(tx, tx.handoffs.get(plan.handoff))))
    return found, [(f"{title} ({item.record.vendor} {item.record.kind})", item.reason) for item, title in left]


def _show(found: list[Row], left: list[tuple[str, str]]) -> None:
    if not found:
        console.print("Nothing is left to undo.")
    else:
        counts = Counter(row.what.lower() for row in found).most_common()
        console.print(", ".join(f"{count} {what}" for what, count in counts), highlight=False)
        lines = ((row.what, f"{row.title} ({row.record})", *sides(row)) for row in found)
        print_table(("Change", "Record", "Now", "Back to"), lines, "")
    if left:
        console.print("[bold]Can't be restored[/]")
        print_table(("Record", "Why"), left, "")
