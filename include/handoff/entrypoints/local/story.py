"""The demo's story: which world is served, which deal is marked in it, and what the person who marks it writes.

The built-in story is data like any other; another world needs its own deal and successor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

POLICY = Path(__file__).with_name("policy.yaml")
WORLD = "small_studio"


@dataclass(frozen=True)
class Story:
    """What happens in a demo. `by` is the address of who marks the deal ("" the integration), `approver` the user of
    Airflow who approves, `mark` the CRM properties that are written.
    """

    world: Path | str = WORLD
    policy: Path = POLICY
    deal: str = "8002"
    by: str = "maya@fieldnote.example"
    approver: str = "operator"
    mark: Mapping[str, str] = field(
        default_factory=lambda: {
            "dealstage": "in_transition",
            "handoff_successor": "jonas@fieldnote.example",
            "handoff_decided_by": "maya@fieldnote.example",
            "handoff_reason": "They need a commerce platform and a team around the clock; we are a studio of six.",
        }
    )
