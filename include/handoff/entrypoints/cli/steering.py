"""The commands that steer: stop and resume."""

from __future__ import annotations

from typing import Annotated

import typer

from handoff.bootstrap import App
from handoff.domain.ids import HandoffId
from handoff.entrypoints.cli.output import console
from handoff.errors import SettingsError

Which = Annotated[str, typer.Argument(metavar="ID", help="The handoff's id, or nothing with --all.")]
Everything = Annotated[bool, typer.Option("--all", help="All handoffs at once.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (stop, resume):
        app.command()(command)


def stop(handoff: Which = "", *, everything: Everything = False) -> None:
    """Press the stop button: nothing further is changed at any vendor until it is released."""
    _press(handoff, everything=everything, stopped=True)
    console.print("Stopped. The batch of changes that is under way ends; no further one begins.")


def resume(handoff: Which = "", *, everything: Everything = False) -> None:
    """Release the stop button. A task that was halted is cleared in Airflow and goes on where it was."""
    _press(handoff, everything=everything, stopped=False)
    console.print("Released. Clear the failed task in Airflow to go on.")


def _press(handoff: str, *, everything: bool, stopped: bool) -> None:
    if bool(handoff) == everything:
        raise SettingsError("Name one handoff, or say --all.", mend="`handoff status` lists them.")
    with App() as app:
        if everything:
            app.stop.everything(stopped=stopped)
        else:
            app.stop.one(HandoffId(handoff), stopped=stopped)
