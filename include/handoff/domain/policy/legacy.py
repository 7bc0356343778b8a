"""How legacy clients are handed off: a few first, then within caps, and without letters unless the policy says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LegacyRules:
    """`canary` is how many are carried out before all others; `per_hour` how many are begun within an hour (None: no
    cap), `changes_per_hour` how many changes at a vendor; `letters` says whether people who left long ago are written
    to.
    """

    canary: int = 3
    per_hour: int | None = None
    changes_per_hour: Mapping[str, int] = field(default_factory=dict)
    letters: bool = False
