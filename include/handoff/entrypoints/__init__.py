"""Where Handoff is started from: Airflow's tasks, the command line and the local runtime."""
