"""# audit_access

Looks again, after the close, for access that the leaving side should not have: on days 1, 7, 30 and 90.

- **Runs** daily (`HANDOFF_AUDIT_ACCESS_EVERY`), with a mapped task for each handoff whose day has come.
- **Walks** every file of the client's, and tries the files that were once shared as a stranger with the link and as a
  person of the client's, where the connection of Drive has the means; where it has not, the journal says so.
- **Asks** a person about what it finds; on a yes `archive_access` takes it away and closes the handoff again.
- **Changes nothing** by itself.
"""

from airflow.sdk import DAG

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults, every
from handoff.entrypoints.airflow.starting import start
from handoff.settings import load_schedules

with DAG(
    dag_id="audit_access",
    doc_md=__doc__,
    schedule=every(load_schedules().audit_access_every),
    max_active_runs=1,
    **defaults("watcher"),
):
    found = tasks.audit.expand(handoff=tasks.find_audits())
    start("start_ask_person", tasks.asks_found(found))
