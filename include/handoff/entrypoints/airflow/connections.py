"""Airflow's connections, as Handoff reads them."""

from __future__ import annotations

from airflow.sdk import BaseHook
from airflow.sdk.exceptions import AirflowNotFoundException

from handoff.errors import SettingsError
from handoff.settings import Connection


def airflow_connection(name: str) -> Connection:
    """Return a connection of Airflow's; SettingsError where there is none by this name."""
    try:
        found: Connection = BaseHook.get_connection(name)
    except AirflowNotFoundException as error:
        raise SettingsError(
            f"There is no Airflow connection '{name}'.",
            mend="Create it in Admin, Connections; docs/connect.md says what goes where.",
        ) from error
    return found
