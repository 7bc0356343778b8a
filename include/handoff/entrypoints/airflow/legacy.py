"""The tasks of hand_off_legacy_clients: one mapped task prepares a client, and one carries the client out."""

from __future__ import annotations

from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from handoff.bootstrap import App
from handoff.domain.ids import BatchId, HandoffId
from handoff.domain.legacy.batch import RowState
from handoff.entrypoints.airflow.running import Starts, log, put, put_together, wired

POOL = "handoff_legacy"
SLOTS = 4
"""How many clients are worked on at once as long as nobody gives the pool another size."""

NAMED = "{{ client | default('') }}"
"""By which Airflow's own list of a run's clients names them."""


def _name(app: App, handoff: str) -> None:
    """Let Airflow name the client beside the task, from its context."""
    context: Any = get_current_context()
    with app.registry.begin() as tx:
        context["client"] = f"{tx.handoffs.get(HandoffId(handoff)).name} ({handoff})"


@task
def choose_to_prepare(batch: str) -> list[str]:
    """Return who is prepared in this run; makes the pool in which that is done, where there is none."""
    with wired() as app:
        app.runs.ensure_pool(POOL, SLOTS, "Legacy clients that Handoff works on at once")
        return list(app.batches.steps.to_prepare(BatchId(batch)))


@task(pool=POOL, map_index_template=NAMED)
def prepare_client(handoff: str) -> str:
    """Take one client to the plan: open, gather, write the dossier, plan. Nothing is changed at any vendor."""
    with wired(HandoffId(handoff)) as app:
        _name(app, handoff)
        return app.batches.client.prepare(HandoffId(handoff)).state.value


@task(trigger_rule="all_done")
def choose_to_carry_out(batch: str) -> list[str]:
    """Return who is carried out in this run: the first few, then as many as the caps allow."""
    with wired() as app:
        return list(app.batches.steps.to_carry_out(BatchId(batch)))


@task(pool=POOL, map_index_template=NAMED)
def carry_out_client(handoff: str) -> str:
    """Take one client from the approval to the close, each change journalled and read back."""
    with wired(HandoffId(handoff)) as app:
        _name(app, handoff)
        return app.batches.client.carry_out(HandoffId(handoff)).state.value


@task(trigger_rule="all_done")
def go_on(batch: str) -> Starts:
    """Return the questions to put; starts the batch's next run where there is more to do now."""
    batch_id, run_id = BatchId(batch), str(get_current_context()["run_id"])
    with wired() as app:
        together, alone = app.batches.steps.to_ask(batch_id)
        asks = [put_together(app, ask) for ask in together]
        asks += [put(app, ask) for ask in alone]
        app.batches.runs.start(batch_id, ending=run_id)
    return asks


@task(trigger_rule="all_done")
def report(batch: str) -> dict[str, int]:
    """Say where the rows stand; fails, plainly, where one has failed or the batch stands still."""
    batch_id, run_id = BatchId(batch), str(get_current_context()["run_id"])
    with wired() as app:
        view = app.batches.look.one(batch_id)
        app.batches.runs.start(batch_id, ending=run_id)  # an answer may have come since the last task looked
    found, lines = view.batch, view.lines
    told = {state.value: number for state, number in view.counts.items()}
    log.info("%s", ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in told.items()))
    if found.stopped:
        raise AirflowFailException(found.stopped_because or f"The batch was stopped: {told}")
    if failed := [str(line.row.number) for line in lines if line.state is RowState.FAILED]:
        raise AirflowFailException(
            f"{len(failed)} rows have failed: {', '.join(failed[:20])}. See: handoff legacy status {batch}"
        )
    return told
