"""What is in a file: export of Google's own types, import into them, and the text that search reads.

A Doc is kept as Markdown and a Sheet as CSV, whatever they came from; every other format is rendered from that. Plain
text and CSV leave as Drive sends them, with CRLF, and plain text with a byte-order mark.
https://developers.google.com/workspace/drive/api/guides/ref-export-formats
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdownify import markdownify

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.model import DOCUMENT, PRESENTATION, SPREADSHEET, File

if TYPE_CHECKING:
    from collections.abc import Callable

EXPORT_LIMIT = 10 * 1024 * 1024
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def to_html(file: File) -> str:
    """Return a Doc as a whole HTML page."""
    head = '<head><meta content="text/html; charset=UTF-8" http-equiv="content-type"></head>'
    return f"<html>{head}<body>{_MARKDOWN.render(file.content.decode())}</body></html>"


def to_plain(file: File) -> str:
    """Return a Doc as plain text, without Drive's byte-order mark."""
    text = BeautifulSoup(_MARKDOWN.render(file.content.decode()), "html.parser").get_text()
    return text.strip() + "\n"


def _plain_export(file: File) -> bytes:
    return ("\ufeff" + to_plain(file)).replace("\n", "\r\n").encode()


def _separated(file: File, delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(_cells(file))
    return out.getvalue().encode()


def _cells(file: File) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.content.decode())))


EXPORTS: dict[str, dict[str, Callable[[File], bytes]]] = {
    DOCUMENT: {
        "text/markdown": lambda file: file.content,
        "text/x-markdown": lambda file: file.content,
        "text/plain": _plain_export,
        "text/html": lambda file: to_html(file).encode(),
    },
    SPREADSHEET: {
        "text/csv": lambda file: _separated(file, ","),
        "text/tab-separated-values": lambda file: _separated(file, "\t"),
    },
    PRESENTATION: {"text/plain": _plain_export},
}

IMPORTS: dict[str, str] = {
    "text/html": DOCUMENT,
    "text/markdown": DOCUMENT,
    "text/x-markdown": DOCUMENT,
    "text/plain": DOCUMENT,
    "text/csv": SPREADSHEET,
    "text/tab-separated-values": SPREADSHEET,
}


def export(file: File, mime_type: str) -> bytes:
    """Return a native file in another format; raises DriveError as files.export does."""
    formats = EXPORTS.get(file.mime_type)
    if formats is None:
        raise errors.forbidden("Export only supports Docs Editors files.", reason="fileNotExportable")
    if mime_type not in formats:
        raise errors.DriveError(400, "badRequest", "The requested conversion is not supported.", location="convertTo")
    data = formats[mime_type](file)
    if len(data) > EXPORT_LIMIT:
        raise errors.forbidden("This file is too large to be exported.", reason="exportSizeLimitExceeded")
    return data


def convert(data: bytes, mime_type: str, target: str) -> bytes:
    """Return uploaded bytes as the content of a native file; raises DriveError where Drive has no such import."""
    if IMPORTS.get(mime_type) != target:
        raise errors.DriveError(400, "badRequest", "The requested conversion is not supported.", location="convertTo")
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    match mime_type:
        case "text/html":
            text = _html_to_markdown(text)
        case "text/tab-separated-values":
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows(csv.reader(io.StringIO(text), delimiter="\t"))
            text = out.getvalue()
    return text.encode()


def _html_to_markdown(text: str) -> str:
    page = BeautifulSoup(text, "html.parser")
    for unseen in page(["style", "script", "head"]):
        unseen.decompose()
    return str(markdownify(str(page), heading_style="ATX")).strip() + "\n"


def indexable(file: File) -> str:
    """Return the text that `fullText` searches; empty for what is not text."""
    if file.is_native or file.mime_type.startswith("text/"):
        return file.content.decode(errors="replace")
    return ""
