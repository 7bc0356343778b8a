"""The acts of people of a running firm that keeps its clients in Salesforce."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import yaml
from running import Firm

from handoff.domain.ids import HandoffId

PRACTICE = Path(__file__).parents[1] / "services/practice.yaml"
ROOT = "/services/data/v67.0"


@dataclass
class Practice(Firm):
    """The running firm; `policy` is its file, which can be written again while it runs."""

    policy: Path = field(default=PRACTICE)

    def salesforce(self, method: str, path: str, **body: Any) -> Any:
        """Call Salesforce as a partner's browser would."""
        base_url = self.stack.sandbox["salesforce"]["instance_url"]
        token = {"Authorization": "Bearer session-of-nora"}
        answer = httpx.request(method, f"{base_url}{ROOT}/{path}", headers=token, timeout=30, **body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def owner(self, record: str) -> str:
        """Return the name of a record's owner, the record named by `Object/id`."""
        name, _, identifier = record.partition("/")
        soql = quote(f"SELECT Owner.Name FROM {name} WHERE Id = '{identifier}'")
        found = self.salesforce("GET", f"query?q={soql}")
        return str(found["records"][0]["Owner"]["Name"])

    def let_cutoff_come(self, handoff: HandoffId) -> None:
        """Let a handoff's cut-off be now, as if its weeks had passed."""
        with self.app.registry.begin() as tx:
            tx.handoffs.save(replace(tx.handoffs.get(handoff, lock=True), cutoff_at=datetime.now(UTC)))

    def mark_by(self, record: str, field: str) -> None:
        """Let the policy look for marks on another object and field."""
        rules = yaml.safe_load(self.policy.read_text())
        rules["marks"]["salesforce"] |= {"record": record, "property": field}
        new = self.policy.with_suffix(".new")
        new.write_text(yaml.safe_dump(rules))
        new.replace(self.policy)  # at once, since the running firm reads it all the time

    def page(self, path: str, user: str = "viewer") -> str:
        """Return one of Handoff's pages as one of Airflow's users sees it."""
        self.api("GET", "/dags", user)  # logs in
        cookies = {"_token": self.tokens[user]}
        answer = httpx.get(f"{self.stack.airflow.base_url}/handoff{path}", cookies=cookies, timeout=30)
        answer.raise_for_status()
        return answer.text
