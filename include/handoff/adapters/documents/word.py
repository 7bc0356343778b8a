"""Word documents: headings, paragraphs, items with their boxes, and tables, in the order in which they stand.

A heading is told by its outline level, which is the same in every language of Word, and by a title's style. What is
deleted, struck through or hidden says nothing; what a content control holds is read like any other text.
https://learn.microsoft.com/openspecs/office_standards/ms-oe376 (ECMA-376, part 1, 17.3)
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from lxml.etree import LxmlError, _Element

from handoff.adapters.documents.outline import Outline
from handoff.adapters.documents.tables import table_blocks
from handoff.domain.ports.tools import Block, BlockKind
from handoff.errors import InvalidRecordError

_BOX = re.compile(r"^\s*(?:\[([ xX])\]|([☐☑☒]))\s*")
_TITLE_LEVEL = 0
_BOLD_LEVEL = 8
"""A short line that is bold as a whole heads what follows, below every real heading."""


def word_blocks(content: bytes) -> Iterator[Block]:
    """Yield the pieces of a Word document in order; InvalidRecordError where it is none."""
    try:
        document = Document(io.BytesIO(content))
        yield from _Walk(document).walk()
    except (BadZipFile, KeyError, ValueError, LxmlError, OSError, NotImplementedError) as error:
        raise InvalidRecordError("The document is broken, or of another format than it says.") from error


class _Walk:
    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._outline = Outline()
        self._styles = {style.style_id: style for style in document.styles if isinstance(style, ParagraphStyle)}

    def walk(self) -> Iterator[Block]:
        for element in self._body.iter(qn("w:p"), qn("w:tbl")):
            inside = next(element.iterancestors(qn("w:tbl"), qn("w:txbxContent")), None)
            if inside is not None and inside.tag == qn("w:tbl"):
                continue
            if element.tag == qn("w:tbl"):
                yield from table_blocks(_rows(element), self._outline.path)
            else:
                yield from self._paragraph(element)

    def _paragraph(self, paragraph: _Element) -> Iterator[Block]:
        words = _text(paragraph)
        if not words:
            return
        level = self._level(paragraph, words)
        if level is not None:
            words = " ".join(words.split())
            self._outline.leave(level)
            yield Block(BlockKind.HEADING, words, self._outline.path)
            self._outline.enter(level, words)
            return
        box = _BOX.match(words)
        checked = None if box is None else (box.group(1) or box.group(2)) not in (" ", "☐")
        words = words[box.end() :] if box else words
        if words:
            kind = BlockKind.ITEM if box or self._is_item(paragraph) else BlockKind.PARAGRAPH
            yield Block(kind, words, self._outline.path, checked=checked)

    def _level(self, paragraph: _Element, words: str) -> int | None:
        """Return the heading's level from 1, None for what is no heading."""
        for properties in self._properties(paragraph):
            found = properties.find(qn("w:outlineLvl"))
            if found is not None and (value := found.get(qn("w:val"), "9")).isdigit() and int(value) < 9:
                return int(value) + 1
        style = self._style(paragraph)
        if style is not None and (style.style_id or "").lower() in ("title", "titel"):
            return _TITLE_LEVEL
        if style is not None and (found_level := re.fullmatch(r"heading (\d)", (style.name or "").lower())):
            return int(found_level[1])
        return _BOLD_LEVEL if not self._is_item(paragraph) and _heads(paragraph, words) else None

    def _is_item(self, paragraph: _Element) -> bool:
        style = self._style(paragraph)
        listed = style is not None and (style.name or "").lower().startswith(("list bullet", "list number"))
        return listed or any(properties.find(qn("w:numPr")) is not None for properties in self._properties(paragraph))

    def _style(self, paragraph: _Element) -> ParagraphStyle | None:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return None if found is None else self._styles.get(found.get(qn("w:val"), ""))

    def _properties(self, paragraph: _Element) -> Iterator[_Element]:
        """Yield the properties of a paragraph, then those of its style and the styles that this one rests on."""
        own = paragraph.find(qn("w:pPr"))
        if own is not None:
            yield own
        style, seen = self._style(paragraph), set()
        while style is not None and style.style_id not in seen:
            seen.add(style.style_id)
            of_style = style.element.find(qn("w:pPr"))
            if of_style is not None:
                yield of_style
            base = style.base_style
            style = base if isinstance(base, ParagraphStyle) else None


def _rows(table: _Element) -> Iterator[list[str]]:
    for row in table.iterchildren(qn("w:tr")):
        cells = [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]
        yield [" ".join(" ".join(_text(p) for p in cell.iter(qn("w:p"))).split()) for cell in cells]


def _text(paragraph: _Element) -> str:
    out: list[str] = []
    for run in paragraph.iter(qn("w:r")):
        if next(run.iterancestors(qn("w:p"))) is not paragraph or _silent(run):
            continue
        for piece in run:
            if piece.tag == qn("w:t"):
                out.append(piece.text or "")
            elif piece.tag == qn("w:tab"):
                out.append("\t")
            elif piece.tag in (qn("w:br"), qn("w:cr")):
                out.append("\n")
    lines = "".join(out).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _silent(run: _Element) -> bool:
    if next(run.iterancestors(qn("w:del"), qn("w:moveFrom")), None) is not None:
        return True
    return any(_is_on(run, name) for name in ("w:strike", "w:dstrike", "w:vanish"))


def _is_on(run: _Element, name: str) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return found is not None and found.get(qn("w:val"), "true") not in ("0", "false", "off")


def _heads(paragraph: _Element, words: str) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if any((t.text or "").strip() for t in run.iter(qn("w:t")))]
    short = len(words) <= 80 and "\n" not in words and words[-1] not in ".;,!?"
    return short and bool(runs) and all(_is_on(run, "w:b") for run in runs)
