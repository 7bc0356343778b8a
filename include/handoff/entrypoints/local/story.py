"""The demo's story: which world is served, which deal is marked in it, and what the person who marks it writes.

The built-in story is data like any other; another world needs its own deal and successor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

POLICY = Path(__file__).with_name("policy.yaml")
TIME_TO_LOOK = "PT15M"
"""The cut-off of a local firm that a person steers: time enough to read the plan and to approve it."""
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


def with_cutoff(policy: Path, folder: Path, after: str) -> Path:
    """Write a policy again into a folder, with another `cutoff_after`; return where it is."""
    rules = yaml.safe_load(policy.read_text())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "policy.yaml"
    path.write_text(yaml.safe_dump(rules | {"cutoff_after": after}, sort_keys=False, allow_unicode=True))
    return path
