"""# return_records

Makes the return package of one client: every file that the client provided, that was prepared for the client or that
was delivered, in its native format, with an index, hashes and a certificate of what was returned, retained and deleted.

- **Runs** by hand, once the client's records have been gathered.
- **Changes nothing** at any vendor; the package lies in the artifact store, and `handoff return-package ID --out DIR`
  writes it.
- **When it fails** the handoff says why and what to do (`handoff show ID`); mend it and clear the failed task.
"""

from airflow.sdk import DAG, Param

from handoff.entrypoints.airflow.defaults import defaults
from handoff.entrypoints.airflow.returning import return_records

with DAG(
    dag_id="return_records",
    doc_md=__doc__,
    schedule=None,
    params={"handoff": Param(type="string", pattern="^h-[0-9a-f]{12}$", title="Handoff", description="The id, h-…")},
    **defaults("handoff"),
):
    return_records("{{ params.handoff }}")
