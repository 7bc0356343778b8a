"""The document reader: one parser for each media type, within bounds.

What always holds: a document is read as its type or refused with InvalidRecordError, so that it can be named as
unread; it is never read in part without saying so. It follows no link and opens no file. What a parser may take of
time and memory is bounded by `bounded.py`, which runs this in a process of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

from handoff.adapters.documents.bounds import LARGEST, LARGEST_UNPACKED, MOST_BLOCKS, check_size
from handoff.adapters.documents.html import html_blocks
from handoff.adapters.documents.mail import mail_blocks
from handoff.adapters.documents.markdown import markdown_blocks
from handoff.adapters.documents.pdf import pdf_blocks
from handoff.adapters.documents.sheets import sheet_blocks, sheet_lines
from handoff.adapters.documents.slides import slide_blocks
from handoff.adapters.documents.tables import csv_blocks
from handoff.adapters.documents.word import word_blocks
from handoff.adapters.encoding import decode
from handoff.domain.ports.tools import Block
from handoff.domain.summary.reading.plain import plain_blocks
from handoff.errors import InvalidRecordError

_TEXTS: Mapping[str, Callable[[str], Iterator[Block]]] = {
    "text/markdown": markdown_blocks,
    "text/x-markdown": markdown_blocks,
    "text/html": html_blocks,
    "application/xhtml+xml": html_blocks,
    "text/plain": plain_blocks,
    "text/csv": csv_blocks,
    "text/tab-separated-values": csv_blocks,
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_SHEET = f"{_OFFICE}spreadsheetml.sheet"
_BINARIES: Mapping[str, Callable[[bytes], Iterator[Block]]] = {
    "application/pdf": pdf_blocks,
    "message/rfc822": mail_blocks,
    f"{_OFFICE}wordprocessingml.document": word_blocks,
    f"{_OFFICE}presentationml.presentation": slide_blocks,
    _SHEET: sheet_blocks,
    "application/vnd.ms-excel": sheet_blocks,
    "application/vnd.ms-excel.sheet.macroenabled.12": sheet_blocks,
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": sheet_blocks,
    "application/vnd.oasis.opendocument.spreadsheet": sheet_blocks,
}
_OLE = b"\xd0\xcf\x11\xe0"
"""How a compound file begins: an old office file, or a new one under a password.
https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb (2.2)
"""


class DocumentReader:
    """Reads documents in this process."""

    def __init__(self, *, largest: int = LARGEST, most_blocks: int = MOST_BLOCKS) -> None:
        self._largest = largest
        self._most_blocks = most_blocks

    def blocks(self, content: bytes, media_type: str) -> Iterator[Block]:
        """Yield the pieces of a document in order; InvalidRecordError where it can't be read as its type.

        `media_type` may carry parameters, of which `charset` is heeded. The error comes before the first piece, or in
        the midst of them where only then it shows that there are too many.
        """
        kind, _, parameters = media_type.partition(";")
        kind = kind.strip().lower()
        if kind not in _TEXTS and kind not in _BINARIES:
            raise InvalidRecordError(f"A document of type {_named(kind)} cannot be read yet.")
        check_size(content, self._largest)
        if text_parser := _TEXTS.get(kind):
            found = text_parser(decode(content, parameters))
        elif not content.strip():
            raise InvalidRecordError("The document is empty.")
        else:
            _check_container(content, kind)
            found = _BINARIES[kind](content)
        for count, block in enumerate(found, start=1):
            if count > self._most_blocks:
                raise InvalidRecordError(f"The document has more than {self._most_blocks:,} pieces; it is not read.")
            yield block

    def sheets(self, content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
        """Yield the name and the lines of each visible sheet of a workbook; InvalidRecordError where it is none."""
        check_size(content, self._largest)
        _check_container(content, _SHEET)
        yield from sheet_lines(content)


def _check_container(content: bytes, kind: str) -> None:
    """InvalidRecordError where a zipped document would unpack to more than is read, or is locked."""
    if kind.startswith(_OFFICE) and content.startswith(_OLE):
        raise InvalidRecordError("The document is protected by a password, or of an old format.")
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise InvalidRecordError("The document is broken, or of another format than it says.") from error
    if unpacked > LARGEST_UNPACKED:
        raise InvalidRecordError(f"The document unpacks to {unpacked:,} bytes; at most {LARGEST_UNPACKED:,} are read.")


def _named(kind: str) -> str:
    bare = "".join(c for c in kind.strip().lower()[:80] if c.isalnum() or c in "/.+-")
    return bare or "unknown"
