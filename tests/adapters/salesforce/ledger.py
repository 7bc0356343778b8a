"""The practice of the world ledger_house, and how to reach both sides of its Salesforce."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import httpx

from handoff.adapters.salesforce import SalesforceConnection, SalesforceCrm
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.mark import Mark
from handoff.domain.people import Client
from handoff.domain.policy import MarkRule
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff_sandbox.core.server import Server
from handoff_sandbox.core.yaml_text import Document

WORLD: dict[str, Any] = Document(files("handoff_sandbox").joinpath("worlds/ledger_house.yaml").read_text()).data
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ACCOUNT, BOOKS, PAYROLL, INES, TESS = (
    "001000000000701AAA", "006000000000901AAA", "006000000000902AAA", "003000000000801AAA", "003000000000803AAA",
)  # fmt: skip
NORA, PIOTR, SANA, LEO = (f"00500000000000{number}AAA" for number in (1, 2, 3, 4))
RULE = MarkRule(
    connection="handoff_salesforce",
    record="opportunity",
    property="StageName",
    value="Moving On",
    successor="Next_Adviser__c",
    reason="Leaving_Reason__c",
    decided_by="Decided_By__c",
    cutoff="Access_Ends__c",
    company_folder="Client_Folder__c",
)
CLIENT = Client(
    RecordRef(Vendor.SALESFORCE, Kind.COMPANY, ACCOUNT), "Oakhaven Foods", ("oakhaven.example",), "1of-oakhaven-folder"
)
MARK = Mark("handoff_salesforce", RecordRef(Vendor.SALESFORCE, Kind.DEAL, BOOKS), LONG_AGO, "Moving On")


@dataclass
class Ledger:
    """A served organisation; `waits` are the seconds that the adapter would have slept."""

    server: Server
    waits: list[float]

    def connection(self, **more: str) -> SalesforceConnection:
        """Return a connection; by client credentials where nothing else is given."""
        login = self.server.credentials["salesforce"]
        given = {"consumer_key": login["consumer_key"], "consumer_secret": login["consumer_secret"]}
        return SalesforceConnection("handoff_salesforce", self.server.base_url, **(more or given))

    def crm(self, **more: str) -> SalesforceCrm:
        """Return the adapter."""
        return SalesforceCrm(self.connection(**more), sleep=self.waits.append)

    def write(self, path: str, **fields: Any) -> None:
        """Write a record as a partner does."""
        answer = httpx.patch(
            f"{self.server.base_url}/services/data/v67.0/sobjects/{path}",
            json=fields,
            headers={"Authorization": "Bearer session-of-nora"},
        )
        assert answer.status_code == 204, answer.text

    def admin(self, what: str, **body: Any) -> None:
        """Tell the sandbox something."""
        httpx.post(f"{self.server.base_url}/_sandbox/{what}", json=body).raise_for_status()

    def fault(self, fault: str, **rule: Any) -> None:
        """Let requests go wrong."""
        self.admin("faults", vendor="salesforce", fault=fault, **rule)

    def calls(self) -> list[str]:
        """Return the requests so far, as `METHOD path`, the version left out."""
        found = httpx.get(f"{self.server.base_url}/_sandbox/requests", params={"vendor": "salesforce"}).json()
        return [f"{one['method']} {one['path'].removeprefix('/services/data/v67.0/')}" for one in found]


def world(**section: Any) -> dict[str, Any]:
    """Return the world with keys of its section replaced."""
    own = deepcopy(WORLD["salesforce"])
    return {"world": WORLD["world"], "firm": WORLD["firm"], "salesforce": {**own, **section}}


def set_owner(kind: Kind, identifier: str, before: str, after: str) -> Change:
    """Return an owner change."""
    record = RecordRef(Vendor.SALESFORCE, kind, identifier)
    return Change(ChangeKind.SET_OWNER, record, {"owner": before}, {"owner": after}, Phase.REASSIGN)
