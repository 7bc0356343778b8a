"""A studio with legacy clients of every kind: to be found, to be confused, with folders that can't be handed off."""

from __future__ import annotations

from typing import Any

from handoff.domain.legacy.manifest import Column, ManifestRow

JONAS, DANIEL = "jonas@fieldnote.example", "daniel@fieldnote.example"


def company(number: int, name: str, folder: str = "", domain: str = "") -> dict[str, Any]:
    """Return a company."""
    given = {"name": name, "drive_folder_id": folder, "domain": domain}
    return {"id": str(number), "properties": {key: value for key, value in given.items() if value}}


def folder(identifier: str, *emails: str, **more: Any) -> dict[str, Any]:
    """Return a folder that some people read."""
    permissions = [{"type": "user", "role": "reader", "email": email} for email in emails]
    return {
        "id": identifier,
        "name": identifier,
        "type": "folder",
        "owner": "ewa@fieldnote.example",
        "permissions": permissions,
    } | more


def edit(world: dict[str, Any]) -> None:
    """Add them to the small studio."""
    world["hubspot"]["companies"] += [
        company(6010, "Twin Oaks", "f-twin-1", "twin-a.example"),
        company(6011, "twin oaks", "f-twin-2", "twin-b.example"),
        company(6012, "Lonely & Sons", domain="lonely.example"),
        company(6013, "Cellar Wines", "f-cellar", "cellar.example"),
        company(6014, "Binned", "https://drive.google.com/drive/folders/f-bin?usp=sharing"),
        company(6015, "Filed", "f-nowhere"),
        company(6016, "Plain Paper", "f-plain", "plain.example") | {"merged": ["5999"]},
        company(6017, "Second Paper", "f-second"),
        company(6018, "Third Paper", "f-third"),
    ]
    world["google_drive"]["files"] += [
        folder("f-twin-1"),
        folder("f-twin-2"),
        folder("f-lonely", "rui@ruicosta.example"),
        folder("f-cellar", "owen@harbourlane.example"),
        folder("f-bin", trashed=True),
        folder("f-plain"),
        folder("f-second"),
        folder("f-third"),
    ]


def rows(*cells: dict[str, str]) -> list[ManifestRow]:
    """Return rows by the names of their columns, each with a successor unless it says another."""
    return [
        ManifestRow(number, {Column(name): text for name, text in ({"successor": JONAS} | given).items() if text})
        for number, given in enumerate(cells, 2)
    ]
