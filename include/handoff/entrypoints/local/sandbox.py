"""The sandbox as a process, and the Airflow connections that lead to its vendors.

Nothing falls back to the sandbox: only who starts it here gets its connections.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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


def connections(ready: Ready) -> dict[str, dict[str, Any]]:
    """Return the Airflow connection, by its id, to each vendor of the sandbox's world."""
    found: dict[str, dict[str, Any]] = {}
    if vendor := ready.get("hubspot"):
        account = {"host": vendor["base_url"], "password": vendor["access_token"]}
        secret = vendor["app"]["client_secret"]
        found["handoff_hubspot"] = {"conn_type": "generic", **account, "extra": {"webhook_secret": secret}}
    if vendor := ready.get("salesforce"):
        app = {name: vendor[name] for name in ("consumer_key", "consumer_secret", "private_key") if name in vendor}
        account = {"host": vendor["instance_url"], "login": vendor.get("username"), "extra": app}
        found["handoff_salesforce"] = {"conn_type": "generic", **account}
    if vendor := ready.get("google_drive"):
        delegation = {"service_account": vendor["service_account"], "subject": vendor["impersonate"]}
        found["handoff_google_drive"] = {"conn_type": "generic", "host": vendor["root_url"], "extra": delegation}
    if mail := ready.get("mail"):
        # Mail is served by the same process as all else, so it has its name, also where that is not the bound address.
        host = urlsplit(ready["base_url"]).hostname
        imap = {**mail["imap"], "host": host, "security": "none"}
        smtp, extra = mail["smtp"], {"imap": imap, "security": "none"}
        account = {"port": smtp["port"], "login": smtp.get("user"), "password": smtp.get("password")}
        found["handoff_mail"] = {"conn_type": "smtp", "host": host, **account, "extra": extra}
    return found


def as_environment(found: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return connections as the environment in which Airflow finds them."""
    return {f"AIRFLOW_CONN_{name.upper()}": json.dumps(connection) for name, connection in found.items()}


def main() -> None:
    """Turn the sandbox's line on standard input into a file for Airflow's LocalFilesystemBackend."""
    line = sys.stdin.readline()
    if not line:
        sys.exit("The sandbox has ended before it was ready.")
    found = connections(json.loads(line))
    for connection in found.values():
        connection["extra"] = json.dumps(connection.get("extra", {}))  # that backend takes it as a string
    Path(sys.argv[1]).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
