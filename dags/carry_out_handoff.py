"""# carry_out_handoff

Carries out what was approved, up to the cut-off: delivers the dossier, reassigns ownership, reads everything back,
says goodbye, records the alumni and sets the cut-off.

- **Runs** once an attempt, started by `ask_person` on a yes.
- **Changes** what the approved plan says and nothing else; each change is journalled before and after, and a record
  that somebody else has changed is shown, not overwritten.
- **Letters go last**, once all else has been read back: they are what can't be taken back.
- **Stop** it with `handoff stop ID`: it holds before the next batch of changes.
- **When it fails**, clear the failed task: what is done is read, not done again.
"""

from airflow.sdk import DAG, Param

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults

with DAG(
    dag_id="carry_out_handoff",
    doc_md=__doc__,
    schedule=None,
    params={"handoff": Param(type="string", pattern="^h-[0-9a-f]{12}$", title="Handoff", description="The id, h-…")},
    **defaults("handoff"),
):
    handoff = "{{ params.handoff }}"
    (
        tasks.begin(handoff)
        >> tasks.deliver(handoff)
        >> tasks.reassign(handoff)
        >> tasks.verify(handoff, ["deliver", "reassign"])
        >> tasks.say_goodbye(handoff)
        >> tasks.verify.override(task_id="verify_letters")(handoff, ["farewell"])
        >> tasks.record_alumni(handoff)
        >> tasks.set_cutoff(handoff)
    )
