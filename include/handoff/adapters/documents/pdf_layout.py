"""From pieces of text with places on a page to headings, paragraphs, items and rows.

Lengths are in points, from the bottom left of a page, as PDF has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from handoff.adapters.documents.outline import Outline
from handoff.adapters.documents.tables import table_blocks
from handoff.domain.ports.tools import Block, BlockKind

_ITEM = re.compile(r"^(?:[•◦▪‣·●○■*\u2013\u2014-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_BOX = re.compile(r"^(?:[•*-]\s+)?(?:\[([ xX])\]|([☐☑☒]))\s*")
_HEADED = 1.12
"""How much larger than the body a heading is set at least."""
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with its box, the size of its font and whether it is bold."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The pieces at one height, joined to cells where little is between them."""

    cells: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def first(self) -> Piece:
        """Its leftmost cell."""
        return self.cells[0]


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """Put the pieces of a page into lines, from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: -(p.top + p.bottom)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Line(_joined(row)) for row in rows]


def _joined(row: list[Piece]) -> tuple[Piece, ...]:
    from_right = is_from_right("".join(piece.text for piece in row))
    row.sort(key=lambda piece: -piece.right if from_right else piece.left)
    cells = [row[0]]
    for piece in row[1:]:
        last = cells[-1]
        gap = last.left - piece.right if from_right else piece.left - last.right
        if gap > max(last.size, 8.0):
            cells.append(piece)
        else:
            between = "" if gap < last.size * 0.12 else " "
            cells[-1] = replace(
                last,
                text=f"{last.text}{between}{piece.text}",
                left=min(last.left, piece.left),
                right=max(last.right, piece.right),
                bold=last.bold and piece.bold,
            )
    return tuple(cells)


def is_from_right(text: str) -> bool:
    """Whether text is written from right to left: most of its letters are."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def blocks_of(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """Yield the pieces of a document from its pages' lines."""
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.first.size, 1)] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    measure = max((cell.right for line in lines for cell in line.cells), default=0.0)
    levels = {size: level for level, size in enumerate(sorted({s for s in sizes if s >= body * _HEADED})[::-1], 1)}
    outline = Outline()
    for page in pages:
        at = 0
        while at < len(page):
            end = _table_end(page, at)
            if end - at >= 2:
                yield from table_blocks(_rows(page[at:end]), outline.path)
            elif (level := _level(page[at], levels)) is not None:
                words, end = page[at].text, at + 1
                while end < len(page) and _level(page[end], levels) == level and _close(page[end - 1], page[end]):
                    words, end = f"{words} {page[end].text}", end + 1
                outline.leave(level)
                yield Block(BlockKind.HEADING, words, outline.path)
                outline.enter(level, words)
            else:
                end, words = _paragraph(page, at, measure, levels)
                yield from _block(words, outline.path)
            at = end


def _level(line: Line, levels: dict[float, int]) -> int | None:
    if len(line.cells) > 1 or len(line.text) > _LONGEST_HEADING or _ITEM.match(line.text):
        return None
    if level := levels.get(round(line.first.size, 1)):
        return level
    return len(levels) + 1 if line.first.bold and line.text[-1] not in ".;,!?" else None


def _table_end(page: Sequence[Line], at: int) -> int:
    """Return where the table that begins here ends; `at` and one for what is no table."""
    head = page[at]
    if len(head.cells) < 2:
        return at + 1
    columns = [cell.left for cell in head.cells]
    end = at + 1
    while end < len(page) and _close(page[end - 1], page[end], 3.5) and _fits(page[end], columns):
        end += 1
    return end if any(len(line.cells) > 1 for line in page[at + 1 : end]) else at + 1


def _fits(line: Line, columns: Sequence[float]) -> bool:
    return all(min(abs(cell.left - column) for column in columns) <= 4.0 for cell in line.cells)


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    """Put a table's lines into rows: a line that is close below the last and begins no row goes on in it."""
    columns = [cell.left for cell in lines[0].cells]
    gaps = [above.first.bottom - below.first.top for above, below in pairwise(lines)]
    usual = median(gaps)
    rows: list[list[str]] = []
    for place, line in enumerate(lines):
        cells = [""] * len(columns)
        for cell in line.cells:
            cells[_nearest(columns, cell.left)] = cell.text
        tight = place > 1 and gaps[place - 1] < usual - 1.0
        if rows and place > 1 and (not cells[0] or (tight and len(line.cells) < len(columns))):
            rows[-1] = [_continued(old, new) for old, new in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def _nearest(columns: Sequence[float], left: float) -> int:
    return min(range(len(columns)), key=lambda column: abs(left - columns[column]))


def _continued(words: str, more: str) -> str:
    """Join two lines: a hyphen between letters broke a word, one between figures belongs to them."""
    if re.search(r"[^\W\d]-$", words) and more[:1].islower():
        return f"{words[:-1]}{more}"
    return f"{words}{more}" if re.search(r"\d-$", words) and more[:1].isdigit() else f"{words} {more}".strip()


def _paragraph(page: Sequence[Line], at: int, measure: float, levels: dict[float, int]) -> tuple[int, str]:
    words, end = page[at].text, at + 1
    while end < len(page):
        above, below = page[end - 1], page[end]
        goes_on = above.cells[-1].right >= measure * 0.8 and _close(above, below) and len(below.cells) == 1
        if not goes_on or _ITEM.match(below.text) or _BOX.match(below.text) or _level(below, levels) is not None:
            break
        words, end = _continued(words, below.text), end + 1
    return end, words


def _close(above: Line, below: Line, times: float = 1.0) -> bool:
    return -above.first.size < above.first.bottom - below.first.top < above.first.size * times


def _block(words: str, path: tuple[str, ...]) -> Iterator[Block]:
    box = _BOX.match(words)
    if box and words[box.end() :]:
        checked = (box.group(1) or box.group(2)) not in (" ", "☐")
        yield Block(BlockKind.ITEM, words[box.end() :], path, checked=checked)
    elif (item := _ITEM.match(words)) and words[item.end() :]:
        yield Block(BlockKind.ITEM, words[item.end() :], path)
    elif words:
        yield Block(BlockKind.PARAGRAPH, words, path)
