"""Manifests as people make them: CSV files and workbooks."""

from handoff.adapters.manifests.reader import ManifestReader

__all__ = ["ManifestReader"]
