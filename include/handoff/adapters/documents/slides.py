"""Slides: each slide's title is a heading, its other texts are items, its tables are tables; notes are read too."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from zipfile import BadZipFile

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide

from handoff.adapters.documents.tables import table_blocks
from handoff.domain.ports.tools import Block, BlockKind
from handoff.errors import InvalidRecordError


def slide_blocks(content: bytes) -> Iterator[Block]:
    """Yield the pieces of a presentation in order; InvalidRecordError where it is none."""
    try:
        for slide in Presentation(io.BytesIO(content)).slides:
            if slide.element.get("show") != "0":
                yield from _slide(slide)
    except (BadZipFile, KeyError, ValueError, LxmlError, OSError, PythonPptxError, NotImplementedError) as error:
        raise InvalidRecordError("The presentation is broken, or of another format than it says.") from error


def _slide(slide: Slide) -> Iterator[Block]:
    title = slide.shapes.title
    head = " ".join(title.text_frame.text.split()) if title is not None else ""
    path = (head,) if head else ()
    if head:
        yield Block(BlockKind.HEADING, head)
    for shape in _flat(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if isinstance(shape, GraphicFrame) and shape.has_table:
            rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in shape.table.rows]
            yield from table_blocks(rows, path)
        elif isinstance(shape, Shape):
            yield from _items(shape.text_frame.text, path)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _items(slide.notes_slide.notes_text_frame.text, path)


def _items(text: str, path: tuple[str, ...]) -> Iterator[Block]:
    for line in text.splitlines():
        if words := " ".join(line.split()):
            yield Block(BlockKind.ITEM, words, path)


def _flat(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """Yield the shapes in order, those of a group in its place; groups in groups are walked without recursion."""
    waiting = [iter(shapes)]
    while waiting:
        shape = next(waiting[-1], None)
        if shape is None:
            waiting.pop()
        elif hasattr(shape, "shapes"):
            waiting.append(iter(shape.shapes))
        else:
            yield shape
