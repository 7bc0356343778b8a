"""A generated world, served by a process of its own, and its admin API."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from simple_salesforce.format import format_soql

from handoff_sandbox.generate import hubspot, words
from handoff_sandbox.generate.firm import STAFF
from handoff_sandbox.generate.size import Client, Size
from handoff_sandbox.generate.write import write_world

_COMMAND = (sys.executable, "-c", "from handoff_sandbox.cli import main; main()")


@dataclass(frozen=True)
class Sandbox:
    """A served world: the file, the line that `serve` printed, and what a benchmark asks of the admin API."""

    world: Path
    credentials: dict[str, Any]

    @property
    def base_url(self) -> str:
        """The address of all vendors."""
        return str(self.credentials["base_url"])

    def ask(self, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
        """Call the admin API."""
        answer = httpx.request(method, f"{self.base_url}/_sandbox{path}", timeout=60, **options)
        answer.raise_for_status()
        return answer.json()

    def switch(self, vendor: str, **values: float) -> None:
        """Set a vendor's switches."""
        self.ask("POST", "/switches", json={"vendor": vendor, **values})

    def spent(self, vendor: str) -> int:
        """Return how many units of its quota a vendor has counted so far."""
        return int(self.ask("GET", "/quotas")[vendor])

    def last(self) -> int:
        """Return the sequence number of the newest request."""
        return int(self.ask("GET", "/requests/counts")["last"])

    def calls(self, vendor: str, since: int) -> list[dict[str, Any]]:
        """Return the requests that a vendor got after a sequence number."""
        found: list[dict[str, Any]] = self.ask("GET", "/requests", params={"vendor": vendor, "since": since})
        return found


@contextmanager
def served(size: Size) -> Iterator[Sandbox]:
    """Generate a world and serve it as long as the block runs; raises CalledProcessError where it cannot be served."""
    with TemporaryDirectory(prefix="handoff-bench-") as folder:
        world = Path(folder) / "world.yaml"
        with world.open("w", encoding="utf-8") as out:
            write_world(size, out)
        command = [*_COMMAND, "serve", "--world", str(world)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
            try:
                line = process.stdout.readline() if process.stdout else ""
                if not line:
                    raise subprocess.CalledProcessError(process.wait(), command)
                yield Sandbox(world, json.loads(line))
            finally:
                process.terminate()
                process.wait(20)


def mark(sandbox: Sandbox, vendor: str, client: int = 0) -> None:
    """Mark a client's engagement, as a person would."""
    told = sandbox.credentials[vendor]
    token = next(iter(told["people"].values()))
    headers = {"Authorization": f"Bearer {token}"}
    if vendor == "hubspot":
        record = hubspot.record_id("deals", Client(client, 2, 0, 0), 0)
        values = {"dealstage": "in_transition", "handoff_successor": STAFF[2].email}
        url = f"{sandbox.base_url}/crm/v3/objects/deals/{record}"
        httpx.patch(url, headers=headers, json={"properties": values}).raise_for_status()
        return
    root = f"{sandbox.base_url}/services/data/v67.0"
    query = format_soql("SELECT Id FROM Opportunity WHERE Name = {}", f"{words.firm(client)}: retainer")
    [found] = httpx.get(f"{root}/query", params={"q": query}, headers=headers).json()["records"]
    query = format_soql("SELECT Id FROM User WHERE Username = {}", STAFF[2].email)
    [successor] = httpx.get(f"{root}/query", params={"q": query}, headers=headers).json()["records"]
    values = {"StageName": "In Transition", "Handoff_Successor__c": successor["Id"]}
    httpx.patch(f"{root}/sobjects/Opportunity/{found['Id']}", headers=headers, json=values).raise_for_status()
