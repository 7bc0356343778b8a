"""Examine: a manifest from its bytes, or from a question to a CRM, to a report that can be shown and begun later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handoff.domain.ids import ArtifactRef
from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.table import MOST_ROWS, as_csv
from handoff.domain.policy import Policy
from handoff.domain.ports.manifests import Kept, Manifests, Reports
from handoff.domain.ports.tools import Artifacts, Clock
from handoff.domain.ports.vendors import Crm
from handoff.errors import ManifestError
from handoff.services.legacy.preflight import Preflight, Told, nobody


@dataclass(frozen=True)
class ListClients:
    """Makes a manifest of the companies of which a property has a value. `crms` are by the id of their connection."""

    policy: Policy
    crms: Mapping[str, Crm]

    def __call__(self, connection: str, name: str, value: str) -> bytes:
        """Return the manifest; "" is the only connection. ManifestError where it would name nobody, or too many."""
        known = self.policy.connections
        chosen = connection or (next(iter(known)) if len(known) == 1 else "")
        if chosen not in known:
            raise ManifestError("Nobody can tell which CRM is to be asked.", mend=f"Name one of: {', '.join(known)}.")
        found: list[Mapping[Column, str]] = []
        for company in self.crms[chosen].companies_where(name, value, self.policy.folders(chosen)):
            if len(found) == MOST_ROWS:
                raise ManifestError(
                    f"More than {MOST_ROWS:,} companies have this value.", mend="Part them by a property of their own."
                )
            found.append({Column.CLIENT: company.name, Column.CONNECTION: chosen, Column.RECORD: company.record.id})
        if not found:
            raise ManifestError("No company has this value.", mend="Write it as the CRM keeps it.")
        return as_csv(found)


@dataclass(frozen=True)
class Examine:
    """Preflights manifests, and keeps manifest and report."""

    manifests: Manifests
    preflight: Preflight
    artifacts: Artifacts
    reports: Reports
    clock: Clock

    def __call__(self, content: bytes, told: Told = nobody) -> tuple[ArtifactRef, Kept]:
        """Return what was kept, and its address; ManifestError, and errors of the preflight, with nothing kept."""
        report = self.preflight(self.manifests.read(content), told)
        kept = Kept(self.artifacts.put(content), self.clock(), report)
        return self.reports.keep(kept), kept
