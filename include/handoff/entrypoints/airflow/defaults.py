"""What every DAG of Handoff has in common: owner, tags, retries that know which errors a retry helps with."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from airflow.timetables.trigger import DeltaTriggerTimetable

from handoff.entrypoints.airflow.retries import ByError
from handoff.errors import SettingsError
from handoff.settings import load_schedules

TAGS = ["handoff"]

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def duration(text: str) -> timedelta:
    """Read an ISO 8601 duration of days, hours, minutes and seconds; SettingsError on anything else, and on none."""
    match = _DURATION.fullmatch(text)
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not length:
        raise SettingsError(f"'{text}' is not a duration.", mend="Write it as PT5S, PT1M or P1D.")
    return length


def every(text: str) -> DeltaTriggerTimetable:
    """Return the schedule of a watcher: one run each time so much has passed, none for the past."""
    return DeltaTriggerTimetable(duration(text))


def defaults(*tags: str) -> dict[str, Any]:
    """Return the arguments that every DAG of Handoff is made with."""
    schedules = load_schedules()
    return {
        "tags": [*TAGS, *tags],
        "catchup": False,
        "start_date": datetime.fromisoformat("2026-01-01T00:00:00+00:00"),
        "default_args": {
            "owner": "handoff",
            "retries": schedules.retries,
            "retry_delay": timedelta(seconds=schedules.retry_delay),
            "retry_exponential_backoff": 2.0,
            "max_retry_delay": timedelta(minutes=10),
            "retry_policy": ByError(least=timedelta(seconds=schedules.retry_delay)),
        },
        "render_template_as_native_obj": False,
    }
