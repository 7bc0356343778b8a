"""Runs a use case inside a task: wires the app, and puts what goes wrong on the handoff before Airflow sees it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from airflow.sdk import get_current_context

from handoff.bootstrap import App
from handoff.domain.ask import Ask
from handoff.domain.handoff import Handoff
from handoff.domain.ids import HandoffId
from handoff.domain.legacy.ask import BatchAsk
from handoff.entrypoints.airflow.connections import airflow_connection
from handoff.entrypoints.airflow.language_model import model_of
from handoff.entrypoints.airflow.reminding import REMIND_AT
from handoff.errors import HandoffError, RegistryUnavailableError, TransientError

log = logging.getLogger("handoff")

Starts = list[dict[str, Any]]
"""What is to be started: arguments of TriggerDagRunOperator."""


@contextmanager
def wired(handoff: HandoffId | None = None) -> Iterator[App]:
    """Give the wired app to a block; an error of ours is put on the handoff and raised on to Airflow's retries."""
    with App(airflow_connection) as app:
        app.models = model_of
        try:
            yield app
        except RegistryUnavailableError:
            raise
        except HandoffError as error:
            if handoff is not None:
                app.trouble.record(handoff, error, retried=isinstance(error, TransientError) and _tries_left())
            raise
        except Exception as error:
            if handoff is not None:
                unforeseen = HandoffError(
                    f"It failed with {type(error).__name__}.",
                    record=f"handoff {handoff}",
                    mend="See the log of the task in Airflow, and report it: this is a fault of Handoff's.",
                )
                app.trouble.record(handoff, unforeseen, retried=_tries_left())
            raise


def to_start(dag: str, run_id: str, conf: dict[str, str], note: str) -> dict[str, Any]:
    """Return the arguments with which TriggerDagRunOperator starts a run, by its own id and with a note for people."""
    return {"trigger_dag_id": dag, "trigger_run_id": run_id, "conf": conf, "note": note}


def to_start_for(dag: str, handoff: Handoff) -> dict[str, Any]:
    """Return how to start a DAG's run for a handoff's current attempt."""
    run_id = f"{handoff.id}.{handoff.attempt}"
    return to_start(dag, run_id, {"handoff": handoff.id}, f"{handoff.name} ({handoff.id})")


def ask_start(run_id: str, ask: str, note: str, remind_at: datetime | None = None) -> dict[str, Any]:
    """Return how to put an ask; `remind_at` is the deadline of its run."""
    conf = {"ask": ask} | ({REMIND_AT: remind_at.isoformat()} if remind_at else {})
    return to_start("ask_person", run_id, conf, note)


def put(app: App, ask: Ask) -> dict[str, Any]:
    """Return how to put an ask about a handoff, of which its approvers are reminded in time."""
    with app.registry.begin() as tx:
        name = tx.handoffs.get(ask.handoff).name
    at = app.policy.approving.reminds_at(ask.asked_at, ask.expires_at)
    return ask_start(ask.run_id, ask.id, f"{name} ({ask.handoff})", at)


def put_together(app: App, ask: BatchAsk) -> dict[str, Any]:
    """Return how to put an ask about many plans, of which its approvers are reminded in time."""
    at = app.policy.approving.reminds_at(ask.asked_at, ask.expires_at)
    return ask_start(ask.run_id, ask.id, f"Legacy clients ({ask.batch})", at)


def _tries_left() -> bool:
    context = get_current_context()
    instance = context["ti"]
    return int(instance.try_number) <= int(instance.max_tries)
