"""gspread, unchanged, against the Drive emulator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
from python_tools import run_python, wheels

from handoff_sandbox.core.server import Server

ADA, BEN = "ada@a.example", "ben@a.example"
SHEET: dict[str, Any] = {"type": "sheet", "owner": ADA, "content": "a,b\n1,2\n"}
WORLD: dict[str, Any] = {
    "world": {"name": "gspread"},
    "firm": {"name": "A", "domains": ["a.example"]},
    "google_drive": {
        "organisation": {"domains": ["a.example"]},
        "users": [{"email": ADA, "name": "Ada", "refresh_token": "of-ada"}, {"email": BEN, "name": "Ben"}],
        "files": [
            {
                "id": "folder", "name": "Folder", "type": "folder", "owner": ADA,
                "children": [SHEET | {"id": "budget", "name": "Budget"}],
            },
            SHEET | {"id": "other", "name": "Other"},
            SHEET | {"id": "text", "name": "Text", "type": "doc"},
        ],
    },
}  # fmt: skip


def test_gspread_finds_shares_exports_and_deletes_spreadsheets() -> None:
    """By type, title and folder, in its own spelling of queries, which has double quotes and `parents in`."""
    with Server(WORLD) as server:
        told = server.credentials["google_drive"]
        form = {"grant_type": "refresh_token", "refresh_token": "of-ada", **told["oauth_client"]}
        token = httpx.post(f"{server.base_url}/token", data=form).json()["access_token"]
        given = {"base_url": server.base_url, "token": token, "reader": BEN}
        script = Path(__file__).parent / "gspread_client.py"
        found, roles, exported, left = run_python(wheels("gspread==6.2.1"), script, stdin=given)
    assert [sorted(some) for some in found] == [["budget", "other"], ["budget"], ["budget"]]
    assert roles == {ADA: "owner", BEN: "reader"}
    assert exported.splitlines() == ["a,b", "1,2"]
    assert left == ["budget"]
