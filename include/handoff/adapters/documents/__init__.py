"""Reads the structure of documents, within bounds: see reader.py and bounded.py."""

from handoff.adapters.documents.bounded import BoundedReader

__all__ = ["BoundedReader"]
