"""The port by which many companies of a CRM are looked at together, for a manifest of legacy clients.

What always holds: calls grow with batches and pages, never with the number of companies asked for. `folders` are the
properties of a company that may name its Drive folder (an id or an address); the first that does counts, and a company
of which none does has the folder id "".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from handoff.domain.legacy.matching import Wanted
from handoff.domain.people import Client


class Companies(Protocol):
    """Looks at companies."""

    def companies(self, wanted: Sequence[Wanted], folders: Sequence[str]) -> Sequence[Sequence[Client]]:
        """Return for each that is wanted, in order, the companies that it may mean: the one of its id, one that it was
        merged into included, or all of its name; where there is none of its name, those of its domain.
        """
        ...

    def companies_where(self, name: str, value: str, folders: Sequence[str]) -> Iterator[Client]:
        """Yield the companies whose property has a value, in the order of their ids; ManifestError where companies
        have no such property.
        """
        ...

    def with_folders(self, folders: Sequence[str]) -> Iterator[Client]:
        """Yield every company that names a Drive folder of its own, each once, in no order; domains may be left out."""
        ...

    def others_with_each(
        self, asked: Sequence[tuple[Client, Sequence[str]]], folders: Sequence[str]
    ) -> Sequence[Sequence[str]]:
        """Return for each client and its mail domains what `others_with` does: the names of other companies that have
        the client's folder or one of the domains, in order.
        """
        ...
