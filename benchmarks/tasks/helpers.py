"""The same clients read by the SDKs' own documented helpers, one call after the other."""

from __future__ import annotations

import json
import time
from importlib.resources import files as resources
from typing import Any

import httplib2
import requests
from google.oauth2.service_account import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from hubspot import HubSpot
from requests.adapters import HTTPAdapter
from simple_salesforce.api import Salesforce
from simple_salesforce.format import format_soql
from tools.measuring import Watch

Arguments = dict[str, Any]
SAMPLE = 300
_FOLDER = "application/vnd.google-apps.folder"
HUBSPOT = {
    "companies": ["name", "domain", "description", "hubspot_owner_id", "lifecyclestage"],
    "contacts": ["firstname", "lastname", "email", "jobtitle", "hubspot_owner_id"],
    "deals": ["dealname", "dealstage", "pipeline", "amount", "closedate", "hubspot_owner_id"],
    "tickets": ["subject", "content", "hs_pipeline_stage", "hubspot_owner_id"],
    "notes": ["hs_note_body", "hs_timestamp", "hubspot_owner_id", "hs_attachment_ids"],
    "emails": ["hs_email_subject", "hs_email_text", "hs_timestamp", "hubspot_owner_id"],
    "tasks": ["hs_task_subject", "hs_task_body", "hs_task_status", "hs_timestamp", "hubspot_owner_id"],
    "calls": ["hs_call_title", "hs_call_body", "hs_timestamp", "hubspot_owner_id"],
    "meetings": ["hs_meeting_title", "hs_meeting_body", "hs_meeting_start_time", "hubspot_owner_id"],
    "line_items": ["name", "quantity", "price", "amount"],
    "quotes": ["hs_title", "hs_status", "hs_expiration_date"],
}
"""The types that are read, with some of the properties that the adapter asks for."""
_COMMON = "CreatedDate, LastModifiedDate, LastModifiedBy.Name, SystemModstamp, "
_OF_DEALS = "IN (SELECT Id FROM Opportunity WHERE AccountId = {account})"
_FILES = "ContentDocumentId, ContentDocument.Title, ContentDocument.ContentSize, LinkedEntityId, ShareType"
SALESFORCE = (
    ("Account", "Name, Industry, Description, OwnerId", "Id = {account}"),
    ("Contact", "FirstName, LastName, Email, Title, OwnerId", "AccountId = {account}"),
    ("Opportunity", "Name, StageName, Amount, CloseDate, OwnerId", "AccountId = {account}"),
    ("OpportunityContactRole", "ContactId, Role", "Opportunity.AccountId = {account}"),
    ("OpportunityTeamMember", "UserId, TeamMemberRole", "Opportunity.AccountId = {account}"),
    ("AccountTeamMember", "UserId, TeamMemberRole", "AccountId = {account}"),
    ("Case", "Subject, Description, Status, OwnerId", "AccountId = {account}"),
    ("CaseComment", "CommentBody, ParentId", "Parent.AccountId = {account}"),
    ("Task", "Subject, Description, Status, ActivityDate, WhatId, WhoId, OwnerId", "AccountId = {account}"),
    ("Event", "Subject, Description, StartDateTime, WhatId, WhoId, OwnerId", "AccountId = {account}"),
    ("EmailMessage", "Subject, TextBody, FromAddress, MessageDate, ParentId", "Parent.AccountId = {account}"),
    (
        "Project__c",
        "Name, Phase__c, Scope__c, OwnerId",
        "Account__c = {account} OR Opportunity__r.AccountId = {account}",
    ),
    ("Note", "Title, Body, ParentId, OwnerId", "ParentId = {account}"),
    ("Note", "Title, Body, ParentId, OwnerId", f"ParentId {_OF_DEALS}"),
    ("ContentDocumentLink", _FILES, "LinkedEntityId = {account}"),
    ("ContentDocumentLink", _FILES, f"LinkedEntityId {_OF_DEALS}"),
)
"""The objects that are read, each by one query_all_iter."""
_BESIDE = ("OpportunityContactRole", "OpportunityTeamMember", "AccountTeamMember", "CaseComment")
"""Those of which a row tells something of another record, and is none itself."""


def hubspot(arguments: Arguments, watch: Watch) -> dict[str, Any]:
    """get_all() of each type, then the associations of each record with companies, record by record."""
    told = arguments["credentials"]
    client = HubSpot(access_token=told["access_token"], host=told["base_url"])
    links = client.crm.associations.v4.basic_api
    count = 0
    with watch.running():
        for kind, properties in HUBSPOT.items():
            for record in client.crm.objects.get_all(kind, properties=properties):
                links.get_page(kind, record.id, "deals" if kind in ("line_items", "quotes") else "companies", limit=500)
                count += 1
    return {"records": count}


def google_drive(arguments: Arguments, watch: Watch) -> dict[str, Any]:
    """files().list of each folder with list_next, then permissions().list of some files.

    A list tells permissions only of what its reader may share, and never in shared drives; the documented way is to ask
    for those of each file. That takes the same time for each, so that `SAMPLE` files stand for all.
    """
    drive, folders, seen = _drive(arguments["credentials"]), [arguments["folder"]], []
    with watch.running():
        while folders:
            request = drive.files().list(
                q=f"'{folders.pop()}' in parents", pageSize=1000, fields="nextPageToken, files(*)",
                supportsAllDrives=True, includeItemsFromAllDrives=True,
            )  # fmt: skip
            while request is not None:
                page = request.execute(num_retries=5)
                seen += [file["id"] for file in page["files"]]
                folders += [file["id"] for file in page["files"] if file["mimeType"] == _FOLDER]
                request = drive.files().list_next(request, page)
    sample, began = seen[:SAMPLE], time.perf_counter()
    for file in sample:
        drive.permissions().list(fileId=file, fields="*", supportsAllDrives=True).execute(num_retries=5)
    each = (time.perf_counter() - began) / max(1, len(sample))
    return {"records": len(seen), "each": each, "asked": len(sample)}


def _drive(told: dict[str, Any]) -> Any:  # noqa: ANN401 - the library's own, untyped
    document = json.loads((resources("googleapiclient.discovery_cache") / "documents" / "drive.v3.json").read_text())
    document["rootUrl"] = told["root_url"]
    del document["mtlsRootUrl"]
    scopes = ["https://www.googleapis.com/auth/drive.readonly"]
    key = Credentials.from_service_account_info(  # type: ignore[no-untyped-call]  # as google-auth has it
        told["service_account"], scopes=scopes
    )
    http = AuthorizedHttp(key.with_subject(told["impersonate"]), http=httplib2.Http())
    return build_from_document(document, http=http)


class _Local(HTTPAdapter):
    """Leads https to the emulator."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:  # noqa: ANN401 - passed on
        """Send a request to the emulator."""
        request.url = self._base_url + (request.path_url or "")
        return super().send(request, *args, **options)


def salesforce(arguments: Arguments, watch: Watch) -> dict[str, Any]:
    """query_all_iter of each object, by the account."""
    told = arguments["credentials"]
    session = requests.Session()
    session.mount("https://", _Local(told["instance_url"]))
    person = next(iter(told["people"].values()))
    client = Salesforce(
        session_id=person, instance_url="https://emulator.my.salesforce.com", version="67.0", session=session
    )
    name = arguments["account"]
    account = client.query(format_soql("SELECT Id FROM Account WHERE Name = {}", name))["records"][0]["Id"]
    records: set[str] = set()
    beside = 0
    with watch.running():
        for sobject, fields, where in SALESFORCE:
            query = format_soql(
                "SELECT Id, {:literal} FROM {:literal} WHERE ",
                fields if fields == _FILES else _COMMON + fields,
                sobject,
            )
            for row in client.query_all_iter(query + format_soql(where, account=account)):
                if sobject in _BESIDE:
                    beside += 1
                else:  # a file may hang on several records
                    records.add(row["ContentDocumentId"] if fields == _FILES else row["Id"])
    return {"records": len(records), "beside": beside}
