"""Gathers one client by the adapters, as the product does, from the mark to the last record; nothing is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from tools.measuring import Watch

from handoff.adapters.google_drive import GoogleDrive
from handoff.adapters.google_drive.connection import DriveConnection
from handoff.adapters.hubspot import HubSpotCrm
from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.salesforce import SalesforceCrm
from handoff.adapters.salesforce.connection import SalesforceConnection
from handoff.domain.dossier import Unread
from handoff.domain.policy import MarkRule
from handoff.domain.ports.vendors import Crm

RULES = {
    "hubspot": MarkRule(
        connection="bench",
        record="deal",
        property="dealstage",
        value="in_transition",
        successor="handoff_successor",
        company_folder="drive_folder_id",
    ),
    "salesforce": MarkRule(
        connection="bench",
        record="opportunity",
        property="StageName",
        value="In Transition",
        successor="Handoff_Successor__c",
        company_folder="Drive_Folder_Id__c",
    ),
}


def crm(vendor: str, told: dict[str, Any]) -> Crm:
    """Return the adapter of a CRM for what a served world told of it."""
    if vendor == "hubspot":
        return HubSpotCrm(HubSpotConnection("bench", told["base_url"], told["access_token"]))
    key, secret = told["consumer_key"], told["consumer_secret"]
    return SalesforceCrm(SalesforceConnection("bench", told["instance_url"], key, secret))


def newest(base_url: str) -> int:
    """Return the sequence number of the newest request in the sandbox's log: what is measured comes after it."""
    return int(httpx.get(f"{base_url}/_sandbox/requests/counts").json()["last"])


def records(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Gather the client of the one mark in a CRM."""
    vendor = arguments["vendor"]
    adapter, rule = crm(vendor, arguments["credentials"]), RULES[vendor]
    [mark] = adapter.marks(rule, datetime.now(UTC) - timedelta(days=1)).marks
    client, _ = adapter.open(mark, rule)
    counts = {"records": 0, "unread": 0}
    since = newest(arguments["base_url"])
    with watch.running():
        for item in adapter.gather(mark, client):
            counts["unread" if isinstance(item, Unread) else "records"] += 1
    return counts | {"since": since}


def files(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Walk one client's folder."""
    told = arguments["credentials"]
    connection = DriveConnection("bench", told["service_account"], told["impersonate"], told["root_url"])
    drive = GoogleDrive(connection, None, None)  # type: ignore[arg-type]  # a walk needs neither people nor artifacts
    counts = {"records": 0, "unread": 0}
    since = newest(arguments["base_url"])
    with watch.running():
        for item in drive.walk(arguments["folder"]):
            counts["unread" if isinstance(item, Unread) else "records"] += 1
    return counts | {"since": since}
