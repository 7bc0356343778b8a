"""The registry's port for what is left of the vendors' quotas; adapters keep to them by `Limiter`, in tools.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spending:
    """What the workers have taken of one account's quotas.

    Instants are milliseconds since 1970 by the database's clock. `taken` has for each quota's name when how many units
    were taken, oldest first, those too that are promised for instants to come; `told` has the units that the vendor
    itself says it allows; until `paused` nothing may be sent.
    """

    taken: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    told: Mapping[str, int] = field(default_factory=dict)
    paused: int = 0


class Quotas(Protocol):
    """What is left of the vendors' quotas, shared by all workers."""

    def lock(self, account: str) -> tuple[int, Spending]:
        """Return the database's instant now and an account's spending, held for this transaction."""
        ...

    def save(self, account: str, spending: Spending) -> None:
        """Write an account's spending back."""
        ...
