"""Gathers one client by the adapters, as the product does, from the mark to the last record; nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from tools.measuring import Watch

from handoff.adapters.google_drive import GoogleDrive
from handoff.adapters.google_drive.connection import DriveConnection
from handoff.adapters.hubspot import HubSpotCrm
from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.limits import SharedLimiter
from handoff.adapters.salesforce import SalesforceCrm
from handoff.adapters.salesforce.connection import SalesforceConnection
from handoff.domain.dossier import Unread
from handoff.domain.policy import MarkRule
from handoff.domain.ports.vendors import Crm
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.registry.database import PostgresRegistry

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

_BESIDE = ("OpportunityContactRoles", "OpportunityTeamMembers", "AccountTeamMembers", "CaseComments")


def crm(vendor: str, told: dict[str, Any]) -> Crm:
    """Return the adapter of a CRM for what a served world told of it."""
    if vendor == "hubspot":
        return HubSpotCrm(HubSpotConnection("bench", told["base_url"], told["access_token"]))
    key, secret = told["consumer_key"], told["consumer_secret"]
    return SalesforceCrm(SalesforceConnection("bench", told["instance_url"], key, secret))


def before(base_url: str, vendor: str) -> dict[str, int]:
    """Return where the sandbox stands: what is measured comes after that request, on top of that much of the quota."""
    since = int(httpx.get(f"{base_url}/_sandbox/requests/counts").json()["last"])
    return {"since": since, "spent": int(httpx.get(f"{base_url}/_sandbox/quotas").json()[vendor])}


def records(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Gather the client of the one mark in a CRM."""
    vendor = arguments["vendor"]
    adapter, rule = crm(vendor, arguments["credentials"]), RULES[vendor]
    [mark] = adapter.marks(rule, datetime.now(UTC) - timedelta(days=1)).marks
    client, _ = adapter.open(mark, rule)
    counts, kinds = {"records": 0, "unread": 0, "beside": 0}, Counter[str]()
    start = before(arguments["base_url"], vendor)
    with watch.running():
        for item in adapter.gather(mark, client):
            if isinstance(item, Unread):
                counts["unread"] += 1
            else:
                counts["records"] += 1
                counts["beside"] += _beside(item)
                kinds[item.record.kind] += 1
    return {**counts, "kinds": dict(kinds), **start}


def _beside(item: Snapshot) -> int:
    """Return how many roles, members of teams and comments came with a record, which are none themselves; a role comes
    with its contact too.
    """
    told = (item.raw.get(name) for name in _BESIDE if item.record.kind is not Kind.CONTACT)
    return sum(len(rows) for rows in told if isinstance(rows, list))


def files(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Walk one client's folder."""
    told = arguments["credentials"]
    connection = DriveConnection("bench", told["service_account"], told["impersonate"], told["root_url"])
    drive = GoogleDrive(connection, None, None)  # type: ignore[arg-type]  # a walk needs neither people nor artifacts
    counts = {"records": 0, "unread": 0}
    start = before(arguments["base_url"], "google_drive")
    with watch.running():
        for item in drive.walk(arguments["folder"]):
            counts["unread" if isinstance(item, Unread) else "records"] += 1
    return counts | start


def slice_of(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Gather every so-manieth of many clients, within the share of the quota that all workers keep to together."""
    vendor, told = arguments["vendor"], arguments["credentials"]
    registry = PostgresRegistry(arguments["database"])
    limiter = SharedLimiter(registry, f"{vendor} bench", arguments["share"])
    counts = {"records": 0, "unread": 0, "clients": 0}
    with watch.running():
        for items in _clients(vendor, told, arguments, limiter):
            counts["clients"] += 1
            for item in items:
                counts["unread" if isinstance(item, Unread) else "records"] += 1
    registry.close()
    return counts


def _clients(
    vendor: str, told: dict[str, Any], arguments: dict[str, Any], limiter: SharedLimiter
) -> Iterator[Iterator[Snapshot | Unread]]:
    place, of = arguments["place"], arguments["of"]
    if vendor == "google_drive":
        limits = {"units": arguments["units"], "units_per_user": arguments["units"]}
        key = DriveConnection("bench", told["service_account"], told["impersonate"], told["root_url"], **limits)
        drive = GoogleDrive(key, None, None, limiter)  # type: ignore[arg-type]  # as above
        yield from (drive.walk(folder) for folder in arguments["folders"][place::of])
        return
    adapter = HubSpotCrm(HubSpotConnection("bench", told["base_url"], told["access_token"]), limiter=limiter)
    rule = RULES[vendor]
    marks = adapter.marks(rule, datetime.now(UTC) - timedelta(days=1)).marks
    for mark in sorted(marks, key=lambda mark: mark.record)[place::of]:
        yield adapter.gather(mark, adapter.open(mark, rule)[0])
