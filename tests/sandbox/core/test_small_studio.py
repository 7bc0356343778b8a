"""The story of small_studio, read over HTTP by the vendors' own clients as the product reads it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from google.oauth2 import service_account
from googleapiclient.discovery import build_from_document
from hubspot import HubSpot

from handoff_sandbox.core.server import Server
from handoff_sandbox.core.world import find_world

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "application/vnd.google-apps.folder"
RETAINER = "8002"


@pytest.fixture(scope="module")
def studio() -> Iterator[Server]:
    """Serve the world once; the tests only read."""
    with Server(find_world("small_studio")) as server:
        yield server


@pytest.fixture(scope="module")
def crm(studio: Server) -> Any:
    """Return HubSpot's client."""
    return HubSpot(access_token=studio.credentials["hubspot"]["access_token"], host=studio.base_url).crm


@pytest.fixture(scope="module")
def drive(studio: Server) -> Iterator[Any]:
    """Return Google's client, acting for the user whom the credentials name."""
    login = studio.credentials["google_drive"]
    document = json.loads(
        files("googleapiclient.discovery_cache").joinpath("documents/drive.v3.json").read_text(encoding="utf-8")
    )
    document["rootUrl"] = login["root_url"]
    del document["mtlsRootUrl"]
    credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]  # google-auth has no types
        login["service_account"], scopes=["https://www.googleapis.com/auth/drive"], subject=login["impersonate"]
    )
    with build_from_document(document, credentials=credentials) as client:
        yield client


def walk(drive: Any, folder: str) -> list[dict[str, Any]]:
    """Return all that is under a folder."""
    fields = "files(id,name,mimeType,ownedByMe,owners(emailAddress),permissions(type,role,emailAddress))"
    listing = drive.files().list(
        q=f"'{folder}' in parents", fields=fields, includeItemsFromAllDrives=True, supportsAllDrives=True
    )
    found: list[dict[str, Any]] = []
    for file in listing.execute()["files"]:
        found += [file, *(walk(drive, file["id"]) if file["mimeType"] == FOLDER else [])]
    return found


@pytest.fixture(scope="module")
def marlow(drive: Any) -> list[dict[str, Any]]:
    """Return all files of the client that leaves."""
    return walk(drive, "1mf-marlow-finch-botanicals-folder")


def test_story_has_no_deal_marked_and_lets_one_be(crm: Any) -> None:
    """The mark is for the demo to set: the stage is there, and no deal is in it."""
    stages = {stage.id for stage in crm.pipelines.pipeline_stages_api.get_all("deals", "default").results}
    assert "in_transition" in stages
    assert "in_transition" not in {deal.properties["dealstage"] for deal in crm.deals.get_all()}


def test_story_properties_of_the_mark_are_writable(studio: Server) -> None:
    """A person's token sets all that a mark says, and the history names the person."""
    line = studio.credentials["hubspot"]
    mark = {
        "dealstage": "in_transition",
        "handoff_successor": "priya@fieldnote.example",
        "handoff_reason": "outgrown us",
        "handoff_decided_by": "maya@fieldnote.example",
        "handoff_cutoff": datetime.now(UTC).isoformat(),
    }
    headers = {"Authorization": f"Bearer {line['people']['maya@fieldnote.example']}"}
    with Server(find_world("small_studio")) as server:
        url = f"{server.base_url}/crm/v3/objects/deals/{RETAINER}"
        assert httpx.patch(url, headers=headers, json={"properties": mark}).status_code == 200
        read = httpx.get(f"{url}?propertiesWithHistory=dealstage", headers=headers).json()
    newest, *earlier = read["propertiesWithHistory"]["dealstage"]
    assert (newest["value"], newest["sourceType"], newest["updatedByUserId"]) == ("in_transition", "CRM_UI", 9101)
    assert [version["value"] for version in earlier] == ["active", "proposal"]


def test_story_leaving_client_is_rich_in_the_crm(crm: Any) -> None:
    """Forty to sixty records belong to the leaving client, with open and closed work among them."""
    kinds = ["contacts", "deals", "tickets", "tasks", "notes", "calls", "emails", "meetings"]
    company = crm.companies.basic_api.get_by_id("5001", associations=kinds)
    ids = {(kind, one.id) for kind, page in company.associations.items() for one in page.results}
    deals = [one.id for one in company.associations["deals"].results]
    for deal in deals:
        found = crm.deals.basic_api.get_by_id(deal, associations=kinds).associations or {}
        ids |= {(kind, one.id) for kind, page in found.items() for one in page.results}
    assert 40 <= len(ids) + 1 <= 60
    stages = {t.properties["hs_pipeline_stage"] for t in crm.tickets.get_all() if ("tickets", t.id) in ids}
    assert {"3", "4"} <= stages
    assert {"COMPLETED", "NOT_STARTED"} <= {
        t.properties["hs_task_status"]
        for t in crm.objects.get_all("tasks", properties=["hs_task_status"])
        if ("tasks", t.id) in ids
    }


def test_story_has_an_inactive_owner_who_still_owns(crm: Any) -> None:
    """Daniel has left the studio, and tickets, tasks and custom fields still name him."""
    [daniel] = crm.owners.owners_api.get_page(archived=True).results
    assert daniel.email == "daniel@fieldnote.example"
    tickets = crm.tickets.get_all(properties=["hubspot_owner_id"])
    deals = crm.deals.get_all(properties=["account_manager"])
    assert daniel.id in {ticket.properties["hubspot_owner_id"] for ticket in tickets}
    assert daniel.id in {deal.properties["account_manager"] for deal in deals}


def test_story_each_client_has_its_folder(crm: Any, drive: Any) -> None:
    """Every company names a folder that is there; the leaving client's holds 25 to 50 files, the others' 5 to 10."""
    sizes = {}
    for company in crm.companies.get_all(properties=["name", "drive_folder_id"]):
        folder = company.properties["drive_folder_id"]
        found = drive.files().get(fileId=folder, fields="name", supportsAllDrives=True).execute()
        assert found["name"] == company.properties["name"]
        sizes[company.id] = len([file for file in walk(drive, folder) if file["mimeType"] != FOLDER])
    assert 25 <= sizes.pop("5001") <= 50
    assert all(5 <= size <= 10 for size in sizes.values())


def test_story_has_every_kind_of_grant_that_hurts(marlow: list[dict[str, Any]]) -> None:
    """Client-owned file, link, group, domain, outsiders with write access, a file of an inactive owner."""
    grants = {(p["type"], p["role"], p.get("emailAddress")) for file in marlow for p in file.get("permissions", [])}
    owners = {file["owners"][0]["emailAddress"] for file in marlow}
    assert {"helena@marlowfinch.example", "rui@ruicosta.example", "daniel@fieldnote.example"} <= owners
    assert ("anyone", "reader", None) in grants
    assert ("group", "reader", "marlow-project@fieldnote.example") in grants
    assert ("user", "writer", "aisha@marlowfinch.example") in grants
    assert "domain" in {kind for kind, _, _ in grants}


def test_story_documents_say_what_a_dossier_needs_and_hold_planted_secrets(
    marlow: list[dict[str, Any]],
    drive: Any,
    crm: Any,
) -> None:
    """Goals with results, challenges, decisions, risks, open items; and secrets that must not leak from any of them."""
    texts = []
    for file in marlow:
        if file["mimeType"].endswith(("document", "spreadsheet")):
            form = "text/csv" if file["mimeType"].endswith("spreadsheet") else "text/markdown"
            texts.append(drive.files().export(fileId=file["id"], mimeType=form).execute().decode())
        elif file["mimeType"] == "text/plain":
            texts.append(drive.files().get_media(fileId=file["id"]).execute().decode())
    texts += [note.properties["hs_note_body"] for note in crm.objects.get_all("notes", properties=["hs_note_body"])]
    text = "\n".join(texts)
    for said in (
        "| Goal | Source | Baseline |",
        "How it was overcome",
        "Options rejected",
        "Risk,Likelihood,Effect",
        "Owner after the handoff",
        "Where the secret is kept",
        "Legal basis",
        "Things you would not guess",
    ):
        assert said in text
    for secret in (
        "AKIAIOSFODNN7EXAMPLE",
        "Rosemary!Glass-7714",
        "mfk_9f2c71d0",
        "DEPLOY_TOKEN=ghp_",
        "Fennel-Harvest",
    ):
        assert secret in text
    assert "${" not in text
