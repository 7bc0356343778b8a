"""The ports of what comes in by webhook: who checks and reads a delivery, and where it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.notice import Delivery, Notice


class Receiver(Protocol):
    """Checks and reads what one account of a CRM delivers."""

    def read(self, delivery: Delivery) -> Sequence[Notice]:
        """Return the notices about records; what is about anything else is left out.

        ForgedError where it does not come from the vendor or not now, UnreadableError where it makes no sense.
        """
        ...


class Notices(Protocol):
    """What was told, until what follows from it is recorded; and how often a delivery was refused."""

    def add(self, notices: Sequence[Notice], now: datetime) -> None:
        """Keep notices; one that is there already is no change."""
        ...

    def waiting(self, connection: str, limit: int) -> Sequence[Notice]:
        """Return those of a connection that nothing was made of yet, oldest first."""
        ...

    def settle(self, notices: Sequence[Notice], now: datetime) -> None:
        """Take note that what follows from notices is recorded."""
        ...

    def settled(self, notices: Sequence[Notice]) -> bool:
        """Whether what follows from all of some notices is recorded."""
        ...

    def forget(self, before: datetime) -> None:
        """Forget what was settled before an instant."""
        ...

    def refused(self, connection: str, reason: str) -> None:
        """Count a delivery that was refused."""
        ...

    def refusals(self) -> Mapping[tuple[str, str], int]:
        """Return how many deliveries were refused, by connection and reason."""
        ...
