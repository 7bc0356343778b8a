"""Handoff inside Airflow: its tasks, connections and defaults. Cheap to import, since every DAG file does."""
