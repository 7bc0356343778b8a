"""# prepare_handoff

Prepares one handoff: opens it, gathers the client's records from the CRM and Drive side by side, writes the dossier,
makes the plan and puts the question for its approval.

- **Runs** once an attempt, started by `watch_crm`; by hand for a handoff that was refused or has expired.
- **Changes nothing** at any vendor.
- **Ends** with the handoff waiting for its approval, asked by `ask_person`.
- **When it fails** the handoff says why and what to do (`handoff show ID`); mend it and clear the failed task.
"""

from airflow.sdk import DAG, Param

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults
from handoff.entrypoints.airflow.starting import start

with DAG(
    dag_id="prepare_handoff",
    doc_md=__doc__,
    schedule=None,
    params={"handoff": Param(type="string", pattern="^h-[0-9a-f]{12}$", title="Handoff", description="The id, h-…")},
    **defaults("handoff"),
):
    handoff = "{{ params.handoff }}"
    opened = tasks.open_handoff(handoff)
    gathered = [tasks.gather_crm(handoff), tasks.gather_drive(handoff)]
    written = tasks.write_dossier(handoff)
    planned = tasks.make_plan(handoff)
    opened >> gathered >> written >> planned
    start("start_ask_person", planned)
