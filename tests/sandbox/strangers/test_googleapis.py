"""@googleapis/drive, unchanged, against the Drive emulator: what our own adapter does, as a stranger does it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from node_tools import packages, run_script

from handoff_sandbox.core.server import Server

sys.path.append(str(Path(__file__).parents[1] / "google_drive"))
from drive_answers import watch_answers
from drive_client import ANA, BEN, CLIENT, MAIL_ONE, MAIL_TWO, WORLD

SCRIPT = Path(__file__).parent / "googleapis_client.mjs"
MANY = {
    "id": "many",
    "name": "Many",
    "type": "folder",
    "owner": ANA,
    "children": [{"id": f"many-{number}", "name": f"Note {number}", "type": "text"} for number in range(45)],
}


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    """Run the client once and return what it saw; each answer that it got was right."""
    firm = {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]}
    drive = WORLD | {"files": [*WORLD["files"], MANY]}
    server = Server({"world": {"name": "googleapis"}, "firm": firm, "google_drive": drive})
    checked = watch_answers(server)
    with server:
        told = {"login": server.credentials["google_drive"], "people": [ANA, BEN, CLIENT, MAIL_ONE, MAIL_TWO]}
        found: dict[str, Any] = run_script(packages("@googleapis/drive@26.0.1"), SCRIPT, stdin=told)
    assert not checked.problems, "\n".join(checked.problems)
    return found


def test_googleapis_lists_pages_and_searches(seen: dict[str, Any]) -> None:
    """Lists, pages, long queries and shared drives come as the client asks for them."""
    assert (seen["me"], seen["exports"], seen["paged"], seen["long"]) == (ANA, True, 45, True)
    assert seen["searched"] == ["goals", "group-notes", "report", "report-2"]
    assert seen["text"] == ["goals"]
    assert (seen["shared"], seen["drives"]) == (["drive-doc", "drive-folder"], "Studio")


def test_googleapis_exports_and_uploads(seen: dict[str, Any]) -> None:
    """Exports, ranges, multipart uploads, conversions, and an id that is taken once."""
    assert "Grow the *newsletter*" in seen["exported"]
    assert seen["range"] == [206, 3]
    assert (seen["uploaded"], seen["changed"], seen["revisions"]) == ("9", "12", 2)
    assert seen["again"] == [409, "fileIdInUse"]
    assert seen["converted"]


def test_googleapis_grants_and_transfers(seen: dict[str, Any]) -> None:
    """Grants work for those who get them, ownership goes where it may, and each refusal has Google's reason."""
    assert (seen["granted"], seen["listed"], seen["transferred"], seen["accepted"]) == ("up.txt", 3, "owner", True)
    assert seen["inherited"] == [403, "cannotModifyInheritedPermission"]
    assert seen["taken"] == [403, "insufficientFilePermissions"]
    assert seen["across"] == [400, "ownershipChangeAcrossDomainNotPermitted"]
    assert (seen["stranger"], seen["anyone"]) == ([404, "notFound"], "logo")
    assert len(seen["changes"]) == 1
    assert seen["locked"] == [403, "insufficientFilePermissions"]
    assert seen["unknown"] == [[400, "invalid"], [400, "invalidParameter"]]


def test_googleapis_batches_over_its_own_transport(seen: dict[str, Any]) -> None:
    """A batch through the client's signed transport answers each call by itself."""
    assert seen["batch"] == ["200", "404"]
