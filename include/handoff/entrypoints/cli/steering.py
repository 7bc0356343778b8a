"""The commands that steer: stop, resume and settle."""

from __future__ import annotations

from typing import Annotated

import typer

from handoff.bootstrap import App
from handoff.domain.ids import HandoffId
from handoff.entrypoints.cli.output import HandoffArg, console
from handoff.errors import SettingsError
from handoff.services.settle import Settlement

Which = Annotated[str, typer.Argument(metavar="ID", help="The handoff's id, or nothing with --all.")]
Everything = Annotated[bool, typer.Option("--all", help="All handoffs at once.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (stop, resume, settle):
        app.command()(command)


def stop(handoff: Which = "", *, everything: Everything = False) -> None:
    """Press the stop button: nothing further is changed at any vendor until it is released."""
    _press(handoff, everything=everything, stopped=True)
    console.print("Stopped. The batch of changes that is under way ends; no further one begins.")


def resume(handoff: Which = "", *, everything: Everything = False) -> None:
    """Release the stop button. A task that was halted is cleared in Airflow and goes on where it was."""
    _press(handoff, everything=everything, stopped=False)
    console.print("Released. Clear the failed task in Airflow to go on.")


def settle(
    handoff: HandoffArg,
    change: Annotated[str, typer.Argument(metavar="CHANGE", help="The change's id, as `handoff plan` shows it.")],
    said: Annotated[Settlement, typer.Argument(help="What you say of it; `waive` sets it aside for good.")],
    *,
    by: Annotated[str, typer.Option(help="Who says so.")],
    because: Annotated[str, typer.Option(help="Why; it stands in the journal.")],
) -> None:
    """Say of a change what only a person can: that it is done, that it is not, or that it is set aside."""
    with App() as app:
        settled = app.settle(HandoffId(handoff), change, said, by=by, because=because)
    console.print(f"{settled.kind} of {settled.record}: {said}. Clear the failed task in Airflow to go on.")


def _press(handoff: str, *, everything: bool, stopped: bool) -> None:
    if bool(handoff) == everything:
        raise SettingsError("Name one handoff, or say --all.", mend="`handoff status` lists them.")
    with App() as app:
        if everything:
            app.stop.everything(stopped=stopped)
        else:
            app.stop.one(HandoffId(handoff), stopped=stopped)
