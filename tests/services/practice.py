"""A firm that keeps its clients in Salesforce: the world ledger_house, served and wired, and the acts of its people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from firm import HTTP, Firm, GivenConnection, listed, read_whole

from handoff.domain.ids import HandoffId
from handoff.entrypoints.local.sandbox import connections
from handoff.settings import Settings
from handoff_sandbox.core.server import Server

POLICY = Path(__file__).with_name("practice.yaml")
ROOT = "/services/data/v67.0"
ACCOUNT, DAIRY, BOOKS = "001000000000701AAA", "001000000000702AAA", "006000000000901AAA"
CASE = "500000000000601AAA"
NORA, PIOTR, SANA, GRETA = (f"00500000000000{number}AAA" for number in (1, 2, 3, 5))
INES = "003000000000801AAA"
PATHS = r"/services/data/.*"


@dataclass
class Practice(Firm):
    """The firm; `marks` says which object is marked, by which field."""

    marks: str = "Opportunity"

    def salesforce(self, method: str, path: str, **body: Any) -> Any:
        """Call Salesforce as a partner's browser would."""
        token = {"Authorization": "Bearer session-of-nora"}
        answer = HTTP.request(method, f"{self.server.base_url}{ROOT}/{path}", headers=token, **body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def rows(self, soql: str) -> list[dict[str, Any]]:
        """Return what a query finds."""
        return [
            {name: value for name, value in row.items() if name != "attributes"}
            for row in self.salesforce("GET", f"query?q={quote(soql)}")["records"]
        ]

    def mark(self, deal: str = "", **properties: str) -> HandoffId:
        """Mark the engagement or the account over HTTP, let it be found, and return its handoff."""
        field = {"StageName": "Moving On"} if self.marks == "Opportunity" else {"Engagement_State__c": "Moving On"}
        given = {"Next_Adviser__c": SANA, "Leaving_Reason__c": "They hire a bookkeeper.", "Decided_By__c": NORA}
        record = deal or (BOOKS if self.marks == "Opportunity" else ACCOUNT)
        self.salesforce("PATCH", f"sobjects/{self.marks}/{record}", json=field | given | properties)
        with self.app() as app:
            found = app.detect()
        return found[-1].id

    def end_state(self, handoff: HandoffId) -> dict[str, Any]:
        """Return all that a handoff may have changed, without the ids and instants that differ from run to run."""
        with self.app() as app, app.registry.begin() as tx:
            client, _ = tx.handoffs.get(handoff).known()
            files = read_whole(app.drive.walk(client.folder_id))
            return {
                "state": tx.handoffs.get(handoff).state,
                "owners": {
                    name: [list(row.values()) for row in self.rows(f"SELECT Id, {fields} FROM {name} ORDER BY Id")]
                    for name, fields in OWNERS.items()
                },
                "teams": [
                    sorted(row["UserId"] for row in self.rows(f"SELECT UserId FROM {name}"))
                    for name in ("AccountTeamMember", "OpportunityTeamMember")
                ],
                "grants": {item.record.key: sorted(listed(item, "grants")) for item in files},
                "notes": len(self.notes(handoff)),
                "dossiers": sum(handoff in str(item) for item in app.drive.walk("root")),
                "letters": sorted(recipient for letter in self.letters() for recipient in letter["recipients"]),
                "alumni": sorted(app.people.email(alumnus.person) for alumnus in tx.alumni.of(handoff)),
                "results": dict(app.show.one(handoff).results),
            }

    def stamps(self) -> list[Any]:
        """Return when each record was last written, and the members of teams: what any write would change."""
        names = (*OWNERS, "ContentDocument", "AccountTeamMember", "OpportunityTeamMember")
        return [self.rows(f"SELECT Id, SystemModstamp, LastModifiedById FROM {name} ORDER BY Id") for name in names]

    def notes(self, handoff: HandoffId) -> list[dict[str, Any]]:
        """Return the links of the notes that a handoff has made on the client's account."""
        return self.rows(
            "SELECT ContentDocumentId, ContentDocument.Title FROM ContentDocumentLink "
            f"WHERE LinkedEntityId = '{ACCOUNT}' AND ContentDocument.Title LIKE '%{handoff}%'"
        )


OWNERS = {
    "Account": "OwnerId, Relationship_Partner__c",
    "Opportunity": "OwnerId",
    "Contact": "OwnerId",
    "Case": "OwnerId, Second_Reader__c",
    "Task": "OwnerId",
}


def wire(server: Server, settings: Settings, marks: str = "Opportunity") -> Practice:
    """Return the practice over a running sandbox."""
    found = {
        name: GivenConnection(
            name,
            host=given.get("host"),
            port=given.get("port"),
            login=given.get("login"),
            password=given.get("password"),
            extra_dejson=given.get("extra", {}),
        )
        for name, given in connections({**server.credentials, "base_url": server.base_url}).items()
    }
    return Practice(server, settings, found, marks=marks)
