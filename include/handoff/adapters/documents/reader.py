"""The document reader: one parser for each media type, within bounds.

What always holds: a document is read as its type or refused with InvalidRecordError, so that it can be named as
unread; it is never read in part without saying so. It follows no link and opens no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from handoff.adapters.documents.encoding import decode
from handoff.adapters.documents.html import html_blocks
from handoff.adapters.documents.markdown import markdown_blocks
from handoff.adapters.documents.tables import csv_blocks
from handoff.domain.ports.tools import Block
from handoff.domain.summary.plain import plain_blocks
from handoff.errors import InvalidRecordError

LARGEST = 10 * 1024 * 1024
"""Bytes of one document; Drive's own export ends at 10 MB."""

MOST_BLOCKS = 50_000
"""Pieces of one document; a million rows are data, not a document."""

_PARSERS: Mapping[str, Callable[[str], Iterator[Block]]] = {
    "text/markdown": markdown_blocks,
    "text/x-markdown": markdown_blocks,
    "text/html": html_blocks,
    "application/xhtml+xml": html_blocks,
    "text/plain": plain_blocks,
    "text/csv": csv_blocks,
    "text/tab-separated-values": csv_blocks,
}


class DocumentReader:
    """Implements the Documents port."""

    def __init__(self, *, largest: int = LARGEST, most_blocks: int = MOST_BLOCKS) -> None:
        self._largest = largest
        self._most_blocks = most_blocks

    def blocks(self, content: bytes, media_type: str) -> Iterator[Block]:
        """Yield the pieces of a document in order; InvalidRecordError where it can't be read as its type.

        `media_type` may carry parameters, of which `charset` is heeded. The error comes before the first piece, or in
        the midst of them where only then it shows that there are too many.
        """
        kind, _, parameters = media_type.partition(";")
        parser = _PARSERS.get(kind.strip().lower())
        if parser is None:
            raise InvalidRecordError(f"A document of type {_named(kind)} cannot be read yet.")
        if len(content) > self._largest:
            raise InvalidRecordError(f"The document has {len(content):,} bytes; at most {self._largest:,} are read.")
        text = decode(content, parameters)
        for count, block in enumerate(parser(text), start=1):
            if count > self._most_blocks:
                raise InvalidRecordError(f"The document has more than {self._most_blocks:,} pieces; it is not read.")
            yield block


def _named(kind: str) -> str:
    bare = "".join(c for c in kind.strip().lower()[:80] if c.isalnum() or c in "/.+-")
    return bare or "unknown"
