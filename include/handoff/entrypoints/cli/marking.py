"""The commands of marks: open the handoff of a marked record at once, and withdraw one before its approval."""

from __future__ import annotations

from typing import Annotated

import typer

from handoff.bootstrap import App, environment_connection
from handoff.domain.ids import HandoffId
from handoff.entrypoints.cli.output import HandoffArg, console
from handoff.errors import HandoffError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (mark, withdraw):
        app.command()(command)


def mark(
    connection: Annotated[str, typer.Argument(help="The CRM's connection, as the policy names it.")],
    record: Annotated[str, typer.Argument(help="The id of the marked record in the CRM.")],
) -> None:
    """Look at a record now: where it stands at the policy's mark, open its handoff and start the preparation.

    It marks nothing by itself; a person does that in the CRM. Connections are those of the environment
    (AIRFLOW_CONN_…).
    """
    with App(environment_connection) as app:
        handoff = app.mark_now(connection, record)
        try:
            started = app.start([handoff])
        except HandoffError as error:
            console.print(f"{handoff.id} is {handoff.state}; watch_crm will start it, since Airflow can't now: {error}")
            return
    how = "its preparation was started" if started else "its preparation had been started already"
    console.print(f"{handoff.id} is {handoff.state}; {how}.")


def withdraw(
    handoff: HandoffArg,
    *,
    because: Annotated[str, typer.Option(help="Why; it stands in the note on the marked record. Name no person.")],
) -> None:
    """Withdraw a handoff before its approval, and leave a note on the marked record.

    Connections are those of the environment (AIRFLOW_CONN_…). A record that is marked anew is a new handoff.
    """
    with App(environment_connection) as app:
        found = app.withdraw(HandoffId(handoff), because.strip().rstrip(".") + ".")
    console.print(f"{found.id} is {found.state}.")
