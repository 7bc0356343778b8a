"""The commands of manifests: the template, and the preflight."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handoff.bootstrap import App, environment_connection
from handoff.domain.legacy.template import EXPLAINED, lines_of_template, named_template
from handoff.domain.ports.manifests import Kept
from handoff.entrypoints.cli.output import Json, console, errors, print_json, print_table
from handoff.errors import ManifestError
from handoff.services.legacy.report_sheet import sheet

WORKBOOK = ".xlsx"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (template, preflight):
        app.command()(command)


def template(
    out: Annotated[
        Path | None, typer.Option(help="Where to write it: a workbook where the name ends in .xlsx, else CSV.")
    ] = None,
) -> None:
    """Write an empty manifest with one example, as CSV or as an Excel workbook that explains its columns."""
    with App() as app:
        if out is not None and out.suffix.lower() == WORKBOOK:
            content = app.renderer.manifest_workbook(*named_template())
        else:
            content = app.renderer.table_csv(lines_of_template()).encode()
    if out is None:
        typer.echo(content.decode(), nl=False)
    else:
        out.write_bytes(content)
    for column, why in EXPLAINED.items():
        errors.print(f"{column:<11}{why}", markup=False, highlight=False)


def preflight(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The manifest: CSV or a workbook.", dir_okay=False)
    ] = None,
    *,
    query: Annotated[
        str, typer.Option(metavar="PROPERTY=VALUE", help="Take the companies with this value in the CRM instead.")
    ] = "",
    connection: Annotated[str, typer.Option(help="The CRM's connection to ask, where there are several.")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="Print each row as CSV.")] = False,
    as_json: Json = False,
) -> None:
    """Look at every row of a manifest and list what to mend; nothing is changed anywhere. Ends with 1 where a row has a
    fault.

    Connections are those of the environment (AIRFLOW_CONN_…).
    """
    with App(environment_connection) as app:
        content = _content(app, file, query, connection)
        kept = examined(app, content)
        rows = app.manifests.read(content)
        if csv:
            typer.echo(app.renderer.table_csv(list(sheet(kept.report, rows))), nl=False)
        elif as_json:
            print_json(_as_json(kept))
        else:
            _say(kept)
    if kept.report.faults:
        raise typer.Exit(1)


def _content(app: App, file: Path | None, query: str, connection: str) -> bytes:
    name, equals, value = query.partition("=")
    if (file is None) == (not query) or (query and not equals):
        raise ManifestError("Nobody is named.", mend="Give a file, or --query PROPERTY=VALUE; not both.")
    if query:
        with errors.status("Asking the CRM…"):
            return app.list_clients(connection, name.strip(), value.strip())
    if file is None or not file.is_file():
        raise ManifestError("There is no such file.", mend="Write the template: handoff legacy template --out FILE")
    return file.read_bytes()


def examined(app: App, content: bytes) -> Kept:
    """Preflight a manifest with a bar; return what was kept."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("Looking at the rows", total=None)
        _, kept = app.examine(content, lambda done, of: bar.update(task, completed=done, total=of))
    return kept


def _say(kept: Kept) -> None:
    report = kept.report
    faulty = len({fault.row for fault in report.faults})
    rows = [(fault.row, fault.column, fault.what, fault.mend) for fault in report.faults]
    print_table(("Row", "Column", "What", "Mend"), rows, "Every row is ready.")
    console.print(f"{len(report.ready)} ready, {faulty} to mend.", highlight=False)
    if report.ready:
        console.print(f"Begin what is ready: handoff legacy run {kept.manifest}", highlight=False, soft_wrap=True)


def _as_json(kept: Kept) -> dict[str, object]:
    return {
        "manifest": kept.manifest,
        "ready": [
            {
                "row": ready.row,
                "connection": ready.connection,
                "client": ready.client.name,
                "record": ready.client.record.key,
                "folder": ready.client.folder_id,
                "group": ready.group,
            }
            for ready in kept.report.ready
        ],
        "faults": [
            {"row": fault.row, "column": fault.column.value, "what": fault.what, "mend": fault.mend}
            for fault in kept.report.faults
        ],
    }
