"""# archive_access

Takes the leaving side's access away at the cut-off and proves that none is left.

- **Runs** once an attempt, started by `watch_cutoffs`, or by `ask_person` once new access was answered for.
- **Takes snapshots anew**, applies what was approved, skips and says what has gone, and asks for what is new.
- **Proves** it by a walk over every file that uses neither the journal nor the snapshots.
- **Ends** with the handoff closed, or waiting for an answer. While any access is left it does not close.
"""

from airflow.sdk import DAG, Param

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults
from handoff.entrypoints.airflow.starting import start

with DAG(
    dag_id="archive_access",
    doc_md=__doc__,
    schedule=None,
    params={"handoff": Param(type="string", pattern="^h-[0-9a-f]{12}$", title="Handoff", description="The id, h-…")},
    **defaults("handoff"),
):
    handoff = "{{ params.handoff }}"
    asked = tasks.ask_for_new(handoff)
    tasks.gather_anew(handoff) >> tasks.archive(handoff) >> asked
    tasks.verify(handoff, ["archive"], asked) >> tasks.close(handoff, asked)
    start("start_ask_person", asked)
