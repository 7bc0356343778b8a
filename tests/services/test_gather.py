"""Gathering that is broken off goes on where it was; what can't be read is said once and for all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from firm import Firm

from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.record import Vendor
from handoff.errors import NotAuthorisedError


def many_notes(world: dict[str, Any]) -> None:
    """Hang 600 notes on the client's company, so that its records take many pages."""
    world["hubspot"]["notes"] += [
        {"id": str(900000 + number), "properties": {"hs_note_body": f"Note {number}"}, "associations": ["deals/8002"]}
        for number in range(600)
    ]


def opened(firm: Firm) -> HandoffId:
    """Mark a deal and open its handoff."""
    handoff = firm.mark()
    with firm.app() as app:
        app.open(handoff)
    return handoff


def calls(firm: Firm, path: str) -> int:
    """Count the requests to a path."""
    found = httpx.get(firm.server.base_url + "/_sandbox/requests", timeout=10).json()
    return sum(path in item["path"] for item in found)


def kept(firm: Firm, handoff: HandoffId) -> dict[str, int]:
    """Count what the registry holds of the gathering."""
    with firm.app() as app, app.registry.begin() as tx:
        gathering = f"prepare.{tx.handoffs.get(handoff).attempt}"
        return dict(tx.snapshots.counts(handoff, gathering))  # type: ignore[arg-type]  # its name as text


def test_gather_goes_on_where_it_was(make_firm: Callable[..., Firm]) -> None:
    """An error in the middle costs nothing that was read: the next attempt reads the rest alone."""
    firm = make_firm(many_notes)
    handoff = opened(firm)
    firm.fault("hubspot", "unauthorized", ".*/objects/.*/notes/batch/read", skip=3, times=1)
    with firm.app() as app, pytest.raises(NotAuthorisedError):
        app.gather.crm(handoff, "prepare")
    before = kept(firm, handoff)
    assert before.get("hubspot/note", 0) < 600
    read = calls(firm, "/objects/2026-03/notes/batch/read")
    with firm.app() as app:
        count = app.gather.crm(handoff, "prepare")
    after = kept(firm, handoff)
    assert count == sum(number for kind, number in after.items() if kind.startswith("hubspot/"))
    assert after["hubspot/note"] >= 600
    assert calls(firm, "/objects/2026-03/notes/batch/read") - read == -(
        -(after["hubspot/note"] - before.get("hubspot/note", 0)) // 100
    )
    assert calls(firm, "/objects/2026-03/contacts/batch/read") == 1


def test_gather_begins_anew_once_it_ended_or_is_old(firm: Firm) -> None:
    """A task that is run again reads everything after its gathering ended, was broken off long ago, or was of another
    folder than is the client's now.
    """
    handoff = opened(firm)
    for _ in range(2):
        with firm.app() as app:
            app.gather.files(handoff, "prepare", content=False)
    for ago, folder in ((timedelta(days=1), ""), (timedelta(), "another")):
        once = calls(firm, "/drive/v3/files")
        with firm.app() as app, app.registry.begin() as tx:
            client, _ = tx.handoffs.get(handoff).known()
            began, mark = app.clock() - ago, f"{folder or client.folder_id} /1"
            tx.snapshots.begin(handoff, "prepare.1", Vendor.GOOGLE_DRIVE, began, mark)  # type: ignore[arg-type]  # its name as text
        with firm.app() as app:
            app.gather.files(handoff, "prepare", content=False)
        assert calls(firm, "/drive/v3/files") > once
    with firm.app() as app, app.registry.begin() as tx:
        begun = [entry for entry in tx.journal.read(handoff) if entry.kind is EntryKind.GATHERING]
    assert len(begun) == 4
