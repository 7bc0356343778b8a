"""How much a generated world holds, and where each record of it has its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

VENDORS = ("hubspot", "salesforce", "google_drive")
SMALL = 24
"""So many records, and files, the client beside has at most."""


@dataclass(frozen=True)
class Size:
    """What was asked for. `records` (of each CRM) and `files` (in `folders`, besides) are those of each client."""

    clients: int = 1
    records: int = 100
    files: int = 100
    folders: int = 10
    depth: int = 5
    seed: int = 1
    vendors: tuple[str, ...] = VENDORS
    shared_drive: bool = False
    starts_at: str | None = None

    def all_clients(self) -> Iterator[Client]:
        """Yield the clients that can be handed off, then the one beside, which has nothing to do with them."""
        for number in range(self.clients):
            yield Client(number, self.records, self.files, self.folders if self.files else 0)
        least = min(self.files, SMALL)
        yield Client(self.clients, min(self.records, SMALL), least, min(self.folders, 3) if least else 0)

    def client(self, number: int) -> Client:
        """Return one client by its number."""
        return next(client for client in self.all_clients() if client.number == number)

    def random(self, *what: object) -> Random:
        """Return a source of chance for one part of the world, which no other part disturbs."""
        return Random("/".join(map(str, (self.seed, *what))))  # noqa: S311 - worlds that repeat are the point


@dataclass(frozen=True)
class Client:
    """One client's share of the world."""

    number: int
    records: int
    files: int
    folders: int

    @property
    def folder_id(self) -> str:
        """The id of its Drive folder."""
        return f"client-{self.number:04}-folder"

    @property
    def domain(self) -> str:
        """Its own domain."""
        return f"client-{self.number:04}.example"


def apportion(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Part a total by shares, so that the parts add up to it; the first kinds get what is left over."""
    whole = sum(shares.values())
    parts = {name: int(total * share / whole) for name, share in shares.items()}
    left = total - sum(parts.values())
    for name in list(parts)[:left]:
        parts[name] += 1
    return parts
