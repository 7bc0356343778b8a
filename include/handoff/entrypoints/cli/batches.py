"""The commands of batches: run, status, stop and resume."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handoff.bootstrap import App, environment_connection
from handoff.domain.ids import BatchId
from handoff.domain.legacy.batch import Line
from handoff.entrypoints.cli.output import Json, console, print_json, print_table
from handoff.services.legacy.look import BatchView

BatchArg = Annotated[
    str, typer.Argument(metavar="BATCH", help="The batch's id, b-…; `handoff legacy status` lists them.")
]
COLUMNS = ("Row", "State", "Client", "Handoff", "Why")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (run, status, stop, resume):
        app.command()(command)


def run(batch: BatchArg) -> None:
    """Start the next run of a batch, if there is something to do now."""
    with App(environment_connection) as app:
        started = app.batches.runs.start(BatchId(batch))
    console.print(f"Started {started}." if started else "Nothing to do now: see `handoff legacy status`.")


def status(
    batch: Annotated[str, typer.Argument(metavar="[BATCH]", help="The batch's id; all batches if left out.")] = "",
    *,
    csv: Annotated[bool, typer.Option("--csv", help="Print each row as CSV.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Show how it goes on, until nothing is left to do.")] = False,
    as_json: Json = False,
) -> None:
    """Show where a batch stands: how many rows are in which state, and each row with its reason."""
    with App() as app:
        if not batch:
            found = [app.batches.look.one(one.id) for one in app.batches.look.all()]
            if as_json:
                print_json([_as_json(view) for view in found])
            else:
                rows = [(v.batch.id, f"{v.batch.recorded_at:%Y-%m-%d %H:%M}", v.batch.by, _said(v)) for v in found]
                print_table(("Batch", "Recorded", "By", "Rows"), rows, "There is no batch.")
            return
        view = _watched(app, BatchId(batch)) if watch else app.batches.look.one(BatchId(batch))
    if as_json:
        print_json(_as_json(view))
    elif csv:
        typer.echo(app.renderer.table_csv([COLUMNS, *(_cells(line) for line in view.lines)]), nl=False)
    else:
        console.print(f"{view.batch.id}: {_said(view)}")
        if view.batch.stopped:
            console.print(view.batch.stopped_because or "It was stopped.", markup=False)
        print_table(COLUMNS, [_cells(line) for line in view.lines], "It has no rows.")


def stop(batch: BatchArg) -> None:
    """Press the stop button of a batch: nothing further is changed for any of its clients."""
    with App() as app:
        app.batches.press.stop(BatchId(batch))
    console.print("Stopped. The batches of changes that are under way end; no further one begins.")


def resume(batch: BatchArg) -> None:
    """Let a batch go on where it was; what has failed is tried again."""
    with App(environment_connection) as app:
        app.batches.press.resume(BatchId(batch))
        started = app.batches.runs.start(BatchId(batch))
    console.print(f"Released; started {started}." if started else "Released.")


def _watched(app: App, batch: BatchId) -> BatchView:
    """Show a bar until all rows have ended; return the batch as it stands then."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    view = app.batches.look.one(batch)
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=len(view.lines))
        while True:
            bar.update(task, completed=view.ended, description=_said(view))
            if view.ended == len(view.lines) or view.batch.stopped:
                return view
            time.sleep(2)
            view = app.batches.look.one(batch)


def _said(view: BatchView) -> str:
    counted = ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in view.counts.items())
    return f"{counted or 'no rows'}{' (stopped)' if view.batch.stopped else ''}"


def _cells(line: Line) -> tuple[str, ...]:
    handoff = line.handoff.id if line.handoff else ""
    return str(line.row.number), line.state.replace("_", " "), line.name, handoff, line.why


def _as_json(view: BatchView) -> dict[str, object]:
    batch = view.batch
    return {
        "batch": batch.id,
        "manifest": batch.manifest,
        "approve": batch.approve.value,
        "recorded_at": batch.recorded_at.isoformat(),
        "stopped": batch.stopped,
        "stopped_because": batch.stopped_because,
        "run": batch.run,
        "counts": {state.value: number for state, number in view.counts.items()},
        "rows": [
            {
                "row": line.row.number,
                "group": line.row.group,
                "state": line.state.value,
                "client": line.name,
                "handoff": line.handoff.id if line.handoff else None,
                "why": line.why,
            }
            for line in view.lines
        ],
    }
