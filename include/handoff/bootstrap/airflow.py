"""Airflow as a command reaches it: over its public API, by the connection that the environment holds."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handoff.errors import SettingsError

if TYPE_CHECKING:
    from handoff.adapters.airflow import AirflowRuns

VARIABLE = "AIRFLOW_CONN_HANDOFF_AIRFLOW"


@dataclass(frozen=True, slots=True)
class EnvironmentConnection:
    """A connection as the environment gives it, in Airflow's own JSON."""

    conn_id: str
    host: str | None = None
    port: int | None = None
    login: str | None = None
    password: str | None = None
    extra_dejson: dict[str, Any] = field(default_factory=dict)


def environment_connection(name: str) -> EnvironmentConnection:
    """Return the connection in AIRFLOW_CONN_<NAME>, where no Airflow is; SettingsError where there is none as JSON."""
    variable = f"AIRFLOW_CONN_{name.upper()}"
    try:
        given = json.loads(os.environ[variable])
        extra = given.get("extra") or {}
        extra = json.loads(extra) if isinstance(extra, str) else dict(extra)
        port = int(given["port"]) if given.get("port") else None
        told = (given.get(key) or None for key in ("host", "login", "password"))
        host, login, password = (None if value is None else str(value) for value in told)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"The environment has no connection '{name}' ({variable}, as JSON).",
            mend="Give it there; docs/connect.md says what goes where.",
        ) from error
    return EnvironmentConnection(name, host, port, login, password, extra)


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
