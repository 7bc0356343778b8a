"""A small portal for the adapter's tests: one client, its neighbours, and how to reach both sides of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import urllib3

from handoff.adapters.hubspot import HubSpotConnection, HubSpotCrm
from handoff.domain.change import Change, ChangeKind, Fields, Phase
from handoff.domain.mark import Mark
from handoff.domain.policy import MarkRule
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff_sandbox.core.request_log import LoggedRequest
from handoff_sandbox.core.server import Server

TOKEN = "pat-test"
FOLDER = "1marlow-Folder_id"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
RULE = MarkRule(
    connection="hubspot_default",
    record="deal",
    property="dealstage",
    value="in_transition",
    successor="handoff_successor",
    reason="handoff_reason",
    decided_by="handoff_decided_by",
    cutoff="handoff_cutoff",
    company_folder="drive_folder",
)

Section = dict[str, Any]


def section(**more: Any) -> Section:
    """Return the world's section; lists in `more` are added to what is there, other values replace it."""
    base: Section = {
        "access_token": TOKEN,
        "portal_id": 7510,
        "limits": {"search_per_second": 1000, "ten_secondly": 100000},
        "more_tokens": [
            {"access_token": "pat-maya", "person": "maya@fieldnote.example"},
            {"access_token": "pat-narrow", "scopes": ["crm.objects.owners.read"]},
        ],
        "owners": [
            {"id": "71", "email": "maya@fieldnote.example", "first": "Maya", "last": "Okafor", "user_id": 9001},
            {"id": "72", "email": "Tom@fieldnote.example", "first": "Tom", "last": "Lind", "user_id": 9002},
            {"id": "73", "email": "dan@fieldnote.example", "first": "Dan", "user_id": 9003, "active": False},
        ],
        "pipelines": {
            "deals": [
                {
                    "id": "default",
                    "label": "Engagements",
                    "stages": [
                        {"id": "active", "label": "Active"},
                        {"id": "in_transition", "label": "In transition"},
                        {"id": "4", "label": "Paused"},
                        {"id": "closedwon", "label": "Delivered", "closed": True, "won": True},
                    ],
                }
            ],
            "tickets": [
                {
                    "id": "0",
                    "label": "Care",
                    "stages": [{"id": "1", "label": "New"}, {"id": "4", "label": "Closed", "closed": True}],
                }
            ],
        },
        "properties": {
            "deals": [
                {"name": "handoff_successor", "label": "Successor"},
                {"name": "handoff_reason", "label": "Reason"},
                {"name": "handoff_decided_by", "label": "Decided by"},
                {"name": "handoff_cutoff", "label": "Cut-off"},
                {"name": "account_manager", "label": "Account manager", "type": "owner"},
            ],
            "companies": [
                {"name": "drive_folder", "label": "Folder"},
                {"name": "hs_additional_domains", "label": "Additional domains"},
                {"name": "csm", "label": "Customer success manager", "type": "owner"},
            ],
        },
        "companies": [
            {
                "id": "501",
                "owner": "71",
                "properties": {
                    "name": "Marlow",
                    "domain": "Marlow.example",
                    "hs_additional_domains": "marlow-shop.example;Old.example",
                    "drive_folder": f"https://drive.google.com/drive/u/0/folders/{FOLDER}?usp=sharing",
                    "csm": "72",
                    "lifecyclestage": "customer",
                },
            },
            {"id": "502", "properties": {"name": "Harbour", "domain": "harbour.example", "drive_folder": "other"}},
        ],
        "deals": [
            {
                "id": "1",
                "owner": "71",
                "properties": {
                    "dealname": "Marlow retainer",
                    "dealstage": "active",
                    "pipeline": "default",
                    "amount": "31200.50",
                    "account_manager": "72",
                    "closedate": "2026-12-31T12:00:00Z",
                },
                "associations": [{"to": "companies/501", "type": "primary"}],
            },
            {
                "id": "2",
                "owner": "73",
                "properties": {"dealname": "Marlow relaunch", "dealstage": "closedwon", "pipeline": "default"},
                "associations": ["companies/501"],
            },
            {
                "id": "3",
                "owner": "71",
                "properties": {"dealname": "Harbour care", "dealstage": "active", "pipeline": "default"},
                "associations": [{"to": "companies/502", "type": "primary"}],
            },
        ],
        "contacts": [
            {
                "id": "301",
                "owner": "71",
                "properties": {
                    "email": "helena@marlow.example",
                    "firstname": "Helena",
                    "lastname": "Marlow",
                    "jobtitle": "Founder",
                    "mobilephone": "+44 1",
                },
                "associations": ["companies/501", "deals/1"],
            },
            {
                "id": "302",
                "properties": {"email": "shared@consult.example", "firstname": "Rui"},
                "associations": ["companies/501", "companies/502"],
            },
            {"id": "303", "properties": {"email": "alone@mail.example"}, "associations": ["deals/1"]},
            {
                "id": "304",
                "properties": {"email": "partner@harbour.example"},
                "associations": ["deals/1", "companies/502"],
            },
        ],
        "tickets": [
            {
                "id": "401",
                "owner": "73",
                "properties": {
                    "subject": "Cookie banner",
                    "content": "Comes back & back",
                    "hs_pipeline": "0",
                    "hs_pipeline_stage": "1",
                    "hs_ticket_priority": "LOW",
                },
                "associations": ["companies/501"],
            },
            {
                "id": "402",
                "properties": {"subject": "Old", "hs_pipeline": "0", "hs_pipeline_stage": "4"},
                "associations": ["deals/2"],
            },
        ],
        "tasks": [
            {
                "id": "601",
                "owner": "72",
                "properties": {
                    "hs_task_subject": "Renew the certificate",
                    "hs_task_body": "<p>By <b>Friday</b></p>",
                    "hs_task_status": "NOT_STARTED",
                    "hs_timestamp": "2026-12-01T09:00:00Z",
                },
                "associations": ["deals/1"],
            },
            {
                "id": "602",
                "owner": "72",
                "properties": {"hs_task_subject": "Launch", "hs_task_status": "COMPLETED"},
                "associations": ["companies/501"],
            },
        ],
        "notes": [
            {
                "id": "701",
                "owner": "73",
                "properties": {
                    "hs_note_body": "<p>Decided for <b>Woo</b>.</p><ul><li>no fee</li><li>own code</li></ul>",
                    "hs_timestamp": "2026-03-01T10:00:00Z",
                },
                "associations": ["contacts/301", "companies/501"],
            },
            {
                "id": "702",
                "properties": {"hs_note_body": "Of the other client?", "hs_timestamp": "2026-03-02T10:00:00Z"},
                "associations": ["contacts/302"],
            },
        ],
        "calls": [
            {
                "id": "801",
                "owner": "72",
                "properties": {"hs_call_title": "Weekly", "hs_call_body": "Asked about the campaign."},
                "associations": ["tickets/401"],
            }
        ],
        "meetings": [
            {
                "id": "901",
                "properties": {
                    "hs_meeting_title": "Kick-off",
                    "hs_meeting_body": "Agenda",
                    "hs_internal_meeting_notes": "<div>They are tense</div>",
                    "hs_meeting_outcome": "SCHEDULED",
                },
                "associations": ["companies/501"],
            }
        ],
        "emails": [
            {
                "id": "1001",
                "properties": {"hs_email_subject": "Acceptance", "hs_email_html": "<p>We accept&nbsp;it.</p>"},
                "associations": ["contacts/303"],
            }
        ],
    }
    for key, value in more.items():
        base[key] = [*base.get(key, []), *value] if isinstance(value, list) else value
    return base


@dataclass
class Portal:
    """A served portal: the adapter on one side, plain HTTP and the sandbox's own API on the other."""

    server: Server
    slept: list[float] = field(default_factory=list)

    def crm(self, **options: Any) -> HubSpotCrm:
        """Return an adapter that does not really sleep."""
        values = {"id": "hubspot_default", "base_url": self.server.base_url, "access_token": TOKEN}
        return HubSpotCrm(HubSpotConnection(**(values | options)), sleep=self.slept.append)

    def write(self, path: str, properties: Mapping[str, str]) -> None:
        """Change a record as Maya does by hand."""
        answer = urllib3.request(
            "PATCH",
            f"{self.server.base_url}/crm/v3/objects/{path}",
            headers={"Authorization": "Bearer pat-maya"},
            json={"properties": dict(properties)},
        )
        assert answer.status == 200, answer.data

    def value(self, path: str, name: str) -> str | None:
        """Read a property of a record over HTTP."""
        answer = urllib3.request(
            "GET",
            f"{self.server.base_url}/crm/v3/objects/{path}?properties={name}",
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
        assert answer.status == 200, answer.data
        value: str | None = answer.json()["properties"][name]
        return value

    def mark(self, deal: str = "1", **properties: str) -> Mark:
        """Mark a deal as a person does, and return the mark that the adapter finds."""
        wanted = {"dealstage": "in_transition", "handoff_successor": "tom@fieldnote.example"}
        self.write(f"deals/{deal}", wanted | properties)
        return next(mark for mark in self.crm().marks(RULE, LONG_AGO).marks if mark.record.id == deal)

    def fault(self, fault: str, path: str, **rule: Any) -> None:
        """Let requests go wrong."""
        body = {"vendor": "hubspot", "fault": fault, "path": path} | rule
        answer = urllib3.request("POST", f"{self.server.base_url}/_sandbox/faults", json=body)
        assert answer.status == 200, answer.data

    def advance(self, seconds: float) -> datetime:
        """Move the portal's clock and return its instant."""
        urllib3.request("POST", f"{self.server.base_url}/_sandbox/clock", json={"advance": seconds})
        return self.server.clock.now()

    def paths(self, since: int = 0) -> list[str]:
        """Return the paths of the requests since a sequence number, in order."""
        return [one.path for one in self._requests(since)]

    def calls(self, since: int = 0) -> Counter[str]:
        """Count the requests since a sequence number by `METHOD path`, the version left out."""
        return Counter(
            f"{one.method} {one.path.replace('/crm/', '', 1).replace('/2026-03', '', 1)}"
            for one in self._requests(since)
        )

    def _requests(self, since: int) -> list[LoggedRequest]:
        # a request is logged after its answer has gone out: one more round trip sees the last of them
        urllib3.request("GET", f"{self.server.base_url}/_sandbox/health")
        return self.server.log.find(vendor="hubspot", since=since)

    @property
    def now(self) -> int:
        """The sequence number to count calls from."""
        self._requests(0)
        return self.server.log.next_sequence - 1


def deal(identifier: str) -> RecordRef:
    """Return the name of a deal."""
    return RecordRef(Vendor.HUBSPOT, Kind.DEAL, identifier)


def set_owner(kind: Kind, identifier: str, before: Fields, after: Fields) -> Change:
    """Return an owner change."""
    return Change(ChangeKind.SET_OWNER, RecordRef(Vendor.HUBSPOT, kind, identifier), before, after, Phase.REASSIGN)


def create_note(body: str, *on: str, key: str = "h-1-dossier-note") -> Change:
    """Return a change that creates a note on records, named by their keys."""
    return Change(
        ChangeKind.CREATE_NOTE,
        RecordRef(Vendor.HUBSPOT, Kind.NOTE, f"new:{key}"),
        {"exists": False},
        {"exists": True, "body": body, "on": list(on)},
        Phase.DELIVER,
    )


def many(count: int, first: int, make: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return many records alike, with ids from a first one on."""
    return [{"id": str(first + number), **make} for number in range(count)]


def days_ago(days: float) -> datetime:
    """Return an instant before now."""
    return datetime.now(UTC) - timedelta(days=days)
