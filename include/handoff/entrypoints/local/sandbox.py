"""The sandbox as a process, and the Airflow connections that lead to its vendors.

Nothing falls back to the sandbox: only who starts it here gets its connections.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handoff.entrypoints.local.processes import Part, Supervisor, inherited, program

Ready = Mapping[str, Any]
"""What the sandbox says once it is ready: its addresses and the credentials of each vendor that its world has."""


class Sandbox:
    """One sandbox that is starting or ready."""

    def __init__(self, supervisor: Supervisor, world: Path | str) -> None:
        self._supervisor = supervisor
        self._output = supervisor.logs / "sandbox.json"
        self._output.unlink(missing_ok=True)
        requests = supervisor.logs / "sandbox-requests.jsonl"
        self.part: Part = supervisor.start(
            "sandbox",
            [program("handoff-sandbox"), "serve", "--world", str(world), "--port", "0", "--log-file", requests],
            inherited(),
            stdout=self._output,
        )

    def wait(self) -> Ready:
        """Wait until it is ready; raises LocalError, with the sandbox's own words, where it is not."""
        self._supervisor.wait("the sandbox", lambda: self._output.read_bytes().endswith(b"\n"), timeout=60)
        ready: Ready = json.loads(self._output.read_text())
        return ready


def connections(ready: Ready) -> dict[str, str]:
    """Return the environment that makes the sandbox's vendors Airflow connections."""
    found: dict[str, dict[str, Any]] = {}
    if vendor := ready.get("hubspot"):
        found["HANDOFF_HUBSPOT"] = {
            "conn_type": "generic",
            "host": vendor["base_url"],
            "password": vendor["access_token"],
            "extra": {},
        }
    if vendor := ready.get("google_drive"):
        found["HANDOFF_GOOGLE_DRIVE"] = {
            "conn_type": "generic",
            "host": vendor["root_url"],
            "extra": {"service_account": vendor["service_account"], "subject": vendor["impersonate"]},
        }
    if mail := ready.get("mail"):
        smtp = mail["smtp"]
        found["HANDOFF_MAIL"] = {
            "conn_type": "smtp",
            "host": smtp["host"],
            "port": smtp["port"],
            "login": smtp.get("user"),
            "password": smtp.get("password"),
            "extra": {"imap": mail["imap"], "from": mail["address"], "starttls": False},
        }
    return {f"AIRFLOW_CONN_{name}": json.dumps(connection) for name, connection in found.items()}
