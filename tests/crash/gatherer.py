"""A process that gathers, and kills itself when it is about to keep its third page.

It reads one JSON object: the sandbox's address, the settings, the handoff and the vendor.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))

import httpx
from firm import wire_from
from zygote import Tripwire, Watched

from handoff.domain.ids import HandoffId
from handoff.settings import Settings


class WatchedSnapshots(Watched):
    """The references to what was gathered: before each page is a boundary."""

    def add(self, *args: Any) -> None:
        """Add a page."""
        self.wire()
        self.real.add(*args)


class WatchedTransaction(Watched):
    """A transaction with such references."""

    @cached_property
    def snapshots(self) -> WatchedSnapshots:
        """The references."""
        return WatchedSnapshots(self.real.snapshots, self.wire)


class WatchedRegistry(Watched):
    """A registry with such transactions."""

    @contextmanager
    def begin(self) -> Iterator[WatchedTransaction]:
        """Open a transaction."""
        with self.real.begin() as tx:
            yield WatchedTransaction(tx, self.wire)


if __name__ == "__main__":
    given = json.load(sys.stdin)
    credentials = httpx.get(given["sandbox"] + "/_sandbox/credentials", timeout=10).json()
    with wire_from(credentials, Settings(**given["settings"])).app() as app:
        registry: Any = WatchedRegistry(app.registry, Tripwire(3))
        gather, handoff = replace(app.gather, registry=registry), HandoffId(given["handoff"])
        if given["vendor"] == "google_drive":
            gather.files(handoff, "prepare", content=False)
        else:
            gather.crm(handoff, "prepare")
