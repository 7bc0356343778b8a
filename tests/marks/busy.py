"""The small studio with many more deals: some are marked in a burst, some were marked long ago."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

import handoff_sandbox

BURST = [str(10_000 + number) for number in range(100)]
LONG_AGO = [str(20_000 + number) for number in range(12)]
FIRST_DAY, LAST_DAY = 70, 40
"""How many days ago those were marked; the watcher does not look back so far."""


def marked_long_ago() -> list[tuple[str, int]]:
    """Return the deals that were marked long ago, each with how many days ago it was, once for each time."""
    return [(deal, FIRST_DAY - 2 * number - 1) for number, deal in enumerate(LONG_AGO)] + [(LONG_AGO[0], 50)]


def _deal(identifier: str, stages: list[tuple[int, str]]) -> dict[str, Any]:
    history = [{"value": stage, "at": f"-{days}d", "by": "maya@fieldnote.example"} for days, stage in stages]
    return {
        "id": identifier,
        "created": f"-{stages[0][0]}d",
        "properties": {"dealname": f"Deal {identifier}", "pipeline": "default"},
        "associations": [{"to": "companies/5001", "type": "primary"}],
        "history": {"dealstage": history},
    }


def world(webhooks: str) -> dict[str, Any]:
    """Return the world, whose webhooks go to an address."""
    path = Path(handoff_sandbox.__file__).parent / "worlds" / "small_studio.yaml"
    made: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(path.read_text()), default=str))
    hubspot = made["hubspot"]
    hubspot["app"] = {
        "id": "4711",
        "client_secret": "hush",
        "webhooks": {
            "target_url": webhooks,
            "subscriptions": [{"event": "deal.propertyChange", "property": "dealstage"}],
        },
    }
    hubspot["webhook_retry_scale"] = 0.02
    hubspot["deals"] += [_deal(identifier, [(300, "active")]) for identifier in BURST]
    for number, (deal, days) in enumerate(marked_long_ago()[: len(LONG_AGO)]):
        stages = [(300, "active"), (days, "in_transition")]
        if number == 0:
            stages += [(60, "active"), (50, "in_transition")]  # marked twice
        if number % 2 == 0:
            stages.append((days - 1 if number else 45, "handed_over"))  # moved on since
        hubspot["deals"].append(_deal(deal, stages))
    # What was never marked, and what was marked on the days around.
    hubspot["deals"] += [
        _deal("30000", [(300, "active"), (55, "proposal")]),
        _deal("30001", [(300, "active"), (FIRST_DAY + 3, "in_transition")]),
        _deal("30002", [(300, "active"), (LAST_DAY - 3, "in_transition")]),
    ]
    return made
