"""Airflow's public REST API, as a vendor like any other: `airflow` itself is not imported."""

from handoff.adapters.airflow.runs import AirflowConnection, AirflowRuns

__all__ = ["AirflowConnection", "AirflowRuns"]
