"""PDF: what stands on the pages, by pdfium, and its structure by where it stands and how large it is set.

A PDF has no headings, lists or tables, only pieces of text with places. Pieces at one height are a line; a line that
is set larger or bolder than the body is a heading; lines with the same columns below one another are a table; lines
that fill the measure go on in the next. What repeats at the edge of most pages is no content.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from handoff.adapters.documents.pdf_layout import Line, Piece, blocks_of, is_from_right, lines_of
from handoff.domain.ports.tools import Block
from handoff.errors import InvalidRecordError

MOST_PAGES = 1_000
_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at which a word was broken."""
_Letter = tuple[str, float, float, float, float]
"""A letter and its box: left, bottom, right, top."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD, https://pdfium.googlesource.com/pdfium/+/main/public/fpdfview.h"""


def pdf_blocks(content: bytes) -> Iterator[Block]:
    """Yield the pieces of a PDF in order; InvalidRecordError where it is broken, locked or only pictures."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise InvalidRecordError(
            "The PDF is protected by a password." if locked else "The PDF is broken, or of another format than it says."
        ) from error
    if len(document) > MOST_PAGES:
        raise InvalidRecordError(f"The PDF has {len(document):,} pages; at most {MOST_PAGES:,} are read.")
    pages = [_lines(document, number) for number in range(len(document))]
    if pages and not any(pages):
        raise InvalidRecordError("The PDF holds no text, only pictures or nothing.")
    yield from blocks_of(_without_edges(pages))


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise InvalidRecordError(f"Page {number + 1} of the PDF is broken.") from error
    return lines_of(list(_pieces(text)))


def _pieces(text: pypdfium2.PdfTextPage) -> Iterator[Piece]:
    """Yield runs of letters that stand side by side; a wide gap, another line or another size begins a new one."""
    run: list[_Letter] = []
    size, bold, space = 0.0, False, False
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index)).replace(_HYPHEN, "-")
        if letter.isspace() or not letter.isprintable():
            space = True
            continue
        left, bottom, right, top = text.get_charbox(index)
        now = pdfium.FPDFText_GetFontSize(text.raw, index) or top - bottom
        if run:
            _, last_left, last_bottom, last_right, last_top = run[-1]
            gap = max(left - last_right, last_left - right)
            apart = not (bottom <= last_top and last_bottom <= top) or gap > max(now * 0.9, 6.0)
            if apart or abs(now - size) > size * 0.3:
                yield _piece(run, size, bold=bold)
                run = []
            elif space:
                run.append((" ", last_left, last_bottom, last_right, last_top))
        if not run:
            size, bold = now, _is_bold(text, index)
        run.append((letter, left, bottom, right, top))
        space = False
    if run:
        yield _piece(run, size, bold=bold)


def _piece(run: list[_Letter], size: float, *, bold: bool) -> Piece:
    words = unicodedata.normalize("NFKC", "".join(letter for letter, *_ in _as_spoken(run)))
    left, bottom = min(box[1] for box in run), min(box[2] for box in run)
    right, top = max(box[3] for box in run), max(box[4] for box in run)
    return Piece(" ".join(words.split()), left, right, bottom, top, size, bold)


def _as_spoken(run: list[_Letter]) -> list[_Letter]:
    """Turn text that is written from the right, and that the file holds as it is seen, into the order of speech."""
    from_right = [letter for letter in run if unicodedata.bidirectional(letter[0]) in ("R", "AL")]
    if not is_from_right("".join(letter[0] for letter in run)) or from_right[0][1] >= from_right[-1][1]:
        return run
    turned: list[_Letter] = []
    for spoken_on, group in groupby(reversed(run), key=lambda letter: letter[0].isdigit() or letter[0] in ".,:/-"):
        letters = [*group]
        turned += reversed(letters) if spoken_on else letters
    return turned


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text.raw, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text.raw, index, name, len(name), ctypes.c_int())
    return b"bold" in name.value.lower()


def _without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out a first or last line that says the same, but for its numbers, on most of three pages or more."""
    if len(pages) < 3:
        return pages
    said = Counter(key for lines in pages for key in {_key(line) for line in [*lines[:1], *lines[-1:]]})
    repeated = {key for key, count in said.items() if count * 2 > len(pages)}
    return [
        [line for place, line in enumerate(lines) if 0 < place < len(lines) - 1 or _key(line) not in repeated]
        for lines in pages
    ]


def _key(line: Line) -> str:
    return "".join(letter for letter in line.text.lower() if letter.isalpha())
