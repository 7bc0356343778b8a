"""# find_past_marks

Finds the marks that were set in a span of time, by the vendors' history and not by what a record says today, opens a
handoff for each that has none yet, and starts `prepare_handoff` for it.

- **Runs** once a day for the day before, and over the past by
  `airflow backfill create --dag-id find_past_marks --from-date … --to-date …`: one run a day, in UTC.
- **Finds** what the watcher could not, since nothing was connected then, or it was longer away than it looks back. A
  mark that was taken back meanwhile is opened too, and withdrawn by its preparation.
- **Writes** to the registry only. Run twice over the same days, it opens none.
"""

from datetime import UTC, datetime

from airflow.sdk import DAG, CronDataIntervalTimetable

from handoff.entrypoints.airflow import tasks
from handoff.entrypoints.airflow.defaults import defaults

with DAG(
    dag_id="find_past_marks",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    max_active_runs=2,
    **defaults("watcher") | {"start_date": datetime(2015, 1, 1, tzinfo=UTC)},
):
    tasks.find_past_marks("{{ data_interval_start }}", "{{ data_interval_end }}")
