"""SIGKILL in the middle of a gathering: what was kept stays, and the rest alone is read."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from firm import Firm
from tiny import tiny

from handoff.domain.ids import Gathering, HandoffId
from handoff.domain.record import Vendor
from handoff.services.gather import PAGE

GATHERER = str(Path(__file__).with_name("gatherer.py"))


def large(world: dict[str, Any]) -> None:
    """Give the smallest client 700 notes, and 30 folders with 20 pictures each."""
    tiny(world)
    world["hubspot"]["notes"] = [
        {"id": str(900000 + number), "properties": {"hs_note_body": f"Note {number}"}, "associations": ["deals/8002"]}
        for number in range(700)
    ]
    [top] = world["google_drive"]["files"]
    top["children"][0]["children"] += [
        {
            "name": f"Folder {number}",
            "type": "folder",
            "children": [{"name": f"Picture {number}.{each}", "type": "png", "content": "x"} for each in range(20)],
        }
        for number in range(30)
    ]


def gather(firm: Firm, handoff: HandoffId, vendor: Vendor) -> int:
    """Gather from a vendor; return how many requests that took."""
    counts = firm.server.base_url + "/_sandbox/requests/counts"
    before = int(httpx.get(counts, timeout=10).json()["last"])
    with firm.app() as app:
        if vendor is Vendor.GOOGLE_DRIVE:
            app.gather.files(handoff, "prepare", content=False)
        else:
            app.gather.crm(handoff, "prepare")
    return int(httpx.get(counts, timeout=10).json()["last"]) - before


def kept(firm: Firm, handoff: HandoffId) -> list[tuple[str, str]]:
    """Return what is kept, in order: records and the pages on which they stand."""
    with firm.app() as app, app.registry.begin() as tx:
        return [
            (row.record.key, row.page) for name, row in tx.snapshots.rows(handoff) if name == Gathering("prepare.1")
        ]


@pytest.mark.parametrize("vendor", [Vendor.HUBSPOT, Vendor.GOOGLE_DRIVE])
def test_a_gathering_that_was_killed_goes_on_where_it_was(make_firm: Callable[..., Firm], vendor: Vendor) -> None:
    """Two pages were kept and stay as they are; with the rest it is what a whole gathering gives, for fewer calls."""
    firm = make_firm(large)
    handoff = firm.mark()
    with firm.app() as app:
        app.open(handoff)
    settings = {name: str(value) for name, value in firm.settings.model_dump(exclude_none=True).items()}
    given = {"sandbox": firm.server.base_url, "settings": settings, "handoff": handoff, "vendor": vendor.value}
    ended = subprocess.run([sys.executable, GATHERER], input=json.dumps(given), text=True, timeout=120, check=False)  # noqa: S603 - our own file
    assert ended.returncode == -signal.SIGKILL
    before = kept(firm, handoff)
    assert len(before) == 2 * PAGE
    calls = gather(firm, handoff, vendor)
    after = kept(firm, handoff)
    assert after[: len(before)] == before
    calls_of_whole = gather(firm, handoff, vendor)
    assert sorted(key for key, _ in after) == sorted(key for key, _ in kept(firm, handoff))
    assert calls < calls_of_whole
