"""More changes of a kind than one batch holds: batches are filled, each record keeps its order, and caps hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from firm import POLICY, Firm
from tiny import FOLDER, tiny

from handoff.domain.change import ChangeKind
from handoff.domain.handoff import State
from handoff.domain.journal import EntryKind
from handoff.errors import PlanRefusedError
from handoff.services.lanes import BATCH

FILES, CONTACTS, EACH = 120, 130, 2
"""Files with two people of the client's on each, and contacts with an owner."""
THEIRS = ("helena@marlowfinch.example", "aisha@marlowfinch.example")


def many(world: dict[str, Any]) -> None:
    """Give the smallest client more of everything than one batch holds."""
    tiny(world)
    folder = world["google_drive"]["files"][0]["children"][0]
    grants = [{"type": "user", "role": "reader", "email": email} for email in THEIRS]
    for number in range(FILES):
        file = {"id": f"file-{number}", "name": f"File {number}", "type": "text", "content": "-"}
        folder["children"].append(file | {"owner": "maya@fieldnote.example", "permissions": grants})
    for number in range(CONTACTS):
        world["hubspot"]["contacts"].append(
            {
                "id": str(90_000 + number),
                "owner": "maya@fieldnote.example",
                "properties": {"firstname": "N", "lastname": str(number), "email": f"n{number}@marlowfinch.example"},
                "associations": [{"to": "companies/5001"}],
            }
        )


def by_caps(firm: Firm, folder: Path, **caps: Any) -> None:
    """Let a firm's policy have other caps."""
    path = folder / "policy.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(POLICY.read_text()) | {"caps": {"letters": 10, **caps}}))
    firm.settings = firm.settings.model_copy(update={"policy": path})


def requests(firm: Firm) -> Counter[str]:
    """Return how often each path was written to."""
    log = httpx.get(firm.server.base_url + "/_sandbox/requests", timeout=10).json()
    return Counter(item["path"] for item in log if item["method"] == "POST")


def test_hundreds_of_changes_fill_batches_and_keep_their_order(make_firm: Callable[..., Firm], tmp_path: Path) -> None:
    """Every change is applied and read back; a record's changes are meant in the plan's order, one after another."""
    firm = make_firm(many)
    by_caps(firm, tmp_path, changes=10_000)
    handoff = firm.mark()
    ask = firm.prepare(handoff)
    with firm.app() as app:
        plan = app.show.plan(handoff).plan
    counts = Counter(change.kind for change in plan.changes)
    revoked = counts[ChangeKind.REVOKE_ACCESS]
    assert revoked >= FILES * EACH
    assert counts[ChangeKind.SET_OWNER] >= CONTACTS
    assert counts[ChangeKind.TRANSFER_FILE] >= FILES
    for caps in ({"changes": len(plan.changes) - 1}, {"changes": 10_000, "kinds": {"revoke_access": revoked - 1}}):
        by_caps(firm, tmp_path, **caps)
        with (
            firm.app() as app,
            pytest.raises(PlanRefusedError, match=str(revoked if "kinds" in caps else len(plan.changes))),
        ):
            app.make_plan.plan(handoff)
    by_caps(firm, tmp_path, changes=len(plan.changes), kinds={"revoke_access": revoked})
    with firm.app() as app:
        assert app.make_plan.plan(handoff).digest == plan.digest
    firm.approve(ask)
    before = requests(firm)
    firm.carry_out(handoff)
    paths = requests(firm) - before
    updates = sum(count for path, count in paths.items() if path.endswith("/contacts/batch/update"))
    owners = sum(change.kind is ChangeKind.SET_OWNER and change.record.kind == "contact" for change in plan.changes)
    assert 0 < updates <= -(-owners // BATCH) + 1, "batches of one kind are filled, but for the first and the last"
    before = requests(firm)
    assert firm.archive(handoff) is None
    calls = (requests(firm) - before)["/batch/drive/v3"]
    assert 0 < calls < revoked / 2, "a call for many"
    with firm.app() as app:
        shown = app.show.one(handoff)
        entries, broken = app.show.journal(handoff)
    assert (shown.handoff.state, shown.residual, broken) == (State.CLOSED, 0, None)
    assert shown.planned == shown.applied == shown.verified == len(plan.changes)
    meant: dict[str, list[str]] = defaultdict(list)
    wanted: dict[str, list[str]] = defaultdict(list)
    running: set[str] = set()
    file_of = {
        change.id: change.record.key.partition("/")[0] + change.record.id.partition("/")[0] for change in plan.changes
    }
    for entry in entries:
        if entry.change is not None and entry.kind is EntryKind.INTENT:
            assert file_of[entry.change] not in running, "one change of a file at a time"
            running.add(file_of[entry.change])
            meant[file_of[entry.change]].append(entry.change)
        elif entry.change is not None and entry.kind is EntryKind.OUTCOME:
            running.discard(file_of[entry.change])
    for change in plan.changes:
        wanted[file_of[change.id]].append(change.id)
    assert meant == wanted
    assert FOLDER in str(list(meant))
