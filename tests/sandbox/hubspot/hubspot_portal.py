"""A small portal as data, and the means to reach one that is served: the vendor's client and plain HTTP."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import urllib3
from hubspot import HubSpot

if TYPE_CHECKING:
    from handoff_sandbox.core.server import Server

TOKEN = "pat-test"
SECTION: dict[str, Any] = {
    "access_token": TOKEN,
    "portal_id": 7510,
    "app": {"id": "4711", "name": "Handoff", "user": "maya@fieldnote.example"},
    "more_tokens": [
        {
            "access_token": "pat-read",
            "scopes": ["crm.objects.deals.read", "crm.objects.contacts.read", "crm.objects.owners.read"],
        },
        {"access_token": "pat-maya", "person": "maya@fieldnote.example"},
    ],
    "owners": [
        {"id": "71", "email": "maya@fieldnote.example", "first": "Maya", "last": "Okafor", "user_id": 9001},
        {
            "id": "72",
            "email": "tom@fieldnote.example",
            "first": "Tom",
            "last": "Lind",
            "user_id": 9002,
            "teams": ["Care"],
        },
        {
            "id": "73",
            "email": "dan@fieldnote.example",
            "first": "Dan",
            "last": "Reyes",
            "user_id": 9003,
            "active": False,
        },
    ],
    "pipelines": {
        "deals": [
            {
                "id": "default",
                "label": "Engagements",
                "stages": [
                    {"id": "qualified", "label": "Qualified"},
                    {"id": "active", "label": "Active"},
                    {"id": "in_transition", "label": "In transition", "requires": ["hs_next_step"]},
                    {"id": "closedwon", "label": "Delivered", "closed": True, "won": True},
                    {"id": "closedlost", "label": "Lost", "closed": True},
                ],
            },
            {"id": "renewals", "label": "Renewals", "stages": [{"id": "due", "label": "Due"}]},
        ]
    },
    "properties": {
        "deals": [
            {"name": "account_manager", "label": "Account manager", "type": "owner"},
            {"name": "service_level", "label": "Service level", "type": "enumeration", "options": ["basic", "premium"]},
            {"name": "regions", "label": "Regions", "type": "checkbox", "options": ["uk", "eu", "us"]},
            {"name": "cutoff", "label": "Cut-off", "type": "date"},
            {"name": "reference", "label": "Reference", "unique": True},
            {"name": "billable", "label": "Billable", "type": "bool"},
        ],
    },
    "association_labels": [{"from": "companies", "to": "contacts", "id": 31, "label": "Main contact"}],
    "companies": [
        {
            "id": 501,
            "owner": "maya@fieldnote.example",
            "properties": {"name": "Acme Gardens", "domain": "acme.example"},
        },
        {"id": 502, "owner": "72", "properties": {"name": "Brook Dental", "domain": "brook.example"}},
    ],
    "contacts": [
        {
            "id": 601,
            "owner": "71",
            "properties": {
                "email": "ann@acme.example",
                "firstname": "Ann",
                "lastname": "Bell",
                "lifecyclestage": "customer",
            },
            "associations": [{"to": "companies/501", "type": "primary"}],
            "merged": ["699"],
        },
        {
            "id": 602,
            "owner": "72",
            "properties": {"email": "bob@acme.example", "firstname": "Bob"},
            "associations": ["companies/501"],
        },
        {"id": 603, "properties": {"email": "cy@acme.example"}, "associations": ["companies/501"]},
    ],
    "deals": [
        {
            "id": 801,
            "owner": "71",
            "created": "-90d",
            "properties": {
                "dealname": "Acme: new shop",
                "amount": 68000,
                "pipeline": "default",
                "closedate": "2026-03-01T10:00:00Z",
                "account_manager": "dan@fieldnote.example",
                "regions": "uk;eu",
                "cutoff": "2026-12-01",
                "reference": "A-1",
            },
            "history": {
                "dealstage": [
                    {"value": "qualified", "at": "-90d", "by": "dan@fieldnote.example"},
                    {"value": "active", "at": "-60d", "by": "9001"},
                ]
            },
            "associations": [{"to": "companies/501", "type": "primary"}, "contacts/601", "contacts/602"],
        },
        {
            "id": 802,
            "owner": "72",
            "created": "-20d",
            "properties": {"dealname": "Acme: care", "amount": 900, "dealstage": "closedwon", "pipeline": "default"},
            "associations": ["companies/501"],
        },
        {
            "id": 803,
            "created": "-10d",
            "properties": {"dealname": "Brook: site", "dealstage": "due", "pipeline": "renewals"},
        },
    ],
    "tickets": [
        {
            "id": 951,
            "owner": "71",
            "properties": {"subject": "Broken form", "hs_pipeline": "0", "hs_pipeline_stage": "1"},
        }
    ],
    "tasks": [
        {
            "id": 911,
            "owner": "71",
            "properties": {"hs_task_subject": "Call Ann", "hs_task_status": "NOT_STARTED", "hs_timestamp": "+2d"},
            "associations": ["deals/801"],
        }
    ],
    "notes": [
        {
            "id": 921,
            "owner": "73",
            "properties": {"hs_note_body": "Ann likes short mails"},
            "associations": ["deals/801"],
        }
    ],
}


@dataclass(frozen=True)
class Answer:
    """A raw HTTP answer."""

    status: int
    headers: urllib3.HTTPHeaderDict
    body: Any


@dataclass(frozen=True)
class Portal:
    """A served portal: `client` is the vendor's, `call` is plain HTTP."""

    server: Server
    client: HubSpot

    def call(
        self, method: str, path: str, body: object = None, *, token: str | None = TOKEN, raw: bytes | None = None
    ) -> Answer:
        """Send one request; `raw` is a body that is not made of `body`."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        url = path if path.startswith("http") else self.server.base_url + path
        answer = urllib3.request(method, url, body=data, headers=headers, retries=False)
        return Answer(answer.status, answer.headers, json.loads(answer.data) if answer.data else None)

    def as_token(self, token: str) -> HubSpot:
        """Return the vendor's client with another token."""
        return HubSpot(access_token=token, host=self.server.base_url)
