"""The smallest client with something of everything that a handoff changes, cut out of the small studio."""

from __future__ import annotations

from typing import Any

COMPANY, DEAL = "companies/5001", "deals/8002"
CONTACTS = ("6001", "6002")
FOLDER = "1mf-marlow-finch-botanicals-folder"
FILES = 3


def tiny(world: dict[str, Any]) -> None:
    """Leave of a world one client with two contacts, one deal, one task, and a folder with a few files."""
    portal = world["hubspot"]
    for name in ("tickets", "notes", "calls", "emails", "meetings"):
        portal[name] = []
    portal["companies"] = [item for item in portal["companies"] if item["id"] == "5001"]
    portal["contacts"] = [item for item in portal["contacts"] if item["id"] in CONTACTS]
    portal["deals"] = [item for item in portal["deals"] if item["id"] == "8002"]
    portal["tasks"] = [item for item in portal["tasks"] if item["id"] == "21001"]
    kept = {COMPANY, DEAL, *(f"contacts/{contact}" for contact in CONTACTS)}
    for item in (*portal["contacts"], *portal["deals"], *portal["tasks"]):
        item["associations"] = [link for link in item.get("associations", ()) if link["to"] in kept]
    drive = world["google_drive"]
    top = drive["files"][0]
    folder = next(child for child in top["children"] if child["id"] == FOLDER)
    folder["children"] = [child for child in folder["children"] if child["type"] not in ("folder", "shortcut")][:FILES]
    top["children"] = [folder]
    drive["files"] = [top]
    drive["shared_drives"] = []
