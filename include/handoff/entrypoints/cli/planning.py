"""The command about plans: `handoff plan ID`, with --csv or --json, and `handoff plan diff ID A B`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated

import typer
from rich.markup import escape

from handoff.bootstrap import App
from handoff.domain.change import Phase
from handoff.domain.ids import HandoffId
from handoff.domain.plan import PlanHead
from handoff.domain.words import KINDS, PHASES, doing
from handoff.entrypoints.cli.output import Json, console, print_json, print_table, reading
from handoff.errors import SettingsError
from handoff.services.names import names_of
from handoff.services.plan_rows import Row, rows
from handoff.services.plan_sheet import sheet

TABLE = 500
"""Lines of one table: a large plan is printed in several, so that nothing of it is held or cut."""

Words = Annotated[
    list[str], typer.Argument(metavar="ID [DIGEST] | diff ID A B", help="The handoff; a digest may be cut short.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(plan)


def plan(
    words: Words,
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
    as_json: Json = False,
) -> None:
    """Show a plan: counts, what can't be undone, what was left out and why, what needs a person, and every change.

    With `diff`, show what is in one of two plans of a handoff alone.
    """
    with reading() as app:
        if words[0] == "diff" and len(words) == 4:
            _diff(app, HandoffId(words[1]), words[2], words[3], as_json=as_json)
        elif words[0] != "diff" and len(words) <= 2:
            head = app.show_plan.head(HandoffId(words[0]), *words[1:])
            (_csv if as_csv else _json if as_json else _text)(app, head)
        else:
            raise SettingsError("That is no plan.", mend="Say: handoff plan ID, or: handoff plan diff ID A B")


def _csv(app: App, head: PlanHead) -> None:
    for line in sheet(_rows(app, head)):
        typer.echo(line, nl=False)


def _json(app: App, head: PlanHead) -> None:
    with app.registry.begin() as tx:
        whole = tx.plans.get(head.handoff, head.digest)
    results = {item.change.id: item.result for item in app.show_plan.every(head)}
    print_json({**whole.as_json(), "counts": whole.counts(), "results": results})


def _text(app: App, head: PlanHead) -> None:
    tally = app.show_plan.tally(head)
    told = (f"{count} {doing(kind, undo=phase is Phase.UNDO).lower()}" for phase, kind, count in tally)
    counts = ", ".join(told) or "nothing to change"
    final = sum(head.irreversible.values())
    console.print(f"[bold]{escape(head.client)}[/]  digest {head.digest}", highlight=False, soft_wrap=True)
    console.print(f"{counts}; {final} can't be undone", highlight=False)
    if head.irreversible:
        said = ", ".join(f"{count} {KINDS[kind].lower()}" for kind, count in head.irreversible.items())
        console.print(f"Can't be undone: {said}", highlight=False)
    columns = ("ID", "Phase", "Change", "Record", "Before", "After", "Result")
    print_tables(columns, _lines(_rows(app, head)), "The plan is empty.")
    if head.left_out:
        console.print(f"\nLeft out: {head.left_out}, of these {head.for_people} need a person", highlight=False)
        left = (
            (title, item.reason, "needs a person" if item.person else "")
            for item, title in app.show_plan.left_out(head)
        )
        print_tables(("Record", "Why", ""), left, "")


def _diff(app: App, handoff: HandoffId, one: str, other: str, *, as_json: bool) -> None:
    first, second = app.show_plan.head(handoff, one), app.show_plan.head(handoff, other)
    found = app.show_plan.difference(first, second)
    if as_json:
        print_json([{"new": item.new, **item.shown.change.as_json(), "id": item.shown.change.id} for item in found])
        return
    console.print(f"- {first.digest}\n+ {second.digest}", highlight=False, soft_wrap=True)
    with app.registry.begin() as tx:
        names = names_of(tx, tx.handoffs.get(handoff))
        lines = (("+" if item.new else "-", *line) for item in found for line in _lines(rows([item.shown], names)))
        columns = ("", "ID", "Phase", "Change", "Record", "Before", "After", "Result")
        print_tables(columns, lines, "The two plans hold the same changes.")


def _rows(app: App, head: PlanHead) -> Iterator[Row]:
    with app.registry.begin() as tx:
        names = names_of(tx, tx.handoffs.get(head.handoff))
        yield from rows(app.show_plan.every(head), names)


def _lines(found: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    for row in found:
        before, after = sides(row)
        what = row.what + (" (for good)" if row.change.irreversible else "")
        yield row.change.id, PHASES[row.change.phase][0], what, row.title, before, after, row.result


def sides(row: Row) -> tuple[str, str]:
    """Return a change's fields before and after, in words."""
    before = "; ".join(f"{line.label}: {line.before}" for line in row.lines if line.before)
    return before, "; ".join(f"{line.label}: {line.after}" for line in row.lines)


def print_tables(columns: tuple[str, ...], lines: Iterable[tuple[str, ...]], empty: str) -> None:
    """Print lines as tables, some at a time; `empty` where there are none."""
    lines = iter(lines)
    some = list(islice(lines, TABLE))
    print_table(columns, some, empty)
    while some := list(islice(lines, TABLE)):
        print_table(columns, some, empty)
