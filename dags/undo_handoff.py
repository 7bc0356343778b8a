"""# undo_handoff

Takes back what a handoff has changed, as far as it can be taken back.

- **Runs** by hand, with a handoff's id (or by `handoff undo ID`); `ask_person` starts it again on a yes.
- **Plans the inverse from the journal**: what was really applied, newest first, also of a handoff that was carried out
  only in part. The question says what can't be restored and why: letters, deleted accounts, access that has expired.
- **Until the yes nothing changes.** With it, every approval given before is void; then what was applied is taken back
  like any other change, journalled and read back. What somebody else has changed since is shown, not overwritten.
- **Ends** with the handoff undone; where something was left, it says so. `prepare_handoff` begins anew. Undoing what is
  undone does nothing.
"""

from airflow.sdk import DAG, Param

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults
from handoff.entrypoints.airflow.starting import start

with DAG(
    dag_id="undo_handoff",
    doc_md=__doc__,
    schedule=None,
    params={"handoff": Param(type="string", pattern="^h-[0-9a-f]{12}$", title="Handoff", description="The id, h-…")},
    **defaults("handoff"),
):
    handoff = "{{ params.handoff }}"
    asked = tasks.plan_undo(handoff)
    (
        tasks.undo_is_approved(handoff, asked)
        >> tasks.undo(handoff)
        >> tasks.verify(handoff, ["undo"])
        >> tasks.finish_undo(handoff)
    )
    start("start_ask_person", asked)
