"""Docs, Sheets and Slides as Word, Excel, PowerPoint and PDF files, and back from the first two.

Headings, paragraphs and cells are kept; fonts, pictures and everything else that makes a page pretty is not.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pptx
import xlsxwriter
from fpdf import FPDF
from python_calamine import CalamineError, CalamineWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF = "application/pdf"

Block = tuple[int, str]
"""A paragraph with its level: 0 for text, 1 to 6 for a heading."""


def word(blocks: Iterable[Block]) -> bytes:
    """Return a Word file of paragraphs."""
    document, out = docx.Document(), io.BytesIO()
    for level, text in blocks:
        if level:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def read_word(data: bytes) -> list[Block]:
    """Return the paragraphs of a Word file; raises ValueError for what is not one."""
    try:
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError) as error:
        raise ValueError(f"not a Word file: {error}") from None
    found = []
    for paragraph in document.paragraphs:
        heading = re.fullmatch(r"Heading ([1-6])", paragraph.style.name or "") if paragraph.style else None
        if paragraph.text:
            found.append((int(heading[1]) if heading else 0, paragraph.text))
    return found


def excel(rows: Sequence[Sequence[str]]) -> bytes:
    """Return an Excel file with one sheet of texts."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return out.getvalue()


def read_excel(data: bytes) -> list[list[str]]:
    """Return the cells of an Excel file's first sheet as texts; raises ValueError for what is not one."""
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    except CalamineError as error:
        raise ValueError(f"not an Excel file: {error}") from None
    return [[str(cell) for cell in row] for row in rows]


def powerpoint(blocks: Iterable[Block]) -> bytes:
    """Return a PowerPoint file; each heading begins a slide."""
    deck, out = pptx.Presentation(), io.BytesIO()
    slide = None
    for level, text in blocks:
        if slide is None or level:
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.placeholders[0].text = text if level else ""
        if not level:
            frame = slide.placeholders[1].text_frame
            (frame.add_paragraph() if frame.text else frame.paragraphs[0]).text = text
    deck.save(out)
    return out.getvalue()


def pdf(blocks: Iterable[Block]) -> bytes:
    """Return a PDF of paragraphs; letters beyond Latin-1 are shown as '?'."""
    page = FPDF()
    page.add_page()
    for level, text in blocks:
        page.set_font("Helvetica", style="B" if level else "", size=max(11, 20 - 2 * level) if level else 11)
        page.multi_cell(0, 7, text.encode("latin-1", "replace").decode("latin-1"), new_x="LMARGIN", new_y="NEXT")
    return bytes(page.output())
