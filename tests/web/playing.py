"""A firm whose records have hostile names, with a handoff in each of three states."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handoff.domain.ids import HandoffId
from handoff.errors import ConflictError
from handoff.settings import Settings
from handoff_sandbox.core.server import Server

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))  # the firm is that suite's
from firm import POLICY, Firm, read_world, wire

__all__ = ["CLIENT", "FORMULA", "POLICY", "SCRIPT", "Played", "play"]

SCRIPT = "<script>alert(1)</script>"
CLIENT = f'Marlow & "Finch" {SCRIPT}'
FORMULA = '=HYPERLINK("http://evil.example","x")'


@dataclass(frozen=True)
class Played:
    """A firm and its handoffs: one closed, one that waits for its approval, one that was marked and has a problem."""

    firm: Firm
    closed: HandoffId
    waiting: HandoffId
    troubled: HandoffId


def _hostile(world: dict[str, Any]) -> None:
    hubspot = world["hubspot"]
    hubspot["companies"][0]["properties"]["name"] = CLIENT
    hubspot["contacts"][0]["properties"]["firstname"] = SCRIPT
    deal = next(item for item in hubspot["deals"] if item["id"] == "8002")
    deal["properties"]["dealname"] = FORMULA


@contextmanager
def play(settings: Settings) -> Iterator[Played]:
    """Serve the world and play its handoffs."""
    world = read_world("small_studio")
    _hostile(world)
    with Server(json.loads(json.dumps(world, default=str))) as server:
        firm = wire(server, settings)
        closed = firm.mark(handoff_reason=SCRIPT, handoff_decided_by="70101")
        firm.approve(firm.prepare(closed))
        firm.carry_out(closed)
        assert firm.archive(closed) is None
        waiting = firm.mark("8005", handoff_decided_by="70101")
        firm.prepare(waiting)
        troubled = firm.mark("8006")
        with firm.app() as app:
            error = ConflictError("It was changed by hand.", record=f"hubspot deal {SCRIPT}", mend="Look at it.")
            app.trouble.record(troubled, error, retried=False)
        yield Played(firm, closed, waiting, troubled)
