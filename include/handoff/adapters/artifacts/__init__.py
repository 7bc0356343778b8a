"""The artifact store, and pages of snapshots in it."""

from handoff.adapters.artifacts.pages import JsonLinePages
from handoff.adapters.artifacts.store import ArtifactStore

__all__ = ["ArtifactStore", "JsonLinePages"]
