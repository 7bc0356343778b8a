"""Prepared: what the last preparation of a handoff has gathered."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.domain.handoff import Handoff
from handoff.domain.ids import ArtifactRef, Gathering
from handoff.domain.ports.registry import Transaction
from handoff.domain.record import Vendor


def prepared(tx: Transaction, handoff: Handoff, vendor: Vendor | None = None) -> Sequence[ArtifactRef]:
    """Return the pages that the last preparation has gathered, whatever attempts have come after it; none before."""
    for attempt in range(handoff.attempt, 0, -1):
        if pages := tx.snapshots.pages(handoff.id, Gathering(f"prepare.{attempt}"), vendor):
            return pages
    return []
