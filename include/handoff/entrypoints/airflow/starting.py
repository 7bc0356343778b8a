"""Starts further runs, each by an id of its own, so that starting it twice starts it once."""

from __future__ import annotations

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import XComArg


def start(task_id: str, runs: XComArg) -> object:
    """Map a task over the runs that another task names (arguments of TriggerDagRunOperator); none is fine."""
    return TriggerDagRunOperator.partial(
        task_id=task_id,
        logical_date=None,
        skip_when_already_exists=True,
        fail_when_dag_is_paused=True,
    ).expand_kwargs(runs)
