"""The commands that read: status, show, journal, alumni search."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from handoff.domain.canonical import instant
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.entrypoints.cli.output import HandoffArg, Json, console, print_json, print_table, reading
from handoff.services.ask import is_put
from handoff.services.search_alumni import search_alumni

_NONE = "No handoff yet. Mark a deal (in Salesforce an opportunity or an account) in the CRM."
alumni = typer.Typer(help="The alumni registry.", no_args_is_help=True)

_NOT_LOOKED = {False: "not walked yet", True: "not looked for since the undo"}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (status, show, journal):
        app.command()(command)


def status(*, as_json: Json = False) -> None:
    """List all handoffs: where each stands and what is wrong with it; and what keeps a CRM from being watched."""
    with reading() as app:
        handoffs, troubles = app.show.all(), app.show.troubles()
    if as_json:
        print_json([_as_json(item) for item in handoffs])
        return
    rows = [
        (
            item.id,
            item.name,
            item.state.replace("_", " ") + (" (stopped)" if item.stopped else ""),
            f"{item.cutoff_at:%Y-%m-%d %H:%M} UTC" if item.cutoff_at else "",
            item.problem.what if item.problem else "",
        )
        for item in handoffs
    ]
    for name, problem in troubles.items():
        said = (
            f"{problem.record}: {problem.what} {problem.mend}" if problem.record else f"{problem.what} {problem.mend}"
        )
        console.print(f"[red]{name} can't be watched:[/] {escape(said)}", highlight=False)
    print_table(("ID", "Client", "State", "Cut-off", "Problem"), rows, _NONE)


def show(handoff: HandoffArg, *, as_json: Json = False) -> None:
    """Show one handoff: its state, counts, questions and problem."""
    with reading() as app:
        summary = app.show.one(HandoffId(handoff))
        dossier = app.artifacts.location(summary.dossier.html) if summary.dossier else None
    item = summary.handoff
    if as_json:
        counts = {
            "gathered": summary.gathered,
            "planned": summary.planned,
            "applied": summary.applied,
            "verified": summary.verified,
            "undone": summary.undone,
            "residual": summary.residual,
            "alumni": summary.alumni,
        }
        asks = [
            {
                "id": ask.id,
                "kind": ask.kind,
                "answer": answer.choice if answer else None,
                "by": answer.by if answer else None,
                "not_counted": ask.refused_because or None,
            }
            for ask, answer in summary.asks
        ]
        print_json({**_as_json(item), **counts, "results": summary.results, "asks": asks, "dossier": dossier})
        return
    console.print(f"[bold]{escape(item.name)}[/]  {item.id}  {item.state.replace('_', ' ')}", highlight=False)
    if item.stopped:
        console.print(f"[yellow]Stopped.[/] Release it with: handoff resume {item.id}")
    if item.problem:
        where = f"{item.problem.record}: " if item.problem.record else ""
        console.print(f"[red]{item.problem.error}[/] {escape(where + item.problem.what)} {escape(item.problem.mend)}")
    facts = [
        ("Legacy", f"{item.mark.record}, batch {item.legacy.batch}")
        if item.legacy
        else ("Marked", f"{item.mark.record}, {item.mark.at:%Y-%m-%d %H:%M} UTC"),
        ("Cut-off", f"{item.cutoff_at:%Y-%m-%d %H:%M} UTC" if item.cutoff_at else "not set"),
        ("Gathered", f"{summary.gathered} records"),
        ("Planned", f"{summary.planned} changes"),
        ("Applied", f"{summary.applied}, {summary.undone} taken back" if summary.undone else summary.applied),
        ("Verified", summary.verified),
        ("Outcomes", ", ".join(f"{count} {name}" for name, count in summary.results.items()) or "none"),
        ("Residual", _NOT_LOOKED[summary.residual_void] if summary.residual is None else summary.residual),
        ("Alumni", f"{summary.alumni}{' (the handoff was undone)' if item.state is State.UNDONE else ''}"),
        ("Dossier", dossier or "not written"),
    ]
    print_table(("", ""), facts, "")
    for ask, answer in summary.asks:
        said = f"{answer.choice} by {answer.by}, {answer.at:%Y-%m-%d %H:%M} UTC" if answer else "none came"
        if answer is None and is_put(ask, item):
            said = "waits for its answer"
        console.print(f"Ask {ask.kind} {ask.digest[:12]}: {escape(said)}", highlight=False)
        if answer is None and ask.refused_because:
            why = escape(ask.refused_because)
            console.print(f"  The last answer was not counted: {why}", highlight=False, soft_wrap=True)


def journal(
    handoff: HandoffArg,
    *,
    verify: Annotated[bool, typer.Option("--verify", help="Check the chain; 1 where it is broken.")] = False,
    as_json: Json = False,
) -> None:
    """Show the journal: what was meant and what was seen."""
    with reading() as app:
        entries, broken = app.show.journal(HandoffId(handoff))
    if as_json:
        listed = [
            {
                "seq": entry.seq,
                "at": instant(entry.at),
                "kind": entry.kind,
                "change": entry.change,
                "detail": dict(entry.detail),
                "hash": entry.hash,
            }
            for entry in entries
        ]
        print_json({"handoff": handoff, "entries": listed, "holds": broken is None, "broken_at": broken})
    elif verify:
        said = f"All {len(entries)} entries hold." if broken is None else f"The chain is broken at entry {broken}."
        console.print(said)
    else:
        rows = [
            (entry.seq, f"{entry.at:%Y-%m-%d %H:%M:%S}", entry.kind, entry.change or "", _values(entry.detail))
            for entry in entries
        ]
        print_table(("Seq", "At (UTC)", "Kind", "Change", "Detail"), rows, "The journal is empty.")
    if verify and broken is not None:
        raise typer.Exit(1)


@alumni.command()
def search(text: str, *, as_json: Json = False) -> None:
    """Find people of former clients by part of a name, address, role or client."""
    with reading() as app, app.registry.begin() as tx:
        found = search_alumni(tx, text, 50)
    if as_json:
        print_json(
            [
                {
                    "name": person.name,
                    "email": person.email,
                    "phone": person.phone,
                    "role": alumnus.role,
                    "client": alumnus.client,
                    "successor": successor.email if successor and not undone else None,
                    "undone": undone,
                    "recorded_at": instant(alumnus.recorded_at),
                    "handoff": alumnus.handoff,
                }
                for alumnus, person, successor, undone in found
            ]
        )
        return
    rows = [
        (
            person.name,
            person.email,
            alumnus.role,
            alumnus.client,
            "its handoff was undone" if undone else successor.email if successor else "",
            f"{alumnus.recorded_at:%Y-%m-%d}",
        )
        for alumnus, person, successor, undone in found
    ]
    print_table(("Name", "Address", "Role", "Client", "Looked after by", "Since"), rows, f"Nobody matches '{text}'.")


def _values(fields: object) -> str:
    if not isinstance(fields, dict):
        return str(fields)
    return ", ".join(f"{name}={'' if value is None else str(value)[:60]}" for name, value in fields.items())


def _as_json(item: Handoff) -> dict[str, object]:
    return {
        "id": item.id,
        "client": item.name,
        "state": item.state,
        "attempt": item.attempt,
        "stopped": item.stopped,
        "marked_at": instant(item.mark.at),
        "record": item.mark.record.key,
        "digest": item.digest,
        "cutoff_at": instant(item.cutoff_at) if item.cutoff_at else None,
        "closed_at": instant(item.closed_at) if item.closed_at else None,
        "problem": None
        if item.problem is None
        else {
            "error": item.problem.error,
            "what": item.problem.what,
            "record": item.problem.record,
            "mend": item.problem.mend,
            "retried": item.problem.retried,
        },
    }
