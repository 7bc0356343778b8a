"""How much of a document is read."""

from __future__ import annotations

from handoff.errors import InvalidRecordError

LARGEST = 10 * 1024 * 1024
"""Bytes of one document; Drive's own export ends at 10 MB."""

MOST_BLOCKS = 50_000
"""Pieces of one document; a million rows are data, not a document."""

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes of what a zipped document (Word, Excel, OpenDocument) holds."""


def check_size(content: bytes, largest: int) -> None:
    """InvalidRecordError where a document has more bytes than are read."""
    if len(content) > largest:
        raise InvalidRecordError(f"The document has {len(content):,} bytes; at most {largest:,} are read.")
