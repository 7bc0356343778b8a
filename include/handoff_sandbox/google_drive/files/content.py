"""What is in a file: export of Google's own types, import into them, and the text that search reads.

A Doc is kept as Markdown and a Sheet as CSV, whatever they came from; every other format is rendered from that. Plain
text and CSV leave as Drive sends them, with CRLF, and plain text with a byte-order mark.
https://developers.google.com/workspace/drive/api/guides/ref-export-formats
"""

from __future__ import annotations

import csv
import io
import json
from html import escape
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdownify import markdownify

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.files import office
from handoff_sandbox.google_drive.model import DOCUMENT, NATIVE, PRESENTATION, SPREADSHEET, File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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


def _blocks(file: File) -> list[tuple[int, str]]:
    """Return a Doc's headings and paragraphs, each with the level of the heading."""
    found, level = [], 0
    for token in _MARKDOWN.parse(file.content.decode()):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "inline":
            text = BeautifulSoup(_MARKDOWN.renderInline(token.content), "html.parser").get_text()
            found.append((level, text))
            level = 0
        elif token.type in ("fence", "code_block"):
            found += [(0, line) for line in token.content.splitlines()]
    return found


def _picture(file: File) -> bytes:
    text = escape(file.content.decode(errors="replace"))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720"><text y="20">{text}</text></svg>'.encode()


def _script(file: File) -> bytes:
    source = {"name": "Code", "type": "server_js", "source": file.content.decode(errors="replace")}
    return json.dumps({"files": [source]}).encode()


EXPORTS: dict[str, dict[str, Callable[[File], bytes]]] = {
    DOCUMENT: {
        "text/markdown": lambda file: file.content,
        "text/x-markdown": lambda file: file.content,
        "text/plain": _plain_export,
        "text/html": lambda file: to_html(file).encode(),
        office.WORD: lambda file: office.word(_blocks(file)),
        office.PDF: lambda file: office.pdf(_blocks(file)),
    },
    SPREADSHEET: {
        "text/csv": lambda file: _separated(file, ","),
        "text/tab-separated-values": lambda file: _separated(file, "\t"),
        office.EXCEL: lambda file: office.excel(_cells(file)),
        office.PDF: lambda file: office.pdf([(0, "   ".join(row)) for row in _cells(file)]),
    },
    PRESENTATION: {
        "text/plain": _plain_export,
        office.PDF: lambda file: office.pdf(_blocks(file)),
        office.POWERPOINT: lambda file: office.powerpoint(_blocks(file)),
    },
    NATIVE + "drawing": {"image/svg+xml": _picture},
    NATIVE + "script": {NATIVE + "script+json": _script},
}

IMPORTS: dict[str, str] = {
    "text/html": DOCUMENT,
    "text/markdown": DOCUMENT,
    "text/x-markdown": DOCUMENT,
    "text/plain": DOCUMENT,
    "text/csv": SPREADSHEET,
    "text/tab-separated-values": SPREADSHEET,
    office.WORD: DOCUMENT,
    office.EXCEL: SPREADSHEET,
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
    try:
        return _read(data, mime_type).encode()
    except (ValueError, KeyError):
        message = "The file is corrupt or cannot be read; it was not converted."
        raise errors.DriveError(400, "badRequest", message) from None


def _read(data: bytes, mime_type: str) -> str:
    if mime_type == office.WORD:
        return "\n\n".join(f"{'#' * level} {text}" if level else text for level, text in office.read_word(data)) + "\n"
    if mime_type == office.EXCEL:
        return _as_csv(office.read_excel(data))
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if mime_type == "text/html":
        return _html_to_markdown(text)
    if mime_type == "text/tab-separated-values":
        return _as_csv(csv.reader(io.StringIO(text), delimiter="\t"))
    return text


def _as_csv(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


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
