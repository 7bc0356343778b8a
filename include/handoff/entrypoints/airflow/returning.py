"""The task of the DAG return_records."""

from __future__ import annotations

from airflow.sdk import task

from handoff.domain.ids import HandoffId
from handoff.domain.returning import Fate
from handoff.entrypoints.airflow.running import wired


@task
def return_records(handoff: str) -> dict[str, int]:
    """Make the package of what belongs to the client; return how many records had which fate."""
    with wired(HandoffId(handoff)) as app:
        package = app.return_records(HandoffId(handoff))
        return {fate.value: len(package.of(fate)) for fate in Fate}
