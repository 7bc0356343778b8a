"""Airflow as a command reaches it: over its public API, by the connection that the environment holds."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from handoff.errors import SettingsError

if TYPE_CHECKING:
    from handoff.adapters.airflow import AirflowRuns

VARIABLE = "AIRFLOW_CONN_HANDOFF_AIRFLOW"


def runs() -> AirflowRuns:
    """Return Airflow's runs; SettingsError where the environment has no connection `handoff_airflow` as JSON."""
    from handoff.adapters.airflow import AirflowConnection, AirflowRuns

    try:
        given = json.loads(os.environ[VARIABLE])
        return AirflowRuns(AirflowConnection(given["host"], given["login"], given["password"]))
    except (KeyError, ValueError, TypeError) as error:
        raise SettingsError(
            f"The environment does not say how to reach Airflow ({VARIABLE}).",
            mend="Start the DAG in Airflow by hand; for a firm that `handoff up` runs: . .handoff/up/environment",
        ) from error
