"""A small organisation, served for each test, with simple-salesforce and plain HTTP to reach it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import requests
import urllib3
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce

from handoff_sandbox.core.server import Server

VERSION = "67.0"
ROOT = f"/services/data/v{VERSION}"
MAYA, TOM, DAN, ERA = (f"00500000000000{number}AAA" for number in (1, 2, 3, 4))
ACME, BROOK, EMPTY = (f"001000000000{number}AAA" for number in (501, 502, 503))
ANN, BOB = (f"003000000000{number}AAA" for number in (601, 602))
SHOP, CARE, LOST = (f"006000000000{number}AAA" for number in (801, 802, 803))
SECTION: dict[str, Any] = {
    "organization": {"name": "Fieldnote Studio", "my_domain": "fieldnote"},
    "connected_app": {"consumer_key": "3MVG9-handoff", "consumer_secret": "secret-of-the-app", "run_as": "tom@fieldnote.example"},
    "users": [
        {"id": 1, "username": "maya@fieldnote.example", "first": "Maya", "last": "Okafor", "session_id": "session-maya"},
        {"id": 2, "username": "tom@fieldnote.example", "first": "Tom", "last": "Lind", "session_id": "session-tom",
         "password": "open sesame", "security_token": "TOKEN", "manager": "maya@fieldnote.example"},
        {"id": 3, "username": "dan@fieldnote.example", "first": "Dan", "last": "Reyes", "active": False},
        {"id": 4, "username": "era@fieldnote.example", "last": "Observer", "session_id": "session-era", "read_only": True,
         "query_all_files": True},
    ],
    "queues": [
        {"id": 1, "name": "Support", "developer_name": "Support", "members": ["tom@fieldnote.example"]},
        {"id": 2, "name": "Chores", "developer_name": "Chores", "objects": ["Task"]},
    ],
    "stages": [
        {"name": "Active", "probability": 60},
        {"name": "In Transition", "probability": 90, "forecast": "BestCase"},
        {"name": "Closed Won", "closed": True, "won": True, "probability": 100, "forecast": "Closed"},
    ],
    "fields": {
        "Account": [
            {"name": "Drive_Folder_Id__c", "label": "Drive folder"},
            {"name": "Code__c", "label": "Code", "external_id": True},
            {"name": "Regions__c", "type": "multipicklist", "options": ["uk", "eu", "us"]},
        ],
        "Opportunity": [
            {"name": "Handoff_Successor__c", "type": "user", "children": "Handoffs"},
            {"name": "Handoff_Cutoff__c", "type": "datetime"},
            {"name": "Level__c", "type": "picklist", "options": ["basic", {"value": "plus", "label": "Plus"}]},
        ],
    },
    "tracked": {"Opportunity": ["StageName", "OwnerId", "Amount", "Description", "Handoff_Successor__c"]},
    "records": {
        "Account": [
            {"id": 501, "owner": "maya@fieldnote.example", "created": "-400d",
             "fields": {"Name": "Acme Gardens", "Drive_Folder_Id__c": "folder-1", "Code__c": "A-1", "Industry": "Retail",
                        "BillingCity": "Bath", "AnnualRevenue": 4000000, "Regions__c": "uk;eu", "Description": "Plants"}},
            {"id": 502, "owner": "2", "created": "-300d",
             "fields": {"Name": "Brook Dental", "Code__c": "B-1", "ParentId": "501", "AnnualRevenue": 90000}},
            {"id": 503, "owner": "2", "created": "-10d", "fields": {"Name": "Empty & Co", "Industry": "Media"}},
        ],
        "Contact": [
            {"id": 601, "owner": "1", "fields": {"FirstName": "Ann", "LastName": "Bell", "Email": "ann@acme.example",
                                                "AccountId": "501", "Title": "Owner"}},
            {"id": 602, "owner": "2", "fields": {"LastName": "Bob", "AccountId": "501", "ReportsToId": "601"}},
            {"id": 603, "owner": "2", "fields": {"LastName": "Cy", "Email": "cy@brook.example", "AccountId": "502"}},
        ],
        "Opportunity": [
            {"id": 801, "owner": "1", "created": "-90d",
             "fields": {"Name": "Acme: shop", "AccountId": "501", "CloseDate": "-20d", "Amount": 68000, "Level__c": "plus"},
             "history": {"StageName": [
                 {"value": "Active", "at": "-90d"},
                 {"value": "Closed Won", "at": "-20d", "by": "maya@fieldnote.example"}]}},
            {"id": 802, "owner": "1", "created": "-60d", "fields": {
                "Name": "Acme: care", "AccountId": "501", "CloseDate": "+100d", "StageName": "Active", "Amount": 900}},
            {"id": 803, "owner": "2", "created": "-5d", "fields": {
                "Name": "Brook: site", "AccountId": "502", "CloseDate": "+10d", "StageName": "Active"}},
        ],
        "OpportunityContactRole": [
            {"id": 11, "fields": {"OpportunityId": "801", "ContactId": "601", "Role": "Decision Maker", "IsPrimary": True}},
            {"id": 12, "fields": {"OpportunityId": "801", "ContactId": "602", "Role": "Evaluator"}},
        ],
        "Case": [
            {"id": 951, "owner": "Support", "fields": {"Subject": "Broken form", "AccountId": "501", "ContactId": "601"}},
            {"id": 952, "owner": "1", "fields": {"Subject": "Old", "AccountId": "502", "Status": "Closed"}},
        ],
        "Task": [
            {"id": 911, "owner": "1", "fields": {"Subject": "Call Ann", "WhatId": "Opportunity/801", "WhoId": "601",
                                                "ActivityDate": "+2d"}},
            {"id": 912, "owner": "1", "fields": {"Subject": "Sent", "WhatId": "Account/501", "Status": "Completed",
                                                "ActivityDate": "-3d"}},
        ],
        "Event": [{"id": 921, "owner": "1", "fields": {"Subject": "Review", "WhatId": "Account/501",
                                                      "StartDateTime": "-6d", "DurationInMinutes": 30}}],
        "EmailMessage": [{"id": 931, "fields": {"ParentId": "951", "Subject": "Re: form", "TextBody": "It breaks",
                                               "FromAddress": "ann@acme.example", "Incoming": True, "Status": "0"}}],
        "AccountTeamMember": [
            {"id": 21, "fields": {"AccountId": "501", "UserId": "2", "TeamMemberRole": "Account Manager"}},
            {"id": 22, "fields": {"AccountId": "501", "UserId": "3", "TeamMemberRole": "Sales Rep"}},
        ],
        "OpportunityTeamMember": [{"id": 31, "fields": {"OpportunityId": "802", "UserId": "2"}}],
        "Note": [{"id": 41, "owner": "1", "fields": {"ParentId": "Account/501", "Title": "Old note", "Body": "Hi"}}],
    },
    "files": [
        {"id": 71, "title": "Plan", "extension": "txt", "content": "second", "versions": ["first"],
         "owner": "maya@fieldnote.example", "links": ["Account/501", {"to": "Opportunity/801", "share": "V"}]},
        {"id": 72, "title": "Call notes", "note": True, "content": "<p>Short &amp; sweet</p>",
         "owner": "maya@fieldnote.example", "links": ["Account/501"]},
        {"id": 73, "title": "Own", "extension": "pdf", "content": "%PDF", "owner": "tom@fieldnote.example"},
    ],
}  # fmt: skip


class Local(HTTPAdapter):
    """Sends what simple-salesforce sends to https, at whatever host, to the sandbox."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send a request."""
        parts = urlsplit(request.url or "")
        request.url = f"{self._base_url}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return super().send(request, *args, **options)


@dataclass(frozen=True)
class Answer:
    """A raw HTTP answer."""

    status: int
    headers: Any
    body: Any
    data: bytes

    @property
    def code(self) -> str:
        """The error code of the first error."""
        return str(self.body[0]["errorCode"])


@dataclass(frozen=True)
class Org:
    """A served organisation: `client` is simple-salesforce, `call` is plain HTTP below the API's version."""

    server: Server

    @property
    def login(self) -> dict[str, Any]:
        """What the sandbox tells of this organisation."""
        return dict(self.server.credentials["salesforce"])

    def transport(self) -> requests.Session:
        """Return a session of requests that reaches the sandbox."""
        session = requests.Session()
        session.mount("https://", Local(self.server.base_url))
        return session

    def client(self, session_id: str = "session-maya") -> Any:
        """Return simple-salesforce with a session."""
        return Salesforce(
            session_id=session_id, instance_url=self.server.base_url, version=VERSION, session=self.transport()
        )

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        session_id: str | None = "session-maya",
        headers: dict[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Answer:
        """Send one request; a path that does not begin with /services stands below the API's version."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if session_id:
            sent["Authorization"] = f"Bearer {session_id}"
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        url = self.server.base_url + (path if path.startswith(("/services", "/id")) else ROOT + path)
        answer = urllib3.request(method, url, body=data, headers=sent, retries=False)
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        told = json.loads(answer.data) if answer.data and is_json else None
        return Answer(answer.status, answer.headers, told, answer.data)

    def ask(self, soql: str, **options: Any) -> Answer:
        """Send a query."""
        return self.call("GET", f"/query?q={quote(soql)}", **options)

    def rows(self, soql: str, **options: Any) -> list[dict[str, Any]]:
        """Return the records that a query finds, without their attributes."""
        answer = self.ask(soql, **options)
        assert answer.status == 200, answer.body
        return [{key: value for key, value in one.items() if key != "attributes"} for one in answer.body["records"]]

    def column(self, soql: str, **options: Any) -> list[Any]:
        """Return the one field that a query selects, of each record."""
        return [next(iter(row.values())) for row in self.rows(soql, **options)]

    def admin(self, method: str, path: str, body: object = None) -> Any:
        """Send a request to the sandbox's own API."""
        data = None if body is None else json.dumps(body).encode()
        answer = urllib3.request(method, f"{self.server.base_url}/_sandbox{path}", body=data, retries=False)
        assert answer.status == 200, answer.data
        return json.loads(answer.data)


@pytest.fixture
def make_org(sandbox: Callable[..., Server]) -> Callable[..., Org]:
    """Return a function that serves the small organisation with some of its keys replaced."""

    def make(**changes: object) -> Org:
        return Org(sandbox({"salesforce": deepcopy(SECTION) | changes}))

    return make


@pytest.fixture
def org(make_org: Callable[..., Org]) -> Org:
    """Serve the small organisation as it is."""
    return make_org()


@pytest.fixture(scope="session")
def still_org() -> Iterator[Org]:
    """Serve one organisation for all tests that change nothing in it."""
    head = {"world": {"name": "still"}, "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}}
    with Server(head | {"salesforce": deepcopy(SECTION)}) as server:
        yield Org(server)
