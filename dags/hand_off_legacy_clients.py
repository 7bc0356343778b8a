"""# hand_off_legacy_clients

Hands off clients who left before Handoff was there: those whom a manifest names, as one batch.

- **Runs** by `handoff legacy run` or from the page of a batch; one run carries the batch as far as it can go now, and
  starts the next where there is more to do. `watch_cutoffs` starts the one after a cap, an answer or a kill.
- **Prepares** each client in one mapped task, up to the plan; nothing is changed at any vendor until a person has
  approved, all plans in one question, by group, or one by one.
- **Carries out** each client in one mapped task, the first few (`legacy.canary`) before all others, and no more than
  the policy's caps allow, in the pool `handoff_legacy`, which is made where it is missing.
- **A client that fails** stays where the next attempt takes it up, says why, and holds up no other. If it is one of the
  first few, the batch stops until a person resumes it.
- **Ends** with every row in one state, which `handoff legacy status` lists with its reason.
"""

from airflow.sdk import DAG, Param

from handoff.entrypoints.airflow import legacy
from handoff.entrypoints.airflow.defaults import defaults
from handoff.entrypoints.airflow.starting import start

with DAG(
    dag_id="hand_off_legacy_clients",
    doc_md=__doc__,
    schedule=None,
    params={"batch": Param(type="string", pattern="^b-[0-9a-f]{12}$", title="Batch", description="The id, b-…")},
    **defaults("legacy"),
):
    batch = "{{ params.batch }}"
    prepared = legacy.prepare_client.expand(handoff=legacy.choose_to_prepare(batch))
    chosen = legacy.choose_to_carry_out(batch)
    carried_out = legacy.carry_out_client.expand(handoff=chosen)
    asked = legacy.go_on(batch)
    prepared >> chosen
    carried_out >> asked >> legacy.report(batch)
    start("start_ask_person", asked)
