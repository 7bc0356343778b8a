"""What gspread does with Drive: finds spreadsheets, reads and gives access, renames and deletes; prints what it saw.

It is gspread unchanged; the session that it is given leads https to the emulator.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import urlsplit

import gspread
import requests
from requests.adapters import HTTPAdapter


class Local(HTTPAdapter):
    """Leads https, at whatever host, to the emulator."""

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send a request."""
        parts = urlsplit(request.url or "")
        request.url = told["base_url"] + parts.path + (f"?{parts.query}" if parts.query else "")
        return super().send(request, *args, **options)


told = json.load(sys.stdin)
session = requests.Session()
session.headers["Authorization"] = f"Bearer {told['token']}"
session.mount("https://", Local())
client = gspread.Client(auth=None, session=session)
found = client.list_spreadsheet_files()
named = client.list_spreadsheet_files(title="Budget")
inside = client.list_spreadsheet_files(folder_id="folder")
client.http_client.insert_permission("budget", told["reader"], perm_type="user", role="reader", notify=False)
roles = {one["emailAddress"]: one["role"] for one in client.list_permissions("budget")}
exported = client.export("budget", format=gspread.utils.ExportFormat.CSV).decode()
client.del_spreadsheet("other")
left = [one["id"] for one in client.list_spreadsheet_files()]
sys.stdout.write(json.dumps([[[one["id"] for one in some] for some in (found, named, inside)], roles, exported, left]))
