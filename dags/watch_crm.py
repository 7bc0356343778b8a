"""# watch_crm

Finds marks: records in a connected CRM that stand at the policy's mark and changed since the last look, and whatever a
webhook told and nobody followed up. Opens a handoff for each new one and starts `prepare_handoff` for it, over
Airflow's own API (the connection `handoff_airflow`), since a burst of marks would be as many tasks otherwise.

- **Runs** every minute (`HANDOFF_WATCH_CRM_EVERY`), one at a time.
- **Writes** to the registry only: the handoffs, and the cursor once they are recorded.
- **Safe to run again** at any point: one mark is one handoff, and a handoff's run id is its own.
- **When it fails** the CRM does not answer or refuses our credentials; nothing is lost, the next run looks again.
"""

from airflow.sdk import DAG

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults, every
from handoff.settings import load_schedules

with DAG(
    dag_id="watch_crm",
    doc_md=__doc__,
    schedule=every(load_schedules().watch_crm_every),
    max_active_runs=1,
    **defaults("watcher"),
):
    tasks.find_marks()
