"""Handoff on one machine, with nothing installed but its Python packages.

It runs an embedded PostgreSQL, the sandbox and a real Airflow as supervised processes that listen on 127.0.0.1 or on a
Unix socket and nowhere else, and that are gone when the block which started them ends, however it ends.

It serves the demo, development and tests. Production runs the same commands from docker-compose.yaml, without this.
"""
