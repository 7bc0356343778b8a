"""# watch_cutoffs

Starts `archive_access` for each handoff whose cut-off has come, and `carry_out_handoff` for one that was approved and
whose start was lost.

- **Runs** every few minutes (`HANDOFF_WATCH_CUTOFFS_EVERY`), one at a time; no run waits for a date.
- **Starts the next run of a batch** of legacy clients (`hand_off_legacy_clients`) that has something to do by now.
- **Makes up for** reminders that `ask_person`'s deadline alert could not send: it has no retries of its own.
- **Changes nothing** at any vendor; what was started already is passed over.
"""

from airflow.sdk import DAG

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults, every
from handoff.entrypoints.airflow.starting import start
from handoff.settings import load_schedules

with DAG(
    dag_id="watch_cutoffs",
    doc_md=__doc__,
    schedule=every(load_schedules().watch_cutoffs_every),
    max_active_runs=1,
    **defaults("watcher"),
):
    start("start_runs", tasks.find_due())
