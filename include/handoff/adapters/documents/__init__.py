"""Reads the structure of documents: headings, paragraphs, items and rows. See reader.py."""

from handoff.adapters.documents.reader import DocumentReader

__all__ = ["DocumentReader"]
