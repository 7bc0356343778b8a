"""The imports and exports of a portal, by their ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.wire import Json


@dataclass
class Import:
    """One import: what was asked for, how far it is, and what was wrong with its rows."""

    id: str
    request: Json
    kinds: tuple[str, ...]
    created: datetime
    updated: datetime
    state: str = "STARTED"
    counters: dict[str, int] = field(default_factory=dict)
    errors: list[Json] = field(default_factory=list)


@dataclass(frozen=True)
class Export:
    """One export, which is a file once it is done."""

    id: str
    file: str
    asked: datetime


@dataclass
class Transfers:
    """All of them."""

    imports: dict[str, Import] = field(default_factory=dict)
    exports: dict[str, Export] = field(default_factory=dict)
    _last: int = 4000

    def next_id(self) -> str:
        """Return an id that none has."""
        self._last += 1
        return str(self._last)
