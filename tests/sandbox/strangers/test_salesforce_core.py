"""@salesforce/core, on which Salesforce's own command line rests, against the emulator: access tokens in its form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from node_tools import packages, run_script
from test_jsforce import WORLD

from handoff_sandbox.core.server import Server

SCRIPT = Path(__file__).parent / "salesforce_core_client.mjs"
TOKEN = "00D000000000001!session-maya"


def test_salesforce_core_logs_in_with_an_access_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that looks like Salesforce's own, the organisation's id before it, logs in."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SF_DISABLE_LOG_FILE", "true")
    with Server(WORLD) as server:
        told = {"instanceUrl": server.base_url, "accessToken": TOKEN}
        seen: list[dict[str, Any]] = run_script(packages("@salesforce/core@8"), SCRIPT, stdin=told)
    assert [one.pop("username") for one in seen] == [TOKEN, "maya@fieldnote.example"]
    expected = {"version": "67.0", "organisation": "00D000000000001", "accounts": 2, "contacts": 450}
    assert seen == [expected | {"user": "maya@fieldnote.example"}] * 2
