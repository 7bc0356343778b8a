"""The reminder of an ask, as a deadline of the run that asks: by Airflow's own means.

An ask's end is not the same for each run (the policy's time, or the cut-off), so the instant comes with the run's conf;
Airflow's built-in references know a run's own dates only. The reference is registered by the plugin and evaluated where
runs are made, in the api-server and the scheduler, which import nothing of Handoff's for it but this module.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import BaseDeadlineReference, DeadlineAlert

REMIND_AT = "remind_at"
"""The key of a run's conf with the instant, in ISO 8601."""


class AskReminder(BaseDeadlineReference):
    """The instant at which the approvers of a run's ask are reminded; none where its conf names none."""

    required_kwargs: ClassVar[set[str]] = {"dag_id", "run_id"}

    def _evaluate_with(self, *, session: Any, dag_id: str, run_id: str) -> datetime | None:  # noqa: ANN401 - a session of Airflow's
        from airflow.models.dagrun import DagRun  # noqa: PLC0415 - of Airflow's core, which alone evaluates this

        runs = DagRun.find(dag_id=dag_id, run_id=run_id, session=session)
        at = (runs[0].conf or {}).get(REMIND_AT) if runs else None
        return datetime.fromisoformat(at) if isinstance(at, str) else None


def remind(context: dict[str, Any]) -> None:
    """Remind of the ask of a run. What fails is in the callback's log, and is made up for by watch_cutoffs."""
    from handoff.entrypoints.airflow.running import wired  # noqa: PLC0415 - the api-server imports this module

    conf = context["dag_run"]["conf"] or {}
    with wired() as app:
        app.remind(conf["ask"])


REMINDER = DeadlineAlert(
    name="Remind the approvers",
    reference=AskReminder(),
    interval=timedelta(),
    callback=SyncCallback(remind),
)
"""The deadline of `ask_person`."""
