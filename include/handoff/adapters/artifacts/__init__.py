"""The artifact store, and in it pages of snapshots, and what preflights found."""

from handoff.adapters.artifacts.pages import JsonLinePages
from handoff.adapters.artifacts.reports import KeptReports
from handoff.adapters.artifacts.store import ArtifactStore

__all__ = ["ArtifactStore", "JsonLinePages", "KeptReports"]
