"""The commands of batches: run, status, stop and resume."""

from __future__ import annotations

import getpass
import re
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handoff.bootstrap import App, environment_connection
from handoff.domain.handoff import TAKEN_UP
from handoff.domain.ids import ArtifactRef, BatchId
from handoff.domain.legacy.batch import Approve
from handoff.entrypoints.cli.manifests import examined
from handoff.entrypoints.cli.output import Json, console, print_json, print_table
from handoff.errors import HandoffError, ManifestError
from handoff.services.legacy.look import BatchView, sheet

BatchArg = Annotated[
    str, typer.Argument(metavar="BATCH", help="The batch's id, b-…; `handoff legacy status` lists them.")
]
_BATCH = re.compile("b-[0-9a-f]{12}")
_HASH = re.compile("[0-9a-f]{64}")


_AGAIN = (
    " To take up again who was refused, withdrawn or undone, or whose question has expired, run a changed manifest."
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (run, status, stop, resume):
        app.command()(command)


def run(
    target: Annotated[str, typer.Argument(metavar="FILE|HASH|BATCH", help="A manifest, its SHA-256, or a batch.")],
    *,
    approve: Annotated[Approve, typer.Option(help="How the plans of a manifest are approved.")] = Approve.TOGETHER,
) -> None:
    """Preflight a manifest, record its batch and start it, or start the next run of a batch that is there.

    The same manifest again goes on where its batch is: rows that were mended in the CRM join it, and those that have
    ended stay so. A file that was changed is another manifest, and gives another batch. Ends with an error where no row
    is ready. Connections are those of the environment (AIRFLOW_CONN_…).
    """
    with App(environment_connection) as app:
        batch = BatchId(target) if _BATCH.fullmatch(target) else _recorded(app, target, approve)
        console.print(f"{batch}: {_said(app.batches.look.one(batch))}", highlight=False)
        console.print(_started(app, batch), highlight=False)


def _recorded(app: App, target: str, approve: Approve) -> BatchId:
    """Return the batch of a manifest, in a file or in the artifact store."""
    if _HASH.fullmatch(target):
        content = app.artifacts.get(ArtifactRef(target))
    elif Path(target).is_file():
        content = Path(target).read_bytes()
    else:
        raise ManifestError("There is no such file.", mend="Give a manifest, its SHA-256, or a batch's id.")
    kept = examined(app, content)
    return app.batches.record(kept.report, kept.manifest, approve, getpass.getuser()).id


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
        typer.echo(app.renderer.table_csv(list(sheet(view))), nl=False)
    else:
        console.print(f"{view.batch.id}: {_said(view)}")
        if view.batch.stopped:
            console.print(view.batch.stopped_because or "It was stopped.", markup=False)
        heading, *lines = sheet(view)
        print_table(heading, lines, "It has no rows.")


def stop(batch: BatchArg) -> None:
    """Press the stop button of a batch: nothing further is changed for any of its clients."""
    with App() as app:
        app.batches.press.stop(BatchId(batch))
    console.print("Stopped. The batches of changes that are under way end; no further one begins.")


def resume(batch: BatchArg) -> None:
    """Let a batch go on where it was; what has failed is tried again."""
    with App(environment_connection) as app:
        app.batches.press.resume(BatchId(batch))
        console.print(f"Released. {_started(app, BatchId(batch))}", highlight=False)


def _started(app: App, batch: BatchId) -> str:
    """Start a batch's next run; say what came of it. Where Airflow can't be reached, its watcher starts the run."""
    if not app.batches.steps.has_work(batch):
        ended = app.batches.look.one(batch).counts.keys() & {state.value for state in TAKEN_UP}
        return f"Nothing to do now.{_AGAIN if ended else ''}"
    try:
        run_id = app.batches.runs.start(batch)
    except HandoffError as error:
        return f"watch_cutoffs will start its next run, since Airflow can't be told now: {error}"
    return f"Started {run_id}." if run_id else "A run is at work."


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
